package reconcile

import (
	"bytes"
	"cmp"
	"slices"
)

// chainOf splits statements into those that follow one another and the odd ones out, which
// tell of days that others tell of too: the wider of two that overlap in a chain of daily
// statements, and of the same days the one with fewer lines. Both are in a stated order.
func chainOf(entered []Statement) (chain, odd []Statement) {
	order := slices.Clone(entered)
	slices.SortFunc(order, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(b.To-b.From, a.To-a.From), cmp.Compare(a.From, b.From),
			cmp.Compare(a.Booked, b.Booked), bytes.Compare(a.ID[:], b.ID[:]))
	})
	rank := make([]int, len(order)) // of the statement by day, its place in order
	for i := range rank {
		rank[i] = i
	}
	slices.SortFunc(rank, func(a, b int) int {
		return cmp.Or(cmp.Compare(order[a].From, order[b].From), cmp.Compare(a, b))
	})
	reach := make([]Date, len(rank)) // the last day of those up to here
	for i, at := range rank {
		reach[i] = order[at].To
		if i > 0 {
			reach[i] = max(reach[i], reach[i-1])
		}
	}
	for i, s := range order {
		from, _ := slices.BinarySearch(reach, s.From)
		found := false
		for _, at := range rank[from:] {
			if order[at].From > s.To || found {
				break
			}
			found = at > i && overlaps(s, order[at]) && !paged(s, order[at], order)
		}
		if found {
			odd = append(odd, s)
		} else {
			chain = append(chain, s)
		}
	}
	slices.SortFunc(chain, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To),
			cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.Pages.First, b.Pages.First),
			bytes.Compare(a.ID[:], b.ID[:]))
	})
	for from, to := 0, 0; from < len(chain); from = to {
		for to < len(chain) && chain[to].From == chain[from].From {
			to++
		}
		byFollowing(chain[from:to], func(a, b Statement) bool { return a.ID != b.ID && meets(a, b) })
	}
	return chain, odd
}

// InTime puts the entered statements of one account in the order in which their balances follow
// each other, also within a day and over the pages of a period; those come first that tell of days
// which the others tell of too.
func InTime(entered []Statement) []Statement {
	chain, odd := chainOf(entered)
	return append(odd, chain...)
}

// paged says whether pages of one period lead from one to the other.
func paged(a, b Statement, all []Statement) bool {
	if a.From != b.From || a.To != b.To {
		return false
	}
	left := slices.DeleteFunc(slices.Clone(all), func(s Statement) bool {
		return s.From != a.From || s.To != a.To || s.ID == a.ID
	})
	return slices.ContainsFunc(linked(a, &left), func(s Statement) bool { return s.ID == b.ID })
}

// linked takes out of a list the statements that continue one or are continued by it, directly
// or over others of the list.
func linked(s Statement, list *[]Statement) (found []Statement) {
	for ends := []Statement{s}; len(ends) > 0; ends = ends[1:] {
		*list = slices.DeleteFunc(*list, func(o Statement) bool {
			if !meets(ends[0], o) && !meets(o, ends[0]) {
				return false
			}
			ends, found = append(ends, o), append(found, o)
			return true
		})
	}
	return found
}

// overlaps says whether two statements tell of a same day without continuing each other.
func overlaps(a, b Statement) bool {
	return a.From <= b.To && b.From <= a.To && !otherPage(a, b) && !meets(a, b) && !meets(b, a) &&
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
	missing    int64 // next opening − last closing, 0 where no balance tells
	agreed     bool  // the balances around it agree: no money is missing
	from       Date  // first day of it, where that is not the day after the last statement
}

// first is the first day that may be missing.
func (g gap) first() Date { return cmp.Or(g.from, g.last.To+1) }

// gaps walks the statements of a chain in order of time. Balances tell what is missing, also
// over statements that have none: their lines are added up. Where no balance tells, the bank's
// own numbers and the rhythm of the account have to, until a later balance proves or disproves
// them; what it disproves is still told of, as agreed. A statement outside of the chain may fill what looks like a hole.
func gaps(chain, all []Statement, card int) []gap {
	w := walk{usual: rhythm(chain, card), byDay: countsDays(chain)}
	var last *Statement
	for i := range chain {
		s := &chain[i]
		page := last != nil && otherPage(*last, *s)
		if last != nil && !page && s.To <= last.To && s.before() == nil {
			continue // it has nothing to say of the balance of days that are told
		}
		if last != nil {
			w.step(*last, *s)
		}
		w.balance = s.after(w.balance, last == nil || page || s.From > last.To)
		last = s
	}
	out := append(w.found, w.doubt...)
	return slices.DeleteFunc(out, func(g gap) bool {
		return g.next.From > g.last.To+1 && slices.ContainsFunc(all, func(s Statement) bool {
			return s.From <= g.last.To+1 && g.next.From-1 <= s.To
		})
	})
}

