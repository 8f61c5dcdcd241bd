package reconcile_test

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// followUp records what a person says, and prints the steps of all lives so far.
func (o *office) followUp(state reconcile.AnomalyState, reason string, names ...string) ([]reconcile.Followup, error) {
	o.t.Helper()
	c := o.call
	c.Reason = reason
	done, err := o.FollowUp(o.t.Context(), c, state, names)
	o.verify()
	return done, err
}

func (o *office) steps() string {
	o.t.Helper()
	var out []string
	err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		list, err := r.Followups(o.t.Context(), o.call.Company)
		for _, f := range list {
			_, key, _ := strings.Cut(f.Anomaly.Key, "|")
			out = append(out, string(f.State)+" "+string(f.Anomaly.Kind)+" "+cmp.Or(key, f.Anomaly.Key)+" by "+f.Actor.Name)
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return strings.Join(out, ", ")
}

// lives prints the anomalies that stand with their states.
func (o *office) lives() string {
	o.t.Helper()
	var out []string
	err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		list, err := r.Followups(o.t.Context(), o.call.Company)
		if err != nil {
			return err
		}
		standing, err := o.Standing(o.t.Context(), r, o.call)
		for _, a := range standing {
			out = append(out, string(a.Kind)+" "+string(reconcile.LifeOf(list).State(a)))
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return strings.Join(out, ", ")
}

func (o *office) expect(what, got, want string) {
	o.t.Helper()
	if got != want {
		o.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// The life of an anomaly: open, acknowledged, dismissed, open again, and resolved by itself when
// the missing statement comes. What it says then is another thing than what was dismissed.
func TestLifeOfAnAnomaly(t *testing.T) {
	o := newOffice(t)
	first := statement("S1", "0", line("2026-06-01", "10", "S1-1", "x"))
	gone := statement("S2", "10", line("2026-06-02", "7", "S2-1", "x"))
	third := statement("S3", "17", line("2026-06-03", "5", "S3-1", "x"))
	o.load(bankFile("1", first))
	o.load(bankFile("3", third))
	key := first.Account + "|2026-06-02"
	o.expect("found", o.lives(), "statement_gap open")

	if _, err := o.followUp(reconcile.AnomalyAcknowledged, "", key); err != nil {
		t.Fatal(err)
	}
	o.expect("acknowledged", o.lives(), "statement_gap acknowledged")
	o.expect("summary", o.counted(), "map[statement_gap:1]")
	if done, err := o.followUp(reconcile.AnomalyAcknowledged, "", key); err != nil || len(done) != 0 {
		t.Errorf("acknowledged twice: %v %v", done, err)
	}
	if _, err := o.followUp(reconcile.AnomalyDismissed, "", key); err == nil {
		t.Error("dismissed without a reason")
	}
	if _, err := o.followUp(reconcile.AnomalyDismissed, "the bank was closed", "statement_gap:"+key); err != nil {
		t.Fatal(err)
	}
	if _, err := o.followUp(reconcile.AnomalyOpen, "", key); err != nil {
		t.Fatal(err)
	}
	o.expect("open again", o.lives(), "statement_gap open")
	if _, err := o.followUp(reconcile.AnomalyDismissed, "the bank was closed", key); err != nil {
		t.Fatal(err)
	}
	o.expect("summary", o.counted(), "map[]")
	if _, err := o.followUp(reconcile.AnomalyResolved, "", key); err == nil {
		t.Error("resolved by hand")
	}
	if _, err := o.followUp(reconcile.AnomalyDismissed, "x", "nobody"); !errors.Is(err, reconcile.ErrNotFound) {
		t.Errorf("dismissed what is not there: %v", err)
	}
	o.call.DryRun = true
	if done, err := o.followUp(reconcile.AnomalyOpen, "", key); err != nil || len(done) != 1 {
		t.Errorf("a dry run says %v %v", done, err)
	}
	o.call.DryRun = false
	o.load(bankFile("2", gone))
	o.expect("resolved", o.lives(), "")
	o.expect("steps", o.steps(), "acknowledged statement_gap 2026-06-02 by claire, "+
		"dismissed statement_gap 2026-06-02 by claire, open statement_gap 2026-06-02 by claire, "+
		"dismissed statement_gap 2026-06-02 by claire, resolved statement_gap 2026-06-02 by claire")

	o.undo(t, "2") // what was dismissed before it was resolved is found anew
	o.expect("found again", o.lives(), "statement_gap open")
}

// counted are the anomalies that the summary counts.
func (o *office) counted() (out string) {
	o.t.Helper()
	err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		s, err := receivables.Summarise(o.t.Context(), r, o.call.Company, o.call.AsOf)
		out = fmt.Sprint(s.Anomalies)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return out
}

// undo takes the import of a file back.
func (o *office) undo(t *testing.T, file string) {
	t.Helper()
	var id string
	err := o.Read(t.Context(), func(r reconcile.Reader) error {
		list, err := r.Imports(t.Context(), o.call.Company)
		for _, i := range list {
			if i.Name == file {
				id = i.ID
			}
		}
		return err
	})
	if err == nil {
		_, err = o.Undo(t.Context(), o.call, []string{id})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What was dismissed is what it said: another amount is another thing to look at.
func TestDismissedIsWhatWasShown(t *testing.T) {
	a := reconcile.Anomaly{Kind: reconcile.InvoiceAltered, Key: "F1", Amount: eur("10")}
	life := reconcile.LifeOf([]reconcile.Followup{{Seq: 1, Anomaly: a, State: reconcile.AnomalyDismissed}})
	if got := life.State(a); got != reconcile.AnomalyDismissed {
		t.Errorf("the same is %s", got)
	}
	a.Amount = eur("11")
	if got := life.State(a); got != reconcile.AnomalyOpen {
		t.Errorf("another amount is %s", got)
	}
	a.Amount, a.Kind = eur("10"), reconcile.Overpayment
	if got := life.State(a); got != reconcile.AnomalyOpen {
		t.Errorf("another kind is %s", got)
	}
}

// What was found on a payment is settled by the person who decides what the payment is.
func TestAPersonsDecisionResolves(t *testing.T) {
	for name, decide := range map[string]func(*office, string) error{
		"accept": func(o *office, id string) error {
			_, err := o.Accept(o.t.Context(), o.call, []string{id})
			return err
		},
		"assign": func(o *office, id string) error {
			_, err := o.Assign(o.t.Context(), o.call, reconcile.Assignment{Payment: id,
				Accounts: []reconcile.AssignedAmount{{Name: "C1"}}})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.load(invoiceFile("i", invoice("F1", "100"), invoice("F2", "50")))
			o.load(bankFile("b", statement("S1", "0", line("2026-06-01", "150", "R1", "thanks"))))
			o.run()
			id := o.suspicious(t)
			o.expect("found", o.lives(), "third_party_payer open")
			if err := decide(o, id); err != nil {
				t.Fatal(err)
			}
			o.expect("decided", o.lives(), "")
			o.expect("steps", o.steps(), "resolved third_party_payer R1 by claire")
			o.run()
			o.expect("after the next run", o.lives(), "")
		})
	}
}

// suspicious stores a proposal and an anomaly for the only payment, as a matcher would, and gives
// the payment's id.
func (o *office) suspicious(t *testing.T) (name string) {
	t.Helper()
	err := o.Store.Update(t.Context(), o.call.Company, func(w reconcile.Writer) error {
		for p, err := range w.Payments(t.Context(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			name = p.ID.String()
			err = w.PutProposals(t.Context(), o.call.Company, []reconcile.ID{p.ID}, []reconcile.Proposal{{
				Payment: p.ID, Rank: 1, Rule: "r", Customer: "C1", Confidence: 5000, Parts: []reconcile.Part{
					reconcile.CashOn("F1", eur("100")), reconcile.CashOn("F2", eur("50"))}}})
			if err != nil {
				return err
			}
			return w.PutAnomalies(t.Context(), o.call.Company, []reconcile.Anomaly{{
				Kind: reconcile.ThirdPartyPayer, Key: p.Reference, Severity: reconcile.Medium, Account: p.Account,
				BookingDate: p.BookingDate, Amount: p.Amount, Payment: p.ID}})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return name
}
