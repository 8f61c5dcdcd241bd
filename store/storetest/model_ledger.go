package storetest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

func (t *modelTx) Customers(_ context.Context, company string) ([]reconcile.Customer, error) {
	return slices.SortedFunc(maps.Values(t.book(company).customers), func(a, b reconcile.Customer) int {
		return cmp.Compare(a.ID, b.ID)
	}), nil
}

func (t *modelTx) PutCustomers(_ context.Context, company string, list []reconcile.Customer) error {
	for _, c := range list {
		t.book(company).customers[c.ID] = c
	}
	return nil
}

func (t *modelTx) AddInvoices(_ context.Context, company, imp string, list []reconcile.Invoice) error {
	b := t.book(company)
	for _, v := range list {
		b.invoices = append(b.invoices, stored[reconcile.Invoice]{v, imp})
	}
	return nil
}

func byNumber(a, b reconcile.Invoice) int {
	return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Version, b.Version))
}

func (t *modelTx) InvoiceVersions(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	var out []reconcile.Invoice
	for _, v := range t.book(q.Company).invoices {
		if wanted(q, v.it) && (q.Import == "" || v.imp == q.Import) {
			out = append(out, v.it)
		}
	}
	return each(out, byNumber)
}

func wanted(q reconcile.Query, v reconcile.Invoice) bool {
	return (q.Customer == "" || v.Customer == q.Customer) && (q.From == 0 || v.IssueDate >= q.From) &&
		(q.To == 0 || v.IssueDate <= q.To) && (len(q.Numbers) == 0 || slices.Contains(q.Numbers, v.Number))
}

func (t *modelTx) Invoices(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	b := t.book(q.Company)
	newest := map[string]reconcile.Invoice{}
	for _, v := range b.invoices {
		if v.it.Version > newest[v.it.Number].Version {
			newest[v.it.Number] = v.it
		}
	}
	var out []reconcile.Invoice
	for _, v := range newest {
		if wanted(q, v) {
			b.close(&v, q.AsOf)
			out = append(out, v)
		}
	}
	return each(out, byNumber)
}

// close sums what allocations effective by then made of an invoice.
func (b *book) close(v *reconcile.Invoice, asOf reconcile.Date) {
	kinds := map[reconcile.PartKind]int64{}
	v.Closed, v.Paid = reconcile.Money{Currency: v.Amount.Currency}, reconcile.Money{Currency: v.Amount.Currency}
	for _, a := range b.allocs {
		if a.Invoice != v.Number || asOf != 0 && a.Effective > asOf {
			continue
		}
		v.Closed.Minor += a.Closes.Minor
		if a.Kind == reconcile.Cash {
			v.Paid.Minor += a.Closes.Minor
		}
		kinds[a.Kind] += a.Closes.Minor
		v.Since = max(v.Since, a.Effective)
	}
	if v.Closed.IsZero() {
		v.Since = 0
		return
	}
	var best int64
	for _, k := range reconcile.PartKinds() {
		if size := max(kinds[k], -kinds[k]); size > best {
			v.SettledBy, best = k, size
		}
	}
}

func (t *modelTx) Decisions(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Decision, error] {
	b := t.book(q.Company)
	var out []reconcile.Decision
	for _, d := range b.decisions {
		numbers := len(q.Numbers) == 0 || slices.Contains(q.Numbers, d.Invoice) ||
			slices.ContainsFunc(d.Parts, func(p reconcile.Part) bool { return slices.Contains(q.Numbers, p.Invoice) })
		if sought(q.Payments, d.Payment) && numbers && (q.AsOf == 0 || d.Effective <= q.AsOf) {
			d.Live = b.live(d)
			out = append(out, d)
		}
	}
	return each(out, func(a, b reconcile.Decision) int {
		return cmp.Or(cmp.Compare(a.Payment.Day(), b.Payment.Day()), cmp.Compare(a.Source(), b.Source()),
			cmp.Compare(a.Seq, b.Seq))
	})
}

func (b *book) live(d reconcile.Decision) bool {
	return d.Kind == reconcile.Applied && !slices.ContainsFunc(b.decisions, func(o reconcile.Decision) bool {
		return o.Undoes == d.ID
	})
}

func (t *modelTx) Decision(_ context.Context, company string, id reconcile.ID) (reconcile.Decision, error) {
	b := t.book(company)
	for _, d := range b.decisions {
		if d.ID == id {
			d.Live = b.live(d)
			return d, nil
		}
	}
	return reconcile.Decision{}, fmt.Errorf("decision %s: %w", id, reconcile.ErrNotFound)
}

func (t *modelTx) Allocations(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Allocation, error] {
	var out []reconcile.Allocation
	for _, a := range t.book(q.Company).allocs {
		if sought(q.Payments, a.Payment) && (q.AsOf == 0 || a.Effective <= q.AsOf) &&
			(len(q.Numbers) == 0 || slices.Contains(q.Numbers, a.Invoice)) {
			out = append(out, a)
		}
	}
	return each(out, func(a, b reconcile.Allocation) int {
		return cmp.Or(cmp.Compare(a.Invoice, b.Invoice), cmp.Compare(a.N, b.N))
	})
}

func (t *modelTx) Proposals(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Proposal, error] {
	var out []reconcile.Proposal
	for id, list := range t.book(q.Company).proposals {
		if sought(q.Payments, id) {
			out = append(out, list...)
		}
	}
	return each(out, func(a, b reconcile.Proposal) int {
		return cmp.Or(ids(a.Payment, b.Payment), cmp.Compare(a.Rank, b.Rank))
	})
}