// walk is the state between two statements of a chain.
type walk struct {
	usual   int    // days
	byDay   bool   // the bank's numbers count days
	balance *int64 // what the account stands at, nil when nobody knows
	room    *gap   // the first break since the last balance that a statement fits in
	doubt   []gap  // what numbers or rhythm suspect since then
	found   []gap
}

func (w *walk) step(last, next Statement) {
	follows := next.From > last.To || otherPage(last, next)
	if follows && w.room == nil && bankDayBetween(last.To, next.From) {
		w.room = &gap{last: last, next: next}
	}
	opening := next.before()
	if opening == nil || w.balance == nil || !follows {
		if follows && w.suspects(last, next) {
			w.doubt = append(w.doubt, gap{last: last, next: next})
		}
		if opening == nil {
			return
		}
		w.found = append(w.found, w.doubt...)
	} else if *opening != *w.balance {
		hole := gap{last: last, next: next}
		if w.room != nil {
			hole = *w.room
		}
		if len(w.doubt) > 0 {
			hole, w.doubt = w.doubt[0], w.doubt[1:]
		}
		hole.missing = *opening - *w.balance
		w.found = append(append(w.found, hole), w.doubt...)
	} else {
		if w.suspects(last, next) {
			w.doubt = append(w.doubt, gap{last: last, next: next})
		}
		for _, g := range w.doubt { // a page that is missing has lines, whatever their sum
			g.agreed = !otherPage(g.last, g.next)
			w.found = append(w.found, g)
		}
	}
	w.room, w.doubt = nil, nil
}

// before is the balance that a statement begins with, nil when it has none.
func (s Statement) before() *int64 {
	switch {
	case s.Opening != nil:
		return &s.Opening.Amount.Minor
	case s.Closing != nil:
		opening := s.Closing.Amount.Minor - s.Credits.Minor + s.Debits.Minor
		return &opening
	}
	return nil
}

// after is the balance that a statement ends with. One without balances moves the balance
// before it, unless it tells of a day again.
func (s Statement) after(balance *int64, follows bool) *int64 {
	begin := s.Opening
	switch {
	case s.Closing != nil:
		return &s.Closing.Amount.Minor
	case begin != nil:
		balance = &begin.Amount.Minor
	case balance == nil || !follows:
		return nil
	}
	closing := *balance + s.Credits.Minor - s.Debits.Minor
	return &closing
}

// difference is what a statement's closing balance is off from its opening balance and lines,
// 0 where a balance is missing or in another currency.
func (s Statement) difference() int64 {
	if s.Opening == nil || s.Closing == nil || !s.oneCurrency() {
		return 0
	}
	return s.Closing.Amount.Minor - s.Opening.Amount.Minor - s.Credits.Minor + s.Debits.Minor
}

// suspects says whether numbers or rhythm leave a statement out between two.
func (w *walk) suspects(last, next Statement) bool {
	return skips(last, next) && !w.byDay || int(next.From-last.To) > w.usual
}

// skips says whether the bank's sequence numbers leave one out, which often start again at 1, or
// its numbers of pages.
func skips(last, next Statement) bool {
	if otherPage(last, next) {
		return next.Pages.First > last.Pages.Last+1
	}
	return last.Sequence > 0 && next.Sequence > last.Sequence+1 && next.Sequence < last.Sequence+50
}

// countsDays says whether the bank numbers days and not statements: its numbers rise by as many
// as days pass, also over a day that no bank works.
func countsDays(chain []Statement) bool {
	over := false
	for i := 1; i < len(chain); i++ {
		days, by := int64(chain[i].From-chain[i-1].From), chain[i].Sequence-chain[i-1].Sequence
		if chain[i-1].Sequence == 0 || by < 0 || days == 0 {
			continue
		}
		if days != by {
			return false
		}
		over = over || days > 1 && !bankDayBetween(chain[i-1].From, chain[i].From)
	}
	return over
}

// rhythm is the longest break in days between two statements that is nothing to remark on:
// half as long again as what the card says or as the account's usual one, and two days
// (PRACTICE 4). Accounts with few statements have no rhythm of their own yet.
func rhythm(chain []Statement, card int) int {
	if card > 0 {
		return card*3/2 + 2
	}
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
