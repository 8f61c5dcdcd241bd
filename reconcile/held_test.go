package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func unproved(s reconcile.Statement) reconcile.Statement {
	s.Opening, s.Closing = nil, nil
	return s
}

// Two statements of one period that the bank names apart and no balance proves: nobody can tell
// whether a line without the bank's reference is the same. With it, or with balances, it is told.
func TestNamedApart(t *testing.T) {
	coffee, booked := line("2026-06-15", "2.00", "", "COFFEE"), line("2026-06-15", "2.00", "R1", "COFFEE")
	tea := line("2026-06-15", "3.00", "", "TEA")
	longer := func(s reconcile.Statement) reconcile.Statement {
		s.To++
		return s
	}
	numbered := func(s reconcile.Statement) reconcile.Statement {
		s.Sequence = 7
		return s
	}
	for name, c := range map[string]struct {
		first, second reconcile.Statement
		outcome       string
	}{
		"other names":    {unproved(statement("A", "0.00", coffee)), unproved(statement("B", "0.00", coffee)), "held"},
		"one name":       {unproved(statement("A", "0.00", coffee)), unproved(statement("A", "0.00", coffee)), "read"},
		"two lines":      {unproved(statement("A", "0.00", coffee, tea)), unproved(statement("B", "0.00", coffee, tea)), "read"},
		"a line twice":   {unproved(statement("A", "0.00", coffee, coffee)), unproved(statement("B", "0.00", coffee, coffee)), "held"},
		"several days":   {longer(unproved(statement("A", "0.00", coffee))), longer(unproved(statement("B", "0.00", coffee))), "read"},
		"no name":        {unproved(statement("", "0.00", coffee)), unproved(statement("B", "0.00", coffee)), "read"},
		"one number":     {numbered(unproved(statement("A", "0.00", coffee))), numbered(unproved(statement("B", "0.00", coffee))), "read"},
		"the bank's ref": {unproved(statement("A", "0.00", booked)), unproved(statement("B", "0.00", booked)), "read"},
		"same balances":  {statement("A", "0.00", coffee), statement("B", "0.00", coffee), "read"},
		"one proves":     {statement("A", "0.00", coffee), unproved(statement("B", "0.00", coffee)), "held"},
	} {
		o := newOffice(t)
		o.load(bankFile("first", c.first))
		r := o.load(bankFile("second", c.second))
		if got := outcomes(r); got != c.outcome || o.entries() != len(c.first.Entries) {
			t.Errorf("%s: %s, %d entries; %q", name, got, o.entries(), r[0].Messages)
		}
		if c.outcome == "held" && !strings.Contains(r[0].Messages[0], "nobody can tell whether it is the same line") {
			t.Errorf("%s: %q", name, r[0].Messages)
		}
		o.verify()
	}
}

// What a file says against its own lines holds a statement that no balances prove.
func TestDoubtHolds(t *testing.T) {
	s := statement("S", "0.00", line("2026-06-15", "2.00", "R1", "x"))
	s.Doubt = "its summary says that the lines are 2, and they are 1"
	o := newOffice(t)
	for name, c := range map[string]struct {
		s             reconcile.Statement
		outcome, text string
	}{
		"unproven": {unproved(s), "held", "statement S of FR1420041010050500013M02606: its summary says that the lines are 2, " +
			"and they are 1; held: get a complete file"},
		"proven": {s, "read", "and they are 1; the balances prove its lines"},
	} {
		f := bankFile(name, c.s)
		o.call.DryRun = true
		if got := outcomes(o.load(f)); got != c.outcome || string(reconcile.Describe(f).Outcome) != c.outcome {
			t.Errorf("%s, dry: %s, %s", name, got, reconcile.Describe(f).Outcome)
		}
		if got := reconcile.Describe(f).Messages; !strings.Contains(strings.Join(got, "|"), c.text) {
			t.Errorf("%s, with no store: %q", name, got)
		}
		o.call.DryRun = false
		r := o.load(f)
		if got := outcomes(r); got != c.outcome || !strings.Contains(strings.Join(r[0].Messages, "|"), c.text) {
			t.Errorf("%s: %s, %q", name, got, r[0].Messages)
		}
	}
}

// The bank's whole statement, beside one that was entered by override, says how to get in.
func TestHeldAfterAnOverride(t *testing.T) {
	o := newOffice(t)
	one, two := line("2026-06-15", "2.00", "R1", "x"), line("2026-06-15", "3.00", "R2", "y")
	bad := statement("", "0.00", one)
	bad.Closing.Amount = eur("5.00")
	o.call.Override, o.call.Reason = true, "seen with the bank"
	first := o.load(bankFile("bad", bad))[0]
	o.call.Override = false
	whole := bankFile("whole", statement("W", "0.00", one, two))
	r := o.load(whole)
	if want := "held: 2026-06-15 was entered by override: take that back with rappro undo " + first.ID + " -m REASON"; outcomes(r) != "held" || !strings.Contains(r[0].Messages[0], want) {
		t.Fatalf("%s %q", outcomes(r), r[0].Messages)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{first.ID}); err != nil {
		t.Fatal(err)
	}
	if got := outcomes(o.load(whole)); got != "read" || o.entries() != 2 {
		t.Errorf("after the undo: %s, %d entries", got, o.entries())
	}
}

// A statement that is held for what it says itself is no overlap where nothing else tells of its days.
func TestHeldAloneIsNoOverlap(t *testing.T) {
	dollars := statement("S1", "0.00", line("2026-06-03", "7.00", "", "X"))
	dollars.Closing.Amount.Currency = "USD"
	doubted := statement("S2", "0.00", line("2026-06-03", "7.00", "", "X"))
	doubted.Closing, doubted.Doubt = nil, "the summary says 3 lines and the file has 1"
	for want, s := range map[string]reconcile.Statement{"statement_currency S1 0.00": dollars,
		"statement_unbalanced S2 0.00": doubted} {
		o := newOffice(t)
		if got := outcomes(o.load(bankFile(s.Reference, s))); got != "held" {
			t.Fatal(got)
		}
		if got := o.withAmounts(); got != want {
			t.Errorf("%s: %s, want %s", s.Reference, got, want)
		}
	}
	if got := dollars.Proof(); got != reconcile.Contradicted {
		t.Errorf("balances in two currencies are %s", got)
	}
}

// Who got no answer to the undo of an import asks again: nothing more happens.
func TestUndoAnImportTwice(t *testing.T) {
	o := newOffice(t)
	o.load(bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"))))
	var imports []reconcile.ImportRecord
	if err := o.Read(t.Context(), func(r reconcile.Reader) (err error) {
		imports, err = r.Imports(t.Context(), o.call.Company)
		return err
	}); err != nil || len(imports) != 1 {
		t.Fatal(imports, err)
	}
	for _, again := range []bool{false, true, true} {
		changes, err := o.Undo(t.Context(), o.call, []string{imports[0].ID})
		if err != nil || len(changes) != 1 || changes[0].Replayed != again {
			t.Errorf("again %v: %+v %v", again, changes, err)
		}
	}
	o.verify()
}
