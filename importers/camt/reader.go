package camt

import (
	"context"
	"errors"
	"io"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/xmltok"
	"github.com/rappro/rappro/reconcile"
)

// reader walks one document. The heading of a statement, the heading of an entry and one
// transaction are held as trees; everything else goes by.
type reader struct {
	ctx  context.Context
	kind message
	opt  importers.Options
	sink importers.Sink
	tok  *xmltok.Reader

	group tree // the heading of the message

	head tree // the statement so far, without its entries
	line tree // the entry without its transactions
	tx   tree // one transaction

	ccy     string // attribute Ccy read last: mostly it is the same
	st      statement
	drafts  []draft            // of the entry, used again
	rests   []rest             // of its drafts
	parties []sides            // of its drafts
	details []reconcile.Detail // of its drafts, but for plain ones: see link
	left    int                // transactions of the entry that are counted and not kept
	items   int                // statements seen
}

// read finds the message anywhere in the document, so that envelopes (a business
// application header, a bank's wrapper) need no name, and reads to the end of the file.
func (r *reader) read() error {
	found, wanted := false, r.kind
	for {
		t, err := r.tok.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if t != xmltok.Start {
			continue
		}
		switch kind, ok := messageOf(r.tok.Name().Local); {
		case !ok:
		case wanted.beside(kind):
			found, r.kind = true, kind
			err = r.message()
		default:
			r.sink.Note("the file also has a " + kind.format + " message, which is left out")
			err = r.skip()
		}
		if err != nil {
			return err
		}
	}
	switch {
	case !found:
		return &importers.Error{What: "element " + wanted.root + " is missing: " +
			"this is not a whole " + wanted.format + " message"}
	case r.items == 0:
		return &importers.Error{What: "the message has no statement: ask the bank for the file again"}
	}
	return nil
}

// beside says whether two messages of one file are read together: statements and reports
// are, each for what it is. A notice tells of no statement.
func (m message) beside(other message) bool {
	return m.format == other.format || m != notices() && other != notices()
}

// message reads the children of the message element.
func (r *reader) message() error {
	r.group.reset(r.kind.root)
	err := r.children(func(name string) error {
		switch name {
		case r.kind.item:
			r.items++
			return r.statement()
		case "GrpHdr":
			return r.keep(&r.group, 0)
		}
		return r.skip()
	})
	if err != nil {
		return err
	}
	if r.group.get(0, "GrpHdr", "MsgPgntn", "LastPgInd") == "false" {
		r.sink.Note("the message says that more pages follow: import them too")
	}
	return r.finish(true)
}

// children calls f for each child element of the element that was started last, and
// returns after its end. f reads the child to its end.
func (r *reader) children(f func(name string) error) error {
	for {
		t, err := r.tok.Next()
		if err != nil {
			return err
		}
		switch t {
		case xmltok.Start:
			if err := f(r.tok.Name().Local); err != nil {
				return err
			}
		case xmltok.End:
			return nil
		}
	}
}

// skip passes the element that was started last.
func (r *reader) skip() error {
	for depth := 1; depth > 0; {
		t, err := r.tok.Next()
		if err != nil {
			return err
		}
		switch t {
		case xmltok.Start:
			depth++
		case xmltok.End:
			depth--
		}
	}
	return nil
}

// keep puts the element that was started last under a node of a tree, or passes it when it
// is not read.
func (r *reader) keep(t *tree, parent int) error {
	name := r.tok.Name()
	tag := tagOf(name)
	if tag == skipped || tag == own && !t.exact {
		return r.skip()
	}
	n, err := t.add(parent, name.Local, r.currency(), tag >= unique, r.tok.Line())
	if err != nil {
		return err
	}
	return r.fill(t, n)
}

// fill reads the content of the element that was started last into its node.
func (r *reader) fill(t *tree, n int) error {
	for {
		token, err := r.tok.Next()
		if err != nil {
			return err
		}
		switch token {
		case xmltok.Start:
			err = r.keep(t, n)
		case xmltok.Text:
			err = t.write(n, r.tok.Bytes(), r.tok.Line())
		case xmltok.End:
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// currency is the attribute Ccy of the element that was started last.
func (r *reader) currency() string {
	for _, a := range r.tok.Attributes() {
		if a.Name.Local == "Ccy" && a.Name.Prefix == "" { // with one it is of something else
			if string(a.Value) != r.ccy {
				r.ccy = string(a.Value)
			}
			return r.ccy
		}
	}
	return ""
}
