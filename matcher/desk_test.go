package matcher_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// rivalLedger is a big ledger with credits of one day that want each other's documents: many
// pay one twice, in part, or without a number.
func rivalLedger() (reconcile.Ledger, []reconcile.Payment) {
	l, payments := bigLedger(2000, 500)
	for k := range payments {
		p := payments[k]
		p.ID[0] = 1
		switch k % 5 {
		case 0:
			p.Detail.Text = []string{"VIREMENT"}
		case 1:
			p.Detail.Payer.Name = "Somebody Else AG"
		case 2:
			p.Amount.Minor /= 3
		}
		payments = append(payments, p)
	}
	return l, payments
}

// printedWhole is all that verdicts say.
func printedWhole(verdicts []reconcile.Verdict) []string {
	var out []string
	for _, v := range verdicts {
		out = append(out, fmt.Sprintf("%+v", v))
	}
	return out
}

func same(t *testing.T, name string, got, want []string) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%s: credit %d: got %s, want %s", name, i, got[i], want[i])
		}
	}
}

// TestVerdictsAreTheirOwn proves that a verdict holds nothing of what the next credits are
// judged on: it stays as it was, and asking again says the same.
func TestVerdictsAreTheirOwn(t *testing.T) {
	l, payments := rivalLedger()
	s := matcher.New().Open(l)
	first := s.Day(payments[0].BookingDate, payments)
	was := printedWhole(first)
	others := slices.Clone(payments)
	for k := range others {
		others[k].Detail.Payer.Name = "Boulangerie Perrin SARL"
		others[k].Detail.Text = []string{"FACTURES FA2026-0000007, FA2026-0000009 ET 11"}
		others[k].Amount.Minor++
	}
	s.Day(others[0].BookingDate, others)
	same(t, "after other credits", printedWhole(first), was)
	same(t, "asked again", printedWhole(s.Day(payments[0].BookingDate, payments)), was)
}

// TestCoresAgree proves that the count of processors changes no word of a verdict.
func TestCoresAgree(t *testing.T) {
	all := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(all)
	l, payments := rivalLedger()
	want := printedWhole(matcher.New().Open(l).Day(payments[0].BookingDate, payments))
	for _, n := range []int{2, 3, 8} {
		runtime.GOMAXPROCS(n)
		same(t, fmt.Sprint(n, " processors"),
			printedWhole(matcher.New().Open(l).Day(payments[0].BookingDate, payments)), want)
	}
}
