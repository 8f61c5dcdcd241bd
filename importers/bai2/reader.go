package bai2

import (
	"context"
	"fmt"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// reader walks through the records: 01, then groups of 02 and 98, in them accounts of 03 and
// 49, in them transactions. It holds one record.
type reader struct {
	ctx   context.Context
	in    *records.Reader
	opt   importers.Options
	sink  importers.Sink
	codes map[string]importers.Code

	now     *logical
	file    *control
	slash   bool // the header ends with a slash, so the trailer has to
	ended   bool
	dollars int // accounts whose currency nobody names
	group   *group
	account *account
}

// control is what a trailer has to confirm.
type control struct {
	line  int
	total int64
	inner int // accounts of a group, groups of a file
	lines int
}

// group is what 02 says of its accounts.
type group struct {
	control
	day      reconcile.Date
	currency string
	interim  bool
}

func (r *reader) read() error {
	if err := r.in.Each(r.ctx, r.take); err != nil {
		return err
	}
	return r.end()
}

// take reads a line: its records, or the rest of a text that was broken.
func (r *reader) take(rec records.Record) error {
	for _, one := range divide(rec.Text()) {
		code, content, ok := split(one)
		if ok {
			if err := r.record(rec.Line, code, content); err != nil {
				return err
			}
			continue
		}
		if !r.slash || r.now == nil || r.now.code != "16" || r.now.closed {
			return wrong(rec.Line, "the line does not begin with a record code of BAI2 and a comma: "+
				"a line was broken or is missing, ask the bank for the file again")
		}
		if err := r.now.resume(rec.Line, one); err != nil {
			return err
		}
	}
	return nil
}

// record adds to the record that is continued, or ends that one and begins another.
func (r *reader) record(line int, code, content string) error {
	if code == "88" {
		if r.now == nil {
			return wrong(line, "a continuation (88) of nothing: the beginning of the file is missing, "+
				"ask the bank for it again")
		}
		return r.now.add(line, content)
	}
	if err := r.flush(); err != nil {
		return err
	}
	if r.ended {
		return wrong(line, "a record after the end of the file (99)")
	}
	r.now = &logical{code: code, line: line}
	return r.now.add(line, content)
}

// flush reads the record that is complete.
func (r *reader) flush() error {
	l := r.now
	if l == nil {
		return nil
	}
	r.now = nil
	if r.file == nil && l.code != "01" {
		return wrong(l.line, "record %s before the file header (01): the beginning of the file is "+
			"missing, ask the bank for it again", l.code)
	}
	switch l.code {
	case "01":
		return r.header(l)
	case "02":
		return r.begin(l)
	case "03":
		return r.open(l)
	case "16":
		return r.transaction(l)
	case "49":
		return r.close(l)
	case "98":
		return r.finish(l)
	}
	return r.trailer(l)
}

// end is the end of the file.
func (r *reader) end() error {
	if err := r.flush(); err != nil {
		return err
	}
	switch {
	case r.file == nil:
		return &importers.Error{What: "the file holds no record: ask the bank for it again"}
	case !r.ended:
		return wrong(r.file.line, "the file ends before its trailer (99): it was cut, ask the bank for "+
			"it again")
	case r.dollars > 0:
		r.sink.Note(fmt.Sprintf("accounts without a currency, which in BAI2 means USD (--currency): %d",
			r.dollars))
	}
	return nil
}

func (r *reader) header(l *logical) error {
	if r.file != nil {
		return wrong(l.line, "a second file header (01)")
	}
	if v := l.fields().at(7); v != "2" {
		return wrong(l.line, "version %q of the format: only BAI version 2 is read, ask the bank for it", v)
	}
	r.file, r.slash = &control{line: l.line, lines: len(l.pieces)}, l.closed
	return nil
}

// begin reads a group header.
func (r *reader) begin(l *logical) error {
	if r.group != nil {
		return wrong(l.line, "a group begins (02) before the one of line %d ended (98): records are "+
			"missing, ask the bank for the file again", r.group.line)
	}
	f := l.fields()
	g := &group{control: control{line: l.line, lines: len(l.pieces)}, currency: f.at(5)}
	switch status := f.at(2); status {
	case "", "1":
	case "3":
		r.sink.Note(fmt.Sprintf("line %d: the bank sends this to correct an earlier file: compare them",
			l.line))
	default:
		return wrong(l.line, "the status of the group is %q: deletions and tests are not entered", status)
	}
	var ok bool
	if g.day, ok = records.YearMonthDay(f.at(3)); !ok {
		return wrong(l.line, "the day of the group %q is no day of the form YYMMDD", f.at(3))
	}
	modifier := f.at(6)
	g.interim = modifier == "1" || modifier == "3"
	r.group = g
	return nil
}

// finish reads a group trailer.
func (r *reader) finish(l *logical) error {
	if r.group == nil || r.account != nil {
		return wrong(l.line, "a group ends (98) out of place: records are missing, ask the bank for the "+
			"file again")
	}
	g := &r.group.control
	g.lines += len(l.pieces)
	if err := g.check(l, "number of accounts"); err != nil {
		return err
	}
	r.file.total += g.total
	r.file.lines += g.lines
	r.file.inner++
	r.group = nil
	return nil
}

// trailer reads the file trailer.
func (r *reader) trailer(l *logical) error {
	if r.group != nil || r.account != nil {
		return wrong(l.line, "the file ends (99) inside a group: records are missing, ask the bank for "+
			"it again")
	}
	if r.slash && !l.closed {
		return wrong(l.line, "the last record does not end with a slash: the file was cut, ask the bank "+
			"for it again")
	}
	r.file.lines += len(l.pieces)
	r.ended = true
	return r.file.check(l, "number of groups")
}

// said is one figure of a trailer beside what the file holds.
type said struct {
	what, text string
	got        int64
}

// confirm compares a trailer with what the file holds.
func confirm(l *logical, all ...said) error {
	for _, t := range all {
		if n, ok := signed(t.text); !ok || n != t.got {
			return wrong(l.line, "the %s of record %s is %q and the file has %d: it was cut or edited, ask "+
				"the bank for it again", t.what, l.code, t.text, t.got)
		}
	}
	return nil
}

// check compares the three figures of 98 and 99.
func (c *control) check(l *logical, inner string) error {
	f := l.fields()
	return confirm(l, said{"control total", f.at(0), c.total},
		said{"number of records", f.at(2), int64(c.lines)}, said{inner, f.at(1), int64(c.inner)})
}

func wrong(line int, format string, args ...any) error {
	return &importers.Error{Line: line, What: fmt.Sprintf(format, args...)}
}
