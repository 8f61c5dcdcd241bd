package reconcile_test

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// What a desk answers from a window of the books is what it answers from all of them: the same
// changes, the same refusals in the same words, the same books, whatever was decided before.
func TestWindowIsTheWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		window, whole := newOffice(t), newOffice(t)
		whole.ReadAll()
		both := []*office{window, whole}
		month := rapid.Custom(func(rt *rapid.T) []reconcile.File { return randomFiles(rt) }).Draw(rt, "month")
		for _, o := range both {
			o.load(month...)
			o.run()
		}
		for i := range rapid.IntRange(1, 14).Draw(rt, "requests") {
			ask := drawRequest(rt, whole)
			got, want := ask(window), ask(whole)
			if got != want {
				rt.Fatalf("request %d: from the window\n%s\nfrom the whole\n%s\non\n%s", i, got, want, whole.state())
			}
		}
		window.verify()
		if got, want := window.state(), whole.state(); got != want {
			rt.Fatalf("from windows\n%s\nfrom the whole\n%s", got, want)
		}
	})
}

// randomFiles are the documents and the lines of a month: invoices and credit notes, some paid
// elsewhere, and credits, debits and money for nothing of ours.
func randomFiles(rt *rapid.T) []reconcile.File {
	var invoices []reconcile.Invoice
	for i := range rapid.IntRange(2, 5).Draw(rt, "documents") {
		n := fmt.Sprintf("F%d", i+1)
		amount := int64(rapid.IntRange(-2, 4).Draw(rt, n)) * 1000
		if amount == 0 {
			amount = 5000
		}
		v := invoice(n, reconcile.EUR(amount).Decimal())
		v.Customer = rapid.SampledFrom([]string{"C1", "C2"}).Draw(rt, n+" customer")
		if amount > 0 && rapid.IntRange(0, 3).Draw(rt, n+" paid") == 0 {
			v.State = reconcile.StatePaid
		}
		invoices = append(invoices, v)
	}
	var lines []reconcile.Entry
	for i := range rapid.IntRange(2, 9).Draw(rt, "lines") {
		amount := int64(rapid.IntRange(-3, 6).Draw(rt, "amount")) * 1000
		if amount == 0 {
			amount = 500
		}
		text := rapid.SampledFrom([]string{"", "TAX", "F1", "F2", "F3", "MAYBE F1", "MAYBE F2"}).Draw(rt, "text")
		lines = append(lines, line(fmt.Sprintf("2026-06-%02d", i/2+1), reconcile.EUR(amount).Decimal(),
			fmt.Sprintf("R%d", i+1), text))
	}
	owed := invoiceFile("inv", invoices...)
	owed.Customers = append(owed.Customers, reconcile.Customer{ID: "C2", Name: "Bolt SARL"})
	return []reconcile.File{owed, bankFile("bank", statement("S1", "0.00", lines...))}
}

// drawRequest draws what a person asks, and gives a function that asks it of an office and tells all
// that is answered.
func drawRequest(rt *rapid.T, o *office) func(*office) string {
	ctx := context.Background()
	ref := func() string { return fmt.Sprintf("R%d", rapid.IntRange(1, 9).Draw(rt, "payment")) }
	number := func() string { return fmt.Sprintf("F%d", rapid.IntRange(1, 5).Draw(rt, "invoice")) }
	amount := func() string {
		return rapid.SampledFrom([]string{"", "10.00", "20.00", "5.00", "-10.00", "0.40", "-30.00"}).Draw(rt, "amount")
	}
	told := func(fn func(*office) ([]reconcile.Change, error)) func(*office) string {
		return func(o *office) string {
			changes, err := fn(o)
			return fmt.Sprintf("%+v %v", changes, err)
		}
	}
	switch rapid.IntRange(0, 5).Draw(rt, "ask") {
	case 0:
		refs := []string{ref()}
		return told(func(o *office) ([]reconcile.Change, error) { return o.Accept(ctx, o.call, refs) })
	case 1:
		refs := []string{ref()}
		return told(func(o *office) ([]reconcile.Change, error) { return o.Refuse(ctx, o.call, refs) })
	case 2:
		ids := []string{undoable(rt, o, ref, number)}
		if rapid.IntRange(0, 3).Draw(rt, "two") == 0 {
			ids = append(ids, ref())
		}
		return told(func(o *office) ([]reconcile.Change, error) { return o.Undo(ctx, o.call, ids) })
	case 3:
		return told(func(o *office) ([]reconcile.Change, error) { o.run(); return nil, nil })
	}
	a := reconcile.Assignment{Payment: ref()}
	if rapid.IntRange(0, 3).Draw(rt, "of an invoice") == 0 {
		a.Payment = number()
	}
	if rapid.Bool().Draw(rt, "cash") {
		a.Invoices = append(a.Invoices, reconcile.AssignedAmount{Name: number(), Amount: amount()})
	}
	if rapid.IntRange(0, 2).Draw(rt, "part") == 0 {
		kind := rapid.SampledFrom([]reconcile.PartKind{reconcile.WriteOff, reconcile.Discount,
			reconcile.SettledElsewhere}).Draw(rt, "kind")
		a.Parts = append(a.Parts, reconcile.AssignedPart{Kind: kind, Invoice: number(), Amount: amount()})
	}
	if rapid.IntRange(0, 2).Draw(rt, "account") == 0 {
		a.Accounts = append(a.Accounts, reconcile.AssignedAmount{Name: "C1", Amount: amount()})
	}
	return told(func(o *office) ([]reconcile.Change, error) { return o.Assign(ctx, o.call, a) })
}

