package qif

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/qif"

func subject() golden.Subject {
	return golden.Subject{Importer: Importer{}, Options: importers.Options{Account: "A", Currency: "EUR"}, Dir: fixtures, Input: "in.qif"}
}

// TestGolden reads every fixture with its options and compares with what stands beside it.
func TestGolden(t *testing.T) {
	golden.Run(t, importers.Formats{Statements: []importers.Importer{Importer{}}}, fixtures, *update)
}

func booked(more string) string { return "!Type:Bank\nD31/01/2026\nT1.00\n" + more + "^\n" }

// TestLimits: one below the limit and the limit itself pass, one above is refused.
func TestLimits(t *testing.T) {
	field := func(n int) string { return booked("M" + strings.Repeat("x", n-1) + "\n") }
	record := func(n int) string {
		var b strings.Builder
		for n -= len("31/01/2026") + len("1.00"); n > 0; n -= 60_000 {
			b.WriteString("A" + strings.Repeat("x", min(n, 60_000)) + "\n")
		}
		return booked(b.String())
	}
	for _, c := range []struct {
		name  string
		doc   func(int) string
		limit int
	}{{"line", field, importers.MaxField}, {"record", record, importers.MaxElement}} {
		for n, passes := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
			_, err := subject().Parse(strings.NewReader(c.doc(n)))
			if passes != (err == nil) || !passes && !errors.Is(err, importers.ErrLimit) {
				t.Errorf("%s of %d: %v", c.name, n, err)
			}
		}
	}
	if _, err := subject().Parse(strings.NewReader("!Type:Bank\n" + strings.Repeat("x", 1<<20))); !errors.Is(err,
		importers.ErrLimit) {
		t.Errorf("an endless line: %v", err)
	}
}

// TestFarProof: the order is looked for in the first 16 MiB, and then asked for.
func TestFarProof(t *testing.T) {
	open := "D01/02/2026\nT1.00\nM" + strings.Repeat("x", 60_000) + "\n^\n"
	far := "!Type:Bank\n" + strings.Repeat(open, maxAhead/60_000+1) + "D31/01/2026\nT1.00\n^\n"
	if _, err := subject().Parse(strings.NewReader(far)); err == nil || !strings.Contains(err.Error(), "--dates") {
		t.Errorf("a proof too far away: %v", err)
	}
	near := strings.Replace(far, "D01/02", "D31/01", 1)
	if c, err := subject().Parse(strings.NewReader(near)); err != nil || len(c.Needs) > 0 {
		t.Errorf("a near proof: %v, %v", err, c.Needs)
	}
	// Where the year stands first there is nothing to prove, and a later doubt is asked about.
	iso := strings.ReplaceAll(far, "01/02/2026", "2026-02-01")
	c, err := subject().Parse(strings.NewReader(iso))
	if err != nil || len(c.Needs) == 0 {
		t.Errorf("a late doubt: %v, %v", err, c.Needs)
	}
	var d golden.Counter
	opt := importers.Options{Account: "A", Currency: "EUR", Dates: importers.DayFirst}
	if err := (Importer{}).Read(context.Background(), strings.NewReader(far), opt, &d); err != nil {
		t.Errorf("a far proof with an answer: %v", err)
	}
}

// TestReadInPieces: how the bytes arrive changes nothing.
func TestReadInPieces(t *testing.T) {
	for _, name := range []string{"bank", "crlf", "cr", "utf16", "fields", "no-last-line-end"} {
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
	_, err := subject().Parse(iotest.TimeoutReader(iotest.OneByteReader(bytes.NewReader(subject().Document(t, "bank")))))
	if !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("a failing disk: %v", err)
	}
	end := io.MultiReader(bytes.NewReader(subject().Document(t, "bank")), iotest.ErrReader(iotest.ErrTimeout))
	if _, err := subject().Parse(end); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("a disk that fails at the end: %v", err)
	}
}

// TestClaims: QIF is known by its first header, and by nothing else.
func TestClaims(t *testing.T) {
	for doc, want := range map[string]bool{
		"!Type:Bank\n": true, "\r\n!type:Cat": true, "!Account\nN": true, "!Option:MDY\n": true,
		"!Clear:AutoSwitch": true, "\xef\xbb\xbf!Type:Bank": true,
		"": false, "!": false, "!Typ": false, "D01/01/2026\nT1\n^": false, "x!Type:Bank": false,
		"<OFX>": false, "Date;!Type:Bank": false,
	} {
		if got := (Importer{}).Claims([]byte(doc)); got != want {
			t.Errorf("%q is claimed: %v", doc, got)
		}
	}
}

