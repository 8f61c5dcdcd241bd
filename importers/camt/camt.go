package camt

import (
	"context"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/xmltok"
)

// Importer reads one message of the camt family. Its zero value is not useful: see
// [Statements] and [Reports].
type Importer struct {
	kind message
}

// message is one of the three messages that share the entry model.
type message struct {
	format string // "camt.053"
	root   string // local name of the message element, before any suffix of version 1
	item   string // local name of one statement, report or notification
}

func statements() message { return message{"camt.053", "BkToCstmrStmt", "Stmt"} }
func reports() message    { return message{"camt.052", "BkToCstmrAcctRpt", "Rpt"} }
func notices() message    { return message{"camt.054", "BkToCstmrDbtCdtNtfctn", "Ntfctn"} }

// messageOf finds the message that an element is the root of.
func messageOf(name string) (message, bool) {
	for _, m := range [...]message{statements(), reports(), notices()} {
		if strings.HasPrefix(name, m.root) {
			return m, true
		}
	}
	return message{}, false
}

// Statements reads camt.053, the statement of booked entries.
func Statements() Importer { return Importer{statements()} }

// Reports reads camt.052, the interim report of a day that is not over.
func Reports() Importer { return Importer{reports()} }

// Format is "camt.053" or "camt.052".
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
	text, err := importers.XMLReader(r)
	if err != nil {
		return err
	}
	in := &reader{ctx: ctx, kind: i.kind, opt: opt, sink: sink, tok: xmltok.New(text)}
	return in.read()
}

var _ importers.Importer = Importer{}
