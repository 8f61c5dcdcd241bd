package camt

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/importers"
)

// TestTruncated cuts documents after every byte: only the whole one is read, and the white
// space after it may be missing.
func TestTruncated(t *testing.T) {
	for _, name := range []string{"v08", "latin1", "utf16", "batch-details", "v13-prefix-envelope"} {
		doc, err := os.ReadFile("../../fixtures/camt/" + name + "/in.xml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseReader(bytes.NewReader(doc)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		end := len(bytes.TrimRight(doc, "\r\n\x00"))
		if name == "utf16" {
			end++ // the high byte of the last letter
		}
		for cut := range end {
			_, err := parseReader(bytes.NewReader(doc[:cut]))
			var own *importers.Error
			if !errors.As(err, &own) {
				t.Fatalf("%s cut after %d of %d bytes: %v, want an *importers.Error",
					name, cut, len(doc), err)
			}
		}
	}
}

// TestTruncatedOthers does the same to reports and notices.
func TestTruncatedOthers(t *testing.T) {
	report := func(r io.Reader) error {
		var c importers.Collector
		return Reports().Read(context.Background(), r, importers.Options{}, &c)
	}
	notice := func(r io.Reader) error {
		_, err := Notices{}.ReadBatches(context.Background(), r, importers.Options{})
		return err
	}
	for name, read := range map[string]func(io.Reader) error{"camt052/v08": report,
		"camt052/beside-statement": report, "camt054/v02-batch": notice, "camt054/v08-kinds": notice} {
		doc, err := os.ReadFile("../../fixtures/" + name + "/in.xml")
		if err != nil {
			t.Fatal(err)
		}
		if err := read(bytes.NewReader(doc)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for cut := range len(bytes.TrimRight(doc, "\r\n")) {
			var own *importers.Error
			if err := read(bytes.NewReader(doc[:cut])); !errors.As(err, &own) {
				t.Fatalf("%s cut after %d of %d bytes: %v, want an *importers.Error", name, cut, len(doc), err)
			}
		}
	}
}

// TestLimits: one below the limit and the limit itself pass, one above is refused.
func TestLimits(t *testing.T) {
	depth := func(n int) string { // Ntry is the fourth level
		return wrap(bookedEntry("1", "CRDT", strings.Repeat("<x>", n-4)+strings.Repeat("</x>", n-4)))
	}
	attributes := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(" a" + strings.Repeat("x", i) + `=""`)
		}
		return wrap(bookedEntry("1", "CRDT", "<x"+b.String()+"/>"))
	}
	field := func(n int) string {
		return wrap(bookedEntry("1", "CRDT", "<AddtlNtryInf>"+strings.Repeat("x", n)+"</AddtlNtryInf>"))
	}
	pieces := func(n int) string { // one text in two pieces
		return wrap(bookedEntry("1", "CRDT", "<AddtlNtryInf>"+strings.Repeat("x", n-10)+
			"<![CDATA[0123456789]]></AddtlNtryInf>"))
	}
	element := func(n int) string { // texts of 60 KiB, and one for the rest
		more := strings.Repeat("<Ustrd>"+strings.Repeat("x", 60<<10)+"</Ustrd>", n/(60<<10))
		return wrap(bookedEntry("1", "CRDT", "<NtryDtls><TxDtls><RmtInf>"+more+"<Ustrd>"+
			strings.Repeat("x", n%(60<<10))+"</Ustrd></RmtInf></TxDtls></NtryDtls>"))
	}
	remittance := func(n int) string { // the transaction and RmtInf are elements too
		return wrap(bookedEntry("1", "CRDT", "<NtryDtls><TxDtls><RmtInf>"+
			strings.Repeat("<Ustrd>x</Ustrd>", n-2)+"</RmtInf></TxDtls></NtryDtls>"))
	}
	empty := func(n int) string {
		return wrap(bookedEntry("1", "CRDT", "<NtryDtls>"+strings.Repeat("<TxDtls/>", n)+"</NtryDtls>"))
	}
	for _, c := range []struct {
		name  string
		doc   func(int) string
		limit int
		says  string
	}{
		{"depth", depth, importers.MaxDepth, "line 1: elements nested deeper than 64"},
		{"attributes", attributes, importers.MaxAttributes, "line 1: more than 64 attributes"},
		{"field", field, importers.MaxField, "line 1: a field is longer than 64 KiB"},
		{"field in pieces", pieces, importers.MaxField, "line 1: a field is longer than 64 KiB"},
		{"fields of a transaction", element, importers.MaxElement, "more than 1 MiB of fields"},
		{"elements of a transaction", remittance, maxNodes, "more than 1 MiB of fields"},
		{"transactions without amount", empty, importers.MaxDetails, "more than 200000 transactions"},
	} {
		for n, passes := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
			_, err := parse(c.doc(n))
			if passes && err != nil {
				t.Errorf("%s %d: %v", c.name, n, err)
			}
			if !passes && (!errors.Is(err, importers.ErrLimit) || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%s %d: %v, want a limit: %q", c.name, n, err, c.says)
			}
		}
	}
}

