package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
)

// read gives the heading and the rows of a table, a line each.
func read(doc []byte) (string, error) {
	s, err := sheet.Open(bytes.NewReader(doc))
	if err != nil {
		return "", err
	}
	out := strings.Join(s.Columns(), "|")
	err = s.Each(func() error {
		out += fmt.Sprintf("\n%d", s.Line())
		for i := range s.Columns() {
			out += "|" + s.Cell(i)
		}
		return nil
	})
	return out, err
}

// TestRead: whatever separates and encodes the cells, and however columns are written.
func TestRead(t *testing.T) {
	for doc, want := range map[string]string{
		"a,b\n1,2\n":                                         "a|b\n2|1|2",
		"a;b\r\n1;2\r\n3;4\r\n":                              "a|b\n2|1|2\n3|3|4",
		"a\tb\r1\t2\r":                                       "a|b\n2|1|2",
		"\n\nA  (x),[B]\n\n1,2\n":                            "a x|b\n5|1|2",
		"\xEF\xBB\xBFÉtat;N° de facture\n x ;\n":             "etat|n de facture\n2|x|",
		"\xC9tat;b\n\xE9;\xC3\xA9\n":                         "etat|b\n2|é|é",
		"\xFF\xFEa\x00,\x00b\x00\n\x001\x00,\x002\x00\n\x00": "a|b\n2|1|2",
		"a,b\n\"x,\"\"y\"\"\nz\",2\n3,4\n":                   "a|b\n2|x,\"y\"\nz|2\n4|3|4",
		"a,b\n":                                              "a|b",
	} {
		got, err := read([]byte(doc))
		if err != nil || got != want {
			t.Errorf("%q is %q %v, want %q", doc, got, err, want)
		}
		if names := strings.Join(sheet.Heading([]byte(doc)), "|"); names != strings.Split(want, "\n")[0] {
			t.Errorf("%q has the heading %q", doc, names)
		}
	}
}

// TestRefused: what is cut or damaged, with its line.
func TestRefused(t *testing.T) {
	for doc, want := range map[string]string{
		"":                        "the file is empty",
		"a,b\n1,2":                "line 2: the last line does not end",
		"a,b\n1\n":                "line 2: not as many cells",
		"a,b\n1,2,3\n":            "line 2: not as many cells",
		"a,b\n1,\"2\n3,4\n":       "line 2: a quote is open",
		"a,b\n1,2\"2\n":           "line 2: a quote",
		"a,b\n\x00,2\n":           "line 2: a NUL",
		"a,b\n1,2\n\x81\xFFx,2\n": "line 3: bytes that are neither",
	} {
		got, err := read([]byte(doc))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q %v, want %q", doc, got, err, want)
		}
	}
}

// TestLimits: one below the limit and the limit itself pass, one above is refused with the
// line where the record begins.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name  string
		limit int
		doc   func(n int) string
	}{
		{"field", importers.MaxField, func(n int) string { return "a,b\n1," + strings.Repeat("x", n) + "\n" }},
		{"columns", importers.MaxColumns, func(n int) string {
			return "\n" + strings.Repeat("a,", n-1) + "b\n"
		}},
		{"record", importers.MaxRecord, func(n int) string { // of 20 cells and a line end
			cell := strings.Repeat("x", importers.MaxRecord/20-1)
			return strings.Repeat("a,", 19) + "b\n" + strings.Repeat(cell+",", 19) +
				strings.Repeat("x", n-1-19*(len(cell)+1)) + "\n"
		}},
	} {
		for n, passes := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
			_, err := read([]byte(c.doc(n)))
			if passes != (err == nil) || !passes && (!errors.Is(err, importers.ErrLimit) ||
				!strings.HasPrefix(err.Error(), "line 2: ")) {
				t.Errorf("%s of %d: %v", c.name, n, err)
			}
		}
	}
	open := "a,b\n1,2\n3,\"" + strings.Repeat("x\n", importers.MaxRecord)
	if _, err := read([]byte(open)); !errors.Is(err, importers.ErrLimit) ||
		!strings.HasPrefix(err.Error(), "line 3: ") {
		t.Errorf("a quote that never closes: %v", err)
	}
	if sheet.Heading([]byte(strings.Repeat("a,", importers.MaxColumns))) != nil {
		t.Error("a heading of too many columns is claimed")
	}
}

// TestValues: amounts with a sign or code around, the currency of the row, and days.
func TestValues(t *testing.T) {
	s, err := sheet.Open(strings.NewReader("amount;currency;day\n€ 1 234,50;;31/01/2026\n" +
		"-12.00 EUR;usd;2026-02-01\n;;\n1.2.3;euros;32/01/2026\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	err = s.Each(func() error {
		var proof importers.DayProof
		m, given, err1 := s.Money(s.Find("montant", "amount"), "EUR")
		c, err2 := s.Currency(s.Find("currency"), "EUR")
		d, dated, err3 := s.Date(2, &proof)
		got += fmt.Sprintf("%d: %s %v %s %s %v", s.Line(), m, given, c, d.Alone(), dated)
		for _, err := range []error{err1, err2, err3} {
			if err != nil {
				got += " !"
				if !strings.HasPrefix(err.Error(), fmt.Sprintf("line %d: ", s.Line())) {
					t.Errorf("%v without its line", err)
				}
			}
		}
		got += "\n"
		return nil
	})
	want := "2: 1234.50 EUR true EUR 2026-01-31 true\n3: -12.00 EUR true USD 2026-02-01 true\n" +
		"4: 0.00 EUR false EUR  false\n5: 0  true   false ! ! !\n"
	if err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	if s.Cell(-1) != "" || s.Cell(9) != "" || s.Find("x") != -1 {
		t.Error("a column that is not there has something in it")
	}
}

// FuzzSheet: a table is the same however its bytes arrive, within its memory, and is refused
// with an error for people.
func FuzzSheet(f *testing.F) {
	bound.Seeds(f, "../../../fixtures/slip", "../../../fixtures/card", "../../../fixtures/payout")
	f.Fuzz(func(t *testing.T, doc []byte) {
		defer bound.Watch(len(doc))()
		bound.Memory(t, doc, func(r io.Reader, see func()) {
			sheet.Heading(doc)
			if s, err := sheet.Open(r); err == nil {
				_ = s.Each(func() error { see(); return nil }) // an error is an answer
			}
		})
		got, err := read(doc)
		s, err2 := sheet.Open(iotest.OneByteReader(bytes.NewReader(doc)))
		rows := 0
		if err2 == nil {
			err2 = s.Each(func() error { rows++; return nil })
		}
		if fmt.Sprint(err) != fmt.Sprint(err2) {
			t.Fatalf("%v, in pieces %v", err, err2)
		}
		var own *importers.Error
		if err != nil && !errors.As(err, &own) && !errors.Is(err, importers.ErrLimit) {
			t.Fatalf("refused with %T: %v", err, err)
		}
		if err == nil && strings.IndexByte(got, 0) >= 0 {
			t.Fatalf("%q is not text", got)
		}
	})
}
