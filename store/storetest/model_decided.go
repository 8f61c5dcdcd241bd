package storetest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

func day(d reconcile.Decision) reconcile.Date {
	if d.Payment.IsZero() {
		return d.Effective
	}
	return d.Payment.Day()
}

func (r modelReader) Decisions(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Decision, error] {
	f := r.b.folder(q.Company)
	asOf := reconcile.Query{AsOf: q.AsOf}
	list := listed(f.decisions, func(d reconcile.Decision) bool {
		on := len(q.Numbers) == 0 || d.Payment.IsZero() && slices.Contains(q.Numbers, d.Invoice) ||
			slices.ContainsFunc(f.allocations, func(a heldAllocation) bool {
				return a.Decision == d.ID && slices.Contains(q.Numbers, a.Invoice)
			})
		return on && wanted(q.Customer, d.Customer) && in(q.Payments, d.Payment) &&
			(q.Named == "" || d.ID.HasPrefix(q.Named)) && (q.Returned.IsZero() || takesBack(d, q.Returned)) &&
			ofAccount(d.Payment, q) && during(d.Effective, asOf) &&
			during(day(d), reconcile.Query{From: q.From, To: q.To})
	}, func(a, b reconcile.Decision) int {
		return cmp.Or(cmp.Compare(day(a), day(b)), compareIDs(a.Payment, b.Payment),
			strings.Compare(a.Invoice, b.Invoice), a.Seq-b.Seq)
	})
	undone := map[reconcile.ID]bool{}
	for _, u := range f.decisions {
		if during(u.Effective, asOf) {
			undone[u.Undoes] = true
		}
	}
	for i := range list {
		if q.Brief {
			list[i].Evidence = nil
		}
		if q.Figures {
			d := list[i]
			list[i] = reconcile.Decision{Payment: d.Payment, ID: d.ID, Kind: d.Kind, Rule: d.Rule, Parts: d.Parts,
				Refuses: d.Refuses, Undoes: d.Undoes, Effective: d.Effective, Recorded: d.Recorded,
				Actor: reconcile.Actor{Kind: d.Actor.Kind}}
		}
		list[i].Live = list[i].Kind == reconcile.Applied && !undone[list[i].ID]
	}
	return sequence(list)
}

// takesBack says whether a part of a decision speaks of money that goes back of a payment.
func takesBack(d reconcile.Decision, payment reconcile.ID) bool {
	return slices.ContainsFunc(d.Parts, func(p reconcile.Part) bool {
		original, ok := p.Returns()
		return ok && original == payment
	})
}

func (r modelReader) Decision(ctx context.Context,
	company string, id reconcile.ID) (reconcile.Decision, error) {
	for d := range r.Decisions(ctx, reconcile.Query{Company: company}) {
		if d.ID == id {
			return d, nil
		}
	}
	return reconcile.Decision{}, fmt.Errorf("decision %s: %w", id, reconcile.ErrNotFound)
}

func (r modelReader) Allocations(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Allocation, error] {
	f := r.b.folder(q.Company)
	var out []reconcile.Allocation
	for _, a := range listed(f.allocations, func(a heldAllocation) bool {
		of := q.Customer == "" || slices.ContainsFunc(f.decisions, func(d reconcile.Decision) bool {
			return d.ID == a.Decision && d.Customer == q.Customer
		})
		return of && in(q.Numbers, a.Invoice) && in(q.Payments, a.Payment) && ofAccount(a.Payment, q) &&
			during(a.Effective, q)
	}, func(a, b heldAllocation) int {
		return cmp.Or(strings.Compare(a.Invoice, b.Invoice), a.N-b.N)
	}) {
		out = append(out, a.Allocation)
	}
	return sequence(out)
}

func (r modelReader) Proposals(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Proposal, error] {
	return sequence(listed(r.b.folder(q.Company).proposals, func(p reconcile.Proposal) bool {
		return wanted(q.Customer, p.Customer) && in(q.Payments, p.Payment) && ofAccount(p.Payment, q) &&
			during(p.Payment.Day(), q)
	}, func(a, b reconcile.Proposal) int {
		return cmp.Or(compareIDs(a.Payment, b.Payment), a.Rank-b.Rank)
	}))
}

func (r modelReader) Anomalies(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Anomaly, error] {
	return sequence(listed(r.b.folder(q.Company).anomalies, func(a reconcile.Anomaly) bool {
		return wanted(q.Account, a.Account) && wanted(q.Customer, a.Customer) &&
			in(q.Payments, a.Payment) && in(q.Numbers, a.Invoice) && during(a.BookingDate, q)
	}, func(a, b reconcile.Anomaly) int {
		return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), strings.Compare(a.Account, b.Account),
			strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Key, b.Key))
	}))
}

func (r modelReader) Imports(_ context.Context, company string) ([]reconcile.ImportRecord, error) {
	return listed(r.b.folder(company).imports, func(reconcile.ImportRecord) bool { return true },
		func(a, b reconcile.ImportRecord) int {
			return cmp.Or(cmp.Compare(a.Seq, b.Seq), strings.Compare(a.ID, b.ID))
		}), nil
}

func (r modelReader) Import(ctx context.Context, company, id string) (reconcile.ImportRecord, error) {
	list, err := r.Imports(ctx, company)
	if i := slices.IndexFunc(list, func(v reconcile.ImportRecord) bool { return v.ID == id }); i >= 0 {
		return list[i], err
	}
	return reconcile.ImportRecord{}, fmt.Errorf("import %s: %w", id, reconcile.ErrNotFound)
}

func (r modelReader) Runs(_ context.Context, company string) ([]reconcile.Run, error) {
	return listed(r.b.folder(company).runs, func(reconcile.Run) bool { return true },
		func(a, b reconcile.Run) int {
			return cmp.Or(cmp.Compare(a.Seq, b.Seq), strings.Compare(a.ID, b.ID))
		}), nil
}

func (r modelReader) Audit(_ context.Context,
	company string) iter.Seq2[reconcile.AuditRecord, error] {
	return sequence(r.b.folder(company).audit)
}

func (r modelReader) AuditHead(_ context.Context, company string) (reconcile.AuditRecord, error) {
	list := r.b.folder(company).audit
	if len(list) == 0 {
		return reconcile.AuditRecord{}, nil
	}
	return list[len(list)-1], nil
}

func (r modelReader) StateVersion(_ context.Context, company string) (int64, error) {
	return r.b.folder(company).version, nil
}
