package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A day that came before and now has other lines is held, before its money enters twice.
func TestChangedLabelIsHeld(t *testing.T) {
	o := newOffice(t)
	o.load(bankFile("day", statement("D1", "0.00", line("2026-06-01", "500.00", "", "VIR X"),
		line("2026-06-01", "10.00", "", "Y"))))
	again := statement("P1", "0.00", line("2026-06-01", "500.00", "", "VIR X SUITE"),
		line("2026-06-01", "10.00", "", "Y"))
	if got := outcomes(o.load(bankFile("period", again))); got != "held" || o.entries() != 2 {
		t.Errorf("%s, %d entries", got, o.entries())
	}
	bare := again
	bare.Opening, bare.Closing, bare.Stated = nil, nil, false
	if got := outcomes(o.load(bankFile("bare", bare))); got != "held" || o.entries() != 2 {
		t.Errorf("without balances: %s, %d entries", got, o.entries())
	}
}

// A statement that the bank corrected, under the same name or number, has one way out: undo the
// import of the old one. Both entered would be the money twice, so override is not offered.
func TestCorrectedStatement(t *testing.T) {
	old := statement("ST1", "0.00", line("2026-06-01", "100.00", "B1", "A"), line("2026-06-01", "200.00", "B2", "B"))
	mended := statement("ST1", "0.00", line("2026-06-01", "100.00", "B1", "A"), line("2026-06-01", "20.00", "B2", "B"))
	numbered := func(s reconcile.Statement) reconcile.Statement {
		s.Reference, s.Sequence = "", 7
		return s
	}
	for _, pair := range [][2]reconcile.Statement{{old, mended}, {numbered(old), numbered(mended)}} {
		o := newOffice(t)
		first := o.load(bankFile("old", pair[0]))[0]
		r := o.load(bankFile("mended", pair[1]))[0]
		said := strings.Join(r.Messages, "")
		if r.Outcome != reconcile.OutcomeHeld || o.entries() != 2 || strings.Contains(said, "--override") ||
			!strings.Contains(said, "it has 1 lines that the file before does not have") ||
			!strings.Contains(said, "import "+first.ID+" brought the same statement with other lines") {
			t.Errorf("%s, %d entries: %s", r.Outcome, o.entries(), said)
		}
		if _, err := o.Undo(t.Context(), o.call, []string{first.ID}); err != nil {
			t.Fatal(err)
		}
		if got := outcomes(o.load(bankFile("mended", pair[1]))); got != "read" || o.entries() != 2 {
			t.Errorf("after the undo: %s, %d entries", got, o.entries())
		}
		o.verify()
	}
}

// An export made at noon holds part of its last day; the next one holds the whole.
func TestPartOfTheLastDay(t *testing.T) {
	bare := func(s reconcile.Statement) reconcile.Statement {
		s.Opening, s.Closing, s.Stated = nil, nil, false
		s.From, s.To = 0, 0
		return s
	}
	noon := bare(statement("", "0.00", line("2026-06-01", "5.00", "", "A"), line("2026-06-02", "6.00", "", "B")))
	evening := bare(statement("", "0.00", line("2026-06-02", "6.00", "", "B"), line("2026-06-02", "7.00", "", "C"),
		line("2026-06-03", "8.00", "", "D")))
	for _, files := range [][]reconcile.File{{bankFile("1", noon), bankFile("2", evening)},
		{bankFile("2", evening), bankFile("1", noon)}} {
		o := newOffice(t)
		for _, f := range files {
			if got := outcomes(o.load(f)); got != "read" {
				t.Errorf("%s is %s", f.Name, got)
			}
		}
		if n := o.entries(); n != 4 {
			t.Errorf("%d entries, want 4", n)
		}
	}
}

// Chained statements of one day hold different money even under one bank reference.
func TestChainedWithOneReference(t *testing.T) {
	o := newOffice(t)
	o.load(bankFile("am", statement("AM", "100.00", line("2026-06-01", "10.00", "BATCH7", "X"))),
		bankFile("pm", statement("PM", "110.00", line("2026-06-01", "10.00", "BATCH7", "Y"))))
	if n := o.entries(); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	o.verify()
}

