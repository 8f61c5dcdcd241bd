package anomalies

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// TestFamiliesAreOneLine: two kinds of one family on one payment are one line and one object, and
// the money is counted once; what was dismissed is not shown, what is acknowledged only where it
// blocks.
func TestFamiliesAreOneLine(t *testing.T) {
	one := reconcile.ID{1}
	find := func(kind reconcile.AnomalyKind, key string, p reconcile.ID, cents int64, s reconcile.AnomalyState) Finding {
		k, _ := Find(kind)
		return Finding{Anomaly: reconcile.Anomaly{Kind: kind, Key: key, Severity: k.Severity, Payment: p,
			Amount: reconcile.EUR(cents)}, State: s, Family: k.Family, Shown: k.Shown}
	}
	got := lines([]Finding{
		find(reconcile.DuplicatePayment, "R1", one, 1000, reconcile.AnomalyOpen),
		find(reconcile.PaymentOnPaidInvoice, "R1", one, 1000, reconcile.AnomalyOpen),
		find(reconcile.DuplicatePayment, "R2", reconcile.ID{2}, 500, reconcile.AnomalyOpen),
		find(reconcile.Overpayment, "R3", reconcile.ID{3}, 1, reconcile.AnomalyDismissed),
		find(ShortPayment, "F1", reconcile.ID{}, 1, reconcile.AnomalyAcknowledged),
		find(reconcile.StatementGap, "gap", reconcile.ID{}, 7, reconcile.AnomalyAcknowledged),
		find(reconcile.ThirdPartyPayer, "R4", reconcile.ID{4}, -300, reconcile.AnomalyOpen),
	})
	var text []string
	for _, l := range got {
		text = append(text, fmt.Sprint(l.Shown, " ", l.Family, " ", l.Severity, " ", l.Objects(), " ", l.Sums))
	}
	want := "[blocks_closing statements critical 1 [0.07 EUR] today takes_nothing high 2 [15.00 EUR] " +
		"today third_party_payer medium 1 [3.00 EUR]]"
	if fmt.Sprint(text) != want {
		t.Errorf("lines %v\nwant  %s", text, want)
	}
}

// TestOneLineNotTwo: that a payment waits is said where it is said why, unless that was dismissed.
func TestOneLineNotTwo(t *testing.T) {
	one := reconcile.ID{1}
	find := func(kind reconcile.AnomalyKind, s reconcile.AnomalyState) Finding {
		k, _ := Find(kind)
		return Finding{Anomaly: reconcile.Anomaly{Kind: kind, Key: "R1", Payment: one}, State: s,
			Family: k.Family, Shown: k.Shown}
	}
	for state, want := range map[reconcile.AnomalyState]string{reconcile.AnomalyOpen: "choose",
		reconcile.AnomalyDismissed: "unexplained"} {
		list := []Finding{find(StaleUnmatched, reconcile.AnomalyOpen), find(ReferenceAmbiguous, state)}
		waitWithTheirCause(list)
		if got := list[0].Family; got != want {
			t.Errorf("beside one that is %s: %s, want %s", state, got, want)
		}
	}
}

// TestKindOfALine: every line has words, a kind's or a family's: a family of one kind stays of one where a
// payment that waits is said beside it, or alone because the cause is acknowledged.
func TestKindOfALine(t *testing.T) {
	kinds := map[string]int{}
	for _, k := range Catalogue() {
		kinds[k.Family]++
	}
	for _, k := range Catalogue() {
		if k.Shown != Today && k.Shown != Blocks {
			continue
		}
		cause := Finding{Anomaly: reconcile.Anomaly{Kind: k.Kind, Key: "R1", Payment: reconcile.ID{1}}, State: reconcile.AnomalyOpen,
			Family: k.Family, Shown: Today}
		for _, state := range []reconcile.AnomalyState{reconcile.AnomalyOpen, reconcile.AnomalyAcknowledged} {
			cause.State = state
			list := []Finding{cause}
			for _, w := range []reconcile.AnomalyKind{StaleUnmatched, UnknownPayer} {
				f := cause
				f.Kind, f.Family, f.State = w, unexplained, reconcile.AnomalyOpen
				list = append(list, f)
			}
			waitWithTheirCause(list)
			for _, l := range lines(list) {
				if got := l.Kind(); got == "" && kinds[l.Family] < 2 {
					t.Errorf("%s, %s: the line of %s has no words", k.Kind, state, l.Family)
				} else if state == reconcile.AnomalyOpen && kinds[l.Family] < 2 && got != k.Kind {
					t.Errorf("the line of %s is called %s", k.Kind, got)
				}
			}
		}
	}
}

// TestStepBack: more than three in ten dismissed, at least four, within a year, and never of what
// blocks closing.
func TestStepBack(t *testing.T) {
	b := &books{asOf: reconcile.NewDate(2026, 6, 30)}
	var err error
	if b.limits, err = limitsOn(b.asOf); err != nil {
		t.Fatal(err)
	}
	life := func(kind reconcile.AnomalyKind, dismissed, resolved int, day reconcile.Date) (out []reconcile.Followup) {
		for i := range dismissed + resolved {
			f := reconcile.Followup{State: reconcile.AnomalyDismissed,
				Anomaly: reconcile.Anomaly{Kind: kind, Key: fmt.Sprint(i), BookingDate: day}}
			if i >= dismissed {
				f.State = reconcile.AnomalyResolved
			}
			out = append(out, f)
		}
		return out
	}
	back := func(standing []reconcile.Anomaly, steps []reconcile.Followup) string {
		return fmt.Sprint(b.stepBack(standing, steps))
	}
	const kind = reconcile.ThirdPartyPayer
	stands := []reconcile.Anomaly{{Kind: kind, Key: "stands"}}
	for _, c := range []struct {
		name  string
		steps []reconcile.Followup
		want  string
	}{
		{"four of thirteen and one that stands", life(kind, 4, 9, b.asOf), "[]"},
		{"four of twelve and one that stands", life(kind, 4, 8, b.asOf), "[{third_party_payer 4 13}]"},
		{"three of three", life(kind, 3, 0, b.asOf), "[]"},
		{"a year ago", life(kind, 9, 0, b.asOf-365), "[]"},
		{"what blocks", life(reconcile.StatementGap, 9, 0, b.asOf), "[]"},
		{"dismissed and resolved by itself later", append(life(kind, 4, 0, b.asOf),
			life(kind, 0, 4, b.asOf)...), "[{third_party_payer 4 5}]"},
		{"taken up again", append(life(kind, 4, 0, b.asOf), reconcile.Followup{State: reconcile.AnomalyOpen,
			Anomaly: reconcile.Anomaly{Kind: kind, Key: "0", BookingDate: b.asOf}}), "[]"},
	} {
		if got := back(stands, c.steps); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
