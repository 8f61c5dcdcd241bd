package importers

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/reconcile"
)

// FuzzTextReader: what comes out is text without NUL, whatever goes in, within its memory.
func FuzzTextReader(f *testing.F) {
	f.Add([]byte("a\xff\xfe"), "windows-1252")
	f.Add([]byte("\xff\xfea\x00"), "")
	f.Add([]byte("caf\xc3\xa9"), "")
	f.Fuzz(func(t *testing.T, in []byte, label string) {
		defer bound.Watch(len(in))()
		DecodeHead(in)
		bound.Memory(t, in, func(r io.Reader, see func()) {
			for _, open := range []func() (io.Reader, error){
				func() (io.Reader, error) { return TextReader(r, label) },
				func() (io.Reader, error) { return XMLReader(bytes.NewReader(in)) },
			} {
				if text, err := open(); err == nil {
					_, _ = io.Copy(io.Discard, text) // an error is an answer
					see()
				}
			}
		})
		r, err := TextReader(bytes.NewReader(in), label)
		if err != nil {
			return
		}
		got, err := io.ReadAll(r)
		if err == nil && (bytes.IndexByte(got, 0) >= 0 || !utf8.Valid(got)) {
			t.Fatalf("%q came out", got)
		}
	})
}

// FuzzMixedText: a value is text or refused, and text in UTF-8 stays what it is.
func FuzzMixedText(f *testing.F) {
	f.Add([]byte("caf\xe9"), "")
	f.Add([]byte("\xc3\xa9\xe9"), "iso-8859-15")
	f.Fuzz(func(t *testing.T, in []byte, label string) {
		mixed := MixedText{Label: label}
		got, err := mixed.Decode(in, 1)
		if err == nil && (!utf8.ValidString(got) || utf8.Valid(in) && got != string(in)) {
			t.Fatalf("%q is %q", in, got)
		}
	})
}

// FuzzArchive: no ZIP and no gzip makes it panic or take memory for what comes out of it, and
// what is read keeps to the limits.
func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, entry{"a.txt", "beta 1"}, entry{"b/c.txt", "beta 2 3"}))
	f.Add(zipped(f, entry{"in.zip", string(zipped(f, entry{"a", "beta 1"}))}))
	f.Add(gzipped(f, "beta 1"))
	f.Add(gzipped(f, "beta 1"+strings.Repeat(" ", 1<<20)))
	f.Fuzz(func(t *testing.T, b []byte) {
		defer bound.Watch(len(b))()
		files := little().OpenAll(context.Background(), Stdin, bytes.NewReader(b), ReadOptions{})
		if len(files) == 0 || len(files) > MaxMembers {
			t.Fatal(len(files))
		}
		for _, file := range files {
			if file.Err != nil && len(file.Statements) > 0 {
				t.Fatalf("%s is refused and read: %v", file.Name, file.Err)
			}
			if file.Size > MaxUnpacked || file.Size > UnpackedFree && file.Size/MaxRatio > int64(len(b)) {
				t.Fatalf("%d bytes of %s came out of %d", file.Size, file.Name, len(b))
			}
		}
	})
}

// FuzzAmount: an amount that is read prints and parses back, has no digit that was not
// written, and is refused or exact in every currency.
func FuzzAmount(f *testing.F) {
	for _, s := range []string{"1234.56", "-1.234,56", "1'234.567", "1\u00a0234,5", "1,234", "+.5", "1.234.567", "0,000"} {
		f.Add(s, "EUR")
		f.Add(s, "TND")
	}
	f.Fuzz(func(t *testing.T, s, code string) {
		c := reconcile.Currency(code)
		m, err := ParseAmount(s, c)
		if err != nil {
			return
		}
		back, err := ParseAmount(m.Decimal(), c)
		if err != nil || back != m {
			t.Fatalf("%q in %s is %s, and that is %s, %v", s, code, m, back, err)
		}
		only := func(s string) string {
			return strings.Trim(strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, s), "0")
		}
		if only(s) != only(m.Decimal()) {
			t.Fatalf("%q in %s is %s", s, code, m)
		}
	})
}

// FuzzDate: a written day is the one that it says or none, and a file's own days never prove
// an order that one of them makes impossible.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"31/01/2026", "1.2.26", "31/01'26", " 1/ 2' 4", "2026-01-31 12:00", "29/02/1900"} {
		f.Add(s, "12-13-2026", uint8(1))
	}
	f.Fuzz(func(t *testing.T, a, b string, asked uint8) {
		var proof DayProof
		var seen []WrittenDate
		for i, s := range []string{a, b} {
			d, err := SplitDate(s)
			if err != nil {
				continue
			}
			if alone := d.Alone(); alone != 0 {
				if again, err := SplitDate(alone.String()); err != nil || again.Alone() != alone {
					t.Fatalf("%q is %s, and that is %+v, %v", s, alone, again, err)
				}
			}
			if d.See(&proof, i+1) {
				seen = append(seen, d)
			}
		}
		order, err := proof.Settle(DayOrder(asked % 3))
		if err != nil || order == OrderUnknown {
			return
		}
		for _, d := range seen {
			if d.In(order) == 0 {
				t.Fatalf("%+v is no day in the order %s that %q and %q prove", d, order, a, b)
			}
		}
	})
}
