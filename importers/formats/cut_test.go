package formats_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// cutRule says what may be left of a file that was cut.
type cutRule int

const (
	// never: the file says where it ends, and any cut refuses it.
	never cutRule = iota
	// statements: whole statements before the cut, because each is a file of its own.
	statements
	// records: whole records before the cut, because nothing says that others follow.
	records
	// rows: the same, where rows make groups, of which a shorter file has smaller ones.
	rows
)

// cutRules are those of the folders.
func cutRules() map[string]cutRule {
	return map[string]cutRule{"camt": never, "camt052": never, "camt054": never, "ofx": never, "bai2": never,
		"pain008": never, "pain002": never, "statements": never, "jsonstatements": never,
		"mt940": statements, "cfonb120": statements, "coda": statements,
		"qif": records, "slip": rows, "card": rows, "payout": rows}
}

// TestCut cuts every fixture after COUNT of its bytes, 200 without (after every byte, where it
// has no more of them), which are others for each fixture: it is refused, or has the first whole
// statements or records of the file, and never a part of one. What is cut may be claimed by
// another format, so that all look at it.
func TestCut(t *testing.T) {
	known := all(t)
	for folder, rule := range cutRules() {
		for nth, c := range golden.Cases(t, filepath.Join(fixtures, folder)) {
			t.Run(folder+"/"+c.Name, func(t *testing.T) {
				t.Parallel()
				cutEverywhere(t, known, c, rule, nth)
			})
		}
	}
}

func cutEverywhere(t *testing.T, known importers.Formats, c golden.Case, rule cutRule, nth int) {
	doc, err := os.ReadFile(c.Input)
	if err != nil {
		t.Fatal(err)
	}
	opt := golden.ReadOptions(t, c)
	read := func(b []byte) reconcile.File {
		return known.Read(context.Background(), c.Input, bytes.NewReader(b), opt)
	}
	whole := read(doc)
	if whole.Err != nil {
		return
	}
	end := whatCounts(doc, whole.Format)
	step := max(1, end/cutCount(t))
	for cut := nth % step; cut < end; cut += step {
		opt.Format = whole.Format
		if cut < 200 || cut%64 == 0 {
			opt.Format = "" // somebody else may claim it: that is decided by the head
		}
		got := read(doc[:cut])
		var own *importers.Error
		switch {
		case got.Err != nil && !errors.As(got.Err, &own) && !errors.Is(got.Err, importers.ErrLimit):
			t.Fatalf("cut after %d of %d bytes: %T %v", cut, len(doc), got.Err, got.Err)
		case got.Err != nil:
		case rule == never:
			t.Fatalf("cut after %d of %d bytes it is read as %s:\n%s", cut, len(doc), got.Format, golden.File(got))
		case rule >= records && !recordEnd(doc[:cut], whole.Format):
			t.Fatalf("cut after %d of %d bytes, inside a record, it is read", cut, len(doc))
		case rule == rows:
		default:
			if why := begins(got, whole, rule); why != "" {
				t.Fatalf("cut after %d of %d bytes %s:\n%s", cut, len(doc), why, golden.File(got))
			}
		}
	}
}

// cutCount is how often a fixture is cut: COUNT of the environment, 200 without.
func cutCount(t *testing.T) int {
	s := os.Getenv("COUNT")
	if s == "" {
		return 200
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		t.Fatalf("COUNT: %q is not a number", s)
	}
	return n
}

// recordEnd says whether what is left of a file ends with a record.
func recordEnd(part []byte, format string) bool {
	if bytes.HasPrefix(part, []byte("\xff\xfe")) {
		part = bytes.ReplaceAll(part, []byte{0}, nil)
	}
	if format == "qif" { // the header of an account without lines ends one too
		part = bytes.TrimRight(part, "\r\n ")
		last := part[bytes.LastIndexAny(part, "\r\n")+1:]
		return string(last) == "^" || bytes.HasPrefix(last, []byte("!Type:"))
	}
	return bytes.HasSuffix(part, []byte("\n")) || bytes.HasSuffix(part, []byte("\r"))
}

