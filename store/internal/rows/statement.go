package rows

import (
	"context"
	"fmt"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// statementColumns are those of table statement after company, import and n.
func statementColumns() []string {
	return []string{"id", "account", "currency", "reference", "sequence",
		"first_page", "last_page", "more_pages", "first_day", "last_day",
		"stated", "opening", "opening_date", "closing", "closing_date", "pending", "pending_credits",
		"pending_debits", "name", "format", "line", "state", "reason", "booked", "credits", "debits",
		"interim"}
}

// statementRow are the columns of table statement. The state is not sealed: what repeats another
// takes its place when that is taken back.
func statementRow() []string {
	columns := slices.DeleteFunc(statementColumns(), func(c string) bool { return c == "state" })
	return slices.Concat([]string{"n"}, columns, []string{"seal"})
}

// Statements implements reconcile.BankReader.
func (r *Reader) Statements(ctx context.Context, q reconcile.Query) ([]reconcile.Statement, error) {
	s := r.sentence(q.Company, "SELECT import, "+list(statementColumns())+" FROM statement")
	s.and("company = ?", q.Company)
	s.equal("account", q.Account)
	s.equal("import", q.Import)
	if q.From != 0 {
		s.and("last_day >= ?", int32(q.From))
	}
	if q.To != 0 {
		s.and("first_day <= ?", int32(q.To))
	}
	return all(ctx, r, s.order("account, first_day, last_day, reference, id, state, import, n"), scanStatement)
}

func scanStatement() ([]any, func() (reconcile.Statement, error)) {
	var s reconcile.Statement
	var openingDate, closingDate *int32
	var opening, closing, pendingCredits, pendingDebits, credits, debits, interim string
	places := []any{&s.Source.Import, (*idColumn)(&s.ID), &s.Account, (*string)(&s.Currency),
		&s.Reference, &s.Sequence, &s.Pages.First, &s.Pages.Last, &s.Pages.More,
		(*int32)(&s.From), (*int32)(&s.To), &s.Stated, &opening, &openingDate, &closing, &closingDate, &s.Pending, &pendingCredits, &pendingDebits,
		&s.Source.Name, &s.Source.Format, &s.Source.Line, (*string)(&s.State), &s.Reason,
		&s.Booked, &credits, &debits, &interim}
	return places, func() (reconcile.Statement, error) {
		out := s
		var m moneys
		out.Opening = m.balance(opening, openingDate)
		out.Closing = m.balance(closing, closingDate)
		out.PendingCredits, out.PendingDebits = m.read(pendingCredits), m.read(pendingDebits)
		out.Credits, out.Debits = m.read(credits), m.read(debits)
		if m.err == nil {
			out.Interim, m.err = readInterim(interim, s.Account)
		}
		if m.err != nil {
			m.err = fmt.Errorf("statement %s: %w", s.ID, m.err)
		}
		return out, m.err
	}
}

// moneys reads amounts and keeps the first error.
type moneys struct{ err error }

func (m *moneys) read(s string) reconcile.Money {
	v, err := moneyOf(s)
	if m.err == nil {
		m.err = err
	}
	return v
}

// balance is nil where the day is NULL: the bank does not say.
func (m *moneys) balance(s string, day *int32) *reconcile.Balance {
	if day == nil {
		return nil
	}
	return &reconcile.Balance{Amount: m.read(s), Date: reconcile.Date(*day)}
}

func (b *Block) balance(v *reconcile.Balance) *Block {
	if v == nil {
		return b.Text("").Null()
	}
	return b.Text(moneyText(v.Amount)).Date(v.Date)
}

// AddStatements implements reconcile.BankWriter. The key is the import and a number in it,
// because one file may hold a statement twice.
func (w *Writer) AddStatements(ctx context.Context,
	company, imp string, st []reconcile.Statement) error {
	if err := w.mine(company); err != nil || len(st) == 0 {
		return err
	}
	q := w.sentence(w.company, "SELECT COALESCE(MAX(n), 0) FROM statement")
	q.and("company = ?", company)
	q.and("import = ?", imp)
	last, _, err := one(ctx, w.Reader, q, scanInt)
	if err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "statement", Len: len(st),
		Shared: []string{"company", "import"}, Values: []string{company, imp},
		Columns: append(statementRow(), "state"),
		Row: func(i int, to *Block) {
			s, from := &st[i], len(to.Cells)
			to.Int(last+i+1).ID(&s.ID).Text(s.Account, string(s.Currency), s.Reference).
				Number(s.Sequence).Int(s.Pages.First, s.Pages.Last).Truth(s.Pages.More).Date(s.From, s.To).
				Truth(s.Stated).balance(s.Opening).balance(s.Closing).Int(s.Pending).
				Text(moneyText(s.PendingCredits), moneyText(s.PendingDebits), s.Source.Name,
					s.Source.Format).Int(s.Source.Line).Text(s.Reason).Int(s.Booked).
				Text(moneyText(s.Credits), moneyText(s.Debits), interimText(s.Interim)).seal(from)
			to.Text(string(s.State))
		}})
}

func scanInt() ([]any, func() (int, error)) {
	var n int
	return []any{&n}, func() (int, error) { return n, nil }
}
