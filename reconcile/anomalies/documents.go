package anomalies

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// documents examines each invoice and credit note.
func (b *books) documents() {
	owing := map[string]int{} // open invoices by customer
	ownerless, owned := 0, false
	for _, v := range b.invoices {
		if open(v) && v.Type != reconcile.CreditNote {
			owing[v.Customer]++
			if owned = owned || v.Owner != ""; v.Owner == "" {
				ownerless++
			}
		}
	}
	for _, v := range b.invoices {
		left := v.Outstanding()
		if v.State != reconcile.StateCancelled && v.State != reconcile.StateDraft &&
			left.Minor != 0 && (left.Minor > 0) != (v.Amount.Minor > 0) {
			b.onInvoice(NegativeOpen, v, cmp.Or(v.Since, v.IssueDate), left)
		}
		if v.Claim == reconcile.ClaimCeded && v.Paid.Minor > 0 {
			b.onInvoice(PaidOnCeded, v, v.Since, v.Paid) // the factor's money, and no receipt of ours
		}
		if v.Type == reconcile.CreditNote {
			if open(v) && b.asOf-v.IssueDate > b.limits.days("credit_note_open_days") && owing[v.Customer] > 0 {
				b.onInvoice(CreditNoteUnapplied, v, v.IssueDate, left)
			}
			continue
		}
		b.short(v)
		b.terms(v)
		b.limitation(v)
	}
	if ownerless > 0 {
		b.raise(reconcile.Anomaly{Kind: NoOwner, Key: "no_owner", BookingDate: b.asOf})
	}
}

// open says whether a document waits for money.
func open(v reconcile.Invoice) bool {
	left := v.Outstanding().Minor
	return v.State == reconcile.StateOpen && left != 0 && (left > 0) == (v.Amount.Minor > 0)
}

// short finds invoices on which a rule put less than was due, because the payment named them. What a
// person put there he knows, and what the terms keep back is no loss.
func (b *books) short(v reconcile.Invoice) {
	d, left := b.last[v.Number], v.Outstanding()
	if !open(v) || v.Paid.Minor <= 0 || !d.Automatic() || d.Payment.IsZero() ||
		slices.ContainsFunc(b.stored, func(a reconcile.Anomaly) bool { // it says why
			return a.Kind == reconcile.DiscountNotAllowed && a.Invoice == v.Number
		}) {
		return
	}
	share := b.limits["short_share"]
	if b.limits.reaches("short_amount", left) && left.Minor/share >= v.Amount.Minor/10000 && !retained(v, left) {
		b.onInvoice(ShortPayment, v, v.Since, left)
	}
}

// retained says whether what is left is what the terms let the customer keep back for a while: five
// percent at most, by law.
func retained(v reconcile.Invoice, left reconcile.Money) bool {
	terms := strings.ToLower(v.Terms)
	return (strings.Contains(terms, "retenue") || strings.Contains(terms, "retention")) &&
		left.Minor <= v.Amount.Minor/20+1
}

// terms finds due dates beyond what the law allows between businesses: sixty days from the day of
// issue, or forty-five to the end of a month, counted either way.
func (b *books) terms(v reconcile.Invoice) {
	days, months := b.limits.days("terms_days"), b.limits.days("terms_month_end_days")
	if v.DueDate == 0 || v.IssueDate == 0 || days == 0 || !open(v) {
		return
	}
	if v.DueDate > max(v.IssueDate+days, v.IssueDate.MonthEnd()+months, (v.IssueDate+months).MonthEnd()) {
		b.onInvoice(LegalTermsExceeded, v, v.IssueDate, v.Amount)
	}
}

