package storetest

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testOrder puts nasty text everywhere and asks that each list comes in the order of its
// bytes, unchanged.
func testOrder(t *testing.T, open Open) {
	f := newFixture(t, open)
	words := nasty()
	slices.Reverse(words)
	f.update(func(w reconcile.Writer) error { return writeNasty(f, w, words) })
	slices.Sort(words)
	f.view(func(r reconcile.Reader) error {
		customers, err := r.Customers(f.ctx, company)
		for i, c := range customers {
			check(t, "customer", c.ID, words[i])
			check(t, "name", c.Name, words[i])
			check(t, "account of a customer", text(c.IBANs), text([]string{words[i]}))
		}
		check(t, "customers", len(customers), len(words))
		i := 0
		for v, err := range r.Invoices(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			check(t, "invoice", v.Number, words[i])
			check(t, "terms", v.Terms, words[i])
			i++
		}
		check(t, "invoices", i, len(words))
		i = 0
		for a, err := range r.Anomalies(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			check(t, "anomaly", a.Key, words[i])
			check(t, "evidence", a.Evidence[0].Quote, words[i])
			i++
		}
		check(t, "anomalies", i, len(words))
		return err
	})
	f.view(func(r reconcile.Reader) error {
		return ordered(f, r, words)
	})
}

func writeNasty(f *fixture, w reconcile.Writer, words []string) error {
	var customers []reconcile.Customer
	var invoices []reconcile.Invoice
	var anomalies []reconcile.Anomaly
	var entries []reconcile.Entry
	var proposals []reconcile.Proposal
	var accounts []reconcile.Account
	for i, s := range words {
		evidence := []reconcile.Evidence{{Signal: s, Field: reconcile.Field(s), Quote: s, Invoice: s,
			Start: i, End: -i, Weight: -1}}
		customers = append(customers, reconcile.Customer{ID: s, Name: s, IBANs: []string{s}})
		v := bill(s, 100)
		v.Terms, v.Customer = s, s
		invoices = append(invoices, v)
		anomalies = append(anomalies, reconcile.Anomaly{Kind: "kind", Key: s, Account: "x", Evidence: evidence})
		e := entryOf("FR1", 1000, 100, s, i+1)
		entries = append(entries, e)
		proposals = append(proposals, reconcile.Proposal{Payment: e.ID, Rank: 1, Rule: s, Customer: s,
			Parts: []reconcile.Part{{Kind: reconcile.Cash, Invoice: s, Reason: s}}, Evidence: evidence})
		accounts = append(accounts, reconcile.Account{ID: s, Company: company, Owner: s})
	}
	_, err := w.AddEntries(f.ctx, company, "file", sortEntries(entries))
	return errors.Join(err, w.PutCustomers(f.ctx, company, customers),
		w.AddInvoices(f.ctx, company, "file", invoices), w.PutAnomalies(f.ctx, company, anomalies),
		w.PutProposals(f.ctx, company, nil, proposals), w.PutAccounts(f.ctx, accounts))
}

// ordered checks lists by ids, and accounts.
func ordered(f *fixture, r reconcile.Reader, words []string) error {
	accounts, err := r.Accounts(f.ctx, company)
	var ids []string
	for _, a := range accounts {
		if a.ID != "FR1" && a.ID != "FR2" {
			ids = append(ids, a.ID)
		}
	}
	check(f, "accounts", strings.Join(ids, "|"), strings.Join(words, "|"))
	var last reconcile.ID
	n := 0
	for p, err := range r.Payments(f.ctx, reconcile.Query{Company: company}) {
		if err != nil {
			return err
		}
		check(f, "payments in order", compareIDs(last, p.ID), -1)
		check(f, "detail", text(p.Detail.Text), text([]string{p.EntryText, "x"}))
		last = p.ID
		n++
	}
	last = reconcile.ID{}
	for p, err := range r.Proposals(f.ctx, reconcile.Query{Company: company}) {
		if err != nil {
			return err
		}
		check(f, "proposals in order", compareIDs(last, p.Payment), -1)
		check(f, "part", p.Parts[0].Invoice, p.Rule)
		last = p.Payment
	}
	check(f, "payments", n, len(words))
	return err
}

