package cfonb120

import (
	"context"
	_ "embed" // the tables of codes
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
)

//go:embed operations.txt
var operations string

//go:embed reasons.txt
var reasons string

// Importer reads CFONB 120. Its zero value is ready to use.
type Importer struct{}

// Format is "cfonb120".
func (Importer) Format() string { return "cfonb120" }

// Claims says whether the first record is one of CFONB 120, in its place or not.
func (Importer) Claims(head []byte) bool {
	r, ok := first(head, recordSize)
	if !ok || r.Size < 40 {
		return false
	}
	switch r.Field(1, 2) {
	case "01", "04", "05", "07":
	default:
		return false
	}
	return only(r.Field(3, 7), digit) && only(r.Field(12, 16), digit) &&
		only(r.Trim(17, 19), letter) && !r.Blank(22, 32) &&
		only(r.Trim(22, 32), letterOrDigit)
}

// Read streams the statements of a file into the sink, one movement at a time.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	in := &reader{ctx: ctx, in: records.Fixed(r, recordSize), opt: opt, sink: sink,
		operations: importers.Codes(operations), reasons: importers.Codes(reasons)}
	return in.read()
}

// first gives the first record of the head of a file.
func first(head []byte, size int) (records.Record, bool) {
	r, err := records.Fixed(strings.NewReader(string(head)), size).Next()
	return r, err == nil
}

func only(s string, is func(byte) bool) bool {
	for i := 0; i < len(s); i++ {
		if !is(s[i]) {
			return false
		}
	}
	return true
}

func digit(c byte) bool         { return '0' <= c && c <= '9' }
func letter(c byte) bool        { return 'A' <= c && c <= 'Z' }
func letterOrDigit(c byte) bool { return digit(c) || letter(c) || 'a' <= c && c <= 'z' }

var _ importers.Importer = Importer{}
