package reconcile_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Pages of one period, and parts of a day that a longer statement begins or ends with, hold
// different money: their counts add, in whatever files and order they come.
func TestPagesAddUp(t *testing.T) {
	coffee := func(day string) reconcile.Entry { return line(day, "2.00", "", "COFFEE") }
	june := func(s reconcile.Statement) reconcile.Statement {
		s.From, s.To = date("2026-06-01"), date("2026-06-30")
		return s
	}
	days := func(s reconcile.Statement, from, to string) reconcile.Statement {
		s.From, s.To = date(from), date(to)
		return s
	}
	one, two := coffee("2026-06-15"), line("2026-06-20", "5.00", "", "LUNCH")
	for name, c := range map[string]struct {
		pages []reconcile.Statement
		lines int
	}{
		"one period, twins": {[]reconcile.Statement{june(statement("P", "0.00", one)),
			june(statement("P", "2.00", one))}, 2},
		"one period, distinct": {[]reconcile.Statement{june(statement("P", "0.00", one)),
			june(statement("P", "2.00", two))}, 2},
		"three pages": {[]reconcile.Statement{june(statement("P", "0.00", one)),
			june(statement("P", "2.00", one, two)), june(statement("P", "9.00", two, one))}, 5},
		"first day": {[]reconcile.Statement{days(statement("P", "0.00", one), "2026-06-15", "2026-06-15"),
			days(statement("P", "2.00", one, two), "2026-06-15", "2026-06-30")}, 3},
		"last day": {[]reconcile.Statement{days(statement("P", "0.00", one), "2026-06-01", "2026-06-15"),
			days(statement("P", "2.00", one), "2026-06-15", "2026-06-15")}, 2},
	} {
		for _, back := range []bool{false, true} {
			o := newOffice(t)
			var files []reconcile.File
			for i, s := range c.pages {
				files = append(files, bankFile(fmt.Sprint(name, i), s))
			}
			if back && len(files) == 2 {
				files[0], files[1] = files[1], files[0]
			}
			for _, f := range files {
				if got := outcomes(o.load(f)); got != "read" {
					t.Errorf("%s: %s is %s", name, f.Name, got)
				}
			}
			if n := o.entries(); n != c.lines || o.anomalies() != "" {
				t.Errorf("%s, back %v: %d entries, want %d; %s", name, back, n, c.lines, o.anomalies())
			}
			o.verify()
			closing := c.pages[len(c.pages)-1].Closing.Amount.Decimal()
			o.load(bankFile("July", statement("J", closing, line("2026-07-01", "1.00", "", "X"))))
			if o.anomalies() != "" {
				t.Errorf("%s: then %s", name, o.anomalies())
			}

			o = newOffice(t) // all in one call, in the order of their balances
			if outcomes(o.load(files...)); o.entries() != c.lines {
				t.Errorf("%s in one call: %d entries, want %d", name, o.entries(), c.lines)
			}
		}
	}
}