// testQuery holds a store full of everything against the model, for many questions.
func testQuery(t *testing.T, open Open) {
	f := newFixture(t, open)
	m := newFixture(t, func(testing.TB) reconcile.Store { return NewModel() })
	for seed := range uint64(4) {
		if err := play(f.ctx, company, seed, 60, f.Store, m.Store); err != nil {
			t.Fatal(err)
		}
	}
	var someID []reconcile.ID
	var decided, payment reconcile.ID
	var reference string
	m.view(func(r reconcile.Reader) error {
		for d := range r.Decisions(f.ctx, reconcile.Query{Company: company}) {
			if len(someID) < 3 && !d.Payment.IsZero() {
				someID, decided = append(someID, d.Payment), d.ID
			}
		}
		for p := range r.Payments(f.ctx, reconcile.Query{Company: company}) {
			payment, reference = p.ID, cmp.Or(reference, p.Reference)
		}
		return nil
	})
	returnOf(f, someID[0])
	returnOf(m, someID[0])
	for _, q := range []reconcile.Query{{}, {Account: "FR1"}, {Account: "FR2", From: 1001, To: 1002},
		{Account: "none"}, {From: 1002}, {To: 1001}, {AsOf: 1001}, {AsOf: 1003, To: 1001},
		{Customer: "C1"}, {Customer: "C2", AsOf: 1002}, {Numbers: []string{"F1", "F3"}},
		{Numbers: []string{"F1", "F1", "none"}, AsOf: 1002}, {Payments: someID},
		{Payments: someID, Account: "FR1"}, {Payments: []reconcile.ID{full("FR1", 3).ID}},
		{Import: "file1"}, {Import: "file2", Account: "FR1"}, {Brief: true}, {Figures: true},
		{Named: payment.String()[:3]}, {Named: strings.ToUpper(decided.String())}, {Named: decided.String()[:1]},
		{Named: reference}, {Named: "no id: ilou"}, {Named: decided.String() + "0"}, {Returned: someID[0]},
		{Returned: someID[1]}} {
		q.Company = company
		got, want := narrowed(t, f, q), narrowed(t, m, q)
		if got != want {
			t.Errorf("query %+v: store and model differ at %s", q, firstDifference(got, want))
		}
	}
}

// returnOf stores a decision on a debit that takes money back of a payment, and one that takes money
// back of another.
func returnOf(f *fixture, payment reconcile.ID) {
	for i, original := range []reconcile.ID{payment, full("FR1", 900).ID} {
		d := reconcile.Decision{ID: full("FR1", reconcile.Date(901+i)).ID, Kind: reconcile.Applied,
			Payment: full("FR1", reconcile.Date(903+i)).ID, Effective: 1004,
			Parts: []reconcile.Part{{Kind: reconcile.OnAccount, Customer: `C"1`, Reason: reconcile.ReturnOf(original),
				Moves: reconcile.EUR(-100)}}}
		f.update(func(w reconcile.Writer) error {
			_, err := w.Apply(f.ctx, company, []reconcile.Decision{d})
			return err
		})
	}
}

func narrowed(t *testing.T, f *fixture, q reconcile.Query) string {
	t.Helper()
	var b strings.Builder
	f.view(func(r reconcile.Reader) error { return dumpQuery(f.ctx, &b, r, q) })
	return b.String()
}

// testNested asks and writes in the middle of lists: each shows what was there when it began.
func testNested(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 100, "F2": 100, "F3": 100, "F4": 100})
	seen := 0
	f.update(func(w reconcile.Writer) error {
		seen = 0
		for v, err := range w.Invoices(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			check(t, "an invoice as it was when the list began", v.Closed, reconcile.EUR(0))
			seen++
			for o, err := range w.Invoices(f.ctx, reconcile.Query{Company: company, Numbers: []string{v.Number}}) {
				if err != nil {
					return err
				}
				if _, err := w.Decision(f.ctx, company, pay(1, 1)); !errors.Is(err, reconcile.ErrNotFound) {
					return err
				}
				check(t, "asked inside the list", o.Number, v.Number)
			}
			var d []reconcile.Decision
			for i, n := range []string{"F4", "F3", "F2", "F1"} {
				d = append(d, decide(pay(1000, seen), 1000, i, cash(n, 1)))
			}
			if _, err := w.Apply(f.ctx, company, d); err != nil {
				return err
			}
			if err := w.AddInvoices(f.ctx, company, "x", []reconcile.Invoice{bill("G"+v.Number, 5)}); err != nil {
				return err
			}
		}
		return nil
	})
	check(t, "invoices seen", seen, 4)
	check(t, "closed in the loop", f.invoice("F2", 0).Closed, reconcile.EUR(4))
	f.view(func(r reconcile.Reader) error {
		for range r.Invoices(f.ctx, reconcile.Query{Company: company}) {
			break // a list may be left
		}
		_, err := r.Companies(f.ctx)
		return err
	})
}
