package rows

import (
	"context"
	"iter"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Customers implements reconcile.LedgerReader.
func (r *Reader) Customers(ctx context.Context, company string) ([]reconcile.Customer, error) {
	q := r.sentence(company, "SELECT id, name, email, ibans, alias FROM customer")
	q.and("company = ?", company)
	return all(ctx, r, q.order("id"), func() ([]any, func() (reconcile.Customer, error)) {
		var c reconcile.Customer
		var ibans string
		return []any{&c.ID, &c.Name, &c.Email, &ibans, &c.Alias}, func() (reconcile.Customer, error) {
			out, j := c, jsonReader{s: ibans}
			out.IBANs = j.texts()
			return out, j.done()
		}
	})
}

// PutCustomers implements reconcile.LedgerWriter.
func (w *Writer) PutCustomers(ctx context.Context, company string, c []reconcile.Customer) error {
	if err := w.mine(company); err != nil {
		return err
	}
	if len(c) == 0 {
		return nil
	}
	list := latest(c, func(c reconcile.Customer) string { return c.ID })
	conflict := "ON CONFLICT (company, id) DO UPDATE SET name = excluded.name, " +
		"email = excluded.email, ibans = excluded.ibans, alias = excluded.alias"
	if first, err := w.empty(ctx, "customer"); err != nil {
		return err
	} else if first {
		conflict = ""
	}
	return w.insert(ctx, Bulk{Table: "customer", Len: len(list), Shared: []string{"company"},
		Values: []string{company}, Columns: []string{"id", "name", "email", "ibans", "alias"},
		Conflict: conflict,
		Row: func(i int, to *Block) {
			c := &list[i]
			to.Text(c.ID, c.Name, c.Email).json(func(j *jsonWriter) { j.texts(c.IBANs) }).Text(c.Alias)
		}})
}

func invoiceColumns() []string {
	return []string{"number", "version", "type", "customer", "issue_date", "due_date", "amount",
		"currency", "state", "owner", "terms", "project", "payment_reference", "line", "claim", "disputed"}
}

// invoiceRow are the columns of table invoice.
func invoiceRow() []string { return append(invoiceColumns(), "seal") }

func invoicePlaces(v *reconcile.Invoice) []any {
	return []any{&v.Number, &v.Version, (*string)(&v.Type), &v.Customer, (*int32)(&v.IssueDate),
		(*int32)(&v.DueDate), &v.Amount.Minor, (*string)(&v.Amount.Currency), (*string)(&v.State),
		&v.Owner, &v.Terms, &v.Project, &v.PaymentReference, &v.Line, (*string)(&v.Claim),
		&v.Disputed}
}

// invoiceFigures are the columns that a figure needs.
func invoiceFigures() []string {
	return []string{"number", "version", "type", "customer", "issue_date", "due_date", "amount", "currency", "state",
		"claim", "disputed"}
}

func invoiceFigurePlaces(v *reconcile.Invoice) []any {
	places := invoicePlaces(v)
	return append(places[:len(invoiceFigures())-2], places[len(places)-2:]...)
}

// AddInvoices implements reconcile.LedgerWriter.
func (w *Writer) AddInvoices(ctx context.Context,
	company, imp string, v []reconcile.Invoice) error {
	if err := w.mine(company); err != nil {
		return err
	}
	order := sortedBy(len(v), func(a, b int) int {
		return compareText(v[a].Number, v[b].Number, v[a].Version-v[b].Version)
	})
	return w.insert(ctx, Bulk{Table: "invoice", Len: len(v), Shared: []string{"company", "import"},
		Values: []string{company, imp}, Columns: invoiceRow(),
		Row: func(i int, to *Block) {
			n, from := &v[order[i]], len(to.Cells)
			to.Text(n.Number).Int(n.Version).Text(string(n.Type), n.Customer).
				Date(n.IssueDate, n.DueDate).Money(n.Amount).
				Text(string(n.State), n.Owner, n.Terms, n.Project, n.PaymentReference).Int(n.Line).
				Text(string(n.Claim)).Truth(n.Disputed).seal(from)
		}})
}

// InvoiceVersions implements reconcile.LedgerReader.
func (r *Reader) InvoiceVersions(ctx context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	columns, places := invoiceColumns(), invoicePlaces
	if q.Figures {
		columns, places = invoiceFigures(), invoiceFigurePlaces
	}
	s := r.sentence(q.Company, "SELECT "+list(columns)+" FROM invoice")
	s.and("company = ?", q.Company)
	s.in("number", q.Numbers)
	s.equal("customer", q.Customer)
	s.equal("import", q.Import)
	q.AsOf = 0
	s.between("issue_date", q)
	return each(ctx, r, s.order("number, version"), func() ([]any, func() (reconcile.Invoice, error)) {
		var v reconcile.Invoice
		return places(&v), func() (reconcile.Invoice, error) { return v, nil }
	})
}

// closing is an invoice version beside one of the invoice's allocations, or none.
type closing struct {
	invoice            reconcile.Invoice
	decision, undoes   reconcile.ID
	kind               reconcile.PartKind
	closes             int64
	effective          reconcile.Date
	allocationRowFound bool
}

// Invoices implements reconcile.LedgerReader: one walk over the versions and, at its side,
// the allocations, both clustered by number.
func (r *Reader) Invoices(ctx context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	columns := invoiceColumns()
	for i, c := range columns {
		columns[i] = "v." + c
	}
	s := r.sentence(q.Company, "SELECT "+list(columns)+", a.decision, a.undoes, COALESCE(a.kind, ''), "+
		"COALESCE(a.closes, 0), COALESCE(a.effective, 0), a.n IS NOT NULL FROM invoice v "+
		"LEFT JOIN allocation a ON a.company = v.company AND a.invoice = v.number")
	if q.AsOf != 0 {
		s.sql.WriteString(" AND a.effective <= " + s.arg(int32(q.AsOf)))
	}
	s.and("v.company = ?", q.Company)
	s.in("v.number", q.Numbers)
	return func(yield func(reconcile.Invoice, error) bool) {
		var f fold
		for c, err := range each(ctx, r, s.order("v.number, v.version, a.n"), scanClosing) {
			if err != nil {
				yield(reconcile.Invoice{}, err)
				return
			}
			if f.started && f.invoice.Number != c.invoice.Number && !f.give(q, yield) {
				return
			}
			f.add(c)
		}
		f.give(q, yield)
	}
}

func scanClosing() ([]any, func() (closing, error)) {
	var c closing
	places := slices.Concat(invoicePlaces(&c.invoice), []any{(*idColumn)(&c.decision),
		(*idColumn)(&c.undoes), (*string)(&c.kind), &c.closes, (*int32)(&c.effective),
		&c.allocationRowFound})
	return places, func() (closing, error) { return c, nil }
}
