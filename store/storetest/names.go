package storetest

import (
	"context"
	"crypto/sha256"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// together is a store whose callers have all looked into it before the first of them writes.
type together struct {
	reconcile.Store
	looked *sync.WaitGroup
	first  sync.Once
}

func (s *together) View(ctx context.Context, fn func(reconcile.Reader) error) error {
	err := s.Store.View(ctx, fn)
	s.first.Do(func() {
		s.looked.Done()
		s.looked.Wait()
	})
	return err
}

// testNames imports two files of one new account at once, one under its IBAN and one under the
// bank's own number: whichever comes first, it is one account, and nobody is asked.
func testNames(t *testing.T, open Open) {
	f := newFixture(t, open)
	day := reconcile.Date(20000)
	files := []reconcile.File{newFile("DE89370400440532013000", day, 0), newFile("370400440532013000", day+1, 100)}
	var looked, group sync.WaitGroup
	looked.Add(len(files))
	for _, file := range files {
		service := reconcile.Service{Store: &together{Store: f.Store, looked: &looked}, Now: time.Now}
		group.Go(func() {
			call := reconcile.Call{Company: company, Policy: reconcile.DefaultPolicy(),
				AsOf: reconcile.NewDate(2026, 7, 31)}
			reports, err := service.Import(f.ctx, call, []reconcile.File{file})
			if err != nil {
				t.Error(err)
				return
			}
			check(t, "outcome of "+file.Name, reports[0].Outcome, reconcile.OutcomeRead)
		})
	}
	group.Wait()
	f.view(func(r reconcile.Reader) error {
		accounts, err := r.Accounts(f.ctx, company)
		if err != nil {
			return err
		}
		accounts = slices.DeleteFunc(accounts, func(a reconcile.Account) bool { return a.ID == "FR1" || a.ID == "FR2" })
		check(t, "accounts", len(accounts), 1)
		q := reconcile.Query{Company: company, Account: accounts[0].ID}
		statements, err := r.Statements(f.ctx, q)
		check(t, "statements of "+accounts[0].ID, len(statements), 2)
		return err
	})
}

// newFile is a file of one line, which has a statement with both balances.
func newFile(account string, day reconcile.Date, opening int64) reconcile.File {
	st := reconcile.Statement{Account: account, Currency: "EUR", Reference: day.String(), Stated: true, From: day, To: day,
		Opening: &reconcile.Balance{Amount: reconcile.EUR(opening), Date: day},
		Closing: &reconcile.Balance{Amount: reconcile.EUR(opening + 100), Date: day},
		Entries: []reconcile.Entry{{BookingDate: day, ValueDate: day, Amount: reconcile.EUR(100),
			Details: []reconcile.Detail{{Amount: reconcile.EUR(100), Text: []string{"VIR"}}}}}}
	if err := st.Total(); err != nil {
		panic(err) // the lines above add up
	}
	return reconcile.File{Name: account, Digest: sha256.Sum256([]byte(account)), Format: "camt.053",
		Statements: []reconcile.Statement{st}}
}
