package xmltok

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/importers"
)

// all reads to the end and gives what ended it, nil for the end of the document.
func all(r io.Reader) error {
	x := New(r)
	for {
		if _, err := x.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestLimits: one below the limit and the limit itself pass, one above is refused.
func TestLimits(t *testing.T) {
	const field = importers.MaxField
	x := func(n int) string { return strings.Repeat("x", n) }
	for name, c := range map[string]struct {
		limit int
		doc   func(n int) string
	}{
		"text":  {field, func(n int) string { return "<a>" + x(n) + "</a>" }},
		"space": {field + marks, func(n int) string { return "<a/>" + strings.Repeat(" ", n-1) + "<!---->" }},
		"depth": {importers.MaxDepth, func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }},
		"attributes": {importers.MaxAttributes, func(n int) string {
			s := "<a"
			for i := range n {
				s += fmt.Sprintf(" b%d=''", i)
			}
			return s + "/>"
		}},
		// Tags, comments, CDATA and instructions are measured with their marks.
		"comment":     {field + marks, func(n int) string { return "<a><!--" + x(n-7) + "--></a>" }},
		"CDATA":       {field + marks, func(n int) string { return "<a><![CDATA[" + x(n-12) + "]]></a>" }},
		"instruction": {field + marks, func(n int) string { return "<a><?p " + x(n-6) + "?></a>" }},
		"attribute":   {field + marks, func(n int) string { return "<a b='" + x(n-9) + "'/>" }},
		"name":        {field + marks, func(n int) string { return "<" + x(n-3) + "/>" }},
		"end tag":     {field + marks, func(n int) string { return "<a></a" + strings.Repeat(" ", n-4) + ">" }},
	} {
		for n, passes := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
			err := all(strings.NewReader(c.doc(n)))
			if passes && err != nil || !passes && !errors.Is(err, importers.ErrLimit) {
				t.Errorf("%s of %d: %v", name, n, err)
			}
		}
	}
}

// endless gives a beginning and then the same for ever.
type endless struct{ first, then string }

func (e *endless) Read(p []byte) (int, error) {
	if e.first == "" {
		e.first = e.then
	}
	n := copy(p, e.first)
	e.first = e.first[n:]
	return n, nil
}

// TestEndless: a token without end is refused before it fills the memory.
func TestEndless(t *testing.T) {
	for _, c := range []endless{{"<a>", "x"}, {"<a><!--", "x"}, {"<a><![CDATA[", "]"}, {"<a><?p ", "?"}, {"<", "a"},
		{"<a b='", "&amp;"}, {"<a ", "\n"}, {"<a></", "a"}, {"", " "}, {"<a>", "<a>"}, {"<a", " b='c'"}, {"<a>&", "#"}} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if err := all(&c); err == nil {
			t.Errorf("%q was read", c.then)
		}
		runtime.ReadMemStats(&after)
		if used := (after.TotalAlloc - before.TotalAlloc) >> 10; used > 512 {
			t.Errorf("%q: %d KiB were used", c.then, used)
		}
	}
}

// TestNames: names are made once, and a document of ever new ones does not fill the memory.
func TestNames(t *testing.T) {
	x := New(strings.NewReader("<p:a><p:a/><a/></p:a>"))
	var seen []*Name
	for {
		kind, err := x.Next()
		if err != nil {
			break
		}
		if kind == Start {
			seen = append(seen, x.Name())
		}
	}
	if len(seen) != 3 || seen[0] != seen[1] || seen[0] == seen[2] || seen[0].Prefix != "p" ||
		seen[0].Local != seen[2].Local {
		t.Errorf("%+v", seen)
	}
	var b strings.Builder
	b.WriteString("<a>")
	for i := range 10 * maxNames {
		fmt.Fprintf(&b, "<b%d c%d=''></b%d>", i, i, i)
	}
	b.WriteString("</a>")
	x = New(strings.NewReader(b.String()))
	for {
		if _, err := x.Next(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if len(x.names) != maxNames {
		t.Errorf("%d names are kept, want %d", len(x.names), maxNames)
	}
	kept := 0
	for n := x.names["a"].then[child][0]; n != nil && kept <= maxNames; n = n.then[sibling][0] {
		kept++
	}
	if kept > maxNames {
		t.Error("names hold each other beyond the limit")
	}
}

// TestSource: what the source says comes through, after the tokens before it.
func TestSource(t *testing.T) {
	disk := errors.New("the disk")
	x := New(io.MultiReader(strings.NewReader("<a><b/>"), iotest.ErrReader(disk)))
	for _, want := range []Kind{Start, Start, End} {
		if kind, err := x.Next(); kind != want || err != nil {
			t.Fatalf("%d %v, want %d", kind, err, want)
		}
	}
	for range 2 {
		if _, err := x.Next(); !errors.Is(err, disk) {
			t.Errorf("%v, want what the source says, again and again", err)
		}
	}
	if err := all(idle{}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("%v", err)
	}
	if err := all(iotest.OneByteReader(strings.NewReader("<a>&#228;<b c='d'/></a>"))); err != nil {
		t.Error(err)
	}
}

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

// TestNoGarbage: once the names are known, tokens cost no memory.
func TestNoGarbage(t *testing.T) {
	one := "<n:b c='1' d=\"&lt;\">x &amp; y\r\n<![CDATA[z]]><!-- c --></n:b>\n<e/>"
	x := New(&endless{"<a>" + one, one})
	next := func() {
		if _, err := x.Next(); err != nil {
			t.Fatal(err)
		}
	}
	for range 1000 {
		next()
	}
	if n := testing.AllocsPerRun(10_000, next); n > 0 {
		t.Errorf("%v allocations a token", n)
	}
}
