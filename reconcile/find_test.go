package reconcile_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A payment is found by the beginning of its id in any case, while only one begins so, and by the bank's
// reference; no name, what is no id and what is longer than one find nothing.
func TestFindPayment(t *testing.T) {
	o := newOffice(t)
	o.load(bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "who knows"))))
	p := o.payment("R1")
	find := func(name string) (reconcile.Payment, error) {
		var found reconcile.Payment
		err := o.Read(t.Context(), func(r reconcile.Reader) (err error) {
			found, err = reconcile.FindPayment(context.Background(), r, o.call.Company, name)
			return err
		})
		return found, err
	}
	id := p.ID.String()
	for _, name := range []string{"R1", id, id[:1], strings.ToUpper(id[:5])} {
		if found, err := find(name); err != nil || found.ID != p.ID {
			t.Errorf("%q: %s, %v", name, found.ID, err)
		}
	}
	for _, name := range []string{"", "r1", "R", "ilou", id + "0", id[:3] + "!"} {
		if found, err := find(name); !errors.Is(err, reconcile.ErrNotFound) {
			t.Errorf("%q finds %s: %v", name, found.ID, err)
		}
	}
}

// The least and the greatest id that begin so are those between which a store looks.
func TestPrinted(t *testing.T) {
	id := reconcile.ID{6: 0xff, 0x01, 0x80, 0, 0x7e, 0xaa, 0x55, 0, 1, 2}
	for n := 1; n <= reconcile.PrintedDigits; n++ {
		low, high, ok := reconcile.Printed(id.String()[:n])
		if !ok || string(low) > string(id[6:]) || string(high) < string(id[6:]) {
			t.Fatalf("%d characters: %x to %x", n, low, high)
		}
		for _, edge := range [][]byte{low, high} {
			var other reconcile.ID
			copy(other[6:], edge)
			if !other.HasPrefix(id.String()[:n]) {
				t.Errorf("%s does not begin with %s", other, id.String()[:n])
			}
		}
	}
}
