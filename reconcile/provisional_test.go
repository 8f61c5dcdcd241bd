package reconcile_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// report is an interim report of lines that are not booked yet.
func report(ref string, lines ...reconcile.Entry) reconcile.Statement {
	s := statement(ref, "0.00", lines...)
	s.Opening, s.Closing, s.Stated = nil, nil, false
	s.Interim, s.Entries = s.Entries, nil
	s.Source.Format = "camt.052"
	for _, e := range s.Interim {
		s.Pending++
		s.PendingCredits.Minor += e.Amount.Minor
	}
	s.PendingCredits.Currency, s.PendingDebits.Currency = "EUR", "EUR"
	return s
}

// provisional lists the lines that still stand and what became of the reports.
func (o *office) provisional() string {
	o.t.Helper()
	var b strings.Builder
	err := o.Read(context.Background(), func(r reconcile.Reader) error {
		q := reconcile.Query{Company: o.call.Company}
		lines, err := reconcile.ProvisionalEntries(context.Background(), r, q)
		for _, e := range lines {
			fmt.Fprintf(&b, "%s %s %s %s\n", e.BookingDate, e.Amount, e.Reference, e.Text)
		}
		list, err2 := r.Statements(context.Background(), q)
		for _, s := range list {
			fmt.Fprintf(&b, "%s %s\n", s.Reference, s.Now(list))
		}
		if err == nil {
			err = err2
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return b.String()
}

// A report is shown until a statement covers its days, is in no book whatever comes first,
// and both can be taken back.
func TestProvisional(t *testing.T) {
	first := line("2026-06-02", "10.00", "B1", "INV-1")
	second := line("2026-06-02", "20.00", "B2", "")
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("INV-1", "10.00")))
	got := o.load(bankFile("r1", report("R1", first)))
	if got[0].Outcome != reconcile.OutcomeRead || got[0].Booked != 0 || got[0].NewEntries != 0 {
		t.Errorf("report: %+v", got[0])
	}
	if run := o.run(); run.Payments != 0 {
		t.Errorf("%d provisional payments were matched", run.Payments)
	}
	o.load(bankFile("r2", report("R2", first, second)))
	want := "2026-06-02 10.00 EUR B1 ACME INV-1\n2026-06-02 20.00 EUR B2 ACME\nR1 provisional\nR2 provisional\n"
	if s := o.provisional(); sorted(s) != sorted(want) {
		t.Errorf("got\n%swant\n%s", s, want)
	}
	if o.entries() != 0 {
		t.Errorf("%d entries are booked", o.entries())
	}
	day := bankFile("day", statement("S1", "0.00", first, second))
	o.load(day)
	want = "S1 entered\nR1 replaced\nR2 replaced\n"
	if s := o.provisional(); sorted(s) != sorted(want) || o.entries() != 2 {
		t.Errorf("got %d entries and\n%swant\n%s", o.entries(), s, want)
	}
	before := o.dump()
	o.load(bankFile("r2", report("R2", first, second)))
	if o.dump() != before {
		t.Error("a report that came again changed the books")
	}
	o.verify()
}

func sorted(s string) string {
	list := strings.Split(s, "\n")
	for i := range list {
		for k := i; k > 0 && list[k] < list[k-1]; k-- {
			list[k], list[k-1] = list[k-1], list[k]
		}
	}
	return strings.Join(list, "\n")
}

// Any order of reports and statements gives the same books, which are those of the statements
// alone but for the lines that no statement tells of yet.
func TestProvisionalOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		days := rapid.IntRange(1, 4).Draw(rt, "days")
		var files, booked []reconcile.File
		balance := int64(0)
		for d := 1; d <= days; d++ {
			var lines []reconcile.Entry
			for i := range rapid.IntRange(1, 4).Draw(rt, "lines") {
				amount := fmt.Sprintf("%d.00", rapid.IntRange(1, 2).Draw(rt, "amount"))
				ref := ""
				if rapid.Bool().Draw(rt, "has reference") {
					ref = fmt.Sprintf("B%d-%d", d, i)
				}
				lines = append(lines, line(fmt.Sprintf("2026-06-%02d", d), amount, ref, "text"))
			}
			for n := range rapid.IntRange(0, 3).Draw(rt, "reports") {
				from := rapid.IntRange(0, len(lines)-1).Draw(rt, "from")
				to := rapid.IntRange(from+1, len(lines)).Draw(rt, "to")
				ref := fmt.Sprintf("R%d-%d", d, n)
				files = append(files, bankFile(ref, report(ref, lines[from:to]...)))
			}
			if rapid.IntRange(0, 3).Draw(rt, "booked") == 0 {
				balance += 100_00 // a day that comes later
				continue
			}
			s := statement(fmt.Sprintf("S%d", d), reconcile.EUR(balance).Decimal(), lines...)
			balance = s.Closing.Amount.Minor
			booked = append(booked, bankFile(s.Reference, s))
		}
		files = append(files, booked...)
		one := newOffice(t)
		for _, f := range files {
			one.load(f)
		}
		two := newOffice(t)
		for _, f := range rapid.Permutation(files).Draw(rt, "order") {
			two.load(f)
			two.verify()
		}
		alone := newOffice(t)
		for _, f := range booked {
			alone.load(f)
		}
		if a, b := one.provisional(), two.provisional(); a != b {
			rt.Fatalf("in one order\n%sin another\n%s", a, b)
		}
		if a, b := one.state(), two.state(); a != b {
			rt.Fatalf("in one order\n%sin another\n%s", a, b)
		}
		if a, b := one.state(), alone.state(); a != b {
			rt.Fatalf("with reports\n%swithout\n%s", a, b)
		}
	})
}

// A booked statement of another format replaces a report too, and is not held beside it.
func TestProvisionalOtherFormat(t *testing.T) {
	first := line("2026-06-02", "10.00", "B1", "INV-1")
	for _, reportFirst := range []bool{true, false} {
		o := newOffice(t)
		export := bankFile("export", statement("", "0.00", first))
		export.Format = "csv"
		if reportFirst {
			o.load(bankFile("r1", report("R1", first)))
		}
		if got := o.load(export)[0]; got.Outcome != reconcile.OutcomeRead || got.NewEntries != 1 {
			t.Errorf("export: %+v", got)
		}
		if !reportFirst {
			o.load(bankFile("r1", report("R1", first)))
		}
		if s := o.provisional(); sorted(s) != sorted(" entered\nR1 replaced\n") {
			t.Errorf("got\n%s", s)
		}
	}
}
