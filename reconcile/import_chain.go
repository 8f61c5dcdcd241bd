package reconcile

import (
	"fmt"
	"slices"
)

// A closing balance that is the next opening is a sign of a chain and no proof: on a day that
// comes back to a balance it is so as well where one statement tells of what the other tells. It
// matters for a line that both have, which is then entered twice or left out. So where both
// readings agree with balances, days and the bank's numbers, nobody can tell and a person is asked.

// doubtful finds an entered statement that one seems to continue and may as well repeat, wholly or
// in part.
func (in *importing) doubtful(st Statement, others []Statement) (*Statement, error) {
	mine := map[Date]int64{}
	for _, e := range st.Entries {
		mine[e.BookingDate] += e.Amount.Minor
	}
	stored, err := in.bookedOn(others)
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		if st.balanced() && o.balanced() && !inTurn(st, o, others) && in.onDaysOf(st, o) &&
			(sharesEnd(st, o, mine) || sharesEnd(o, st, stored)) {
			return &o, nil
		}
	}
	return nil, nil
}

// bookedOn sums up what is stored of the days of statements.
func (in *importing) bookedOn(list []Statement) (map[Date]int64, error) {
	q := Query{Company: in.c.Company, Account: list[0].Account, From: list[0].From, To: list[0].To}
	for _, o := range list {
		q.From, q.To = min(q.From, o.From), max(q.To, o.To)
	}
	days := map[Date]int64{}
	for e, err := range in.w.Entries(in.ctx, q) {
		if err != nil {
			return nil, err
		}
		days[e.BookingDate] += e.Amount.Minor
	}
	return days, nil
}

// twoWays asks which entered statement makes it doubtful how one stands to what is stored. It is
// given the statement with the keys that its lines have in the file, and answers once for each way
// in which it may stand.
func (in *importing) twoWays(st Statement, others []Statement) func(statementRelation) (*Statement, error) {
	answers := map[statementRelation]*Statement{}
	st.Entries = slices.Clone(st.Entries)
	return func(stands statementRelation) (*Statement, error) {
		if o, asked := answers[stands]; asked {
			return o, nil
		}
		var o *Statement
		var err error
		switch stands {
		case chained:
			o, err = in.doubtful(st, others)
		case overlapping:
			o = turnsRound(st, others)
		}
		answers[stands] = o
		return o, err
	}
}

// onDaysOf says whether a statement has nothing on the days of another but what is stored, or all
// that is stored of them: one may tell there of what the other tells.
func (in *importing) onDaysOf(st, o Statement) bool {
	mine := make(map[ID]bool, len(st.Entries))
	part, whole := true, true
	for _, e := range st.Entries {
		mine[e.ID] = true
		part = part && (in.have[e.ID] || !o.Covers(e.BookingDate))
	}
	for id := range in.have {
		whole = whole && (mine[id] || !o.Covers(id.Day()))
	}
	return part || whole
}

// repeats asks repeatsDay once for each day.
func (s *Statement) repeats(have map[ID]bool) func(Date) bool {
	answers := map[Date]bool{}
	return func(day Date) bool {
		again, asked := answers[day]
		if !asked {
			again = s.repeatsDay(day, have)
			answers[day] = again
		}
		return again
	}
}

// repeatsDay says whether a statement has of a day just what is stored and that sums to
// nothing. Balances that meet around such a day prove no chain, because they meet as well
// when both statements tell of the whole day: one ends with it, the other begins with it.
// Two parts of a day that are equal to the last line and both sum to nothing are not
// believed in.
func (s *Statement) repeatsDay(day Date, have map[ID]bool) bool {
	sum, lines := int64(0), 0
	for _, e := range s.Entries {
		if e.BookingDate != day {
			continue
		}
		if !have[e.ID] {
			return false
		}
		sum += e.Amount.Minor
		lines++
	}
	for id := range have {
		if id.Day() == day {
			lines--
		}
	}
	return sum == 0 && lines == 0
}

// toldAgain notes a day that balances which meet would have twice, and that is taken for told twice.
func (in *importing) toldAgain(st Statement, day Date) {
	in.r.Messages = union(in.r.Messages, []string{fmt.Sprintf("statement %s of %s: its lines of %s sum to "+
		"nothing and are all stored: they are taken for the same lines, told again", statementName(st), st.Account, day)})
}

// sharesEnd says whether part may tell of the same lines as whole, up to the end of a day or from
// its beginning: at that point both say one balance. Days are what whole has on each; a balance
// within it is told from either end, because a day may be shared out with others.
func sharesEnd(whole, part Statement, days map[Date]int64) bool {
	at := func(day Date, balance int64) bool { // the end of a day
		return whole.Opening.Amount.Minor+sumOf(days, whole.From, day) == balance ||
			whole.Closing.Amount.Minor-sumOf(days, day+1, whole.To) == balance
	}
	return whole.From <= part.From && part.From <= whole.To && at(part.From-1, part.Opening.Amount.Minor) ||
		whole.From <= part.To && part.To <= whole.To && at(part.To, part.Closing.Amount.Minor)
}

// inTurn says whether the bank's numbers lead from one of two statements to the other, each
// continuing the one before.
func inTurn(a, b Statement, all []Statement) bool {
	if a.Sequence > b.Sequence {
		a, b = b, a
	}
	for a.Sequence > 0 && a.Sequence < b.Sequence-1 {
		next := slices.IndexFunc(all, func(o Statement) bool { return oneBehind(a, o) && meets(a, o) })
		if next < 0 {
			return false
		}
		a = all[next]
	}
	return oneBehind(a, b) && meets(a, b)
}

// oneBehind says whether the bank gives b the number behind that of a.
func oneBehind(a, b Statement) bool { return a.Sequence > 0 && b.Sequence == a.Sequence+1 }

// backwards says whether b would continue a within a day against the bank's numbers, which may
// start again with a year or a month and not between two statements of one day.
func backwards(a, b Statement) bool {
	return a.From == b.From && a.To == b.To && b.Sequence > 0 && b.Sequence < a.Sequence
}

// turnsRound finds an entered statement that has the same days, balances and number of lines as
// one that changes the balance by nothing, where the bank numbers them one after the other: the
// day went round twice, or it was sent again.
func turnsRound(st Statement, others []Statement) *Statement {
	for _, o := range others {
		if o.From == st.From && o.To == st.To && o.Booked == st.Booked && o.balanced() && st.balanced() &&
			st.Opening.Amount == st.Closing.Amount && o.Opening.Amount == st.Opening.Amount &&
			o.Closing.Amount == st.Closing.Amount && (oneBehind(st, o) || oneBehind(o, st)) {
			return &o
		}
	}
	return nil
}

// balanced says whether a statement has both balances.
func (s Statement) balanced() bool { return s.Opening != nil && s.Closing != nil }

// eitherWay is what a person reads of a statement that continues another or repeats it.
func eitherWay(st, o Statement, day Date) string {
	return fmt.Sprintf("statement %s of %s: it repeats a line of %s, and by the balances it may continue "+
		"%s as well as tell of the same again", statementName(st), st.Account, day, statementName(o))
}
