package metrics

import (
	"sync"

	"github.com/rappro/rappro/reconcile/receivables"
)

// windowed names an indicator among the metrics: its family, and the labels behind the currency.
type windowed struct {
	kind   receivables.Kind
	family string
	labels []string
}

// indicators adds rates and days. Those of a label window are of 90 and 365 days or of 30, all
// others of 90 days; unpaid_60d_ratio is of twelve months whatever the window.
func (s *sheet) indicators(l *receivables.Ledger) {
	windows := []receivables.Window{receivables.Rolling(l.AsOf(), 90), receivables.Rolling(l.AsOf(), 365),
		receivables.Rolling(l.AsOf(), 30)}
	lists := make([][]receivables.Indicator, len(windows))
	var all sync.WaitGroup // each goes over the whole ledger, which nothing changes
	for n, w := range windows {
		all.Go(func() { lists[n] = l.Indicators(w) })
	}
	all.Wait()
	for n, list := range lists[:2] {
		for _, i := range list {
			for _, x := range []struct {
				kind receivables.Kind
				name string
			}{{receivables.DSOSimple, "simple"}, {receivables.DSOWithoutCeded, "without_ceded"},
				{receivables.DSOCountBack, "countback"}, {receivables.DSOBestPossible, "best_possible"}} {
				if i.Kind == x.kind {
					s.indicator("dso_days", i, x.name, windows[n].Name)
				}
			}
		}
	}
	s.quarter(lists[0])
	s.matching(l, windows[2], lists[2])
}

// quarter adds the indicators of 90 days.
func (s *sheet) quarter(list []receivables.Indicator) {
	named := map[receivables.Kind]windowed{}
	for _, x := range []windowed{
		{receivables.DaysDelinquent, "delinquent_days", []string{"add"}},
		{receivables.OverdueDays, "delinquent_days", []string{"weighted_overdue"}},
		{receivables.PaidDays, "payment_delay_days", []string{"from_issue"}},
		{receivables.LateSigned, "payment_delay_days", []string{"from_due_signed"}},
		{receivables.LateOnly, "payment_delay_days", []string{"from_due_late"}},
		{receivables.ContractDays, "payment_delay_days", []string{"contractual"}},
		{receivables.LateShare, "payment_late_ratio", nil},
		{receivables.Collection, "collection_effectiveness_ratio", nil},
		{receivables.TurnoverYearly, "receivables_turnover_ratio", nil},
		{receivables.Recovery, "recovery_ratio", nil},
		{receivables.Unpaid60Count, "unpaid_60d_ratio", []string{"count"}},
		{receivables.Unpaid60Amount, "unpaid_60d_ratio", []string{"amount"}},
		{receivables.OverdueShare, "receivables_overdue_ratio", nil},
		{receivables.TopFive, "receivables_top5_ratio", nil},
	} {
		named[x.kind] = x
	}
	for _, i := range list {
		if x, ok := named[i.Kind]; ok {
			s.indicator(x.family, i, x.labels...)
		}
	}
}

// matching adds how well credits of 30 days were matched.
func (s *sheet) matching(l *receivables.Ledger, w receivables.Window, list []receivables.Indicator) {
	for _, m := range l.Matching(w) {
		s.put("match_eligible_payments", float64(m.Eligible.Count), string(m.Currency), w.Name)
	}
	for _, i := range list {
		for _, x := range []windowed{
			{receivables.AutoCount, "match_ratio", []string{"auto_count"}},
			{receivables.AutoAmount, "match_ratio", []string{"auto_amount"}},
			{receivables.FalseMatch, "match_ratio", []string{"false_match"}},
			{receivables.MatchMedian, "match_days", []string{"median"}},
			{receivables.MatchP90, "match_days", []string{"p90"}},
		} {
			if i.Kind == x.kind {
				s.indicator(x.family, i, x.labels[0], w.Name)
			}
		}
	}
}
