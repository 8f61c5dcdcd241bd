package reconcile_test

import (
	"context"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func outcomes(list []reconcile.ImportReport) string {
	var s []string
	for _, r := range list {
		s = append(s, string(r.Outcome))
	}
	return strings.Join(s, " ")
}

func (o *office) entries() int {
	n := 0
	err := o.Read(context.Background(), func(r reconcile.Reader) error {
		for _, err := range r.Entries(context.Background(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return n
}

func TestSameMoneyEntersOnce(t *testing.T) {
	day1 := statement("S1", "100.00", line("2026-06-01", "10.00", "", "COFFEE"),
		line("2026-06-01", "10.00", "", "COFFEE"), line("2026-06-01", "-3.00", "", "FEE"))
	day2 := statement("S2", "117.00", line("2026-06-02", "5.00", "", "TEA"))
	both := statement("P1", "100.00", append(append([]reconcile.Entry{}, day1.Entries...), day2.Entries...)...)
	for name, files := range map[string][]reconcile.File{
		"once":            {bankFile("a", day1), bankFile("b", day2)},
		"in one file":     {bankFile("a", day1, day2)},
		"twice":           {bankFile("a", day1), bankFile("b", day2), bankFile("a", day1)},
		"other bytes":     {bankFile("a", day1), bankFile("b", day2), bankFile("a2", day1)},
		"period after":    {bankFile("a", day1), bankFile("b", day2), bankFile("p", both)},
		"period before":   {bankFile("p", both), bankFile("b", day2), bankFile("a", day1)},
		"period and one":  {bankFile("p", both), bankFile("b", day2)},
		"other order":     {bankFile("b", day2), bankFile("a", day1)},
		"period, renamed": {bankFile("p", both), bankFile("q", both)},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.load(files...)
			if n := o.entries(); n != 4 {
				t.Errorf("%d entries, want 4", n)
			}
			for i := len(files) - 1; i >= 0; i-- { // one by one, in another order
				if r := o.load(files[i]); r[0].Outcome != reconcile.OutcomeKnown {
					t.Errorf("%s again is %s", files[i].Name, r[0].Outcome)
				}
			}
			o.verify()
		})
	}
}

// Two statements of one day that continue each other hold different money, even when their
// lines look alike.
func TestChainedStatementsAdd(t *testing.T) {
	o := newOffice(t)
	morning := statement("AM", "100.00", line("2026-06-01", "10.00", "", "COFFEE"))
	evening := statement("PM", "110.00", line("2026-06-01", "10.00", "", "COFFEE"))
	o.load(bankFile("am", morning), bankFile("pm", evening))
	if n := o.entries(); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
}

func TestUnprovenAndHeld(t *testing.T) {
	o := newOffice(t)
	bare := statement("B1", "0.00", line("2026-06-03", "7.00", "R1", "X"))
	bare.Opening, bare.Closing = nil, nil
	wrong := statement("W1", "50.00", line("2026-06-04", "7.00", "R2", "X"))
	wrong.Closing.Amount = eur("99.00")
	good := statement("G1", "50.00", line("2026-06-05", "7.00", "R3", "X"))
	r := o.load(bankFile("bare", bare), bankFile("mixed", wrong, good))
	if got := outcomes(r); got != "read held" {
		t.Errorf("outcomes %q", got)
	}
	if n := o.entries(); n != 2 {
		t.Errorf("%d entries, want the bare one and the good one", n)
	}
	if len(r[1].Messages) == 0 || !strings.Contains(strings.Join(r[1].Messages, " "), "42.00 EUR") {
		t.Errorf("the message does not say what is missing: %q", r[1].Messages)
	}
	if again := o.load(bankFile("mixed", wrong, good)); outcomes(again) != "held" {
		t.Errorf("a held file again is %q", outcomes(again))
	}
}

// TestNamelessIsHeld: what a file does not say is left out of the sentence about it.
func TestNamelessIsHeld(t *testing.T) {
	wrong := statement("W1", "50.00", line("2026-06-04", "7.00", "R2", "X"))
	wrong.Account, wrong.Currency = "", reconcile.NoCurrency
	for i := range wrong.Entries {
		wrong.Entries[i].Amount.Currency = reconcile.NoCurrency
	}
	none := func(minor int64) *reconcile.Balance {
		return &reconcile.Balance{Amount: reconcile.Money{Minor: minor, Currency: reconcile.NoCurrency}}
	}
	wrong.Opening, wrong.Closing = none(5000), none(9900)
	got := strings.Join(reconcile.Describe(bankFile("wrong", wrong)).Messages, "; ")
	if !strings.HasPrefix(got, "statement W1: closing balance differs by 42.00 from opening") {
		t.Errorf("says %q", got)
	}
}

func TestSecondFormatIsHeld(t *testing.T) {
	o := newOffice(t)
	camt := statement("S1", "0.00", line("2026-06-03", "7.00", "R1", "X"))
	csv := bankFile("csv", statement("S1", "0.00", line("2026-06-03", "7.00", "", "X")))
	csv.Format = "csv"
	if got := outcomes(o.load(bankFile("camt", camt))) + " " + outcomes(o.load(csv)); got != "read held" {
		t.Errorf("outcomes %q", got)
	}
	if n := o.entries(); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
}

func TestAccountsRouteTheirLines(t *testing.T) {
	o := newOffice(t)
	s := statement("S1", "0.00", line("2026-06-03", "7.00", "R1", "X"))
	o.load(bankFile("first", s))
	o.call.Company = "other"
	if r := o.load(bankFile("again", s)); r[0].Outcome != reconcile.OutcomeAsked {
		t.Errorf("an account of another company was taken: %s", r[0].Outcome)
	}
	o.call.Cards = []reconcile.Account{{ID: "DE89370400440532013000", Company: "other", Currency: "EUR"}}
	s.Account = "DE89370400440532013000"
	if r := o.load(bankFile("carded", s)); r[0].Outcome != reconcile.OutcomeRead {
		t.Errorf("an account with a card is %s %q", r[0].Outcome, r[0].Needs)
	}
	s.Account = "BE68539007547034"
	if r := o.load(bankFile("unknown", s)); r[0].Outcome != reconcile.OutcomeAsked || len(r[0].Needs) != 1 {
		t.Errorf("a new account with two companies is %s %q", r[0].Outcome, r[0].Needs)
	}
}

func TestDryRunChangesNothing(t *testing.T) {
	o := newOffice(t)
	o.call.DryRun = true
	r := o.load(bankFile("a", statement("S1", "0.00", line("2026-06-03", "7.00", "R1", "X"))))
	if r[0].NewEntries != 1 || o.entries() != 0 {
		t.Errorf("dry run: %d new said, %d stored", r[0].NewEntries, o.entries())
	}
}

// A report of announced lines (MT942) covers no day and is never a second format.
func TestAnnouncedLinesAreInNoBook(t *testing.T) {
	o := newOffice(t)
	o.load(bankFile("camt", statement("S1", "0.00", line("2026-06-03", "7.00", "R1", "X"))))
	f := bankFile("interim", reconcile.Statement{Account: "FR1420041010050500013M02606", Currency: "EUR",
		Reference: "I1", Pending: 2, PendingCredits: eur("9.00"), PendingDebits: eur("0.00")})
	f.Format = "mt940"
	r := o.load(f)
	if r[0].Outcome != reconcile.OutcomeRead || r[0].Entries != 2 || r[0].Booked != 0 || o.entries() != 1 {
		t.Errorf("%+v", r[0])
	}
}