// A repeat of a statement whose lines had other ranks adds nothing.
func TestRepeatAddsNothing(t *testing.T) {
	o := newOffice(t)
	am := statement("AM", "100.00", line("2026-06-01", "10.00", "", "COFFEE"))
	pm := statement("PM", "110.00", line("2026-06-01", "10.00", "", "COFFEE"))
	r := o.load(bankFile("am", am), bankFile("pm", pm))
	if _, err := o.Undo(t.Context(), o.call, []string{r[0].ID}); err != nil {
		t.Fatal(err)
	}
	o.load(bankFile("pm again", pm))
	if n := o.entries(); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
}

// What held a statement may be gone when it comes again.
func TestHeldIsLookedAtAgain(t *testing.T) {
	o := newOffice(t)
	camt := o.load(bankFile("camt", statement("S1", "0.00", line("2026-06-03", "7.00", "R1", "X"))))
	csv := bankFile("csv", statement("S1", "0.00", line("2026-06-03", "7.00", "", "X")))
	csv.Format = "csv"
	if got := outcomes(o.load(csv)); got != "held" {
		t.Fatal(got)
	}
	before := o.state()
	if got := outcomes(o.load(csv)); got != "held" || o.state() != before {
		t.Errorf("again: %s", got)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{camt[0].ID}); err != nil {
		t.Fatal(err)
	}
	if got := outcomes(o.load(csv)); got != "read" || o.entries() != 1 {
		t.Errorf("after the other format is gone: %s, %d entries", got, o.entries())
	}
}

// The seller's export may go back to what it said before, byte for byte.
func TestExportGoesBack(t *testing.T) {
	o := newOffice(t)
	open, paid := invoice("F1", "100.00"), invoice("F1", "100.00")
	paid.State = reconcile.StatePaid
	monday, tuesday := invoiceFile("monday", open), invoiceFile("tuesday", paid)
	o.load(monday)
	o.load(tuesday)
	o.run()
	o.want("F1 paid outstanding 0.00\n")
	if r := o.load(monday); r[0].Outcome != reconcile.OutcomeRead || r[0].NewVersions != 1 {
		t.Errorf("the same bytes again: %+v", r[0])
	}
	o.run()
	o.want("F1 overdue outstanding 100.00\n")
	if r := o.load(monday); r[0].Outcome != reconcile.OutcomeKnown {
		t.Errorf("nothing changed: %s", r[0].Outcome)
	}
}

// Two exports share a day whose lines sum to nothing. One closes where the other opens, and
// still they tell of the same lines.
func TestSharedDayThatSumsToNothing(t *testing.T) {
	there, back := line("2026-06-03", "10.00", "", "RENT"), line("2026-06-03", "-10.00", "", "RENT BACK")
	before := statement("A", "100.00", line("2026-06-01", "5.00", "", "X"), there, back)
	after := statement("B", "105.00", there, back, line("2026-06-05", "6.00", "", "Y"))
	whole := statement("C", "100.00", line("2026-06-01", "5.00", "", "X"), there, back,
		line("2026-06-05", "6.00", "", "Y"))
	for _, files := range [][]reconcile.File{
		{bankFile("a", before), bankFile("b", after)}, {bankFile("b", after), bankFile("a", before)},
		{bankFile("a", before), bankFile("b", after), bankFile("c", whole)},
		{bankFile("c", whole), bankFile("b", after), bankFile("a", before)},
	} {
		o, said := newOffice(t), ""
		for _, f := range files {
			r := o.load(f)
			if got := outcomes(r); got != "read" {
				t.Errorf("%s is %s", f.Name, got)
			}
			said += strings.Join(r[0].Messages, "\n")
		}
		if n := o.entries(); n != 4 {
			t.Errorf("%d entries, want 4", n)
		}
		told := strings.Count(said, "its lines of 2026-06-03 sum to nothing and are all stored: they are taken for the same lines")
		if (told == 1) != (files[0].Name != "c") {
			t.Errorf("%s first: said %d times: %q", files[0].Name, told, said)
		}
		o.verify()
	}
}

