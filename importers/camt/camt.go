package camt

import (
	"context"
	"io"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/xmltok"
)

// Importer reads one message of the camt family. Its zero value is not useful: see
// [Statements] and [Known].
type Importer struct {
	kind message
}

// message is one of the three messages that share the entry model.
type message struct {
	format string // "camt.053"
	root   string // local name of the message element, before any suffix of version 1
	item   string // local name of one statement, report or notification
	refuse string // why it is not read yet, empty when it is
}

// Statements reads camt.053, the statement of booked entries.
func Statements() Importer {
	return Importer{message{format: "camt.053", root: "BkToCstmrStmt", item: "Stmt"}}
}

// Known lists the messages of the family that are recognised and refused for now.
func Known() []Importer {
	return []Importer{
		{message{format: "camt.052", root: "BkToCstmrAcctRpt", item: "Rpt",
			refuse: "camt.052 is an intraday report, which is not read yet: " +
				"import the camt.053 statement of the day"}},
	}
}

// Format is "camt.053", "camt.052" or "camt.054".
func (i Importer) Format() string { return i.kind.format }

// Claims says whether the head holds the message, whatever its version, prefix, envelope or
// character set.
func (i Importer) Claims(head []byte) bool {
	return sniff(importers.DecodeHead(head)) == i.kind.format
}

// Read streams the statements of a file into the sink. Memory does not grow with the file:
// it holds one entry at a time.
func (i Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	if i.kind.refuse != "" {
		return &importers.Error{What: i.kind.refuse}
	}
	text, err := importers.XMLReader(r)
	if err != nil {
		return err
	}
	in := &reader{ctx: ctx, kind: i.kind, opt: opt, sink: sink, tok: xmltok.New(text)}
	return in.read()
}

var _ importers.Importer = Importer{}
