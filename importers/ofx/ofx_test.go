package ofx

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/ofx"

func subject() golden.Subject {
	return golden.Subject{Importer: Importer{}, Dir: fixtures, Input: "in.ofx"}
}

// TestGolden reads every fixture and compares with what stands beside it.
func TestGolden(t *testing.T) {
	golden.Run(t, importers.Formats{Statements: []importers.Importer{Importer{}}}, fixtures, *update)
}

// wrap puts lines into a statement in euros.
func wrap(lines string) string {
	return "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM>" +
		"<BANKTRANLIST>" + lines + "</BANKTRANLIST></STMTRS></OFX>"
}

func booked(more string) string {
	return "<STMTTRN><DTPOSTED>20260102<TRNAMT>1.00" + more + "</STMTTRN>"
}

// TestLimits: one below the limit and the limit itself pass, one above is refused.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name  string
		doc   func(int) string
		limit int
	}{
		{"depth", func(n int) string { // STMTTRN is the fourth level
			return wrap(booked("<NAME>x" + strings.Repeat("<X>", n-4) + strings.Repeat("</X>", n-4)))
		}, importers.MaxDepth},
		{"field", func(n int) string { return wrap(booked("<MEMO>" + strings.Repeat("x", n))) },
			importers.MaxField},
		{"field in pieces", func(n int) string {
			return wrap(booked("<MEMO>" + strings.Repeat("x", n-20) + "<![CDATA[0123456789]]>" +
				strings.Repeat("y", 10)))
		}, importers.MaxField},
	} {
		for n, passes := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
			_, err := subject().Parse(strings.NewReader(c.doc(n)))
			if passes && err != nil {
				t.Errorf("%s %d: %v", c.name, n, err)
			}
			if !passes && !errors.Is(err, importers.ErrLimit) {
				t.Errorf("%s %d: %v, want a limit", c.name, n, err)
			}
		}
	}
}

// TestElementLimit: all fields of one transaction together have a limit.
func TestElementLimit(t *testing.T) {
	doc := func(total int) string {
		total -= len("20260102") + len("1.00")
		var b strings.Builder
		for total > 0 {
			n := min(total, 60_000)
			b.WriteString("<MEMO>" + strings.Repeat("x", n))
			total -= n
		}
		return wrap(booked(b.String()))
	}
	const limit = importers.MaxElement
	for n, passes := range map[int]bool{limit - 1: true, limit: true, limit + 1: false} {
		if _, err := subject().Parse(strings.NewReader(doc(n))); passes != (err == nil) ||
			!passes && !errors.Is(err, importers.ErrLimit) {
			t.Errorf("%d: %v", n, err)
		}
	}
}

// TestHostile: what would fill the memory or the time is refused early.
func TestHostile(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for name, doc := range map[string]string{
		"comment":     wrap("<!--" + long),
		"CDATA":       wrap("<STMTTRN><MEMO><![CDATA[" + long),
		"instruction": wrap("<?x " + long),
		"tag":         wrap("<" + long),
		"text":        wrap("<STMTTRN><MEMO>" + long),
		"blank":       wrap(strings.Repeat(" ", 1<<20)),
		"angles":      wrap("<STMTTRN><MEMO>" + strings.Repeat("<", 1<<20)),
		"open angles": wrap("<STMTTRN><MEMO>" + strings.Repeat("<a", 1<<20)),
		"deep":        wrap(strings.Repeat("<X>", 1<<20)),
	} {
		if _, err := subject().Parse(strings.NewReader(doc)); !errors.Is(err, importers.ErrLimit) {
			t.Errorf("%s: %v, want a limit", name, err)
		}
	}
}

// TestReadInPieces: how the bytes arrive changes nothing.
func TestReadInPieces(t *testing.T) {
	for _, name := range []string{"texts", "xml-two-accounts", "utf16", "cr-lines"} {
		doc := subject().Document(t, name)
		whole, err := subject().Parse(bytes.NewReader(doc))
		if err != nil {
			t.Fatal(err)
		}
		pieces, err := subject().Parse(iotest.OneByteReader(bytes.NewReader(doc)))
		if err != nil || !reflect.DeepEqual(whole, pieces) {
			t.Errorf("%s read byte by byte differs: %v", name, err)
		}
	}
	_, err := subject().Parse(iotest.TimeoutReader(iotest.OneByteReader(bytes.NewReader(subject().Document(t, "texts")))))
	if !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("a failing disk: %v", err)
	}
}