// A statement that ends within a day and one that goes on from there hold different money, also
// where a part of the day sums to nothing and looks like the other: by the bank's numbers. Without
// them the second may as well tell of the same lines again, and a person is asked; as long as this
// entered by the balances alone, a day that came whole and in part was booked twice in silence.
func TestDayInPartsThatSumToNothing(t *testing.T) {
	there, back := line("2026-06-03", "10.00", "", "RENT"), line("2026-06-03", "-10.00", "", "RENT BACK")
	a := statement("A", "100.00", line("2026-06-01", "5.00", "", "X"),
		line("2026-06-03", "1.00", "", "Z"), there, back)
	b := statement("B", "106.00", there, back, line("2026-06-05", "6.00", "", "Y"))
	other := statement("C", "106.00", line("2026-06-03", "10.00", "", "OTHER"), back,
		line("2026-06-05", "6.00", "", "Y"))
	for _, test := range []struct {
		name     string
		second   reconcile.Statement
		number   int64
		override bool
		want     string
		entries  int
	}{
		{"numbers", b, 8, false, "read", 7},
		{"no numbers", b, 0, false, "held", 4},
		{"no numbers, by override", b, 0, true, "read", 7},
		{"no numbers, lines of its own", other, 0, false, "read", 7},
	} {
		o := newOffice(t)
		first := a
		if test.number > 0 {
			first.Sequence, test.second.Sequence = test.number-1, test.number
		}
		o.load(bankFile("1", first))
		if o.call.Override = test.override; test.override {
			o.call.Reason = "seen on the bank's screen"
		}
		if got := outcomes(o.load(bankFile("2", test.second))); got != test.want || o.entries() != test.entries {
			t.Errorf("%s: %s, %d entries", test.name, got, o.entries())
		}
		o.verify()
	}
}

// A file that was cut between two lines says the days of the whole one. Where no balances
// prove it, the whole one adds the rest; a line with another label or day still holds it.
func TestCutFileWithItsPeriod(t *testing.T) {
	a, b, c := line("2026-06-01", "5.00", "", "A"), line("2026-06-03", "6.00", "", "B"),
		line("2026-06-05", "7.00", "", "C")
	period := func(lines ...reconcile.Entry) reconcile.Statement {
		s := statement("", "0.00", lines...)
		s.Opening, s.From, s.To = nil, date("2026-06-01"), date("2026-06-30")
		return s
	}
	longer := period(a, b, c)
	longer.To = date("2026-07-31")
	later := period(b, c)
	later.From = date("2026-06-02")
	proven := statement("", "0.00", a, c)
	for _, test := range []struct {
		name    string
		files   []reconcile.Statement
		want    string
		entries int
	}{
		{"the end is missing", []reconcile.Statement{period(a), period(a, b, c)}, "read read", 3},
		{"the middle is missing", []reconcile.Statement{period(a, c), period(a, b, c)}, "read read", 3},
		{"cut after whole", []reconcile.Statement{period(a, b, c), period(b)}, "read read", 3},
		{"in a longer one", []reconcile.Statement{period(c), longer}, "read read", 3},
		{"another label", []reconcile.Statement{period(a, b),
			period(a, line("2026-06-03", "6.00", "", "OTHER"), c)}, "read held", 2},
		{"another day", []reconcile.Statement{period(a, b),
			period(a, line("2026-06-04", "6.00", "", "B"), c)}, "read held", 2},
		{"other days", []reconcile.Statement{period(a), later}, "read held", 1},
		{"a proven one has less", []reconcile.Statement{proven, period(a, b, c)}, "read held", 2},
	} {
		o := newOffice(t)
		got := outcomes(o.load(bankFile("1", test.files[0]))) + " " + outcomes(o.load(bankFile("2", test.files[1])))
		if got != test.want || o.entries() != test.entries {
			t.Errorf("%s: %s, %d entries", test.name, got, o.entries())
		}
	}
}

