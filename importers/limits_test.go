package importers

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// TestBatchLimit: one below the limits of a batch and of a file, the limits, one above. The
// counters begin just below, because nobody waits for twenty million rows.
func TestBatchLimit(t *testing.T) {
	l := BatchLimit{details: MaxDetails - 2}
	for n, passes := range []bool{true, true, false} {
		if err := l.Detail(n + 1); (err == nil) != passes || !passes && !errors.Is(err, ErrLimit) {
			t.Errorf("detail %d: %v", MaxDetails-1+n, err)
		}
	}
	if l.Next(); l.Detail(1) != nil {
		t.Error("the next batch counts anew")
	}
	l = BatchLimit{all: MaxEntries - 2}
	for n, passes := range []bool{true, true, false} {
		if err := l.Entry(n + 1); (err == nil) != passes || !passes && !errors.Is(err, ErrLimit) {
			t.Errorf("entry %d: %v", MaxEntries-1+n, err)
		}
	}
}

// TestEntryLimit: announced lines count with the booked ones.
func TestEntryLimit(t *testing.T) {
	c := Collector{Heads: true, entries: MaxEntries - 2}
	if err := c.Begin(reconcile.Statement{Currency: "EUR"}); err != nil {
		t.Fatal(err)
	}
	for n, passes := range []bool{true, true, false} {
		err := c.Entry(reconcile.Entry{Amount: reconcile.EUR(1), BookingDate: 1, Line: 7})
		if (err == nil) != passes || !passes && (!errors.Is(err, ErrLimit) || !strings.HasPrefix(err.Error(), "line 7: ")) {
			t.Errorf("entry %d: %v", MaxEntries-1+n, err)
		}
	}
	if err := c.Pending(reconcile.EUR(1)); !errors.Is(err, ErrLimit) {
		t.Errorf("an announced line above the limit: %v", err)
	}
}

// TestPipedLimit: a ZIP through a pipe is held up to its limit and not beyond.
func TestPipedLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("holds 64 MiB")
	}
	for size, passes := range map[int64]bool{MaxPiped - 1: true, MaxPiped: true, MaxPiped + 1: false} {
		in := io.MultiReader(strings.NewReader(zipMagic), io.LimitReader(zeros{}, size-int64(len(zipMagic))))
		f := little().OpenAll(context.Background(), Stdin, in, ReadOptions{})
		if len(f) != 1 || f[0].Err == nil || errors.Is(f[0].Err, ErrLimit) == passes {
			t.Errorf("%d bytes: %v", size, f[0].Err)
		}
	}
}

// zeros never ends.
type zeros struct{}

// Read gives zeros.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
