package reconcile

import (
	"fmt"
	"slices"
)

// disagrees compares a statement with what was entered before of the days that both tell
// of: where one tells all of a day, the other cannot have more. A changed label or a line
// too many is then seen, before the same money enters twice.
func (in *importing) disagrees(st *Statement, others []Statement) (string, error) {
	if len(others) == 0 || st.State == StatementDuplicate {
		return "", nil
	}
	mine := map[ID]bool{}
	more := map[Date]int{} // lines of the day that only this statement has
	for _, e := range st.Entries {
		mine[e.ID] = true
		if !in.have[e.ID] {
			more[e.BookingDate]++
		}
	}
	less := map[Date]int{} // lines of the day that it lacks
	for id := range in.have {
		if !mine[id] {
			less[id.Day()]++
		}
	}
	grown := grown(*st, others, more, less)
	for day := st.From; day <= st.To; day++ {
		over := overlapOn(*st, others, day)
		if len(over) == 0 || more[day]+less[day] == 0 {
			continue
		}
		explains := func(o Statement) bool {
			edge := !st.Stated && (day == st.From || day == st.To) ||
				!o.Stated && (day == o.From || day == o.To)
			cut := mayBeCut(o, *st, less) || mayBeCut(*st, o, more)
			return edge || cut || grown && st.proven() && o.proven()
		}
		// Lines too many are held against every other statement; for lines that are lacking it
		// is enough that one may have more.
		against := slices.IndexFunc(over, func(o Statement) bool { return !explains(o) })
		if more[day] == 0 && slices.ContainsFunc(over, explains) {
			against = -1
		}
		if against >= 0 || more[day] > 0 && less[day] > 0 {
			return fmt.Sprintf("statement %s of %s: on %s it has %d lines that %s does not have, and lacks %d",
				statementName(*st), st.Account, day, more[day], otherName(*st, over[max(0, against)]),
				less[day]), nil
		}
	}
	return "", nil
}

// afterOverride is what a person reads of a statement that is held beside one that somebody entered
// by override: the way out is to take that back.
func afterOverride(reason string, st Statement, others []Statement) string {
	for _, o := range others {
		if o.Reason != "" && o.From <= st.To && st.From <= o.To {
			return fmt.Sprintf("%s; held: %s was entered by override: take that back with rappro undo %s -m REASON "+
				"and import this file again, or enter it too with --override and a reason", reason,
				statementName(o), o.Source.Import)
		}
	}
	for _, o := range others {
		if o.State == StatementEntered && sameClaim(o, st) {
			return fmt.Sprintf("%s; held: import %s brought the same days and balances: undo that import to "+
				"enter this one in its place", reason, o.Source.Import)
		}
	}
	for _, o := range others {
		if o.State == StatementEntered && sameStatement(o, st) {
			return fmt.Sprintf("%s; held: import %s brought the same statement with other lines: ask the bank "+
				"which of the two counts, and undo that import to enter this one in its place", reason, o.Source.Import)
		}
	}
	return heldBecause(reason)
}

// otherName is what a person reads of the statement that another is held against.
func otherName(st, o Statement) string {
	if o.Reference == "" || o.Reference == st.Reference {
		return "the file before"
	}
	return o.Reference
}

// sameStatement says whether the bank gives two the same name or number and the same days: one
// corrects the other. Pages of one statement hold different money.
func sameStatement(a, b Statement) bool {
	return a.From == b.From && a.To == b.To && samePaged(a, b) && !otherPage(a, b) && !pageOfWhole(a, b)
}

// sameClaim says whether two statements have the same days and balances: one of them is the other,
// said anew, and both together would be the money twice.
func sameClaim(a, b Statement) bool {
	return a.From == b.From && a.To == b.To && a.balanced() && b.balanced() &&
		a.Opening.Amount == b.Opening.Amount && a.Closing.Amount == b.Closing.Amount
}

// grown says whether of the days that are told twice one side has all lines and the other only
// some: a bank that books more to a day and sends it again. Where its balances prove both, the
// union is what the longer one says, whatever came first.
func grown(st Statement, others []Statement, more, less map[Date]int) bool {
	extra, lacks := 0, 0
	for day := st.From; day <= st.To; day++ {
		if (more[day] > 0 || less[day] > 0) && len(overlapOn(st, others, day)) > 0 {
			extra += more[day]
			lacks += less[day]
		}
	}
	return extra == 0 || lacks == 0
}

