package records_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

func all(r *records.Reader) (texts []string, lines []int, err error) {
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return texts, lines, nil
		}
		if err != nil {
			return texts, lines, err
		}
		texts, lines = append(texts, rec.Text()), append(lines, rec.Line)
	}
}

// TestDivide: the same records whatever stands between them, and a number that a person
// finds again: the line, or the record where there are no lines.
func TestDivide(t *testing.T) {
	for doc, want := range map[string]string{
		"abcdefgh":                 "abcd efgh 1 2",
		"abcd\nefgh\n":             "abcd efgh 1 2",
		"abcd\r\nefgh":             "abcd efgh 1 2",
		"abcd\refgh\r":             "abcd efgh 1 2",
		"\n\nabcd\n\r\n\nefgh":     "abcd efgh 3 6",
		"ab\nefgh":                 "ab efgh 1 2",
		"abcd   \nefgh  ":          "abcd efgh 1 2",
		"\xEF\xBB\xBFabcd\nef":     "abcd ef 1 2",
		"\xE9\xE8cd\nef":           "éècd ef 1 2",
		"éècd\nef":                 "éècd ef 1 2",
		"a\xE9\nb\xC3\xA9":         "aé bÃ© 1 2",
		"\xFF\xFEa\x00\n\x00b\x00": "a b 1 2",
		"     abcd":                "abcd 2",
		"":                         "",
	} {
		for _, r := range []io.Reader{strings.NewReader(doc), iotest.OneByteReader(strings.NewReader(doc))} {
			texts, lines, err := all(records.Fixed(r, 4))
			if err != nil {
				t.Errorf("%q: %v", doc, err)
			}
			got := strings.Join(texts, " ")
			for _, n := range lines {
				got += " " + string(rune('0'+n))
			}
			if got != want {
				t.Errorf("%q: %q, want %q", doc, got, want)
			}
		}
	}
	for _, doc := range []string{"a\x00", "é\nb\xE9", "\x00"} {
		if _, _, err := all(records.Lines(strings.NewReader(doc))); err == nil {
			t.Errorf("%q is read", doc)
		}
	}
	fail := errors.New("the disk")
	if _, _, err := all(records.Fixed(iotest.ErrReader(fail), 4)); !errors.Is(err, fail) {
		t.Errorf("a failing disk: %v", err)
	}
}

// TestField: positions are from 1, of characters, and blank beyond the end.
func TestField(t *testing.T) {
	for text, want := range map[string]string{"abcdef": "cde", "abcd": "cd ", "ab": "   ", "": "   ",
		"aéïöü": "ïöü", "éé": "   ", "ééé": "é  "} {
		if got := records.New(text, 1).Field(3, 5); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestValues: days with the century of CFONB, amounts with the decimals of their zone.
func TestValues(t *testing.T) {
	for s, want := range map[string]string{"290224": "2024-02-29", "290223": "", "010161": "",
		"010171": "1971-01-01", "311260": "2060-12-31", "01012": "", "0101 1": ""} {
		if d, ok := records.DayMonthYear(s); d.String() != want || ok != (want != "") {
			t.Errorf("%q: %s, want %q", s, d, want)
		}
	}
	if d, ok := records.YearMonthDay("240229"); !ok || d.String() != "2024-02-29" {
		t.Errorf("240229: %s", d)
	}
	for _, c := range []struct {
		digits   string
		decimals int
		currency reconcile.Currency
		want     string
	}{{"00120", 2, "EUR", "1.20 EUR"}, {"1", 2, "EUR", "0.01 EUR"}, {"1200", 3, "EUR", "1.20 EUR"},
		{"1201", 3, "EUR", ""}, {"12", 0, "EUR", "12.00 EUR"}, {"1500", 2, "JPY", "15 JPY"},
		{"1501", 2, "JPY", ""}, {"1501", 3, "TND", "1.501 TND"}, {"", 2, "EUR", ""},
		{"1 2", 2, "EUR", ""}, {"-12", 2, "EUR", ""}, {"12", 2, "", ""}} {
		m, err := records.Money(c.digits, c.decimals, c.currency)
		if (err == nil) != (c.want != "") || err == nil && m.String() != c.want {
			t.Errorf("%+v: %s %v", c, m, err)
		}
	}
	for s, ok := range map[string]bool{"0": true, "999999999999999999": true, "1000000000000000000": false,
		"": false, "+1": false, "1.0": false} {
		if _, got := records.Number(s); got != ok {
			t.Errorf("%q is a number: %v", s, got)
		}
	}
}
