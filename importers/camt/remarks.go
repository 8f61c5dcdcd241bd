package camt

import (
	"fmt"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// remark is something about entries that a person should know; each kind is told once a
// statement, with how often and where first.
type remark uint8

const (
	noBookingDate remark = iota
	detailsMissing
	detailsDiffer
	outsidePeriod
	copied
	interimLine
	notBooked
	remarkKinds
)

func (k remark) text() string {
	return [remarkKinds]string{
		noBookingDate: "entries without booking date, which took the value date or else the " +
			"statement's date",
		detailsMissing: "entries that are a sum of several payments and wait for their details",
		detailsDiffer:  "entries whose details do not add up to them, each kept as one sum",
		outsidePeriod:  "the period that the bank states does not hold every booking day",
		copied:         "the bank marks it as a copy or duplicate",
		interimLine: "lines of an interim report, which are provisional: they are shown and not " +
			"booked until a statement with their day is imported",
		notBooked: "lines that are not booked, but announced or for information (PDNG, FUTR, INFO), are left out",
	}[k]
}

type remarks [remarkKinds]struct{ count, line int }

func (r *remarks) add(kind remark, line int) {
	if r[kind].count == 0 {
		r[kind].line = line
	}
	r[kind].count++
}

func (r *remarks) tell(sink importers.Sink, st reconcile.Statement) {
	for kind, seen := range r {
		switch {
		case seen.count == 0:
		case seen.line == 0:
			sink.Note(fmt.Sprintf("statement %s: %s", st.Reference, remark(kind).text()))
		default:
			sink.Note(fmt.Sprintf("statement %s: %s: %d, the first on line %d", st.Reference,
				remark(kind).text(), seen.count, seen.line))
		}
	}
}
