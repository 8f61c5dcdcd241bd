package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// doubting is byNumber, with something changed about the verdicts.
type doubting struct {
	reconcile.Matcher
	change func(*reconcile.Verdict)
}

type doubtingSession struct {
	reconcile.Session
	change func(*reconcile.Verdict)
}

func (d doubting) Open(l reconcile.Ledger) reconcile.Session {
	return doubtingSession{d.Matcher.Open(l), d.change}
}

func (s doubtingSession) Day(day reconcile.Date, list []reconcile.Payment) []reconcile.Verdict {
	out := s.Session.Day(day, list)
	for i := range out {
		if len(out[i].Proposals) > 0 {
			s.change(&out[i])
		}
	}
	return out
}

// The machine decides alone from the policy's confidence on, with the policy's lead over the best
// rival, with evidence of payer or document, and with nothing that stands against it: one step less
// of any, and a person decides.
func TestWhatTheMachineDecidesAlone(t *testing.T) {
	p := reconcile.DefaultPolicy()
	rival := func(confidence reconcile.Score) func(*reconcile.Verdict) {
		return func(v *reconcile.Verdict) {
			o := v.Proposals[0]
			o.Confidence = confidence
			o.Parts = []reconcile.Part{reconcile.CashOn("F2", reconcile.EUR(10000))}
			v.Proposals = append(v.Proposals, o)
		}
	}
	for what, c := range map[string]struct {
		change func(*reconcile.Verdict)
		alone  bool
	}{
		"certain":             {func(*reconcile.Verdict) {}, true},
		"at the threshold":    {func(v *reconcile.Verdict) { v.Proposals[0].Confidence = p.Automatic }, true},
		"below the threshold": {func(v *reconcile.Verdict) { v.Proposals[0].Confidence = p.Automatic - 1 }, false},
		"with its lead":       {rival(reconcile.Certain - p.Margin), true},
		"with less":           {rival(reconcile.Certain - p.Margin + 1), false},
		"an equal rival":      {rival(reconcile.Certain), false},
		"amount alone":        {func(v *reconcile.Verdict) { v.Proposals[0].Identified = false }, false},
		"an obstacle":         {func(v *reconcile.Verdict) { v.Proposals[0].Obstacle = "text_only" }, false},
		"never alone":         {func(v *reconcile.Verdict) { v.NeverAlone = true }, false},
	} {
		o := newOffice(t)
		o.Matcher = doubting{byNumber{}, c.change}
		o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "100.00")),
			bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"))))
		if r := o.run(); (r.Automatic == 1) != c.alone || (r.Proposed == 1) == c.alone {
			t.Errorf("%s: %d decided, %d proposed", what, r.Automatic, r.Proposed)
		}
	}
}

// Two customers' money on account is two parts, whatever else they have in common: it is not taken
// from one to be given to the other.
func TestMoneyOfTwoCustomersStaysApart(t *testing.T) {
	o := newOffice(t)
	other := invoice("F2", "50.00")
	other.Customer = "C2"
	f := invoiceFile("inv", invoice("F1", "100.00"), other)
	f.Customers = append(f.Customers, reconcile.Customer{ID: "C2", Name: "Beta SARL"})
	o.load(f, bankFile("bank", statement("S1", "0.00", line("2026-06-01", "90.00", "R1", "who"))))
	o.run()
	changes, err := o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: "R1",
		Accounts: []reconcile.AssignedAmount{{Name: "C1", Amount: "60.00"}, {Name: "C2", Amount: "30.00"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{"C1": 6000, "C2": 3000}
	parts := changes[0].Decision.Parts
	for _, p := range parts {
		if p.Kind != reconcile.OnAccount || p.Moves.Minor != want[p.Customer] {
			t.Errorf("%s of %q on account", p.Moves, p.Customer)
		}
	}
	if len(parts) != 2 {
		t.Errorf("%d parts, want one for each customer", len(parts))
	}
	o.verify()
}

// What was found about a decision is not said any more once that was taken back: the next run looks
// anew.
func TestUndoTakesFindingsAway(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "130.00", "R1", "F1"))))
	o.run()
	if got := o.anomalies(); got != "overpayment R1" {
		t.Fatalf("anomalies %q", got)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{"R1"}); err != nil {
		t.Fatal(err)
	}
	if got := o.anomalies(); got != "" {
		t.Errorf("after the undo: %q", got)
	}
	o.verify()
}
