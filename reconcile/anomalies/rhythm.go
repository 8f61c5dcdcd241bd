package anomalies

import (
	"maps"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// statementRhythm finds accounts whose statements do not come any more: no day told of for half as
// long again as the account's own rhythm, and two bank days.
func (b *books) statementRhythm() {
	ends := endsOf(b.statements, b.asOf)
	for _, id := range slices.Sorted(maps.Keys(ends)) {
		days := ends[id]
		last := days[len(days)-1]
		if due := b.limits.due(b.accounts[id], days); due != 0 && b.asOf >= due {
			b.raise(reconcile.Anomaly{Kind: StatementStale, Key: id + "|" + last.String(), Account: id,
				BookingDate: last})
		}
	}
}

// Due gives, for each account of statements, the first day on which it counts as late by its own
// rhythm, weekends left out (PRACTICE 4): the day from which [StatementStale] is found. An account of
// which nothing tells a rhythm is not in it. Statements that end after the as-of date are not known.
func Due(accounts []reconcile.Account, statements []reconcile.Statement,
	asOf reconcile.Date) (map[string]reconcile.Date, error) {
	l, err := limitsOn(asOf)
	if err != nil {
		return nil, err
	}
	ends, out := endsOf(statements, asOf), map[string]reconcile.Date{}
	for _, a := range accounts {
		if days := ends[a.ID]; len(days) > 0 {
			if due := l.due(a, days); due != 0 {
				out[a.ID] = due
			}
		}
	}
	return out, nil
}

// endsOf are the days on which entered statements of each account end, in order and each once.
func endsOf(statements []reconcile.Statement, asOf reconcile.Date) map[string][]reconcile.Date {
	ends := map[string][]reconcile.Date{}
	for _, s := range statements {
		if s.State == reconcile.StatementEntered && s.To != 0 && s.To <= asOf {
			ends[s.Account] = append(ends[s.Account], s.To)
		}
	}
	for id, days := range ends {
		slices.Sort(days)
		ends[id] = slices.Compact(days)
	}
	return ends
}

// due is the first day on which an account whose statements ended on these days is late, 0 where
// nothing tells.
func (l limits) due(a reconcile.Account, days []reconcile.Date) reconcile.Date {
	silent := l.silence(a, days)
	if silent == 0 {
		return 0
	}
	late := days[len(days)-1] + silent
	due := late
	for bankDays(late, due) <= l["stale_statement_days"] {
		due++
	}
	return due
}

// silence is how long an account may be silent, 0 where nothing tells: its card says its rhythm, or
// the days on which its statements ended do, once there are three. Many banks send nothing for days
// on which nothing moves, so that the account's own rhythm is what nine in ten of its silences do not
// exceed.
func (l limits) silence(a reconcile.Account, days []reconcile.Date) reconcile.Date {
	usual := reconcile.Date(a.Card.Rhythm)
	if usual == 0 && len(days) >= 3 {
		var between []reconcile.Date
		for i := 1; i < len(days); i++ {
			between = append(between, days[i]-days[i-1])
		}
		slices.Sort(between)
		usual = between[min(len(between)*9/10, len(between)-1)]
	}
	if usual == 0 {
		return 0
	}
	silent := usual * l.days("stale_statement_share") / 10000
	if a.Card.Kind == reconcile.SavingsAccount {
		silent = max(silent, l.days("stale_savings_days"))
	}
	return silent
}