func many(n int) []byte {
	var b bytes.Buffer
	b.WriteString("!Type:Bank\r\n")
	for i := range n {
		fmt.Fprintf(&b, "D%02d/01/2026\r\nT1,2%02d.34\r\nPVIR SEPA CLIENT %d\r\nMFACTURE FA-2026-%d\r\n^\r\n",
			i%31+1, i%100, i%997, i)
	}
	return b.Bytes()
}

// TestMemory: beyond its buffers the reader allocates no more than the file is large.
func TestMemory(t *testing.T) {
	doc := many(20_000)
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
	if limit := int64(8*len(doc) + 1<<20); perFile > limit {
		t.Errorf("%d bytes were allocated for a file of %d, want at most %d", perFile, len(doc), limit)
	}
}

// BenchmarkRead is in bytes of the file per second.
func BenchmarkRead(b *testing.B) {
	doc := many(20_000)
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

// TestLeadingYear: days that lie years apart with the year last, and close together with it
// first, are not read in silence; a person may say that they begin or end with the year.
func TestLeadingYear(t *testing.T) {
	const doc = "!Type:Bank\nD26/06/12\nT1.00\n^\nD26/06/13\nT-2.00\n^\nD26/06/15\nT3.00\n^\n"
	if got, err := subject().Parse(strings.NewReader(doc)); err != nil ||
		!slices.Contains(got.Needs, importers.LeadingYearNeed) || len(got.Answers) != 1 {
		t.Errorf("%v: %q %+v", err, got.Needs, got.Answers)
	}
	for file, opt := range map[string]importers.Options{
		doc:                                 {Account: "A", Currency: "EUR", Dates: importers.DayFirst},
		strings.ReplaceAll(doc, "/1", "'1"): {Account: "A", Currency: "EUR"},
	} {
		var c importers.Collector
		if err := (Importer{}).Read(context.Background(), strings.NewReader(file), opt, &c); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	yearFirst := importers.Options{Account: "A", Currency: "EUR", Dates: importers.YearFirst}
	var c importers.Collector
	if err := (Importer{}).Read(context.Background(), strings.NewReader(doc), yearFirst, &c); err != nil {
		t.Error(err)
	} else if s := c.Statements[0]; s.From.String() != "2026-06-12" || s.To.String() != "2026-06-15" {
		t.Errorf("year first: %s to %s", s.From, s.To)
	}
	err := Importer{}.Read(context.Background(), strings.NewReader(strings.ReplaceAll(doc, "/15", "/2015")), yearFirst, &c)
	if err == nil || !strings.Contains(err.Error(), "line 8: the date does not begin with two digits of a year") {
		t.Errorf("the year last: %v", err)
	}
}

// TestAnswers: what a file proves, states or was told of the order of its days is known of the next
// file of its kind.
func TestAnswers(t *testing.T) {
	open := "!Type:Bank\nD01/06/26\nT1.00\n^\n"
	read := func(doc string, order importers.DayOrder) importers.Collector {
		var c importers.Collector
		opt := importers.Options{Account: "A", Currency: "EUR", Dates: order}
		if err := (Importer{}).Read(context.Background(), strings.NewReader(doc), opt, &c); err != nil {
			t.Fatalf("%q: %v", doc, err)
		}
		return c
	}
	kind := read(open, 0).Kind
	for _, c := range []struct {
		doc   string
		order importers.DayOrder
		want  string
		same  bool // layout as the first
	}{
		{open, importers.OrderUnknown, "account A false", true},
		{open, importers.DayFirst, "account A false dates dmy false", true},
		{strings.ReplaceAll(open, "01/06", "31/05"), 0, "account A false dates dmy true", true},
		{strings.ReplaceAll(open, "01/06", "5/31"), 0, "account A false dates mdy true", true},
		{"!Option:MDY\n" + open, 0, "account A false dates mdy true", true},
		{strings.ReplaceAll(open, "01/06/26", "06/06/26"), 0, "account A false", true},
		{strings.ReplaceAll(open, "01/06/26", "1/ 6'26"), 0, "account A false", false},
		{"!Account\nNCurrent\n^\n" + open, 0, "account A false", false},
	} {
		got := read(c.doc, c.order)
		said := ""
		for _, a := range got.Answers {
			said += fmt.Sprint(" ", a.Question, " ", a.Value, " ", a.Proved)
		}
		if strings.TrimSpace(said) != c.want || (got.Kind == kind) != c.same {
			t.Errorf("%q: %q, want %q, layout %s", c.doc, said, c.want, got.Kind)
		}
	}
}
