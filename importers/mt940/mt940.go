package mt940

import (
	"bytes"
	"context"
	"io"

	"github.com/rappro/rappro/importers"
)

// Importer reads MT940 statements and the provisional lines of MT942 interim reports. Its zero
// value is ready.
type Importer struct{}

// Format is "mt940", for both messages: they are one family, and a file may mix them.
func (Importer) Format() string { return "mt940" }

// Claims says whether the head holds a message: a line that begins with :20: and after it
// one that only a statement or an interim report has. What stands before (SWIFT blocks, a
// bank's own heading, words) does not matter, markup does: a web page about MT940 is none.
func (Importer) Claims(head []byte) bool {
	head = importers.DecodeHead(head)
	if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<")) {
		return false
	}
	begun := false
	for len(head) > 0 {
		end := bytes.IndexAny(head, "\r\n")
		if end < 0 {
			end = len(head)
		}
		line := bytes.TrimLeft(head[:end], framing)
		if at := bytes.Index(line, []byte("{4:")); at >= 0 {
			line = line[at+3:]
		}
		tag, _, ok := split(string(line[:min(len(line), 8)]))
		head = head[min(end+1, len(head)):]
		switch {
		case !ok:
		case tag == "20":
			begun = true
		case begun && (tag == "60F" || tag == "60M" || tag == "34F" || tag == "13D"):
			return true
		}
	}
	return false
}

// Read streams the messages of a file into the sink, one entry at a time.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	in, err := newLines(r)
	if err != nil {
		return err
	}
	m := &reader{ctx: ctx, opt: opt, sink: sink, in: in}
	return m.read()
}

var _ importers.Importer = Importer{}
