package coda

import (
	"context"
	"fmt"
	"strconv"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
)

// reader walks through the records: 0, 1, then 2 and 3 in any number, 8, any 4, and 9. It
// holds the heading and one movement with its details.
type reader struct {
	ctx   context.Context
	in    *records.Reader
	opt   importers.Options
	sink  importers.Sink
	codes map[string]importers.Code

	header records.Record // the 0 of the file being read
	st     *statement     // from 1 to 9
	group  *group
	files  int
	more   bool // the last 9 says that another file follows
}

func (r *reader) read() error {
	if err := r.in.Each(r.ctx, r.record); err != nil {
		return err
	}
	return r.end()
}

func (r *reader) record(rec records.Record) error {
	if rec.Size != recordSize {
		return wrong(rec, "the record has %d characters instead of 128: the file was cut or edited, "+
			"ask the bank for it again", rec.Size)
	}
	code := rec.Char(1)
	switch {
	case code == "0":
		return r.open(rec)
	case r.header.Size == 0:
		return wrong(rec, "record %s before a header (0): the beginning of the file is missing, ask "+
			"the bank for it again", code)
	case code == "1":
		return r.begin(rec)
	case r.st == nil:
		return wrong(rec, "record %s before the old balance (1): records are missing, ask the bank for "+
			"the file again", code)
	}
	switch r.st.records++; code {
	case "2":
		return r.movement(rec)
	case "3":
		return r.information(rec)
	case "4":
		r.st.free++
		return nil
	case "8":
		return r.close(rec)
	case "9":
		r.st.records--
		return r.trailer(rec)
	}
	return wrong(rec, "record code %s is none of CODA's: the file is damaged, ask the bank for it "+
		"again", strconv.Quote(code))
}

// open reads a header.
func (r *reader) open(rec records.Record) error {
	if r.header.Size != 0 {
		return wrong(rec, "a header (0) before the trailer (9) of the one on line %d: records are "+
			"missing, ask the bank for the file again", r.header.Line)
	}
	if v := rec.Char(128); v != "2" {
		return wrong(rec, "CODA version %s: only version 2 is read, ask the bank for it",
			strconv.Quote(v))
	}
	if rec.Char(17) == "D" {
		r.sink.Note(fmt.Sprintf("the bank marks the file of line %d as a duplicate", rec.Line))
	}
	r.header = rec
	return nil
}

// end is the end of the file.
func (r *reader) end() error {
	switch {
	case r.header.Size != 0:
		return wrong(r.header, "the file ends before the trailer (9) of this header: it was cut, ask "+
			"the bank for it again")
	case r.files == 0:
		return &importers.Error{What: "the file holds no record: ask the bank for it again"}
	case r.more:
		r.sink.Note("the last record says that another file follows: import that too")
	}
	return nil
}

func wrong(rec records.Record, format string, args ...any) error {
	return &importers.Error{Line: rec.Line, What: fmt.Sprintf(format, args...)}
}
