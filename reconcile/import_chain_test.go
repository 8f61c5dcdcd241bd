package reconcile_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A day comes back to the balance that it began with: the statement of the morning could follow
// that of the whole day as well as be a part of it. The bank's numbers decide, or nobody does.
func TestDayThatComesBackToABalance(t *testing.T) {
	client := line("2026-06-10", "10.00", "", "VIR CLIENT")
	sweep := line("2026-06-10", "-10.00", "", "SWEEP")
	relabelled := line("2026-06-10", "10.00", "", "VIR CLIENT SUITE")
	morning := []reconcile.Entry{client}
	for _, test := range []struct {
		name          string
		first, second []reconcile.Entry
		numbers       [2]int64
		want          string
		entries       int
	}{
		{"the morning, then the day", morning, []reconcile.Entry{client, sweep}, [2]int64{1, 2}, "read read", 2},
		{"the day, then the morning", []reconcile.Entry{client, sweep}, morning, [2]int64{2, 1}, "read read", 2},
		{"the day, then one more", []reconcile.Entry{client, sweep}, morning, [2]int64{1, 2}, "read read", 3},
		{"no numbers", morning, []reconcile.Entry{client, sweep}, [2]int64{}, "read held", 1},
		{"no numbers, the day first", []reconcile.Entry{client, sweep}, morning, [2]int64{}, "read held", 2},
		{"numbers apart", []reconcile.Entry{client, sweep}, morning, [2]int64{1, 9}, "read held", 2},
		{"another label", morning, []reconcile.Entry{relabelled, sweep}, [2]int64{1, 2}, "read held", 1},
		{"twice round", []reconcile.Entry{client, sweep}, []reconcile.Entry{client, sweep}, [2]int64{1, 2}, "read held", 2},
		{"sent again", []reconcile.Entry{client, sweep}, []reconcile.Entry{client, sweep}, [2]int64{1, 51}, "read read", 2},
		{"other lines", []reconcile.Entry{client, sweep}, []reconcile.Entry{relabelled}, [2]int64{}, "read read", 3},
	} {
		o := newOffice(t)
		got := ""
		for i, lines := range [][]reconcile.Entry{test.first, test.second} {
			s := statement(fmt.Sprintf("S%d", i+1), "0.00", lines...)
			s.Sequence = test.numbers[i]
			got += outcomes(o.load(bankFile(s.Reference, s))) + " "
		}
		if got != test.want+" " || o.entries() != test.entries {
			t.Errorf("%s: %s, %d entries, want %s, %d", test.name, got, o.entries(), test.want, test.entries)
		}
		o.verify()
	}
}

// A statement of several days tells the morning of the last one, which comes back to the balance that
// it began with; the whole day has come by itself. Its lines enter once, or a person is asked.
func TestPartOfADayThatCameWhole(t *testing.T) {
	there, back := line("2026-06-12", "-1.00", "", "A"), line("2026-06-12", "1.00", "", "A")
	wide := statement("S2", "3.00", line("2026-06-11", "3.00", "", "A"), there, back)
	whole := statement("S50", "6.00", there, back, line("2026-06-12", "2.00", "", "A"))
	for _, list := range [][]reconcile.Statement{{wide, whole}, {whole, wide}} {
		o := newOffice(t)
		o.load(bankFile("1", list[0]))
		if got := outcomes(o.load(bankFile("2", list[1]))); got != "held" || o.entries() != 3 {
			t.Errorf("%s after %s: %s, %d entries", list[1].Reference, list[0].Reference, got, o.entries())
		}
		o.verify()
	}
}
