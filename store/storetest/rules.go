package storetest

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// RuleChanges implements reconcile.HistoryReader.
func (r modelReader) RuleChanges(_ context.Context, company string) ([]reconcile.RuleChange, error) {
	return slices.Clone(r.b.folder(company).rules), nil
}

// Altered implements reconcile.HistoryReader: nobody changes the model behind its back.
func (r modelReader) Altered(context.Context, string) iter.Seq2[string, error] {
	return sequence[string](nil)
}

// AddRuleChange implements reconcile.HistoryWriter.
func (w *modelWriter) AddRuleChange(_ context.Context, company string, c reconcile.RuleChange) error {
	if err := w.touch(company, true); err != nil {
		return err
	}
	if slices.ContainsFunc(w.rules, func(o reconcile.RuleChange) bool { return o.Seq == c.Seq }) {
		w.broken = errors.New("the sequence is taken")
		return w.broken
	}
	w.rules = append(w.rules, c)
	return nil
}

// testRules stores changes of rules and takes one sequence once.
func testRules(t *testing.T, open Open) {
	f := newFixture(t, open)
	at := time.Unix(1e9, 123456789).UTC()
	claire := reconcile.Actor{Kind: reconcile.Person, Name: "claire", Role: reconcile.Accountant}
	list := []reconcile.RuleChange{
		{Seq: 1, Rule: reconcile.CompanyRule{ID: "edf", Payer: "Électricité", Text: "loyer d'été",
			Kind: "supplier_refund"}, Actor: claire, Reason: "bien sûr", Recorded: at},
		{Seq: 2, Rule: reconcile.CompanyRule{ID: "parent", IBAN: "FR76", Customer: "C1"}, Actor: claire},
		{Seq: 3, Rule: reconcile.CompanyRule{ID: "edf", Never: true}, Removed: true, Actor: claire},
	}
	f.update(func(w reconcile.Writer) error {
		for _, c := range list {
			if err := w.AddRuleChange(f.ctx, company, c); err != nil {
				return err
			}
		}
		return nil
	})
	f.view(func(r reconcile.Reader) error {
		got, err := r.RuleChanges(f.ctx, company)
		check(t, "rules", text(got), text(list))
		return err
	})
	before := f.dump()
	err := f.Update(f.ctx, company, func(w reconcile.Writer) error {
		return w.AddRuleChange(f.ctx, company, list[0])
	})
	if err == nil || f.dump() != before {
		t.Error("a sequence was taken twice")
	}
}
