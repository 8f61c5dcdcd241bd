package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// The page of a payment says of what a person refused that a person did, and not that the invoice is
// somebody else's.
func TestWhyRefused(t *testing.T) {
	o := busyOffice(t)
	o.run()
	ctx := t.Context()
	if _, err := o.Refuse(ctx, o.call, []string{"R3#1"}); err != nil {
		t.Fatal(err)
	}
	p := o.payment("R3")
	var why reconcile.Explanation
	err := o.Read(ctx, func(r reconcile.Reader) (err error) {
		why, err = o.Explain(ctx, r, o.call, p, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(why.Rejected) == 0 || why.Rejected[0].Invoice != "F3" || why.Rejected[0].Failed != reconcile.FailedRefused {
		t.Errorf("%+v", why.Rejected)
	}
	for _, x := range why.Rejected[1:] {
		if x.Invoice == "F3" {
			t.Errorf("F3 stands twice: %+v", why.Rejected)
		}
	}
}
