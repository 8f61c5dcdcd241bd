package jsontok_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/jsontok"
)

// value reads whatever a document is, as far as this package reads it: a name says what stands
// behind it.
func value(r *jsontok.Reader, name string) (v any, err error) {
	switch name {
	case "o":
		m := map[string]any{}
		err = r.Object(func(name string) error {
			m[name], err = value(r, name)
			return err
		})
		return m, err
	case "a":
		list := []any{}
		err = r.Array(func() error {
			v, err := value(r, "t")
			list = append(list, v)
			return err
		})
		return list, err
	case "t":
		return r.Text()
	case "n":
		n, err := r.Number()
		return json.Number(fmt.Sprint(n)), err
	case "f":
		return r.Flag()
	}
	return nil, r.Fail("unknown")
}

func read(in io.Reader) (any, error) {
	r := jsontok.New(in)
	v, err := value(r, "o")
	if err == nil {
		err = r.End()
	}
	return v, err
}

// TestRead: every kind of value, space wherever it may stand, and every escape.
func TestRead(t *testing.T) {
	for doc, want := range map[string]string{
		`{}`: `map[]`,
		" {\n\t\"t\" : \"x\" , \"n\":0,\"f\":true,\r\n\"a\":[ ],\"o\":{\"f\":false}} \n": `map[a:[] f:true n:0 o:map[f:false] t:x]`,
		`{"n":9223372036854775807}`:                     `map[n:9223372036854775807]`,
		`{"a":["","\"\\\/\b\f\n\r\t","é\u00e9\u00E9"]}`: "map[a:[ \"\\/\b\f\n\r\t ééé]]",
		`{"t":"\ud83d\ude00😀"}`:                         `map[t:😀😀]`,
	} {
		if got, err := read(strings.NewReader(doc)); err != nil || fmt.Sprint(got) != want {
			t.Errorf("%s is %v %v, want %s", doc, got, err, want)
		}
	}
}

// TestRefused: what is no JSON, and what encoding/json would let pass, with its line.
func TestRefused(t *testing.T) {
	for doc, want := range map[string]string{
		"":                              "ends in the middle",
		"[]":                            "byte 1 is no JSON",
		"{\n\"n\":1":                    "line 2: the file ends in the middle",
		`{"n":1,}`:                      "byte 8 is no JSON",
		`{"n":01}`:                      "is no JSON",
		`{"n":-1}`:                      "is no JSON",
		`{"n":1.0}`:                     "is no JSON",
		`{"n":9223372036854775808}`:     "is no JSON",
		`{"n":12345678901234567890}`:    "is no JSON",
		`{"f":null}`:                    "is no JSON",
		`{"f":truth}`:                   "is no JSON",
		`{"a":["x" "y"]}`:               "is no JSON",
		`{"t":'x'}`:                     "is no JSON",
		"{\"t\":\"a\nb\"}":              "is no JSON",
		`{"t":"\x"}`:                    "is no JSON",
		`{"t":"\u00g0"}`:                "is no JSON",
		`{"t":"\u0000"}`:                "a NUL byte",
		`{"t":"\ud83d"}`:                "half a character",
		`{"t":"\ud83d\n"}`:              "half a character",
		`{"t":"\ude00\ud83d"}`:          "half a character",
		"{\"t\":\"\xff\"}":              "not UTF-8",
		"{\n\"t\":\"x\",\n\"t\":\"y\"}": `line 3: member "t" stands twice`,
		`{"n":1} {}`:                    "something stands behind the end",
		"{\"n\":1}\x00":                 "something stands behind the end",
	} {
		got, err := read(strings.NewReader(doc))
		var own *importers.Error
		if !errors.As(err, &own) || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("%q is %v %v, want %s", doc, got, err, want)
		}
	}
}

// TestNeed: what has to be there; names of an inner object are not those of the outer one.
func TestNeed(t *testing.T) {
	for doc, want := range map[string]string{`{"o":{"n":1},"n":2}`: "<nil>",
		`{"o":{"n":1}}`: `line 1: member "n" is missing: the file was edited`} {
		r := jsontok.New(strings.NewReader(doc))
		err := r.Object(func(name string) error { _, err := value(r, name); return err }, "n")
		if fmt.Sprint(err) != want {
			t.Errorf("%s: %v, want %s", doc, err, want)
		}
	}
}

// TestLine: an element is asked for on its own line.
func TestLine(t *testing.T) {
	r := jsontok.New(strings.NewReader("[\n\"a\",\n\n\"b\" ,\"c\"\n,\n\"d\"]"))
	var lines []int
	err := r.Array(func() error {
		lines = append(lines, r.Line())
		_, err := r.Text()
		return err
	})
	if err != nil || !slices.Equal(lines, []int{2, 4, 4, 6}) {
		t.Errorf("%v %v", lines, err)
	}
}

// TestLimit: a text of one less than the limit, of the limit, and of one more.
func TestLimit(t *testing.T) {
	for n, passes := range map[int]bool{importers.MaxField - 1: true, importers.MaxField: true,
		importers.MaxField + 1: false} {
		_, err := read(strings.NewReader(`{"t":"` + strings.Repeat("x", n) + `"}`))
		if errors.Is(err, importers.ErrLimit) == passes || passes && err != nil {
			t.Errorf("a text of %d: %v", n, err)
		}
	}
}

// FuzzReader: what is read, encoding/json reads too, and the same; it is the same however the
// bytes arrive, within its memory; what is refused is refused for people.
func FuzzReader(f *testing.F) {
	for _, doc := range []string{`{"t":"x","n":1,"f":true,"a":["\ud83d\ude00","é"],"o":{"o":{}}}`,
		`{"t":"\u0041\n\/","a":[]}`, " {\n}\n", `{"t":"\ud83d"}`, `{"n":01,"n":2}`} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		defer bound.Watch(len(doc))()
		if bytes.Count(doc, []byte("{"))+bytes.Count(doc, []byte("[")) > 1000 {
			return // whoever asks knows how deep a schema is
		}
		bound.Memory(t, doc, func(r io.Reader, _ func()) { _, _ = read(r) })
		got, err := read(bytes.NewReader(doc))
		pieces, err2 := read(iotest.OneByteReader(bytes.NewReader(doc)))
		if fmt.Sprint(err) != fmt.Sprint(err2) || fmt.Sprint(got) != fmt.Sprint(pieces) {
			t.Fatalf("%v %v, in pieces %v %v", got, err, pieces, err2)
		}
		if err != nil {
			var own *importers.Error
			if !errors.As(err, &own) && !errors.Is(err, importers.ErrLimit) {
				t.Fatalf("refused with %T: %v", err, err)
			}
			return
		}
		var want any
		dec := json.NewDecoder(bytes.NewReader(doc))
		dec.UseNumber()
		if err := dec.Decode(&want); err != nil {
			t.Fatalf("%v is not read by encoding/json: %v", got, err)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) || !utf8.Valid(doc) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}
