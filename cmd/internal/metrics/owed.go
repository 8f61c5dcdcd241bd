package metrics

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Others stands for all customers that have no series of their own.
const Others = "__other__"

// owed adds what waits for money.
func (s *sheet) owed(sum receivables.Summary) {
	for _, l := range sum.Open {
		s.money("receivables_open_amount", l.Amount, string(l.Status))
		s.put("receivables_open_invoices", float64(l.Count), string(l.Currency), string(l.Status))
	}
	for _, m := range sum.CreditNotesOpen {
		s.money("receivables_credit_notes_open_amount", m)
	}
	for _, m := range sum.Net {
		s.money("receivables_net_amount", m)
	}
	for _, l := range sum.Ageing {
		for _, b := range []struct {
			name   string
			amount reconcile.Money
		}{{"not_due", l.NotDue}, {"1_30", l.To30}, {"31_60", l.To60}, {"61_90", l.To90},
			{"90_plus", l.Over90}, {"unallocated_credit", l.Credits}} {
			s.money("receivables_aging_amount", b.amount, b.name)
		}
	}
}

// claims adds what of the open balance is no plain receivable.
func (s *sheet) claims(list []receivables.Age) {
	for _, a := range list {
		for _, c := range reconcile.Claims() {
			s.money("receivables_claim_amount", *a.Apart.Of(c), string(c))
		}
	}
}

// customers adds what the n customers of each currency who are most overdue owe of it, and what
// all others do. Customers stand under their code. One whose code [names] him is among the others: no
// metric names a person.
func (s *sheet) customers(list []receivables.CustomerAge, n int) {
	if n == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b receivables.CustomerAge) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(overdue(b), overdue(a)))
	})
	shown, others := map[reconcile.Currency]int{}, map[reconcile.Currency]int64{}
	for _, a := range list {
		late := overdue(a)
		others[a.Currency] += 0
		if late > 0 && shown[a.Currency] < n && !names(a.Customer, a.Name) {
			shown[a.Currency]++
			s.money("customer_overdue_amount", reconcile.Money{Minor: late, Currency: a.Currency}, a.Customer)
		} else {
			others[a.Currency] += late
		}
	}
	for c, minor := range others {
		s.money("customer_overdue_amount", reconcile.Money{Minor: minor, Currency: c}, Others)
	}
}

func overdue(a receivables.CustomerAge) int64 {
	return a.To30.Minor + a.To60.Minor + a.To90.Minor + a.Over90.Minor
}