// undoable is what a person may take back: a payment, an invoice, or a decision by its id.
func undoable(rt *rapid.T, o *office, ref, number func() string) string {
	switch rapid.IntRange(0, 2).Draw(rt, "undo") {
	case 0:
		return ref()
	case 1:
		return number()
	}
	var ids []string
	err := o.Read(context.Background(), func(r reconcile.Reader) error {
		for d, err := range r.Decisions(context.Background(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			ids = append(ids, d.ID.String()[:8])
		}
		return nil
	})
	if err != nil || len(ids) == 0 {
		return ref()
	}
	return rapid.SampledFrom(ids).Draw(rt, "decision")
}

// A request reads the window that it needs, however large the books are: no decision and no document of
// others. This is what keeps an answer quick in a company of millions.
func TestRequestReadsAWindow(t *testing.T) {
	const others = 200
	o := newOffice(t)
	invoices := []reconcile.Invoice{invoice("A1", "10.00"), invoice("A2", "20.00")}
	lines := []reconcile.Entry{line("2026-06-01", "10.00", "R1", "MAYBE A1"), line("2026-06-01", "20.00", "R2", "A2"),
		line("2026-06-01", "7.00", "R3", "nobody knows")}
	for i := range others {
		n := fmt.Sprintf("F%03d", i)
		invoices = append(invoices, invoice(n, "50.00"))
		lines = append(lines, line("2026-06-02", "50.00", "O"+n, n))
	}
	o.load(invoiceFile("inv", invoices...), bankFile("bank", statement("S1", "0.00", lines...)))
	o.run()
	counted := &counting{Store: o.Store}
	o.Store = counted
	for what, ask := range map[string]func() ([]reconcile.Change, error){
		"accept": func() ([]reconcile.Change, error) { return o.Accept(t.Context(), o.call, []string{"R1"}) },
		"undo":   func() ([]reconcile.Change, error) { return o.Undo(t.Context(), o.call, []string{"R2"}) },
		"assign": func() ([]reconcile.Change, error) {
			return o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: "R3", NotForInvoices: "tax"})
		},
	} {
		counted.read = 0
		if _, err := ask(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if counted.read > 10 {
			t.Errorf("%s read %d decisions and documents of %d", what, counted.read, 2*others)
		}
	}
}

// counting is a store that counts the decisions and documents that its writers read.
type counting struct {
	reconcile.Store
	read int
}

func (s *counting) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	return s.Store.Update(ctx, company, func(w reconcile.Writer) error { return fn(countingWriter{w, s}) })
}

type countingWriter struct {
	reconcile.Writer
	s *counting
}

func (w countingWriter) Decisions(ctx context.Context, q reconcile.Query) iter.Seq2[reconcile.Decision, error] {
	return counted(w.Writer.Decisions(ctx, q), w.s)
}

func (w countingWriter) Invoices(ctx context.Context, q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	return counted(w.Writer.Invoices(ctx, q), w.s)
}

func counted[T any](list iter.Seq2[T, error], s *counting) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range list {
			if s.read++; !yield(v, err) {
				return
			}
		}
	}
}
