package mt940

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
)

// state is where in a message the reader stands.
type state uint8

const (
	outside state = iota // before the first :20:, or after the end of a message
	inHead               // after :20:, before the first balance
	entries              // after the opening balance
	closed               // after the closing balance
)

// reader walks the lines of a file. It holds the field that is being read, and the movement
// with its texts that waits for more of them.
type reader struct {
	ctx  context.Context
	opt  importers.Options
	sink importers.Sink
	in   *lines

	at      state
	block   bool // {4: is open: -} has to come
	started int  // line of a heading between messages that promises another one
	cur     field
	head    heading
	st      statement

	held  *movement
	texts []field
	size  int // bytes of the texts

	count int // statements begun
}

// read reads the file to its end.
func (r *reader) read() error {
	for {
		text, err := r.in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := r.take(text); err != nil {
			return err
		}
	}
	return r.end()
}

// take reads one line. Some programs write no line end behind {4: or before -}.
func (r *reader) take(text string) error {
	text = strings.Trim(text, framing)
	if at := strings.Index(text, "{4:"); at >= 0 && (r.at == outside || r.at == closed) {
		r.block = true
		if text = text[at+3:]; text == "" {
			return nil
		}
	}
	tag, rest, ok := split(text)
	if at := strings.Index(text, "-}"); ok && at > 0 && tag[0] != '8' && tag != "61" {
		if err := r.line(text[:at], tag, rest, ok); err != nil {
			return err
		}
		text, tag, ok = text[at:], "", false
	}
	return r.line(text, tag, rest, ok)
}

// line reads one line, of which the tag is known.
func (r *reader) line(text, tag string, rest int, ok bool) error {
	if ok && !r.wrapped(text) {
		if err := r.flush(); err != nil {
			return err
		}
		r.cur = field{tag: tag, line: r.in.number, lines: []string{text[rest:]},
			size: len(text)}
		return nil
	}
	if r.closes(text) {
		err := r.flush()
		if r.st.interim && r.at == entries {
			r.at = closed
		}
		if r.at == closed {
			r.at, r.block, r.started = outside, false, 0
		}
		return err
	}
	if r.at == outside || r.at == closed || r.cur.tag == "62F" || r.cur.tag == "62M" {
		return r.between(text)
	}
	if r.cur.size += len(text) + 1; r.cur.size > importers.MaxField {
		return importers.FieldTooLong(r.cur.line)
	}
	r.cur.lines = append(r.cur.lines, text)
	return nil
}

// wrapped says whether a line is text although it looks like a field.
func (r *reader) wrapped(text string) bool {
	return r.at == entries && r.cur.tag == "86" &&
		timeOfDay(r.cur.lines[len(r.cur.lines)-1], text)
}

// closes says whether a line ends a message: it begins with a dash, after the closing
// balance. Before it a dash is text, which banks break anywhere.
func (r *reader) closes(text string) bool {
	if !strings.HasPrefix(strings.TrimLeft(text, " "), "-") {
		return false
	}
	done := r.at == closed || r.cur.tag == "62F" || r.cur.tag == "62M"
	return done || r.st.interim && r.at == entries && (text == "-" || strings.HasPrefix(text, "-}"))
}

// between reads a line outside of the fields of a message: SWIFT blocks, a bank's heading,
// words. What looks like the beginning of a message promises one.
func (r *reader) between(text string) error {
	line := strings.TrimSpace(text)
	if line == "" {
		return nil
	}
	if r.cur.tag == "86" && !r.in.cut {
		return nil // information about the statement
	}
	if strings.HasPrefix(line, "{1:") || line[0] == ':' || strings.HasPrefix(line, "0000 0") ||
		strings.HasPrefix(line, "940") || isBIC(line) || r.in.cut && r.count > 0 {
		r.started = r.in.number
	}
	return nil
}

// flush hands the field that is complete to the part of the message it stands in.
func (r *reader) flush() error {
	f := r.cur
	r.cur = field{}
	switch f.tag {
	case "":
		return nil
	case "20":
		return r.begin(f)
	case "21", "25", "25P", "28", "28C", "13", "13D", "34F":
		return r.inHeading(f)
	case "NS", "86":
		return r.text(f)
	case "60F", "60M":
		return r.opening(f)
	case "61":
		return r.movement(f)
	case "62F", "62M":
		return r.closing(f)
	case "64", "65":
		// They prove nothing, so their form only matters where the file may be cut.
		if _, err := readBalance(f.lines[0], r.st.row.Currency, f.line); r.in.cut {
			return err
		}
		return nil
	}
	return r.total(f)
}

// begin starts a message.
func (r *reader) begin(f field) error {
	if r.at == inHead || r.at == entries && !r.st.interim {
		return r.unfinished(f.line)
	}
	if err := r.release(); err != nil {
		return err
	}
	r.head = heading{line: f.line, reference: strings.TrimSpace(f.lines[0])}
	r.at, r.started = inHead, 0
	r.st.interim = false
	return r.ctx.Err()
}

func (r *reader) unfinished(line int) error {
	return bad(line, "the statement before has no closing balance :62F:: "+
		"the file is cut or damaged, download it again")
}

func (r *reader) misplaced(f field) error {
	return bad(f.line, "field :"+f.tag+": does not belong here: the file is damaged, "+
		"download it again")
}

func (r *reader) inHeading(f field) error {
	if r.at != inHead {
		if r.st.interim && r.at == entries && f.tag != "25" && f.tag != "25P" {
			return nil
		}
		return r.misplaced(f)
	}
	if err := r.head.read(f); err != nil {
		return err
	}
	r.in.region = regionOf(country(r.head.account), r.head.currency)
	return nil
}

// end checks that the file stops where it may.
func (r *reader) end() error {
	stopped := r.in.cut
	last := r.cur
	if err := r.flush(); err != nil {
		return err
	}
	if err := r.release(); err != nil {
		return err
	}
	cut := func(what string) error {
		return bad(r.in.number, what+": the file is cut, download it again")
	}
	switch {
	case r.count == 0 && r.at == outside:
		return bad(0, "no statement in it: ask the bank for the file again")
	case r.at == inHead, r.at == entries && !r.st.interim:
		return cut("the last statement has no closing balance :62F:")
	case r.block:
		return cut("the last message is not ended by -}")
	case r.started > 0:
		return cut("another message begins and is not here")
	case r.at == entries && !r.st.totalled:
		return cut("the last interim report has no totals :90D:, :90C: and no end")
	case stopped && strings.HasPrefix(last.tag, "62") && !r.st.complete:
		return cut("the last line is not whole")
	}
	return r.finish()
}
