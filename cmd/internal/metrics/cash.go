package metrics

import (
	"strconv"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// receipts adds periods and thirteen months; relative labels keep the series the same while time
// goes on.
func (s *sheet) receipts(sum receivables.Summary, asOf reconcile.Date) {
	for _, p := range sum.Periods {
		s.money("encaissements_amount", p.Net, string(p.Method), string(p.Period))
	}
	s.months(sum.Receipts, asOf)
}

// months adds thirteen points for each currency in which money ever came. A month in which none did is 0:
// left out, the bars of the months around it would stand side by side.
func (s *sheet) months(list []receivables.MonthReceipts, asOf reconcile.Date) {
	type point struct {
		month    string
		currency reconcile.Currency
	}
	by, currencies := map[point]receivables.MonthReceipts{}, map[reconcile.Currency]bool{}
	for _, m := range list {
		by[point{m.Month, m.Currency}], currencies[m.Currency] = m, true
	}
	for c := range currencies {
		month := asOf.MonthStart()
		for offset := 0; offset <= 12; offset++ {
			m := by[point{month.Month(), c}]
			for family, minor := range map[string]int64{"encaissements_month_amount": m.Net.Minor,
				"encaissements_returned_amount": m.Returned.Minor} {
				s.money(family, reconcile.Money{Minor: minor, Currency: c}, strconv.Itoa(offset))
			}
			month = (month - 1).MonthStart()
		}
	}
}

// accounts adds the encaissements of 30 days by account; those of one alias add up.
func (s *sheet) accounts(list []receivables.Receipt, asOf reconcile.Date) {
	from, to := receivables.Last30Days.Range(asOf)
	type key struct {
		alias    string
		currency reconcile.Currency
	}
	sums := map[key]int64{}
	for _, r := range list {
		if from <= r.Day && r.Day <= to {
			sums[key{r.Alias, r.Currency}] += r.Net.Minor
		}
	}
	for k, minor := range sums {
		s.money("encaissements_account_amount", reconcile.Money{Minor: minor, Currency: k.currency}, k.alias)
	}
}

// waiting adds what is to come, what came and is on no invoice, and what became of payments.
func (s *sheet) waiting(sum receivables.Summary, l *receivables.Ledger) {
	for _, e := range l.Expected() {
		s.money("expected_receipts_amount", e.Due, string(e.Horizon))
	}
	found := map[reconcile.Currency]receivables.Unapplied{}
	for _, u := range l.Unapplied() {
		found[u.Currency] = u
	}
	for _, c := range l.Currencies() {
		u, age := found[c], 0
		for kind, h := range map[string]receivables.Held{"identified": u.Identified, "unidentified": u.Unidentified} {
			s.money("unapplied_amount", reconcile.Money{Minor: h.Amount.Minor, Currency: c}, kind)
			s.put("unapplied_payments", float64(h.Count), string(c), kind)
			age = max(age, h.Age(l.AsOf()))
		}
		s.put("unapplied_oldest_age_days", float64(age), string(c))
	}
	p := sum.Payments
	for status, n := range map[string]int{"automatic": p.Automatic, "manual": p.Manual,
		"on_account": p.OnAccount, "not_for_invoices": p.NotForInvoices, "proposed": p.Proposed,
		"unmatched": p.Unmatched, "returns": p.Returns} {
		s.put("payments", float64(n), status)
	}
}
