package records_test

import (
	"bytes"
	"slices"
	"strconv"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// FuzzRecords: records are the same however the bytes arrive, are text of one line, and
// their fields are as long as they are asked for.
func FuzzRecords(f *testing.F) {
	bound.Seeds(f, "../../../fixtures/cfonb120", "../../../fixtures/bai2", "../../../fixtures/coda")
	f.Fuzz(func(t *testing.T, doc []byte) {
		defer bound.Watch(len(doc))()
		for _, size := range []int{0, 7, 120} {
			texts, lines, err := all(records.Fixed(bytes.NewReader(doc), size))
			again, places, other := all(records.Fixed(iotest.OneByteReader(bytes.NewReader(doc)), size))
			if !slices.Equal(texts, again) || !slices.Equal(lines, places) || (err == nil) != (other == nil) {
				t.Fatalf("of %d characters: %q at %v %v, in pieces %q at %v %v", size, texts, lines, err,
					again, places, other)
			}
			for i, s := range texts {
				rec := records.New(s, lines[i])
				n := utf8.RuneCountInString(rec.Field(3, 9))
				if !utf8.ValidString(s) || size > 0 && rec.Size > size || n != 7 {
					t.Fatalf("of %d characters: %q, of which positions 3 to 9 are %d", size, s, n)
				}
			}
		}
	})
}

// FuzzValues: a day, a number and an amount are exact and print as they were written, or are
// refused.
func FuzzValues(f *testing.F) {
	f.Add("290224", 2, "EUR")
	f.Add("0001201", 3, "TND")
	f.Add("999999999999999999", 0, "JPY")
	f.Fuzz(func(t *testing.T, s string, decimals int, code string) {
		if d, ok := records.DayMonthYear(s); ok {
			iso := d.String()
			if got := iso[8:] + iso[5:7] + iso[2:4]; got != s {
				t.Fatalf("%q is %s", s, iso)
			}
		}
		if d, ok := records.YearMonthDay(s); ok {
			iso := d.String()
			if got := iso[2:4] + iso[5:7] + iso[8:]; got != s {
				t.Fatalf("%q is %s", s, iso)
			}
		}
		if n, ok := records.Number(s); ok {
			if want, err := strconv.ParseInt(s, 10, 64); err != nil || want != n {
				t.Fatalf("%q is %d", s, n)
			}
		}
		if decimals < 0 || decimals > 9 {
			return
		}
		m, err := records.Money(s, decimals, reconcile.Currency(code))
		if err != nil {
			return
		}
		exp, _ := m.Currency.Exponent()
		if want, err := strconv.ParseInt(s, 10, 64); err == nil && want != scaled(m.Minor, decimals-exp) {
			t.Fatalf("%q with %d decimals is %s", s, decimals, m)
		}
	})
}

// scaled is minor units in units of 10^-by of them, as far as they are whole.
func scaled(n int64, by int) int64 {
	for ; by > 0; by-- {
		n *= 10
	}
	for ; by < 0; by++ {
		n /= 10
	}
	return n
}