func (t *modelTx) Anomalies(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Anomaly, error] {
	var out []reconcile.Anomaly
	for _, a := range t.book(q.Company).anomalies {
		if (q.Account == "" || a.Account == q.Account) && (q.Customer == "" || a.Customer == q.Customer) &&
			dated(q, a.BookingDate) {
			out = append(out, a)
		}
	}
	return each(out, func(a, b reconcile.Anomaly) int {
		return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), cmp.Compare(a.Account, b.Account),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key))
	})
}

func (t *modelTx) Apply(_ context.Context, company string, list []reconcile.Decision) (int, error) {
	b := t.book(company)
	n := 0
	for _, d := range list {
		i := slices.IndexFunc(b.decisions, func(o reconcile.Decision) bool { return o.ID == d.ID })
		switch {
		case i >= 0 && b.decisions[i].Content == d.Content:
			continue
		case i >= 0:
			return n, fmt.Errorf("decision %s: %w", d.ID, reconcile.ErrConflict)
		}
		if err := b.apply(d); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (b *book) apply(d reconcile.Decision) error {
	d.Seq, d.Live = 1, false
	for _, o := range b.decisions {
		if o.Source() == d.Source() {
			d.Seq++
		}
	}
	b.decisions = append(b.decisions, d)
	for _, p := range d.Parts {
		if !p.Kind.OnInvoice() {
			continue
		}
		a := reconcile.Allocation{Invoice: p.Invoice, N: 1, Decision: d.ID, Payment: d.Payment, Kind: p.Kind,
			Moves: p.Moves, Closes: p.Closes, After: p.Closes.Minor, Effective: d.Effective}
		for _, o := range b.allocs {
			if o.Invoice == a.Invoice {
				a.N++
				a.After += o.Closes.Minor
			}
		}
		b.allocs = append(b.allocs, a)
	}
	return b.limits(d)
}

// limits checks every invoice that a decision touches once its last part is in.
func (b *book) limits(d reconcile.Decision) error {
	for _, p := range d.Parts {
		var v reconcile.Invoice
		for _, o := range b.invoices {
			if o.it.Number == p.Invoice && o.it.Version > v.Version {
				v = o.it
			}
		}
		if !p.Kind.OnInvoice() || v.Number == "" {
			continue
		}
		b.close(&v, 0)
		low, high := min(v.Amount.Minor, 0), max(v.Amount.Minor, 0)
		grows := (p.Closes.Minor > 0) == (v.Closed.Minor > high)
		if (v.Closed.Minor < low || v.Closed.Minor > high) && grows {
			return fmt.Errorf("invoice %s: %w", p.Invoice, reconcile.ErrOverAllocated)
		}
	}
	return nil
}

func (t *modelTx) PutProposals(_ context.Context, company string, payments []reconcile.ID, list []reconcile.Proposal) error {
	b := t.book(company)
	for _, id := range payments {
		delete(b.proposals, id)
	}
	for _, p := range list {
		b.proposals[p.Payment] = append(slices.Clone(b.proposals[p.Payment]), p)
	}
	return nil
}

func (t *modelTx) PutAnomalies(_ context.Context, company string, list []reconcile.Anomaly) error {
	for _, a := range list {
		t.book(company).anomalies[[2]string{string(a.Kind), a.Key}] = a
	}
	return nil
}

func (t *modelTx) RemoveAnomalies(_ context.Context, company string, list []reconcile.Anomaly) error {
	for _, a := range list {
		delete(t.book(company).anomalies, [2]string{string(a.Kind), a.Key})
	}
	return nil
}

func (t *modelTx) Imports(_ context.Context, company string) ([]reconcile.ImportRecord, error) {
	out := slices.Clone(t.book(company).imports)
	slices.SortFunc(out, func(a, b reconcile.ImportRecord) int {
		return cmp.Or(a.Recorded.Compare(b.Recorded), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

func (t *modelTx) PutImport(_ context.Context, company string, r reconcile.ImportRecord) error {
	t.book(company).imports = append(t.book(company).imports, r)
	return nil
}

func (t *modelTx) Runs(_ context.Context, company string) ([]reconcile.Run, error) {
	return slices.Clone(t.book(company).runs), nil
}

func (t *modelTx) PutRun(_ context.Context, company string, r reconcile.Run) error {
	t.book(company).runs = append(t.book(company).runs, r)
	return nil
}

func (t *modelTx) Audit(_ context.Context, company string) iter.Seq2[reconcile.AuditRecord, error] {
	return each(slices.Clone(t.book(company).audit), func(a, b reconcile.AuditRecord) int { return cmp.Compare(a.Seq, b.Seq) })
}

func (t *modelTx) AuditHead(_ context.Context, company string) (reconcile.AuditRecord, error) {
	if list := t.book(company).audit; len(list) > 0 {
		return list[len(list)-1], nil
	}
	return reconcile.AuditRecord{}, nil
}

func (t *modelTx) AppendAudit(_ context.Context, company string, list []reconcile.AuditRecord) error {
	b := t.book(company)
	b.audit = append(b.audit, list...)
	return nil
}

func (t *modelTx) StateVersion(_ context.Context, company string) (int64, error) {
	return t.book(company).version, nil
}