// whatCounts is how much of a file says something. Behind it stand blanks; in MT940 what
// closes a message and is often left out, a line with a dash or a block with a checksum; in
// CFONB 120 the last zone of a closing record, which is reserved.
func whatCounts(doc []byte, format string) int {
	end := len(bytes.TrimRight(doc, " \r\n\x00\x1a"))
	switch {
	case format == "camt.053", format == "camt.052": // a comment may follow the message
		if i := bytes.LastIndex(doc, []byte("</")); i > 0 {
			return i + bytes.IndexByte(doc[i:], '>') + 1
		}
	case format == "mt940":
		if i := bytes.LastIndex(doc, []byte("-}{5:")); i > 0 {
			return i + 1
		}
		if i := bytes.LastIndex(doc, []byte(":62")); i > 0 {
			return i + bytes.IndexAny(doc[i:], "\r\n")
		}
		if bytes.HasSuffix(bytes.TrimRight(doc[:end-1], "\x00"), []byte("\n")) {
			return len(bytes.TrimRight(doc[:end-1], "\r\n\x00"))
		}
	case format == "cfonb120":
		last := bytes.LastIndexAny(doc[:end], "\r\n") + 1
		return min(end, max(last, (end-1-last)/120*120+last)+104)
	}
	if bytes.HasPrefix(doc, []byte("\xff\xfe")) {
		end++ // the high byte of the last letter
	}
	return end
}

// begins says why a cut file is not the beginning of the whole one.
func begins(got, whole reconcile.File, rule cutRule) string {
	if got.Format != whole.Format {
		return "it is read as " + got.Format
	}
	if told := strings.Join(got.Messages, ""); strings.Contains(told, "is not whole") ||
		strings.Contains(told, "another file follows") {
		return "" // the file says that a page is missing, and so do we
	}
	if n := len(got.Statements); n > 0 && rule == statements && got.Statements[n-1].Closing == nil {
		return "" // an interim report has no end, and nothing of it is booked
	}
	undated := len(got.Needs) > 0 // the proof of the order of days was cut off
	a, b := pieces(got, rule, undated), pieces(whole, rule, undated)
	if len(a) >= len(b) && rule != records || len(a) > len(b) {
		return "it is read as whole"
	}
	for i := range a {
		if a[i] != b[i] {
			return fmt.Sprintf("piece %d differs at %s", i+1, golden.Difference(b[i], a[i]))
		}
	}
	return ""
}

// pieces prints what a file is made of: its statements, or their entries and details.
func pieces(f reconcile.File, rule cutRule, undated bool) []string {
	var all []string
	for _, s := range f.Statements {
		if rule == statements {
			all = append(all, golden.File(reconcile.File{Statements: []reconcile.Statement{s}}))
			continue
		}
		for _, e := range s.Entries {
			if undated {
				e.BookingDate, e.ValueDate = 0, 0
			}
			all = append(all, golden.Entry(e))
		}
	}
	for _, b := range f.Batches {
		for _, d := range b.Details {
			all = append(all, golden.Entry(reconcile.Entry{Details: []reconcile.Detail{d}}))
		}
	}
	return all
}

// TestCutArchive: a ZIP or a gzip of any fixture that is cut is refused whole. One of each
// folder is cut after every byte.
func TestCutArchive(t *testing.T) {
	known := all(t)
	for folder := range folders() {
		for i, c := range golden.Cases(t, filepath.Join(fixtures, folder)) {
			doc, err := os.ReadFile(c.Input)
			if err != nil {
				t.Fatal(err)
			}
			for _, packed := range [][]byte{zipped(t, doc), gzipped(t, doc)} {
				step := 1
				if i > 0 {
					step = len(packed)/8 + 1
				}
				for cut := 0; cut < len(packed); cut += step {
					for _, f := range known.OpenAll(context.Background(), importers.Stdin,
						bytes.NewReader(packed[:cut]), importers.ReadOptions{}) {
						if f.Err == nil || len(f.Statements)+len(f.Batches)+len(f.Invoices) > 0 {
							t.Fatalf("%s cut after %d of %d bytes is read:\n%s", c.Input, cut, len(packed), golden.File(f))
						}
					}
				}
			}
		}
	}
}

func zipped(t *testing.T, doc []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("in.txt")
	if err == nil {
		_, err = w.Write(doc)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t *testing.T, doc []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(doc)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
