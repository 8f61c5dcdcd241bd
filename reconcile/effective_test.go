package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Whatever is decided on a payment, by rule or by hand, counts from the booking day of the money, and so
// does what takes it back; what moves no money counts from the day of the call (DESIGN section 3).
func TestEffectiveIsTheDayOfTheMoney(t *testing.T) {
	ctx := t.Context()
	o := busyOffice(t)
	o.run()
	day := map[string]reconcile.Date{"R1": date("2026-06-01"), "R3": date("2026-06-02"), "R6": date("2026-06-05"),
		"F2": o.call.AsOf}
	want := func(what, source string, changes []reconcile.Change, err error) {
		t.Helper()
		if err != nil || len(changes) != 1 || changes[0].Decision.Effective != day[source] {
			t.Errorf("%s: %+v, want it from %s (%v)", what, changes, day[source], err)
		}
	}
	changes, err := o.Accept(ctx, o.call, []string{"R3"})
	want("accepted", "R3", changes, err)
	changes, err = o.Undo(ctx, o.call, []string{"R3"})
	want("undone", "R3", changes, err)
	changes, err = o.Undo(ctx, o.call, []string{"R1"})
	want("a rule's, undone", "R1", changes, err)
	changes, err = o.Refuse(ctx, o.call, []string{"R6"})
	if err == nil {
		want("refused", "R6", changes, err)
	}
	changes, err = o.Assign(ctx, o.call, reconcile.Assignment{Payment: "R6", NotForInvoices: "tax"})
	want("assigned", "R6", changes, err)
	changes, err = o.Assign(ctx, o.call, reconcile.Assignment{Payment: "F2", Parts: []reconcile.AssignedPart{
		{Kind: reconcile.WriteOff, Invoice: "F2", Amount: "0.50"}}})
	want("written off", "F2", changes, err)
	o.verify()
}