// mayBeCut says whether a file that lost its end explains how two statements differ: no
// balances prove the short one, which lies within the days of the whole one and has no line
// that the whole one has not. Then the whole one adds only the rest, whatever came first.
func mayBeCut(short, whole Statement, only map[Date]int) bool {
	return (short.Opening == nil || short.Closing == nil) && len(only) == 0 &&
		whole.From <= short.From && short.To <= whole.To
}

// overlapOn finds the entered statements that tell of a day, unless one of them continues this
// one or is continued by it: then the day is shared out between statements of a chain.
func overlapOn(st Statement, others []Statement, day Date) (found []Statement) {
	for _, o := range others {
		if day < o.From || o.To < day {
			continue
		}
		if otherPage(st, o) || meets(st, o) || meets(o, st) {
			return nil
		}
		found = append(found, o)
	}
	return found
}

type statementRelation int

const (
	unknownRelation statementRelation = iota
	chained
	counted // pages of one statement: the bank counts them
	overlapping
)

// relation says how a statement stands to those stored that tell of the same day: it
// continues them when closing and opening balances meet, also over others in between, and it
// overlaps when both cover the day. It is asked of a line that is stored already; same says that
// it is known to be the same line, where nothing else tells.
func relation(st Statement, others []Statement, day Date, same bool) statementRelation {
	left := slices.DeleteFunc(slices.Clone(others), func(o Statement) bool {
		return day < o.From || o.To < day
	})
	count := len(left)
	left = slices.DeleteFunc(left, func(o Statement) bool { return otherPage(st, o) })
	pages := len(left) < count
	linked(st, &left)
	for _, o := range left {
		if st.Covers(day) && o.Covers(day) && (same || !namedApart(st, o)) {
			return overlapping
		}
	}
	switch {
	case len(left) > 0:
		return unknownRelation
	case pages:
		return counted
	}
	return chained
}

// severalAgain says whether two different lines of a statement are stored already: one payment may
// come twice on a day, two that both do are the same again.
func (in *importing) severalAgain(st *Statement) bool {
	var first [32]byte
	found := false
	for _, e := range st.Entries {
		d := EntryDigest(in.c.Company, e)
		if found && d == first || !in.have[EntryKey(in.c.Company, e, 1)] {
			continue
		}
		if found {
			return true
		}
		first, found = d, true
	}
	return false
}

// namedApart says whether two statements may be parts of one day: the bank gives them different
// names, and only balances could tell whether one repeats the other. Of several days a bank sends
// one statement, so there the second repeats the first.
func namedApart(a, b Statement) bool {
	told := a.Opening != nil && a.Closing != nil && b.Opening != nil && b.Closing != nil
	again := a.Sequence > 0 && a.Sequence == b.Sequence
	oneDay := a.From == a.To && b.From == b.To && a.From == b.From
	return a.Stated && b.Stated && oneDay && !told && !again &&
		a.Reference != "" && b.Reference != "" && a.Reference != b.Reference
}

// meets says whether b continues a: a closes where b opens. They share one day at most, or are
// parts of what they have in common: pages of one stated period, or a first or last day that
// another statement begins or ends with. What opens on one day at two amounts, or closes so,
// cannot be told whole by both. Pages that the bank counts follow its count.
func meets(a, b Statement) bool {
	if otherPage(a, b) {
		return nextPage(a, b)
	} else if pageOfWhole(a, b) || backwards(a, b) {
		return false
	}
	if a.Closing == nil || b.Opening == nil || a.Closing.Amount != b.Opening.Amount {
		return false
	}
	same := a.Opening != nil && b.Closing != nil && a.Opening.Amount == b.Opening.Amount &&
		a.Closing.Amount == b.Closing.Amount
	if same && a.From == b.From && a.To == b.To {
		return false
	}
	if opensElsewhere(a, b) && (a.To == b.To || a.To == b.From) {
		return true // the first page of a period, or of its first day
	}
	if a.To == b.To && b.From == b.To && b.Closing != nil && a.Closing.Amount != b.Closing.Amount {
		return true // the last day of a, told to its end
	}
	inside := a.From <= b.From && b.To <= a.To || b.From <= a.From && a.To <= b.To
	oneDay := a.From == a.To && b.From == b.To
	return a.To <= b.From && (!inside || oneDay)
}

// opensElsewhere says whether two statements that begin with the same day open at two amounts:
// one of them begins within the period.
func opensElsewhere(a, b Statement) bool {
	return a.From == b.From && a.Opening != nil && b.Opening != nil &&
		a.Opening.Amount != b.Opening.Amount
}