// TestLimitsOfSize: what would fill the memory is refused early, wherever it stands.
func TestLimitsOfSize(t *testing.T) {
	long := strings.Repeat("<x>", 1<<20)
	for name, doc := range map[string]string{
		"comment":     wrap("<!--" + long),
		"CDATA":       wrap("<AddtlStmtInf><![CDATA[" + long),
		"instruction": wrap("<?pi " + long),
		"attribute":   wrap(`<x a="` + strings.Repeat("y", 1<<20) + `"/>`),
		"deep":        wrap(long),
		"fields": wrap(bookedEntry("1", "CRDT", "<NtryDtls><TxDtls><RmtInf>"+
			strings.Repeat("<Ustrd>"+strings.Repeat("x", 60<<10)+"</Ustrd>", 20))),
		"elements": wrap(bookedEntry("1", "CRDT", "<NtryDtls><TxDtls><RmtInf>"+
			strings.Repeat("<Ustrd>x</Ustrd>", maxNodes))),
	} {
		if _, err := parse(doc); !errors.Is(err, importers.ErrLimit) {
			t.Errorf("%s: %v, want a limit", name, err)
		}
	}
	if _, err := parse(wrap("<!DOCTYPE " + long)); err == nil || !strings.Contains(err.Error(), "DOCTYPE") {
		t.Errorf("DOCTYPE: %v", err)
	}
}

// TestDetailsLimit stands alone because it takes a moment.
func TestDetailsLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("reads an entry of 200 000 transactions")
	}
	detail := `<TxDtls><Amt Ccy="EUR">0.01</Amt></TxDtls>`
	batch := func(n int) string {
		return wrap(bookedEntry("2000.00", "CRDT", "<NtryDtls>"+strings.Repeat(detail, n)+"</NtryDtls>"))
	}
	c, err := parse(batch(importers.MaxDetails))
	if err != nil || len(c.Statements[0].Entries[0].Details) != importers.MaxDetails {
		t.Errorf("at the limit: %v", err)
	}
	if _, err := parse(batch(importers.MaxDetails + 1)); !errors.Is(err, importers.ErrLimit) {
		t.Errorf("above: %v, want a limit", err)
	}
}

// TestReadInPieces: how the bytes arrive changes nothing.
func TestReadInPieces(t *testing.T) {
	doc, err := os.ReadFile("../../fixtures/camt/cr-lines/in.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parseReader(iotest.OneByteReader(bytes.NewReader(doc))); err != nil {
		t.Fatal(err)
	}
	fail := errors.New("the disk")
	_, err = parseReader(iotest.TimeoutReader(iotest.HalfReader(bytes.NewReader(doc))))
	if !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("a failing disk: %v", err)
	}
	if _, err = parseReader(iotest.ErrReader(fail)); !errors.Is(err, fail) {
		t.Errorf("a failing disk: %v", err)
	}
}

// TestMalformed: what is not well formed is refused as XML, before it is missed as a message.
func TestMalformed(t *testing.T) {
	for _, doc := range []string{
		"</a>", "<a></b>", "<a/><b/>", "text", "<a/>text", "<a x='1' x='2'/>", "<a>&unknown;</a>",
		"<a><?xml version='1.0'?></a>", "<a b=c/>", "<a>\x01</a>", "<p:a></q:a>",
	} {
		if _, err := parse(doc); err == nil || strings.Contains(err.Error(), "is missing") {
			t.Errorf("%q: %v, want it refused as XML", doc, err)
		}
	}
}
