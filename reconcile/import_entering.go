package reconcile

import "errors"

// entering stores lines of a streamed file while the file is read on: reading and storing take
// about as long. Between the first hand and the end nobody else uses the transaction.
type entering struct {
	in    *importing
	list  []Statement
	sums  []EntrySum
	total int
	full  chan lot
	ended chan error
	stop  chan struct{} // closed when storing has failed
}

// lot is some lines of one statement, with their digests and the ids that they have where no equal
// line comes before.
type lot struct {
	statement int
	rows      []Entry
	digests   [][32]byte
	firsts    []ID
}

// lotOf computes as much of the ids as can be without the store.
func (e *entering) lotOf(statement int, rows []Entry) lot {
	l := lot{statement, rows, make([][32]byte, len(rows)), make([]ID, len(rows))}
	for i := range rows {
		l.digests[i] = EntryDigest(e.in.c.Company, rows[i])
		l.firsts[i] = entryKey(e.in.c.Company, rows[i], l.digests[i], 1)
	}
	return l
}

// errNotStored ends the reading of a file whose lines cannot be stored; why is told at the end.
var errNotStored = errors.New("the lines are not stored")

func (in *importing) startEntering(list []Statement, sums []EntrySum) *entering {
	e := &entering{in: in, list: list, sums: sums, full: make(chan lot),
		ended: make(chan error, 1), stop: make(chan struct{})}
	for _, st := range list {
		e.total += st.Booked
	}
	go func() { e.ended <- e.store() }()
	return e
}

func (e *entering) store() error {
	done := 0
	for l := range e.full {
		done += len(l.rows)
		e.in.s.progress("lines", done, e.total)
		if err := e.in.enterRows(&e.list[l.statement], l, &e.sums[l.statement]); err != nil {
			close(e.stop)
			return err
		}
	}
	return nil
}

// hand gives lines away to be stored.
func (e *entering) hand(statement int, rows []Entry) error {
	if len(rows) == 0 {
		return nil
	}
	select {
	case e.full <- e.lotOf(statement, rows):
		return nil
	case <-e.stop:
		return errNotStored
	}
}

// end waits until all is stored.
func (e *entering) end(reading error) error {
	close(e.full)
	if err := <-e.ended; err != nil {
		return err
	}
	return reading
}
