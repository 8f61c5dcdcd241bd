package reconcile_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// Random months, decisions and undos: every rule holds after every step, a second run
// decides nothing, and taking everything back gives the start again.
func TestNoCentIsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := newOffice(t)
		numbers := o.randomMonth(rt)
		start := o.state()
		o.run()
		settled := o.state()
		if r := o.run(); r.Automatic != 0 || o.state() != settled {
			rt.Fatalf("a second run decided %d", r.Automatic)
		}
		for range rapid.IntRange(0, 8).Draw(rt, "steps") {
			o.randomStep(rt, numbers)
			o.verify()
		}
		o.undoEverything()
		o.verify()
		if got := o.bare(); got != bareOf(start) {
			rt.Fatalf("after undoing everything:\n%s\nwant\n%s", got, bareOf(start))
		}
	})
}

func (o *office) randomMonth(rt *rapid.T) []string {
	var invoices []reconcile.Invoice
	var numbers []string
	for i := range rapid.IntRange(1, 4).Draw(rt, "invoices") {
		n := fmt.Sprintf("F%d", i+1)
		amount := rapid.IntRange(1, 4).Draw(rt, n) * 1000
		v := invoice(n, reconcile.EUR(int64(amount)).Decimal())
		if rapid.IntRange(0, 5).Draw(rt, n+" state") == 0 {
			v.State = reconcile.StatePaid
		}
		invoices, numbers = append(invoices, v), append(numbers, n)
	}
	var lines []reconcile.Entry
	for i := range rapid.IntRange(1, 8).Draw(rt, "lines") {
		amount := int64(rapid.IntRange(1, 5).Draw(rt, "amount")) * 1000
		text := rapid.SampledFrom(append([]string{"", "TAX", "MAYBE F1"}, numbers...)).Draw(rt, "text")
		if rapid.IntRange(0, 4).Draw(rt, "return") == 0 {
			amount = -amount
		}
		day := fmt.Sprintf("2026-06-%02d", i/2+1)
		lines = append(lines, line(day, reconcile.EUR(amount).Decimal(), fmt.Sprintf("R%d", i+1), text))
	}
	o.load(invoiceFile("inv", invoices...), bankFile("bank", statement("S1", "0.00", lines...)))
	return numbers
}

// randomStep does what a person might; what the service refuses must change nothing.
func (o *office) randomStep(rt *rapid.T, numbers []string) {
	ctx := context.Background()
	ref := fmt.Sprintf("R%d", rapid.IntRange(1, 8).Draw(rt, "ref"))
	before := o.state()
	var err error
	switch rapid.IntRange(0, 5).Draw(rt, "step") {
	case 5: // the seller's system says something else of an invoice
		v := o.stored(rapid.SampledFrom(numbers).Draw(rt, "exported"))
		v.State = rapid.SampledFrom([]reconcile.InvoiceState{reconcile.StateOpen, reconcile.StatePaid}).Draw(rt, "state")
		o.load(invoiceFile(fmt.Sprintf("export %d", rapid.IntRange(0, 1<<30).Draw(rt, "export")), v))
		o.run()
	case 0:
		_, err = o.Accept(ctx, o.call, []string{ref})
	case 1:
		_, err = o.Refuse(ctx, o.call, []string{ref})
	case 2:
		_, err = o.Undo(ctx, o.call, []string{ref})
	case 3:
		_, err = o.Assign(ctx, o.call, reconcile.Assignment{Payment: ref,
			Invoices: []reconcile.AssignedAmount{{Name: rapid.SampledFrom(numbers).Draw(rt, "number")}}})
	default:
		o.run()
	}
	if err != nil && o.state() != before {
		rt.Fatalf("a refused decision changed something: %v", err)
	}
}

// stored is an invoice as the books have it.
func (o *office) stored(number string) (v reconcile.Invoice) {
	q := reconcile.Query{Company: o.call.Company, Numbers: []string{number}}
	err := o.Read(context.Background(), func(r reconcile.Reader) (err error) {
		for v, err = range r.Invoices(context.Background(), q) {
			return err
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return v
}

func (o *office) undoEverything() {
	ctx := context.Background()
	var reasons []string
	for range 100 {
		var live []string
		err := o.Read(ctx, func(r reconcile.Reader) error {
			for d, err := range r.Decisions(ctx, reconcile.Query{Company: o.call.Company}) {
				if err != nil {
					return err
				}
				if d.Live {
					live = append(live, d.ID.String())
				}
			}
			return nil
		})
		if err != nil {
			o.t.Fatal(err)
		}
		if len(live) == 0 {
			return
		}
		reasons = nil
		for _, id := range live { // one that another stands on waits its turn
			if _, err := o.Undo(ctx, o.call, []string{id}); err != nil {
				reasons = append(reasons, err.Error())
			}
		}
	}
	o.t.Fatalf("some decisions cannot be taken back: %q\n%s", reasons, o.state())
}

// bare is the state of money alone, without what waits.
func (o *office) bare() string { return bareOf(o.state()) }

func bareOf(state string) string {
	var out []string
	for _, l := range strings.Split(state, "\n") {
		if strings.Contains(l, "outstanding") || strings.HasPrefix(l, "R") && strings.Contains(l, " auto ") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
