package reconcile

import (
	"bytes"
	"cmp"
	"context"
	"slices"
)

// statementAnomalies computes what the statements of one account show together: gaps,
// repeats, overlaps and contradictions. It is a function of the statements alone, whatever
// the order in which they came.
func statementAnomalies(list []Statement) []Anomaly {
	var out []Anomaly
	raise := func(kind AnomalyKind, s Statement, key string) {
		amount := Money{Currency: s.Currency}
		out = append(out, Anomaly{Kind: kind, Key: s.Account + "|" + key, Severity: kind.Severity(),
			Account: s.Account, BookingDate: s.From, Amount: amount})
	}
	var entered []Statement
	for _, s := range list {
		switch s.State {
		case StatementProvisional: // it proves nothing and leaves no gap
		case StatementDuplicate:
			raise(DuplicateStatement, s, statementName(s))
		case StatementHeld:
			raise(heldKind(list, s), s, statementName(s))
		default:
			if s.Reason != "" { // entered by override
				raise(StatementUnbalanced, s, statementName(s))
			}
			entered = append(entered, s)
		}
	}
	// From the widest to the narrowest: of two that overlap, the wider is the odd one out
	// in a chain of daily statements.
	slices.SortFunc(entered, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(b.To-b.From, a.To-a.From), cmp.Compare(a.From, b.From),
			bytes.Compare(a.ID[:], b.ID[:]))
	})
	var chain []Statement
	for i, s := range entered {
		if slices.ContainsFunc(entered[i+1:], func(o Statement) bool { return overlaps(s, o) }) {
			raise(StatementOverlap, s, statementName(s))
			continue
		}
		chain = append(chain, s)
	}
	for _, g := range gaps(chain, entered) {
		kind := StatementGap
		if !bankDayBetween(g.last.To, g.next.From) {
			kind = StatementContradiction
		}
		raise(kind, g.next, (g.last.To + 1).String())
		out[len(out)-1].BookingDate = g.last.To + 1
		out[len(out)-1].Amount = g.missing
	}
	return out
}

// heldKind tells a statement that came in a second format, or that says of a day something
// else than was said before, from one that does not prove.
func heldKind(list []Statement, s Statement) AnomalyKind {
	for _, o := range list {
		if o.State == StatementEntered && o.From <= s.To && s.From <= o.To &&
			formatFamily(o.Source.Format) != formatFamily(s.Source.Format) {
			return StatementSecondFormat
		}
	}
	if s.Opening == nil || s.Closing == nil ||
		s.Opening.Amount.Minor+s.Credits.Minor-s.Debits.Minor == s.Closing.Amount.Minor {
		return StatementOverlap // its own figures are right, but not with what came before
	}
	return StatementUnbalanced
}

// statementName is the bank's own id of a statement, else its first day.
func statementName(s Statement) string { return cmpOr(s.Reference, s.From.String()) }

// overlaps says whether two statements tell of a same day without continuing each other.
func overlaps(a, b Statement) bool {
	return a.From <= b.To && b.From <= a.To && !meets(a, b) && !meets(b, a) &&
		a.Opening != nil && b.Opening != nil
}

// bankDayBetween says whether a weekday lies strictly between two days: room for a statement
// that is missing. Where there is none the balances contradict each other.
func bankDayBetween(a, b Date) bool {
	for d := a + 1; d < b; d++ {
		if weekday := (d + 2) % 7; weekday < 5 { // Monday is 0; day 1 was a Thursday
			return true
		}
	}
	return false
}

// gap is a break of the chain closing → next opening.
type gap struct {
	last, next Statement
	missing    Money // next opening − last closing
}

// gaps walks the statements in order of time. Where balances are known a break is a
// difference; an overlapping statement may fill what looks like a hole.
func gaps(chain, all []Statement) []gap {
	slices.SortFunc(chain, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To),
			cmp.Compare(a.Sequence, b.Sequence), bytes.Compare(a.ID[:], b.ID[:]))
	})
	usual := rhythm(chain)
	var out []gap
	for i := 1; i < len(chain); i++ {
		last, next := chain[i-1], chain[i]
		if next.From <= last.To {
			continue
		}
		diff := Money{Currency: next.Currency}
		if last.Closing == nil || next.Opening == nil {
			// No money proves the chain: the bank's own numbers and the rhythm have to.
			if !skips(last, next) && int(next.From-last.To) <= usual {
				continue
			}
		} else if d, err := next.Opening.Amount.Sub(last.Closing.Amount); err != nil || d.IsZero() {
			continue
		} else {
			diff = d
		}
		room := next.From > last.To+1
		filled := room && slices.ContainsFunc(all, func(s Statement) bool {
			return s.From <= last.To+1 && next.From-1 <= s.To
		})
		if !filled {
			out = append(out, gap{last, next, diff})
		}
	}
	return out
}

