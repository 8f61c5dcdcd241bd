package cfonb120

import (
	"context"
	"fmt"
	"strconv"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
)

const recordSize = 120

// reader walks through the records and holds one statement's heading and one movement.
type reader struct {
	ctx        context.Context
	in         *records.Reader
	opt        importers.Options
	sink       importers.Sink
	operations map[string]importers.Code
	reasons    map[string]importers.Code

	st       *statement // open, between 01 and 07
	move     *movement  // open, until a record that is no complement
	finished int        // statements read to their end
}

func (r *reader) read() error {
	if err := r.in.Each(r.ctx, r.record); err != nil {
		return err
	}
	return r.end()
}

func (r *reader) record(rec records.Record) error {
	code := rec.Field(1, 2)
	if code == "05" {
		return r.complement(rec)
	}
	if err := r.tell(); err != nil {
		return err
	}
	switch code {
	case "01":
		return r.open(rec)
	case "04":
		return r.movement(rec)
	case "07":
		return r.close(rec)
	}
	return wrong(rec, "record code %s is none of 01, 04, 05 and 07: the file is damaged, ask "+
		"the bank for it again", strconv.Quote(code))
}

// end is the end of the file.
func (r *reader) end() error {
	switch {
	case r.st != nil:
		return wrong(r.st.first, "the file ends inside the statement that begins here (01 without "+
			"07): it was cut, ask the bank for it again")
	case r.finished == 0:
		return &importers.Error{What: "the file holds no record: ask the bank for it again"}
	}
	return nil
}

// open begins a statement. The sink hears of it with the next record, which may have to
// say the currency.
func (r *reader) open(rec records.Record) error {
	if r.st != nil {
		return wrong(rec, "a statement begins (01) before the one of line %d ended (07)",
			r.st.first.Line)
	}
	st, err := newStatement(rec)
	r.st = st
	return err
}

// wrong refuses a record.
func wrong(rec records.Record, format string, args ...any) error {
	return &importers.Error{Line: rec.Line, What: fmt.Sprintf(format, args...)}
}
