package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A question that leaves the sums open is asked in a dry run too: read means that they are sure.
func TestOpenAmountsAreAsked(t *testing.T) {
	for need, want := range map[string]reconcile.Outcome{"fees: x": reconcile.OutcomeAsked,
		"signs: x": reconcile.OutcomeAsked, "booking day: x": reconcile.OutcomeAsked, "decimal sign: x": reconcile.OutcomeAsked,
		"account: x": reconcile.OutcomeRead} {
		if got := reconcile.Describe(reconcile.File{Needs: []string{need}}).Outcome; got != want {
			t.Errorf("%s: %s, want %s", need, got, want)
		}
	}
}
