package reconcile_test

import (
	"fmt"
	"strings"
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

// The bank counts its pages, so they hold different money in whatever order they come, where
// balances cannot tell it too; a page that is missing is named until it comes.
func TestCountedPagesInAnyOrder(t *testing.T) {
	page := func(n int, opening string, entries ...reconcile.Entry) reconcile.Statement {
		s := statement("P", opening, entries...)
		s.From, s.To = date("2026-06-01"), date("2026-06-30")
		s.Pages = reconcile.Pages{First: n, Last: n, More: n < 3}
		return s
	}
	bare := func(s reconcile.Statement) reconcile.Statement {
		s.Opening, s.Closing = nil, nil
		return s
	}
	coffee, back := line("2026-06-15", "2.00", "", "COFFEE"), line("2026-06-15", "-2.00", "", "BACK")
	for name, pages := range map[string][]reconcile.Statement{
		"twins":             {page(1, "0.00", coffee), page(2, "2.00", coffee), page(3, "4.00", coffee)},
		"first sums to 0":   {page(1, "0.00", coffee, back), page(2, "0.00", coffee), page(3, "2.00", coffee)},
		"all sum to 0":      {page(1, "0.00", coffee, back), page(2, "0.00", coffee, back), page(3, "0.00", coffee, back)},
		"without balances":  {bare(page(1, "0.00", coffee)), bare(page(2, "0.00", coffee)), bare(page(3, "0.00", coffee))},
		"one with balances": {page(1, "0.00", coffee), bare(page(2, "0.00", coffee)), page(3, "4.00", coffee)},
	} {
		lines := 0
		for _, p := range pages {
			lines += len(p.Entries)
		}
		for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
			o := newOffice(t)
			for i, n := range order {
				if got := outcomes(o.load(bankFile(fmt.Sprint(name, n), pages[n]))); got != "read" {
					t.Errorf("%s %v: page %d is %s", name, order, n+1, got)
				}
				o.verify()
				if i == 1 && order[2] == 1 && !strings.Contains(o.anomalies(), "P page 2") {
					t.Errorf("%s %v: page 2 is not missed; %s", name, order, o.anomalies())
				}
			}
			if n := o.entries(); n != lines || o.anomalies() != "" {
				t.Errorf("%s %v: %d entries, want %d; %s", name, order, n, lines, o.anomalies())
			}
			if o.load(bankFile("again", pages[1])); o.entries() != lines {
				t.Errorf("%s %v: a page that came twice adds %d", name, order, o.entries()-lines)
			}
		}
		o := newOffice(t)
		whole := pages[0]
		whole.Pages, whole.Entries, whole.Closing = reconcile.Pages{}, nil, pages[2].Closing
		for n, p := range pages {
			whole.Entries = append(whole.Entries, p.Entries...)
			o.load(bankFile(fmt.Sprint(name, n), p))
		}
		if o.load(bankFile("whole", whole)); o.entries() != lines {
			t.Errorf("%s: the whole after its pages adds %d", name, o.entries()-lines)
		}
		o.verify()
	}
}

// A page is missed from the first import on, when the page before it never came; a number that
// begins again a year later is another statement's.
func TestFirstPageMissing(t *testing.T) {
	page := func(n int, day, opening string) reconcile.Statement {
		s := statement("P", opening, line(day, "2.00", "", "COFFEE"))
		s.Pages = reconcile.Pages{First: n, Last: n, More: n < 3}
		return s
	}
	o := newOffice(t)
	steps := []struct {
		page reconcile.Statement
		want string
	}{
		{page(3, "2026-06-20", "4.00"), "P page 1-2"},
		{page(2, "2026-06-16", "2.00"), "P page 1"},
		{page(1, "2026-06-15", "0.00"), ""},
	}
	for i, s := range steps {
		o.load(bankFile(fmt.Sprint("page", i), s.page))
		if got := o.anomalies(); (s.want == "") != (got == "") || !strings.Contains(got, s.want) {
			t.Errorf("after %d pages: %s, want %q", i+1, got, s.want)
		}
	}
	last := page(2, "2025-06-16", "-2.00")
	last.Closing, last.Opening = nil, nil
	o.load(bankFile("last year", last))
	if got := o.anomalies(); !strings.Contains(got, "P page 1") {
		t.Errorf("a page of last year: %s", got)
	}
}

