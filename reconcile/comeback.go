package reconcile

import "context"

// refreshInvoiceAnomalies brings the stored anomalies of invoices that came back changed in
// line with their versions. Owner, terms, due date and project follow in silence; amount,
// currency, customer and type do not; nor does a document that is cancelled or a draft
// after money was put on it. The allocations stay in every case (DESIGN section 3). It
// counts what is new.
func refreshInvoiceAnomalies(ctx context.Context, w Writer, company string) (int, error) {
	var want []Anomaly
	raise := func(kind AnomalyKind, v Invoice) { want = append(want, onInvoice(kind, v)) }
	var last Invoice
	altered := false
	for v, err := range w.InvoiceVersions(ctx, Query{Company: company}) {
		if err != nil {
			return 0, err
		}
		same := v.Number == last.Number
		if !same && altered {
			raise(InvoiceAltered, last)
		}
		altered = same && (altered || v.Amount != last.Amount || v.Customer != last.Customer || v.Type != last.Type)
		last = v
	}
	if altered {
		raise(InvoiceAltered, last)
	}
	for v, err := range w.Invoices(ctx, Query{Company: company}) {
		if err != nil {
			return 0, err
		}
		if v.paidInVain() {
			raise(AllocationOnCancelled, v)
		}
	}
	fresh, _, err := replaceAnomalies(ctx, w, company, want, func(a Anomaly) bool {
		return a.Kind == InvoiceAltered || a.Kind == AllocationOnCancelled
	})
	return len(fresh), err
}

// refreshPaidInVain is the part of [refreshInvoiceAnomalies] that decisions can change, from
// the ledger that a run has in memory.
func (r *run) refreshPaidInVain() (int, error) {
	var want []Anomaly
	for v := range r.all() {
		if v.paidInVain() {
			want = append(want, onInvoice(AllocationOnCancelled, v))
		}
	}
	fresh, _, err := replaceAnomalies(r.ctx, r.w, r.c.Company, want, func(a Anomaly) bool {
		return a.Kind == AllocationOnCancelled
	})
	return len(fresh), err
}

// paidInVain says whether money lies on a document that is not owed.
func (v *Invoice) paidInVain() bool {
	return v.closedState() && !v.Paid.IsZero()
}

func onInvoice(kind AnomalyKind, v Invoice) Anomaly {
	return Anomaly{Kind: kind, Key: v.Number, Severity: kind.Severity(),
		BookingDate: v.IssueDate, Amount: v.Amount, Invoice: v.Number, Customer: v.Customer}
}
