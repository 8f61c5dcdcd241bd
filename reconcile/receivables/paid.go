package receivables

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

// paid are the payments of a company in order of account and id, each in few bytes: it takes the
// decisions to say what became of them, and these are read at the same time.
type paid struct {
	list  []bare
	forms []reconcile.Payment // what many payments share: account, currency, code, lump
}

type bare struct {
	id    reconcile.ID
	minor int64
	day   reconcile.Date
	form  int32
}

// formKey is what a form is of.
type formKey struct {
	account, code string
	currency      reconcile.Currency
	lump          bool
}

// readPaid reads them account by account, as they lie in the store: to put a million payments of all
// accounts in one order takes a database longer than to read them.
func readPaid(ctx context.Context, r reconcile.Reader, q reconcile.Query) (*paid, error) {
	accounts, err := r.Accounts(ctx, q.Company)
	if err != nil {
		return nil, err
	}
	s, known := &paid{}, map[formKey]int32{}
	q.To = q.AsOf
	for _, a := range accounts {
		q.Account = a.ID
		for p, err := range r.Payments(ctx, q) {
			if err != nil {
				return nil, err
			}
			s.add(&p, known)
		}
	}
	return s, nil
}

func (s *paid) add(p *reconcile.Payment, known map[formKey]int32) {
	k := formKey{p.Account, p.Code, p.Amount.Currency, p.Lump}
	n, ok := known[k]
	if !ok {
		n = int32(len(s.forms))
		known[k] = n
		s.forms = append(s.forms, reconcile.Payment{Account: p.Account, Code: p.Code, Lump: p.Lump,
			Amount: reconcile.Money{Currency: p.Amount.Currency}})
	}
	s.list = append(doubled(s.list), bare{p.ID, p.Amount.Minor, p.BookingDate, n})
}

// each calls fn with every payment, which is fn's until it returns.
func (s *paid) each(fn func(*reconcile.Payment)) {
	for i := range s.list {
		b := &s.list[i]
		p := &s.forms[b.form]
		p.ID, p.BookingDate, p.Amount.Minor = b.id, b.day, b.minor
		fn(p)
	}
}