// skips says whether the bank's sequence numbers leave one out. They often start again at 1.
func skips(last, next Statement) bool {
	return last.Sequence > 0 && next.Sequence > last.Sequence+1 && next.Sequence < last.Sequence+50
}

// rhythm is the longest break in days between two statements that is nothing to remark on:
// half as long again as the account's usual one, and two days (PRACTICE 4). Accounts with
// few statements have no rhythm yet.
func rhythm(chain []Statement) int {
	if len(chain) < 4 {
		return int(MaxDate)
	}
	breaks := make([]int, 0, len(chain)-1)
	for i := 1; i < len(chain); i++ {
		breaks = append(breaks, int(chain[i].From-chain[i-1].To))
	}
	slices.Sort(breaks)
	usual := breaks[len(breaks)/2]
	days := 0
	for _, s := range chain {
		days = max(days, int(s.To-s.From))
	}
	return max(usual*3/2+2, days/2+5)
}

// refreshStatementAnomalies brings the stored anomalies of statements in line with the
// statements stored.
func refreshStatementAnomalies(ctx context.Context, w Writer, company string) (int, error) {
	list, err := w.Statements(ctx, Query{Company: company})
	if err != nil {
		return 0, err
	}
	byAccount := map[string][]Statement{}
	var order []string
	for _, s := range list {
		if len(byAccount[s.Account]) == 0 {
			order = append(order, s.Account)
		}
		byAccount[s.Account] = append(byAccount[s.Account], s)
	}
	var want []Anomaly
	for _, account := range order {
		want = append(want, statementAnomalies(byAccount[account])...)
	}
	n, _, err := replaceAnomalies(ctx, w, company, want, func(a Anomaly) bool { return a.Kind.ofStatement() })
	return n, err
}

// ofStatement says whether a kind is computed from statements alone.
func (k AnomalyKind) ofStatement() bool {
	switch k {
	case StatementGap, StatementContradiction, DuplicateStatement, StatementOverlap, StatementUnbalanced, StatementSecondFormat:
		return true
	}
	return false
}

// replaceAnomalies makes the stored anomalies that mine selects equal to want, writing only
// what differs. It counts those of medium severity and above that were not there before, and
// says whether anything changed.
func replaceAnomalies(ctx context.Context, w Writer, company string, want []Anomaly,
	mine func(Anomaly) bool) (fresh int, changed bool, err error) {
	type key struct {
		kind AnomalyKind
		key  string
	}
	wanted := make(map[key]Anomaly, len(want))
	for _, a := range want {
		wanted[key{a.Kind, a.Key}] = a
	}
	var gone []Anomaly
	stored := map[key]bool{}
	for a, err := range w.Anomalies(ctx, Query{Company: company}) {
		if err != nil {
			return 0, false, err
		}
		k := key{a.Kind, a.Key}
		stored[k] = true
		new, ok := wanted[k]
		switch {
		case ok && sameAnomaly(a, new):
			delete(wanted, k)
		case !ok && mine(a):
			gone = append(gone, a)
		}
	}
	var put []Anomaly
	for _, a := range want {
		k := key{a.Kind, a.Key}
		if _, ok := wanted[k]; ok {
			put = append(put, a)
			delete(wanted, k)
			if !stored[k] && a.Severity != Low { // low ones inform, and nobody has to act
				fresh++
			}
		}
	}
	if err := w.RemoveAnomalies(ctx, company, gone); err != nil {
		return 0, false, err
	}
	return fresh, len(gone)+len(put) > 0, w.PutAnomalies(ctx, company, put)
}

func sameAnomaly(a, b Anomaly) bool {
	return a.Severity == b.Severity && a.Account == b.Account && a.BookingDate == b.BookingDate &&
		a.Amount == b.Amount && a.Invoice == b.Invoice && a.Customer == b.Customer &&
		a.Payment == b.Payment && slices.Equal(a.Evidence, b.Evidence)
}
