package reconcile

import (
	"bytes"
	"cmp"
	"context"
	"slices"
)

// stretch is the time between two balances that the bank states, where the lines booked do not
// lead from the one to the other.
type stretch struct {
	from, to Date  // first and last day between the balances
	missing  int64 // what the balances move by more than the lines
	untold   bool  // no statement tells of its days: one is missing
}

// saidBy says whether a break of the chain of statements tells of it already.
func (u stretch) saidBy(g gap) bool {
	return g.missing == u.missing && g.last.To <= u.to && u.from <= g.next.From
}

// unbooked proves the chain of one account over its union: between any two balances that its
// statements state, the lines that are booked must sum to what the balances differ by. Where no
// two statements tell of a day their own lines prove it (see gaps); where some do, what each
// says may be right in itself and the union wrong, which only the lines booked can show.
func unbooked(ctx context.Context, r Reader, company string, list []Statement) ([]stretch, error) {
	entered := slices.DeleteFunc(slices.Clone(list), func(s Statement) bool {
		return s.State != StatementEntered || s.From == 0
	})
	slices.SortFunc(entered, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To),
			cmp.Compare(a.Pages.First, b.Pages.First), bytes.Compare(a.ID[:], b.ID[:]))
	})
	days, shared, err := bookedDays(ctx, r, company, entered)
	if err != nil || !shared {
		return nil, err
	}
	found := overridden(uneven(entered, days), entered)
	for i, u := range found {
		found[i].untold = !slices.ContainsFunc(entered, func(s Statement) bool {
			return u.from <= s.To && s.From <= u.to
		})
	}
	return found, nil
}

// narrowed are the holes of a chain where no statement tells of anything: one that stands outside of
// the chain, because it tells of days that others tell of too, may fill a part of one.
func narrowed(holes []gap, found []stretch) (out []gap) {
	for _, g := range holes {
		n := len(out)
		for _, u := range found {
			if u.untold && g.first() <= u.from && u.to < g.next.From {
				part := g
				part.from, part.missing = u.from, u.missing
				out = append(out, part)
			}
		}
		if len(out) == n {
			out = append(out, g)
		}
	}
	return out
}

// overridden puts together what the balances show around a statement that a person entered although
// it disagrees: how much more or less is booked than the balances move by is one sum. Differences
// that make up for each other are told one by one, because together they would say nothing.
func overridden(found []stretch, entered []Statement) []stretch {
	for _, s := range entered {
		if s.Reason == "" {
			continue
		}
		var all stretch
		touches := func(u stretch) bool { return u.from <= s.To && s.From <= u.to }
		for _, u := range found {
			if touches(u) && all.from == 0 {
				all = u
			} else if touches(u) {
				all = stretch{from: min(all.from, u.from), to: max(all.to, u.to), missing: all.missing + u.missing}
			}
		}
		if all.missing != 0 {
			found = append(slices.DeleteFunc(found, touches), all)
		}
	}
	return found
}

// bookedDays sums up what is booked by day: by the lines stored where several statements tell
// of a day, else by the statement alone, on its last day. It says whether any day is shared.
func bookedDays(ctx context.Context, r Reader, company string, entered []Statement) (map[Date]int64, bool, error) {
	days, shared := map[Date]int64{}, false
	for from, to := 0, 0; from < len(entered); from = to {
		last := entered[from].To
		for to = from + 1; to < len(entered) && entered[to].From <= last; to++ {
			last = max(last, entered[to].To)
		}
		if to == from+1 {
			days[last] += entered[from].Credits.Minor - entered[from].Debits.Minor
		} else {
			shared = true
			for e, err := range r.Entries(ctx, Query{Company: company, Account: entered[from].Account,
				From: entered[from].From, To: last}) {
				if err != nil {
					return nil, false, err
				}
				days[e.BookingDate] += e.Amount.Minor
			}
		}
		for _, s := range entered[from:to] { // entered by override: said as such already
			if s.Reason != "" {
				days[s.To] += s.difference()
			}
		}
	}
	return days, shared, nil
}

