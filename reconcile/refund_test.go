package reconcile_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// A debit pays a credit note back: whole, in part, and never beyond what is open of it. Undone, the
// credit note is open again.
func TestRefundOfACreditNote(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("AV1", "-80.00"), invoice("F1", "100.00")), bankFile("bank",
		statement("S1", "500.00", line("2026-06-09", "-50.00", "D1", "nobody knows"),
			line("2026-06-10", "-50.00", "D2", "nobody knows"))))
	o.run()
	o.assign(reconcile.Assignment{Payment: "D1", Invoices: []reconcile.AssignedAmount{{Name: "AV1"}}})
	o.verify()
	for _, amount := range []string{"", "-50.00", "-30.01", "30.00"} {
		if _, err := o.Assign(t.Context(), o.call, on("D2", "AV1", amount)); err == nil {
			t.Errorf("%q of 30.00 that are open was taken for 50.00", amount)
		}
	}
	o.assign(reconcile.Assignment{Payment: "D2", Invoices: []reconcile.AssignedAmount{{Name: "AV1"}},
		Accounts: []reconcile.AssignedAmount{{Name: "C1"}}})
	o.verify()
	o.want(`
		AV1 paid outstanding 0.00
		F1 overdue outstanding 100.00
		`)
	if _, err := o.Undo(t.Context(), o.call, []string{"D1", "D2"}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.want("AV1 open outstanding -80.00\nF1 overdue outstanding 100.00\n")
}

// What was paid too much goes back to who paid it: proposed and never taken alone, once for each credit
// that it may be of. Accepted, nothing is left on the account and the invoice stays paid; undone, it lies
// there again; and it goes back once, from whichever account of ours.
func TestRefundOfAnOverpayment(t *testing.T) {
	o := newOffice(t)
	o.Matcher = refunding{}
	o.load(invoiceFile("inv", invoice("F1", "1200.00")), bankFile("bank",
		statement("S1", "0.00", line("2026-06-01", "1250.00", "R1", "?"))))
	o.run()
	o.assign(reconcile.Assignment{Payment: "R1", Invoices: []reconcile.AssignedAmount{{Name: "F1"}},
		Accounts: []reconcile.AssignedAmount{{Name: "C1"}}})
	other := statement("S3", "900.00", line("2026-06-21", "-50.00", "D2", "?"))
	other.Account = "FR7630006000011234567890189"
	o.load(bankFile("later", statement("S2", "1250.00", line("2026-06-20", "-50.00", "D1", "?")), other))
	o.run()
	before := o.state()
	o.wantUnapplied("before", "50.00 EUR")
	for _, d := range []string{"D1", "D2"} {
		if got := o.proposed(d); len(got) != 1 || !slices.Equal(got[0].Parts, []reconcile.Part{{Kind: reconcile.OnAccount,
			Customer: "C1", Moves: eur("-50.00"), Reason: reconcile.ReturnOf(o.payment("R1").ID)}}) {
			t.Fatalf("%s: proposed %+v", d, got)
		}
	}
	if _, err := o.Accept(t.Context(), o.call, []string{"D1"}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.wantUnapplied("sent back", "")
	if got := o.state(); got != before {
		t.Errorf("the credit or its invoice changed:\n%s", got)
	}
	if _, err := o.Accept(t.Context(), o.call, []string{"D2"}); !errors.Is(err, reconcile.ErrStale) {
		t.Errorf("the same money went back twice: %v", err)
	}
	o.run()
	for _, got := range o.proposed("D2") {
		if slices.ContainsFunc(got.Parts, func(p reconcile.Part) bool { return p.Kind == reconcile.OnAccount }) {
			t.Errorf("proposed once more: %+v", got)
		}
	}
	if _, err := o.Undo(t.Context(), o.call, []string{"D1"}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.wantUnapplied("undone", "50.00 EUR")
	if got := o.state(); got != before {
		t.Errorf("after the undo:\n%swant\n%s", got, before)
	}
	o.run()
	if _, err := o.Accept(t.Context(), o.call, []string{"D2"}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.wantUnapplied("sent back by the other", "")
}

func (o *office) wantUnapplied(when, want string) {
	o.t.Helper()
	got := ""
	if err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		s, err := receivables.Summarise(o.t.Context(), r, o.call.Company, o.call.AsOf)
		for _, m := range s.Unapplied {
			if m.Minor != 0 {
				got += m.String()
			}
		}
		return err
	}); err != nil {
		o.t.Fatal(err)
	}
	if got != want {
		o.t.Errorf("%s: %q on account, want %q", when, got, want)
	}
}

func (o *office) proposed(payment string) (out []reconcile.Proposal) {
	o.t.Helper()
	id := o.payment(payment).ID
	if err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		for p, err := range r.Proposals(o.t.Context(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			if p.Payment == id {
				out = append(out, p)
			}
		}
		return nil
	}); err != nil {
		o.t.Fatal(err)
	}
	return out
}

// refunding is the matcher of these tests, and sees in every debit what may go back of the credits that
// it was told of.
type refunding struct{ byNumber }

type refundSession struct {
	reconcile.Session
	credits []reconcile.ID
}

func (m refunding) Open(l reconcile.Ledger) reconcile.Session {
	return &refundSession{Session: m.byNumber.Open(l)}
}

func (s *refundSession) Apply(p reconcile.Payment, d reconcile.Decision) {
	s.Session.Apply(p, d)
	if p.Amount.Minor > 0 {
		s.credits = append(s.credits, p.ID)
	}
}

func (s *refundSession) Day(day reconcile.Date, list []reconcile.Payment) []reconcile.Verdict {
	out := s.Session.Day(day, list)
	for i, p := range list {
		for _, id := range s.credits {
			if p.Amount.Minor < 0 {
				out[i].MayReverse = append(out[i].MayReverse, reconcile.Reversal{Payment: id})
			}
		}
	}
	return out
}
