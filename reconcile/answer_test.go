package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// TestAnswerOpposed: what a person said of signs and a file proves otherwise is asked again, and not
// answered by either; a day that a file proves is one.
func TestAnswerOpposed(t *testing.T) {
	answer := func(value string, proved bool) reconcile.Answer {
		return reconcile.Answer{Layout: "l", Question: "signs", Value: value, Proved: proved}
	}
	for _, c := range []struct {
		name string
		list []reconcile.Answer
		want string
	}{
		{"nothing", nil, ""},
		{"said", []reconcile.Answer{answer("reversed", false)}, "reversed"},
		{"proved", []reconcile.Answer{answer("written", true)}, "written"},
		{"both", []reconcile.Answer{answer("written", true), answer("written", false)}, "written"},
		{"said and another proved", []reconcile.Answer{answer("written", true), answer("reversed", false)}, ""},
		{"two proved", []reconcile.Answer{answer("written", true), answer("reversed", true)}, ""},
	} {
		if got := (reconcile.Account{Answers: c.list}).Answer("l", "signs"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	dates := reconcile.Account{Answers: []reconcile.Answer{{Layout: "l", Question: "dates", Value: "mdy", Proved: true},
		{Layout: "l", Question: "dates", Value: "dmy"}}}
	if got := dates.Answer("l", "dates"); got != "mdy" {
		t.Errorf("dates: %q, want what is proved", got)
	}
}