// TestClaims: OFX is known by its header or its root, and by nothing else.
func TestClaims(t *testing.T) {
	for doc, want := range map[string]bool{
		"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>": true, "\n\n<OFX>\n": true, "<ofx>": true,
		"OFXHEADER:100": true, "DATA:OFXSGML\nENCODING:UTF-8\n<OFX>": true,
		"<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?>": true,
		"<?xml version=\"1.0\"?><!-- x --><OFX xmlns=\"\">":  true, "<?xml version=\"1.0\"?><n:OFX>": true,
		"": false, "OFX": false, "<OFXY>": false, "<?xml version=\"1.0\"?><Document><OFX>": false,
		"OFXHEADER:100\n<html>": false, "see <OFX>": false, "a;b\n<OFX>": false, "<html><OFX>": false,
		"!Type:Bank\n": false, "<?xml": false, "<!-- <OFX> -->": false, "<OFX><!DOCTYPE x SYSTEM \"f:g\">": true,
	} {
		if got := (Importer{}).Claims([]byte(doc)); got != want {
			t.Errorf("%q is claimed: %v", doc, got)
		}
	}
	if (Importer{}).Read(context.Background(), strings.NewReader("hello"), importers.Options{},
		&importers.Collector{}) == nil {
		t.Error("a file without header is read")
	}
}

// TestEntities: what is no entity stays as it is.
func TestEntities(t *testing.T) {
	for in, want := range map[string]string{
		"A&amp;B": "A&B", "A&B": "A&B", "&": "&", "&amp": "&amp", "&amp;amp;": "&amp;", "&#65;&#x42;": "AB",
		"&#0;": "&#0;", "&#7;": "&#7;", "&#xD800;": "&#xD800;", "&#99999999;": "&#99999999;",
		"&euro;": "&euro;", "&;": "&;", "&#;": "&#;", "&lt;&gt;&quot;&apos;": "<>\"'", "&#x1F600;": "😀",
		"&#-5;": "&#-5;", "&#x110000;": "&#x110000;", "&&&amp;": "&&&",
	} {
		if got := entities(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// endless makes a file of n lines while it is read.
func endless(n int) io.Reader {
	var parts []io.Reader
	head, tail, _ := strings.Cut(wrap("|"), "|")
	parts = append(parts, strings.NewReader(head))
	for i := range n / 1000 {
		var b strings.Builder
		for j := range 1000 {
			b.WriteString("<STMTTRN>\r\n<TRNTYPE>CREDIT\r\n<DTPOSTED>20260102120000.000[1:CET]\r\n" +
				"<TRNAMT>12.34\r\n<FITID>" + strconv.Itoa(i*1000+j) + "\r\n<NAME>VIR SEPA CLIENT " +
				strconv.Itoa(j) + "\r\n<MEMO>FACTURE FA-2026-" + strconv.Itoa(i*1000+j) +
				"\r\n</STMTTRN>\r\n")
		}
		parts = append(parts, strings.NewReader(b.String()))
	}
	return io.MultiReader(append(parts, strings.NewReader(tail))...)
}

// TestMemory: beyond its buffers the reader takes memory for one transaction only.
func TestMemory(t *testing.T) {
	doc, err := io.ReadAll(endless(20_000))
	if err != nil {
		t.Fatal(err)
	}
	const buffers = 1 << 20
	perFile := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var d golden.Counter
			if err := (Importer{}).Read(context.Background(), bytes.NewReader(doc), importers.Options{},
				&d); err != nil || d.Entries != 20_000 {
				b.Fatal(err, d.Entries)
			}
		}
	}).AllocedBytesPerOp()
	if limit := int64(8*len(doc) + buffers); perFile > limit {
		t.Errorf("%d bytes were allocated for a file of %d, want at most %d", perFile, len(doc), limit)
	}
}

// BenchmarkRead is in bytes of the file per second.
func BenchmarkRead(b *testing.B) {
	doc, err := io.ReadAll(endless(20_000))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		var d golden.Counter
		if err := (Importer{}).Read(context.Background(), bytes.NewReader(doc), importers.Options{},
			&d); err != nil {
			b.Fatal(err)
		}
	}
}
