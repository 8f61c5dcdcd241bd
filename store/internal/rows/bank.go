package rows

import (
	"context"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// Companies implements reconcile.BankReader.
func (r *Reader) Companies(ctx context.Context) ([]reconcile.Company, error) {
	q := r.sentence(everyCompany, "SELECT id, name, salt FROM company").order("id")
	return all(ctx, r, q, func() ([]any, func() (reconcile.Company, error)) {
		var c reconcile.Company
		return []any{&c.ID, &c.Name, &c.Salt}, func() (reconcile.Company, error) {
			out := c
			out.Salt = append([]byte(nil), c.Salt...)
			return out, nil
		}
	})
}

// PutCompany implements reconcile.BankWriter.
func (w *Writer) PutCompany(ctx context.Context, c reconcile.Company) error {
	if err := w.mine(c.ID); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "company", Columns: []string{"id", "name", "salt"}, Len: 1,
		Conflict: "ON CONFLICT (id) DO UPDATE SET name = excluded.name, salt = excluded.salt",
		Row:      func(_ int, to *Block) { to.Text(c.ID, c.Name).Binary(c.Salt) }})
}

// Accounts implements reconcile.BankReader.
func (r *Reader) Accounts(ctx context.Context, company string) ([]reconcile.Account, error) {
	q := r.sentence(company, "SELECT id, company, currency, owner, alias, kind, ledger_account, journal, "+
		"rhythm, not_counted, answers FROM account")
	q.equal("company", company)
	return all(ctx, r, q.order("company, id"), func() ([]any, func() (reconcile.Account, error)) {
		var a reconcile.Account
		var answers string
		c := &a.Card
		return []any{&a.ID, &a.Company, (*string)(&a.Currency), &a.Owner, &c.Alias, (*string)(&c.Kind),
				&c.LedgerAccount, &c.Journal, &c.Rhythm, &c.NotCounted, &answers},
			func() (out reconcile.Account, err error) {
				out = a
				out.Answers, err = readAnswers(answers)
				return out, err
			}
	})
}

// PutAccounts implements reconcile.BankWriter. An account that another company owns stays
// there.
func (w *Writer) PutAccounts(ctx context.Context, accounts []reconcile.Account) error {
	list := latest(accounts, func(a reconcile.Account) string { return a.ID })
	for _, a := range list {
		if err := w.mine(a.Company); err != nil {
			return err
		}
	}
	if err := w.owned(ctx, list); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "account", Len: len(list),
		Columns: []string{"id", "company", "currency", "owner", "alias", "kind", "ledger_account",
			"journal", "rhythm", "not_counted", "answers"},
		Conflict: "ON CONFLICT (id) DO UPDATE SET currency = excluded.currency, " +
			"owner = excluded.owner, alias = excluded.alias, kind = excluded.kind, " +
			"ledger_account = excluded.ledger_account, journal = excluded.journal, " +
			"rhythm = excluded.rhythm, not_counted = excluded.not_counted, " +
			"answers = excluded.answers",
		Row: func(i int, to *Block) {
			a := &list[i]
			to.Text(a.ID, a.Company, string(a.Currency), a.Owner, a.Card.Alias, string(a.Card.Kind),
				a.Card.LedgerAccount, a.Card.Journal).Int(a.Card.Rhythm).Truth(a.Card.NotCounted).
				Text(writeAnswers(a.Answers))
		}})
}

// owned refuses accounts that belong to another company.
func (w *Writer) owned(ctx context.Context, list []reconcile.Account) error {
	ids := make([]string, len(list))
	for i, a := range list {
		ids[i] = a.ID
	}
	if len(ids) == 0 {
		return nil
	}
	q := w.sentence(everyCompany, "SELECT id, company FROM account")
	q.in("id", ids)
	q.and("company <> ?", w.company)
	a, found, err := one(ctx, w.Reader, q, func() ([]any, func() (reconcile.Account, error)) {
		var a reconcile.Account
		return []any{&a.ID, &a.Company}, func() (reconcile.Account, error) { return a, nil }
	})
	if found {
		return fmt.Errorf("account %s belongs to company %s", a.ID, a.Company)
	}
	return err
}
