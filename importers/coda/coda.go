package coda

import (
	"bytes"
	"context"
	_ "embed" // the table of codes
	"io"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
)

//go:embed codes.txt
var codes string

// recordSize is fixed, and no record may be shorter: its last character is always a code.
const recordSize = 128

// Importer reads CODA. Its zero value is ready to use.
type Importer struct{}

// Format is "coda".
func (Importer) Format() string { return "coda" }

// Claims says whether the first record is a CODA header: zeros, the day of making, a bank
// and the application code 05.
func (Importer) Claims(head []byte) bool {
	r, err := records.Fixed(bytes.NewReader(head), recordSize).Next()
	if err != nil || r.Size < 16 || r.Field(1, 5) != "00000" || r.Field(15, 16) != "05" {
		return false
	}
	_, ok := records.Number(r.Field(6, 11))
	return ok
}

// Read streams the statements of a file into the sink, one movement with its details at a
// time.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	in := &reader{ctx: ctx, in: records.Fixed(r, recordSize), opt: opt, sink: sink,
		codes: importers.Codes(codes)}
	return in.read()
}

var _ importers.Importer = Importer{}