// uneven walks the statements with both balances in order of time. What each opens at less all
// that is booked before is the same for all of one account, else money is missing or there
// twice: what it changes by is said once, so that first opening, lines booked and what is said
// lead to the last closing. A statement whose days hold other lines is left out when another
// tells of them and is right: it was sent before the bank had booked them all.
func uneven(entered []Statement, days map[Date]int64) (out []stretch) {
	var sound, short []Statement
	for _, s := range joined(entered) {
		switch {
		case !s.balanced():
		case s.moves() == sumOf(days, s.From, s.To):
			sound = append(sound, s)
		default:
			short = append(short, s)
		}
	}
	sound = slices.DeleteFunc(sound, func(s Statement) bool { return byChance(s, short) })
	left := outgrown(short, sound)
	list := append(slices.Clone(sound), left...)
	for _, s := range short {
		if !slices.ContainsFunc(left, func(o Statement) bool { return o.ID == s.ID }) {
			list = append(list, outside(s, sound, days)...)
		}
	}
	slices.SortFunc(list, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), bytes.Compare(a.ID[:], b.ID[:]))
	})
	for i, s := range list {
		if i > 0 {
			last := list[i-1]
			between := sumOf(days, last.To+1, s.From-1) - sumOf(days, s.From, last.To)
			if missing := s.Opening.Amount.Minor - last.Closing.Amount.Minor - between; missing != 0 {
				a, b := last.To+1, s.From-1 // the days between them, or those that both tell
				if a > b {
					a, b = s.From, max(s.From, last.To)
				}
				out = append(out, stretch{from: a, to: b, missing: missing})
			}
		}
		if missing := s.moves() - sumOf(days, s.From, s.To); missing != 0 {
			out = append(out, stretch{from: s.From, to: s.To, missing: missing})
		}
	}
	return out
}

// byChance says whether a statement's days hold what it says only because differences make up for
// each other: a person entered it, or another that tells of a day of it, although the two disagree,
// and the days of the other hold something else than that says.
func byChance(s Statement, short []Statement) bool {
	against := func(o Statement) bool { return o.Reason != "" && o.difference() == 0 }
	return slices.ContainsFunc(short, func(o Statement) bool {
		return o.From <= s.To && s.From <= o.To && (against(s) || against(o))
	})
}

// outside is what an outgrown statement still proves: the balance that it begins or ends with
// where no statement that is right tells of that day.
func outside(s Statement, sound []Statement, days map[Date]int64) (out []Statement) {
	from, to := s.To+1, s.From-1 // the first and the last day that others tell of
	for _, o := range sound {
		if o.From <= s.To && s.From <= o.To {
			from, to = min(from, o.From), max(to, o.To)
		}
	}
	if before := s; s.From < from {
		before.To = min(s.To, from-1)
		before.Closing = &Balance{Amount: before.Opening.Amount, Date: before.To}
		before.Closing.Amount.Minor += sumOf(days, before.From, before.To)
		out = append(out, before)
	}
	if behind := s; to < s.To && to >= s.From {
		behind.From = to + 1
		behind.Opening = &Balance{Amount: behind.Closing.Amount, Date: behind.From}
		behind.Opening.Amount.Minor -= sumOf(days, behind.From, behind.To)
		out = append(out, behind)
	}
	return out
}

// joined takes statements that continue each other within a day or a period as one.
func joined(entered []Statement) (out []Statement) {
	left := slices.Clone(entered)
	for len(left) > 0 {
		s := left[0]
		left = left[1:]
		for again := true; again; {
			again = false
			for i, o := range left {
				if o.From > s.To {
					break
				}
				switch {
				case otherPage(s, o): // in their order, also where one between them is missing
					s.Closing, s.Pages.Last = o.Closing, o.Pages.Last
				case meets(o, s):
					s.Opening = o.Opening
				case meets(s, o):
					s.Closing = o.Closing
				default:
					continue
				}
				s.From, s.To = min(s.From, o.From), max(s.To, o.To)
				s.Credits.Minor += o.Credits.Minor
				s.Debits.Minor += o.Debits.Minor
				left, again = slices.Delete(left, i, i+1), true
				break
			}
		}
		out = append(out, s)
	}
	return out
}

// moves is what the balance moves by from a statement's opening to its closing, which it has.
func (s Statement) moves() int64 { return s.Closing.Amount.Minor - s.Opening.Amount.Minor }

func sumOf(days map[Date]int64, from, to Date) (sum int64) {
	for day := from; day <= to; day++ {
		sum += days[day]
	}
	return sum
}
