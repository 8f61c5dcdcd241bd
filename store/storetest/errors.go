package storetest

import (
	"errors"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testErrors asks that mistakes are refused, alike everywhere, and change nothing.
func testErrors(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1})
	refused := func(what string, fn func(w reconcile.Writer) error) {
		t.Helper()
		before := f.dump()
		if err := f.Update(f.ctx, company, fn); err == nil {
			t.Errorf("%s: stored", what)
		}
		if f.dump() != before {
			t.Errorf("%s: left something", what)
		}
	}
	refused("another company's row", func(w reconcile.Writer) error {
		return w.PutCustomers(f.ctx, "other", []reconcile.Customer{{ID: "x"}})
	})
	refused("another company's account", func(w reconcile.Writer) error {
		return w.PutAccounts(f.ctx, []reconcile.Account{{ID: "FR9", Company: "other"}})
	})
	refused("a version twice", func(w reconcile.Writer) error {
		return w.AddInvoices(f.ctx, company, "x", []reconcile.Invoice{bill("F1", 2)})
	})
	refused("a failed statement that the caller goes on after", func(w reconcile.Writer) error {
		two := []reconcile.Invoice{bill("F0", 1), bill("F1", 2)}
		if err := w.AddInvoices(f.ctx, company, "x", two); err == nil {
			t.Error("a version twice was stored")
		}
		return nil
	})
	refused("two proposals of one rank", func(w reconcile.Writer) error {
		p := reconcile.Proposal{Payment: pay(1, 1), Rank: 1}
		return w.PutProposals(f.ctx, company, nil, []reconcile.Proposal{p, p})
	})
	if _, model := f.Store.(*Model); !model {
		for _, bad := range []string{"nul\x00", "latin\xe9"} {
			refused("text that no database holds", func(w reconcile.Writer) error {
				return w.PutCustomers(f.ctx, company, []reconcile.Customer{{ID: "x", Name: bad}})
			})
		}
	}
	err := f.Update(f.ctx, "other", func(w reconcile.Writer) error {
		return errors.Join(w.PutCompany(f.ctx, reconcile.Company{ID: "other"}),
			w.PutAccounts(f.ctx, []reconcile.Account{{ID: "FR1", Company: "other"}}))
	})
	if err == nil {
		t.Error("an account passed to another company")
	}
	f.view(func(r reconcile.Reader) error {
		_, err := r.Decision(f.ctx, company, pay(1, 1))
		if !errors.Is(err, reconcile.ErrNotFound) {
			t.Errorf("an unknown decision: %v", err)
		}
		all, err := r.Companies(f.ctx)
		check(t, "companies", len(all), 1)
		return err
	})
}
