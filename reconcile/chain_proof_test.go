package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// Statements that overlap are right each in itself, and the balances of their union are not.
func TestChainOverAnOverlap(t *testing.T) {
	a, b, c := line("2026-06-01", "8.00", "A", "A"), line("2026-06-09", "2.00", "B", "B"),
		line("2026-06-12", "8.00", "C", "C")
	days := func(s reconcile.Statement, from, to string) reconcile.Statement {
		s.From, s.To = date(from), date(to)
		return s
	}
	list := []reconcile.Statement{days(statement("S1", "0.00", a, b), "2026-06-01", "2026-06-10"),
		days(statement("S2", "10.00", b, c), "2026-06-08", "2026-06-15"),
		days(statement("S3", "20.00", line("2026-06-17", "10.00", "D", "D")), "2026-06-16", "2026-06-20")}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}} {
		o := newOffice(t)
		for _, i := range order {
			o.load(bankFile(fmt.Sprint(i), list[i]))
		}
		want := "statement_contradiction 2026-06-08 – 2026-06-10 2.00"
		if got := o.withAmounts(); !strings.Contains(got, want) {
			t.Errorf("%v: %q, want %q", order, got, want)
		}
		r, err := o.Verify(t.Context(), o.call.Company)
		if err != nil || !strings.Contains(strings.Join(r.Broken, "\n"), "2026-06-08 to 2026-06-10") {
			t.Errorf("verify: %q %v", r.Broken, err)
		}
	}
}

// The first opening and what is booked lead to the last closing, or it is said what is missing.
func TestFirstOpeningToLastClosing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var month []reconcile.Entry
		for day := 1; day <= 20; day++ {
			for n := rapid.IntRange(0, 2).Draw(rt, "lines"); n > 0; n-- {
				month = append(month, line(fmt.Sprintf("2026-06-%02d", day), "2.00", "", "COFFEE"))
			}
		}
		o := newOffice(t)
		closing, first := "", int64(0)
		for i, from := 0, 1; from <= 20; i++ {
			to := min(20, from+rapid.IntRange(3, 9).Draw(rt, "days"))
			begin := from
			if i > 0 {
				begin = max(1, from-rapid.IntRange(0, 2).Draw(rt, "overlap"))
			}
			var in []reconcile.Entry
			opening := int64(0)
			for _, e := range month {
				switch day := int(e.BookingDate-date("2026-06-01")) + 1; {
				case day < begin:
					opening += e.Amount.Minor
				case day <= to:
					in = append(in, e)
				}
			}
			opening += int64(rapid.SampledFrom([]int{0, 0, 0, 100, -300}).Draw(rt, "off"))
			if i == 0 {
				first = opening
			}
			s := statement(fmt.Sprint("S", i), reconcile.Money{Minor: opening, Currency: "EUR"}.Decimal(), in...)
			s.From, s.To = date(fmt.Sprintf("2026-06-%02d", begin)), date(fmt.Sprintf("2026-06-%02d", to))
			if r := o.load(bankFile(s.Reference, s)); r[0].Held == 0 {
				closing = s.Closing.Amount.Decimal()
			}
			from = to + 1
		}
		said := o.withAmounts()
		sum := first + int64(o.entries())*200
		if (reconcile.Money{Minor: sum, Currency: "EUR"}).Decimal() != closing &&
			!strings.Contains(said, "statement_contradiction") && !strings.Contains(said, "statement_gap") {
			rt.Fatalf("%d entries after %d, closing %s: %q", o.entries(), first, closing, said)
		}
	})
}

// A bank states the day of its closing, and one of its lines is of the next. No rule is broken by it,
// neither before the next statement comes nor behind it.
func TestLinesOutsideOfTheStatedDays(t *testing.T) {
	first := statement("S1", "0.00", line("2026-11-05", "150.00", "", "A"), line("2026-11-06", "-50.00", "", "B"))
	first.To = date("2026-11-05")
	next := statement("S2", "100.00", line("2026-11-06", "7.00", "", "C"))
	o := newOffice(t)
	for _, s := range []reconcile.Statement{first, next} {
		if got := outcomes(o.load(bankFile(s.Reference, s))); got != "read" {
			t.Error(got)
		}
		o.verify()
	}
	if got := o.anomalies(); got != "" || o.entries() != 3 {
		t.Errorf("%d entries, %s", o.entries(), got)
	}
}

// What a person enters although it disagrees puts money into the books twice on one day and takes it
// out twice on the next. Together that says nothing, so each day is told, whatever came first and
// with or without balances of what was entered.
func TestOverrideThatMakesUpForItself(t *testing.T) {
	first := statement("D1", "0.00", line("2026-06-01", "10.00", "", "A"))
	second := statement("D2", "10.00", line("2026-06-02", "-10.00", "", "B"))
	both := statement("W", "0.00", line("2026-06-01", "10.00", "", "A SUITE"), line("2026-06-02", "-10.00", "", "B SUITE"))
	bare := both
	bare.Opening, bare.Closing = nil, nil
	for _, list := range [][]reconcile.Statement{{first, second, both}, {both, first, second},
		{first, second, bare}, {bare, first, second}} {
		o := newOffice(t)
		o.call.Override, o.call.Reason = true, "known"
		for _, s := range list {
			o.load(bankFile(s.Reference, s))
		}
		for _, want := range []string{"statement_contradiction 2026-06-01 – 2026-06-01 -10.00",
			"statement_contradiction 2026-06-02 – 2026-06-02 10.00"} {
			if got := o.withAmounts(); !strings.Contains(got, want) {
				t.Errorf("%s first: %s, want %s", list[0].Reference, got, want)
			}
		}
		if r, err := o.Verify(t.Context(), o.call.Company); err != nil || len(r.Broken) < 2 {
			t.Errorf("%s first: verify %q %v", list[0].Reference, r.Broken, err)
		}
	}
}