// limitation finds invoices that cannot be sued for soon. It counts from the due date, at the
// latest.
func (b *books) limitation(v reconcile.Invoice) {
	years := int(b.limits["limitation_years"])
	if !v.Overdue(b.asOf) || years == 0 {
		return
	}
	ends := months(v.DueDate, 12*years)
	for _, s := range []struct {
		limit    string
		severity reconcile.Severity
	}{{"limitation_last_months", reconcile.Critical}, {"limitation_months", reconcile.High}} {
		if b.asOf >= months(ends, -int(b.limits[s.limit])) {
			b.raise(reconcile.Anomaly{Kind: LimitationNear, Key: v.Number, Severity: s.severity,
				BookingDate: v.DueDate, Amount: v.Outstanding(), Invoice: v.Number, Customer: v.Customer})
			return
		}
	}
}

// months is the day some months on, or the last of a month that is too short.
func months(d reconcile.Date, n int) reconcile.Date {
	year, month, day := d.Civil()
	month += n
	year, month = year+(month-1)/12, (month-1)%12+1
	if month < 1 {
		year, month = year-1, month+12
	}
	return reconcile.NewDate(year, month, min(day, reconcile.DaysIn(year, month)))
}

// twinDocuments examines documents beside others of their customer or their series.
func (b *books) twinDocuments() {
	type same struct {
		customer string
		amount   reconcile.Money
		kind     reconcile.InvoiceType
	}
	alike := map[same][]reconcile.Invoice{}
	var order []same
	for _, v := range b.invoices {
		if v.State == reconcile.StateCancelled || v.State == reconcile.StateDraft || v.Amount.IsZero() {
			continue
		}
		k := same{v.Customer, v.Amount, v.Type}
		if alike[k] == nil {
			order = append(order, k)
		}
		alike[k] = append(alike[k], v)
	}
	for _, k := range order {
		if k.kind == reconcile.CreditNote {
			b.lateNotes(alike[k], alike[same{k.customer, k.amount.Neg(), reconcile.PlainInvoice}])
			continue
		}
		// An amount that comes again and again is a subscription; of two nobody knows.
		if list := alike[k]; len(list) == 2 {
			a, z := list[0], list[1]
			if a.IssueDate > z.IssueDate {
				a, z = z, a
			}
			if z.IssueDate-a.IssueDate <= b.limits.days("duplicate_invoice_days") &&
				(a.Project == "" || z.Project == "" || a.Project == z.Project) && (open(a) || open(z)) {
				b.onInvoice(DuplicateInvoice, z, z.IssueDate, z.Amount)
			}
		}
	}
	b.series()
}

// lateNotes finds credit notes over the whole of an invoice that was long overdue and that nobody
// disputed: what is given up in silence may hide a payment.
func (b *books) lateNotes(notes, invoices []reconcile.Invoice) {
	for _, n := range notes {
		if slices.ContainsFunc(invoices, func(v reconcile.Invoice) bool {
			return !v.Disputed && v.DueDate != 0 && n.IssueDate-v.DueDate > b.limits.days("credit_note_days")
		}) {
			b.onInvoice(CreditNoteLate, n, n.IssueDate, n.Amount)
		}
	}
}

// series finds numbers that are higher than one of their series that was issued later.
func (b *books) series() {
	type numbered struct {
		digits string
		v      reconcile.Invoice
	}
	of := map[string][]numbered{}
	var order []string
	for _, v := range b.invoices {
		digits := v.Number[len(strings.TrimRight(v.Number, "0123456789")):]
		if digits == "" {
			continue
		}
		k := v.Number[:len(v.Number)-len(digits)] + " " + strings.Repeat("9", len(digits))
		if of[k] == nil {
			order = append(order, k)
		}
		of[k] = append(of[k], numbered{digits, v})
	}
	for _, k := range order {
		list := of[k]
		slices.SortFunc(list, func(a, z numbered) int { return strings.Compare(a.digits, z.digits) })
		latest := reconcile.Date(0)
		for _, n := range list {
			if n.v.IssueDate < latest {
				b.onInvoice(SequenceTime, n.v, n.v.IssueDate, n.v.Amount)
			}
			latest = max(latest, n.v.IssueDate)
		}
	}
}
