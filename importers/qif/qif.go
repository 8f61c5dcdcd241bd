package qif

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/rappro/rappro/importers"
)

// Importer reads QIF. Its zero value is ready to use.
type Importer struct{}

var _ importers.Importer = Importer{}

// Format is "qif".
func (Importer) Format() string { return "qif" }

// Claims says whether the first line of a file is one of the headers of QIF.
func (Importer) Claims(head []byte) bool {
	head = bytes.TrimLeft(importers.DecodeHead(head), " \t\r\n")
	for _, h := range [...]string{"!Type:", "!Account", "!Option:", "!Clear:"} {
		if len(head) >= len(h) && bytes.EqualFold(head[:len(h)], []byte(h)) {
			return true
		}
	}
	return false
}

// Read streams the accounts of a file into the sink. The beginning of the file is read
// ahead until a date proves the order of day and month, which one of the first lines does;
// after that one record is held at a time.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	text := io.Reader(b)
	if importers.HasMark(head) {
		if text, err = importers.TextReader(b, ""); err != nil {
			return err
		}
	}
	order, text, err := settle(text, opt.Dates)
	if err != nil {
		return err
	}
	in := &reader{ctx: ctx, opt: opt, sink: sink, lines: newLines(text), order: order}
	return in.read()
}
