package bai2

import (
	"bytes"
	"context"
	_ "embed" // the table of codes
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
)

//go:embed codes.txt
var codes string

// Importer reads BAI2. Its zero value is ready to use.
type Importer struct{}

// Format is "bai2".
func (Importer) Format() string { return "bai2" }

// Claims says whether the first line is a file header: 01, sender, receiver, day, time.
func (Importer) Claims(head []byte) bool {
	r, err := records.Lines(bytes.NewReader(head)).Next()
	if err != nil {
		return false
	}
	f := strings.Split(r.Text(), ",")
	if len(f) < 5 || strings.TrimSpace(f[0]) != "01" {
		return false
	}
	_, ok := records.Number(f[3])
	return ok && len(f[3]) == 6
}

// Read streams the accounts of a file into the sink, one transaction at a time.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	in := &reader{ctx: ctx, in: records.Lines(r), opt: opt, sink: sink,
		codes: importers.Codes(codes)}
	return in.read()
}

var _ importers.Importer = Importer{}