// A page that does not begin with the balance that the page before it ends with contradicts it: no page
// lies between them that could be missing.
func TestPagesThatDoNotMeet(t *testing.T) {
	page := func(n int, opening string) reconcile.Statement {
		s := statement("P", opening, line("2026-06-15", "2.00", "", fmt.Sprint("LINE", n)))
		s.Pages = reconcile.Pages{First: n, Last: n, More: true}
		return s
	}
	for want, second := range map[reconcile.AnomalyKind]reconcile.Statement{
		reconcile.StatementContradiction: page(2, "2.50"), reconcile.StatementGap: page(3, "2.50"),
	} {
		o := newOffice(t)
		o.load(bankFile("first", page(1, "0.00")), bankFile("second", second))
		if got := o.anomalies(); strings.Count(got, "statement_") != 1 || !strings.Contains(got, string(want)) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Pages that all came and do not lead from the opening to the closing balance: the last to come is
// held, in whatever order they come, and enters once the wrong one is undone and the right one came.
// A balance of the whole on every page, or a page that did not come, speaks against nothing.
func TestPagesThatContradict(t *testing.T) {
	page := func(n int, opening, amount, closing string) reconcile.Statement {
		s := statement("P", "0.00", line("2026-06-15", amount, "", fmt.Sprint("LINE", n)))
		s.Pages = reconcile.Pages{First: n, Last: n, More: n < 3}
		s.Opening, s.Closing = nil, nil
		if opening != "" {
			s.Opening = &reconcile.Balance{Amount: eur(opening), Date: s.From}
		}
		if closing != "" {
			s.Closing = &reconcile.Balance{Amount: eur(closing), Date: s.To}
		}
		return s
	}
	right := []reconcile.Statement{page(1, "0.00", "1.00", ""), page(2, "", "2.00", ""), page(3, "", "3.00", "6.00")}
	wrong := page(2, "", "2.50", "")
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		o := newOffice(t)
		var last reconcile.ImportReport
		var bad string
		for i, n := range order {
			f := bankFile(fmt.Sprint("page", n), right[n])
			if n == 1 {
				f = bankFile("bad", wrong)
				bad = reconcile.ImportID(f.Digest)
			}
			last = o.load(f)[0]
			if want := []string{"read", "read", "held"}[i]; string(last.Outcome) != want {
				t.Errorf("%v: page %d is %s, want %s", order, n+1, last.Outcome, want)
			}
		}
		if s := strings.Join(last.Messages, ""); !strings.Contains(s, "pages 1-3 contradict each other: "+
			"opening balance 0.00 EUR and lines of 6.50 EUR do not lead to the closing balance 6.00 EUR") {
			t.Errorf("%v: %s", order, s)
		}
		if a := o.anomalies(); !strings.Contains(a, string(reconcile.StatementUnbalanced)) ||
			strings.Contains(a, string(reconcile.StatementOverlap)) {
			t.Errorf("%v: %s", order, a)
		}
		if _, err := o.Undo(t.Context(), o.call, []string{bad}); err != nil && order[2] != 1 {
			t.Error(err)
		}
		o.load(bankFile("page1", right[1]))
		o.load(bankFile(fmt.Sprint("page", order[2]), right[order[2]]))
		if o.entries() != 3 {
			t.Errorf("%v: %d entries with the right page", order, o.entries())
		}
		o.verify()
	}
	for name, pages := range map[string][]reconcile.Statement{
		"the opening on every page": {page(1, "0.00", "1.00", ""), page(2, "0.00", "2.00", ""), page(3, "", "3.00", "6.00")},
		"one between":               {page(1, "0.00", "1.00", "1.00"), page(2, "", "2.00", ""), page(3, "", "3.00", "6.00")},
		"one missing":               {page(1, "0.00", "1.00", ""), page(3, "", "3.00", "9.00")},
		"no closing":                {page(1, "0.00", "1.00", ""), page(2, "", "2.00", ""), page(3, "", "3.00", "")},
	} {
		for back := range 2 {
			o := newOffice(t)
			for i := range pages {
				if back == 1 {
					i = len(pages) - 1 - i
				}
				if got := outcomes(o.load(bankFile(fmt.Sprint(name, i), pages[i]))); got != "read" {
					t.Errorf("%s: page %d is %s", name, i+1, got)
				}
			}
		}
	}
}
