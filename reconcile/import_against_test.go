package reconcile_test

import (
	"strings"
	"testing"
)

// A day that is decades away is another calendar's or another century's: its statement is held,
// also where balances prove it, and entered only by an override. Days to come of a bank that books
// ahead, or of a computer whose clock is wrong, are not.
func TestFarFuture(t *testing.T) {
	for day, want := range map[string]string{"2026-12-31": "read", "2036-06-30": "read",
		"2036-07-03": "held", "2079-01-01": "held", "2082-04-11": "held"} {
		o := newOffice(t)
		f := bankFile("f", statement("S", "10.00", line(day, "2.00", "", "COFFEE")))
		reports := o.load(f)
		if got := outcomes(reports); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
		if want != "held" {
			continue
		}
		said := strings.Join(reports[0].Messages, "; ")
		if !strings.Contains(said, "booked on "+day) || o.entries() != 0 {
			t.Errorf("%s: %d entries, %s", day, o.entries(), said)
		}
		o.call.Override, o.call.Reason = true, "a bond"
		if o.load(f); o.entries() != 1 {
			t.Errorf("%s by override: %d entries", day, o.entries())
		}
	}
}
