package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/storetest"
)

// streamed is a file as it comes when it is too large to be held: heads and a second
// reading.
func streamed(f reconcile.File) reconcile.File {
	whole := f.Statements
	f.Statements = nil
	for _, s := range whole {
		s.Entries = nil
		f.Statements = append(f.Statements, s)
	}
	f.Again = func(_ context.Context, entry func(int, reconcile.Entry) error) error {
		for i, s := range whole {
			for _, e := range s.Entries {
				if err := entry(i, e); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return f
}

func (o *office) dump() string {
	o.t.Helper()
	text, err := storetest.Dump(o.t.Context(), o.Store, o.call.Company)
	if err != nil {
		o.t.Fatal(err)
	}
	return text
}

// A file that is read twice enters the same entries under the same keys as one that is
// held: alone, with equal lines on both sides of a batch, beside others, and when it does
// not prove.
func TestStreamedIsTheSame(t *testing.T) {
	lines := func(n int) []reconcile.Entry {
		var many []reconcile.Entry
		for i := range n {
			text := "COFFEE"
			if i%3 == 0 {
				text = fmt.Sprint("LINE ", i)
			}
			many = append(many, line(fmt.Sprintf("2026-06-%02d", 1+3*i/n), "1.00", "", text))
		}
		return many
	}
	big := statement("BIG", "0.00", lines(90)...)
	other := statement("DAY", "0.00", lines(90)[:30]...)
	next := statement("NEXT", big.Closing.Amount.Decimal(), line("2026-06-10", "5.00", "", "x"))
	wrong := big
	wrong.Closing = &reconcile.Balance{Amount: eur("99.00"), Date: big.To}
	for name, list := range map[string][]reconcile.File{
		"alone":            {bankFile("big", big)},
		"with another":     {bankFile("both", big, next)},
		"after a part":     {bankFile("day", other), bankFile("big", big)},
		"before a part":    {bankFile("big", big), bankFile("day", other)},
		"again":            {bankFile("big", big), bankFile("big again", big)},
		"held":             {bankFile("wrong", wrong, next)},
		"held twice":       {bankFile("wrong", wrong), bankFile("wrong again", wrong)},
		"twice in a file":  {bankFile("twice", big, big)},
		"over two batches": {bankFile("long", statement("LONG", "0.00", lines(4200)...))},
	} {
		t.Run(name, func(t *testing.T) {
			held, twice := newOffice(t), newOffice(t)
			for _, f := range list {
				held.load(f)
				twice.load(streamed(f))
			}
			if a, b := held.dump(), twice.dump(); a != b {
				t.Errorf("the books differ: %d and %d bytes", len(a), len(b))
			}
			twice.verify()
		})
	}
}

// What does not prove is held before a line of it is stored; the others enter.
func TestStreamedIsHeld(t *testing.T) {
	o := newOffice(t)
	wrong := statement("WRONG", "0.00", line("2026-06-01", "5.00", "", "x"))
	wrong.Closing = &reconcile.Balance{Amount: eur("99.00"), Date: wrong.To}
	good := statement("GOOD", "9.00", line("2026-06-05", "5.00", "", "y"))
	if got := outcomes(o.load(streamed(bankFile("mixed", wrong, good)))); got != "held" || o.entries() != 1 {
		t.Errorf("%s, %d entries", got, o.entries())
	}
	o.verify()
}

// A store that fails while lines are entered ends the reading of the file, and so does a file
// that cannot be read on while lines are stored; nothing of either is kept.
func TestStreamedFileThatFails(t *testing.T) {
	var lines []reconcile.Entry
	for i := range 30_000 {
		lines = append(lines, line(fmt.Sprintf("2026-06-%02d", 1+i/1200), "1.00", fmt.Sprintf("R%05d", i), "x"))
	}
	o := newOffice(t)
	plain := o.Store
	before := o.state()
	for calls := range 4 {
		s := &failing{Store: plain, at: calls}
		o.Store = s
		f := streamed(bankFile("a.csv", statement("S1", "0.00", lines...)))
		if calls == 0 {
			read := f.Again
			f.Again = func(ctx context.Context, entry func(int, reconcile.Entry) error) error {
				return errors.Join(read(ctx, entry), errStumbled)
			}
		}
		_, err := o.Import(t.Context(), o.call, []reconcile.File{f})
		if !errors.Is(err, errStumbled) {
			t.Errorf("failing at call %d: %v", calls, err)
		}
		if o.state() != before {
			t.Errorf("failing at call %d left something", calls)
		}
	}
	o.Store = plain
	o.load(streamed(bankFile("a.csv", statement("S1", "0.00", lines...))))
}

// failing is a store whose n-th call to add entries fails.
type failing struct {
	reconcile.Store
	at, calls int
}

func (s *failing) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	return s.Store.Update(ctx, company, func(w reconcile.Writer) error { return fn(failingWriter{w, s}) })
}

type failingWriter struct {
	reconcile.Writer
	s *failing
}

func (w failingWriter) AddEntries(ctx context.Context, company, imp string, e []reconcile.Entry) (int, error) {
	if w.s.calls++; w.s.calls == w.s.at {
		return 0, errStumbled
	}
	return w.Writer.AddEntries(ctx, company, imp, e)
}
