package mt940

import (
	"fmt"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// remark is something that a person should know; each kind is told once a statement, with
// how often and where first.
type remark uint8

const (
	movedDate remark = iota
	lateEntry
	lumps
	interimLine
	sumsDiffer
	remarkKinds
)

func (k remark) text() string {
	return [remarkKinds]string{
		movedDate: "value dates on 29 or 30 February, which that year does not have, read as " +
			"the last of the month",
		lateEntry: "entries after the closing balance, counted to the statement before them",
		lumps:     "entries that are a sum of several payments and wait for their details",
		interimLine: "lines of an interim report, which are provisional: they are shown and not " +
			"booked until a statement with their day is imported",
		sumsDiffer: "the interim report's own count or sum (:90D:, :90C:) is not that of its lines",
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
		if seen.count > 0 {
			sink.Note(fmt.Sprintf("statement %s: %s: %d, the first on line %d", st.Reference,
				remark(kind).text(), seen.count, seen.line))
		}
	}
}
