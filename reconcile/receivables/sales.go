package receivables

import "github.com/rappro/rappro/reconcile"

// Credit sales are the documents issued in a window, with VAT, net of credit notes (DOMAIN 1.1).
// Sales paid on the spot are none: they never were receivables.

// spot says whether a document is a sale paid on the spot: due on its day of issue, and paid in
// full by then.
func spot(v reconcile.Invoice) bool {
	return maybeSpot(v) && v.Since != 0 && v.Since <= v.IssueDate
}

// maybeSpot says the same as far as it can be said without knowing when the document was paid.
func maybeSpot(v reconcile.Invoice) bool {
	return v.Type != reconcile.CreditNote && v.DueDate != 0 && v.DueDate <= v.IssueDate &&
		v.Outstanding().IsZero() && v.Paid.Minor > 0
}

// sold sums the sales of one currency over the days of a window.
func (s sales) sold(c reconcile.Currency, w Window) (sum int64) {
	for of, minor := range s {
		if of.currency == c && w.holds(of.day) {
			sum += minor
		}
	}
	return sum
}

// first is the first day with a sale of a currency, zero without any.
func (s sales) first(c reconcile.Currency) (day reconcile.Date) {
	for of := range s {
		if of.currency == c && (day == 0 || of.day < day) {
			day = of.day
		}
	}
	return day
}
