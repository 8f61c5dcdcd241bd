package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A run of more decisions than are handed to the store at once, over several days: what is
// handed over while later days are matched, what fails at any of these moments, and what a
// run after that finds.
func TestHandOver(t *testing.T) {
	const days, aDay = 5, 2100 // handed over after the third day and at the end
	want, applied := "", 0
	for fails := range 3 {
		o := newOffice(t)
		o.Matcher = exact{}
		o.HoldAtOnce(5000)
		s := &stumbling{Store: o.Store, at: fails}
		o.Store = s
		var bills []reconcile.Invoice
		var lines []reconcile.Entry
		for i := range days * aDay {
			number := fmt.Sprintf("F%05d", i)
			bills = append(bills, invoice(number, "100.00"))
			lines = append(lines, line(fmt.Sprintf("2026-06-%02d", 1+i/aDay), "100.00", "R"+number, number))
		}
		o.load(invoiceFile("i.csv", bills...), bankFile("b.csv", statement("S1", "0.00", lines...)))
		before := o.state()
		_, err := o.Reconcile(t.Context(), o.call)
		switch {
		case fails == 0 && err != nil:
			t.Fatal(err)
		case fails == 0:
			want, applied = o.state(), s.applied
			if applied < 2 {
				t.Errorf("decisions were handed over %d times: nothing was written while days were matched",
					applied)
			}
		case fails <= applied && !errors.Is(err, errStumbled):
			t.Errorf("hand-over %d failed and the run says %v", fails, err)
		case fails <= applied && o.state() != before:
			t.Errorf("hand-over %d failed and left something", fails)
		}
		s.at = 0
		r := o.run()
		if o.state() != want {
			t.Errorf("after hand-over %d failed, another run ends otherwise", fails)
		}
		if fails == 0 && r.Automatic != 0 || fails > 0 && fails <= applied && r.Automatic != days*aDay {
			t.Errorf("after hand-over %d failed, the next run decides %d", fails, r.Automatic)
		}
	}
}

var errStumbled = errors.New("stumbled")

// stumbling is a store that fails at the n-th batch of decisions of a transaction.
type stumbling struct {
	reconcile.Store
	at, applied int
}

func (s *stumbling) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	return s.Store.Update(ctx, company, func(w reconcile.Writer) error {
		s.applied = 0
		return fn(stumblingWriter{w, s})
	})
}

type stumblingWriter struct {
	reconcile.Writer
	s *stumbling
}

func (w stumblingWriter) Apply(ctx context.Context, company string, d []reconcile.Decision) (int, error) {
	if w.s.applied++; w.s.applied == w.s.at {
		return 0, errStumbled
	}
	return w.Writer.Apply(ctx, company, d)
}

// exact is a matcher that takes a text for an invoice's number.
type exact struct{}

func (exact) Open(l reconcile.Ledger) reconcile.Session {
	s := exactSession{}
	for v := range l.Invoices {
		s[v.Number] = v.Customer
	}
	return s
}

type exactSession map[string]string

func (exactSession) Apply(reconcile.Payment, reconcile.Decision) {}
func (exactSession) Wait(reconcile.Payment, reconcile.Verdict)   {}
func (exactSession) Again()                                      {}

func (s exactSession) Day(_ reconcile.Date, list []reconcile.Payment) []reconcile.Verdict {
	out := make([]reconcile.Verdict, len(list))
	for i, p := range list {
		number := p.Detail.Text[0]
		out[i] = reconcile.Verdict{Payment: p.ID, Proposals: []reconcile.Proposal{{Rule: "number_exact",
			Customer: s[number], Parts: []reconcile.Part{reconcile.CashOn(number, p.Amount)},
			Confidence: reconcile.Certain, Identified: true}}}
	}
	return out
}
