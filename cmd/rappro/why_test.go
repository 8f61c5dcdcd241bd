package main

import (
	"context"
	"path/filepath"
	"testing"

	generated "github.com/rappro/rappro/fixtures/world"
	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
)

// What is explained of a decision is that very decision: judged again on the books of then,
// whatever was decided since, every automatic one comes out with its key.
func TestExplainedAsDecided(t *testing.T) {
	o, folder, files := generatedOffice(t, 11, generated.Options{Invoices: 150, Realistic: true})
	for i, f := range files { // in several runs, so that later ones change the books
		o.rappro("import", filepath.Join(folder, "statements", f.Name()))
		if i%(len(files)/4+1) == 0 {
			o.rappro("reconcile")
		}
	}
	o.rappro("reconcile")
	ctx := context.Background()
	s, err := store.Open(ctx, o.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // only read from
	svc := &reconcile.Service{Store: s, Matcher: matcher.New()}
	asOf, err := reconcile.ParseDate(o.asOf)
	if err != nil {
		t.Fatal(err)
	}
	c := reconcile.Call{Company: reconcile.DefaultCompany, AsOf: asOf, Policy: reconcile.DefaultPolicy()}
	asked, rejected := 0, 0
	err = svc.Read(ctx, func(r reconcile.Reader) error {
		for d, err := range r.Decisions(ctx, reconcile.Query{Company: c.Company}) {
			if err != nil {
				return err
			}
			if d.Payment.IsZero() || !d.Live {
				continue
			}
			p, err := reconcile.FindPayment(ctx, r, c.Company, d.Payment.String())
			if err != nil {
				return err
			}
			why, err := svc.Explain(ctx, r, c, p, &d)
			if err != nil {
				return err
			}
			if asked++; !why.Again {
				t.Errorf("%s of %s, rule %s: %v is not decided again", d.ID, p.BookingDate, d.Rule, d.Parts)
			}
			for _, x := range why.Rejected {
				if rejected++; x.Failed == "" {
					t.Errorf("%s: candidate %v without what failed", d.ID, x)
				}
			}
		}
		return nil
	})
	if err != nil || asked < 50 || rejected < 20 {
		t.Errorf("%d decisions, %d candidates: %v", asked, rejected, err)
	}
	t.Logf("%d decisions explained, %d candidates", asked, rejected)
}
