package ofx

import (
	"bufio"
	"context"
	"io"

	"github.com/rappro/rappro/importers"
)

// Importer reads OFX 1 and 2. Its zero value is ready to use.
type Importer struct{}

var _ importers.Importer = Importer{}

// Format is "ofx", also of a QFX file.
func (Importer) Format() string { return "ofx" }

// Claims says whether the head of a file is an OFX header or the element OFX.
func (Importer) Claims(head []byte) bool {
	_, ok := sniff(importers.DecodeHead(head))
	return ok
}

// Read streams the statements of a file into the sink. Memory does not grow with the file:
// one transaction is held at a time.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	b := bufio.NewReaderSize(r, maxHead)
	raw, err := b.Peek(maxHead)
	if err != nil && err != io.EOF {
		return err
	}
	h, ok := sniff(importers.DecodeHead(raw))
	if !ok {
		return &importers.Error{Line: 1, What: "this is no OFX file: it does not begin with an " +
			"OFX header or the element OFX"}
	}
	text := io.Reader(b)
	err = nil // a head that is shorter than asked for is no error
	switch {
	case h.xml:
		text, err = importers.XMLReader(b)
	case h.utf8 || importers.HasMark(raw):
		text, err = importers.TextReader(b, "utf-8") // a byte order mark decides before that
	}
	if err != nil {
		return err
	}
	p := parser{scan: newScanner(text, h.xml), text: decoder{importers.MixedText{Label: h.charset}}, xml: h.xml}
	in := &reader{ctx: ctx, opt: opt, sink: sink, p: &p}
	p.on = in
	return in.read()
}