// A bank books more to a day and sends it again: both prove, one has all lines of the other.
// The books hold the union, whatever comes first, and no rule is broken.
func TestProvenDayGrows(t *testing.T) {
	a, b, c := line("2026-06-01", "5.00", "A", "A"), line("2026-06-02", "6.00", "B", "B"),
		line("2026-06-02", "7.00", "C", "C")
	noon := statement("D1", "0.00", a, b)
	evening := statement("D2", "0.00", a, b, c)
	wide := statement("M", "0.00", a, b, c, line("2026-06-05", "1.00", "D", "D"))
	partly := statement("P", "5.00", b, c, line("2026-06-05", "1.00", "D", "D"))
	relabelled := statement("R", "0.00", a, line("2026-06-02", "6.00", "", "OTHER"), c)
	moved := statement("V", "0.00", a, line("2026-06-01", "6.00", "", "B"), c)
	for _, test := range []struct {
		name    string
		files   []reconcile.Statement
		want    string
		entries int
	}{
		{"more lines", []reconcile.Statement{noon, evening}, "read read", 3},
		{"more lines and days", []reconcile.Statement{noon, wide}, "read read", 4},
		{"more lines on the days shared", []reconcile.Statement{noon, partly}, "read read", 4},
		{"another label", []reconcile.Statement{noon, relabelled}, "read held", 2},
		{"another day", []reconcile.Statement{noon, moved}, "read held", 2},
	} {
		for _, files := range [][]reconcile.Statement{test.files, {test.files[1], test.files[0]}} {
			o := newOffice(t)
			got := outcomes(o.load(bankFile("1", files[0]))) + " " + outcomes(o.load(bankFile("2", files[1])))
			if got != test.want || test.want == "read read" && o.entries() != test.entries {
				t.Errorf("%s, %s first: %s, %d entries", test.name, files[0].Reference, got, o.entries())
			}
			o.verify()
		}
	}
}

// A person enters what disagrees with a proven day: it is recorded, and what is booked by more than
// the balances move by is told as long as it stands.
func TestOverrideOfAnOverlap(t *testing.T) {
	for _, format := range []string{"camt.053", "csv"} {
		o := newOffice(t)
		o.load(bankFile("1", statement("D1", "0.00", line("2026-06-01", "5.00", "", "A"),
			line("2026-06-02", "6.00", "", "B"))))
		again := bankFile("2", statement("D2", "0.00", line("2026-06-02", "7.00", "", "C"),
			line("2026-06-03", "8.00", "", "D")))
		again.Format = format
		if got := outcomes(o.load(again)); got != "held" {
			t.Fatalf("%s: %s", format, got)
		}
		o.call.Override, o.call.Reason = true, "seen on the bank's screen"
		if got := outcomes(o.load(again)); got != "read" || o.entries() != 4 {
			t.Errorf("%s: %s, %d entries", format, got, o.entries())
		}
		const want = "from 2026-06-01 to 2026-06-03 the balances of its statements move by -11.00 EUR"
		r, err := o.Verify(t.Context(), o.call.Company)
		if err != nil || len(r.Broken) != 1 || !strings.Contains(r.Broken[0], want) {
			t.Errorf("%s: %q %v", format, r.Broken, err)
		}
		if got := o.withAmounts(); !strings.Contains(got, "statement_contradiction 2026-06-01 – 2026-06-03 -11.00") {
			t.Errorf("%s: %s", format, got)
		}
	}
}

// A resent statement has another label, or is of another format, and a person enters it all the
// same: the money is there twice, and its sum is told.
func TestOverrideOfARepeat(t *testing.T) {
	for _, format := range []string{"camt.053", "mt940"} {
		o := newOffice(t)
		o.load(bankFile("1", statement("S1", "0.00", line("2026-06-15", "10.00", "", "VIR DUPONT"),
			line("2026-06-15", "20.00", "", "VIR DURAND"))))
		again := bankFile("2", statement("S1", "0.00", line("2026-06-15", "10.00", "", "VIR SEPA DUPONT FACT 12"),
			line("2026-06-15", "20.00", "", "VIR DURAND")))
		again.Format = format
		if r := o.load(again); r[0].Held != 1 || !strings.Contains(r[0].Messages[0], "in its place") {
			t.Errorf("%s: %q", format, r[0].Messages)
		}
		o.call.Override, o.call.Reason = true, "known"
		o.load(again)
		if got := o.withAmounts(); o.entries() != 3 || !strings.Contains(got, "statement_contradiction 2026-06-15 – 2026-06-15 -10.00") {
			t.Errorf("%s: %d entries, %s", format, o.entries(), got)
		}
		r, err := o.Verify(t.Context(), o.call.Company)
		if err != nil || len(r.Broken) != 1 {
			t.Errorf("%s: %q %v", format, r.Broken, err)
		}
	}
}
