package mt940

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/importers"
)

// good lists the inputs of the golden cases that are read.
func good(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("../../fixtures/mt940/*/in.sta")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	docs := make(map[string][]byte)
	for _, p := range paths {
		name := filepath.Base(filepath.Dir(p))
		if strings.HasSuffix(name, "-bad") {
			continue
		}
		if docs[name], err = os.ReadFile(p); err != nil {
			t.Fatal(err)
		}
	}
	return docs
}

// TestTruncatedBlock: a file in SWIFT blocks is never read when it is cut in a message.
func TestTruncatedBlock(t *testing.T) {
	doc := "{1:F01COBADEFFAXXX0000000000}{4:\n" + opening + ":62F:C260105EUR5,00\n-}"
	if _, err := parse(doc); err != nil {
		t.Fatal(err)
	}
	for cut := range len(doc) - 1 {
		if _, err := parse(doc[:cut]); err == nil {
			t.Fatalf("read although cut: %q", doc[:cut])
		}
	}
}

// TestLimits: one below the limit and the limit itself pass, one above is refused.
func TestLimits(t *testing.T) {
	line := func(n int) string { // one line of n bytes, its tag included
		return wrap(":61:2601050105C1,00NTRFNONREF\n:86:" + strings.Repeat("x", n-4) + "\n")
	}
	field := func(n int) string { // a field of n bytes in lines of 64 with their ends
		doc := ":86:" + strings.Repeat("x", 60)
		for left := n - len(doc); left > 0; {
			k := min(left, 64)
			doc += "\n" + strings.Repeat("x", k-1)
			left -= k
		}
		return wrap(":61:2601050105C1,00NTRFNONREF\n" + doc + "\n")
	}
	texts := func(n int) string { // texts of n bytes together
		one := ":86:" + strings.Repeat("x", 64<<10-4) + "\n"
		doc := strings.Repeat(one, n/(64<<10))
		if left := n % (64 << 10); left > 0 {
			doc += ":86:" + strings.Repeat("x", left-4) + "\n"
		}
		return wrap(":61:2601050105C1,00NTRFNONREF\n" + doc)
	}
	for _, c := range []struct {
		name  string
		doc   func(int) string
		limit int
		step  int
	}{
		{"line", line, importers.MaxField, 1},
		{"field", field, importers.MaxField, 1},
		{"texts", texts, importers.MaxElement, 4},
	} {
		for n, passes := range map[int]bool{c.limit - c.step: true, c.limit: true,
			c.limit + c.step: false} {
			_, err := parse(c.doc(n))
			if passes && err != nil {
				t.Errorf("%s %d: %v", c.name, n, err)
			}
			if !passes && !errors.Is(err, importers.ErrLimit) {
				t.Errorf("%s %d: %v, want a limit", c.name, n, err)
			}
		}
	}
}

// TestNeverEnds: what goes on for ever is refused early.
func TestNeverEnds(t *testing.T) {
	for _, head := range []string{"", ":20:", opening, opening + ":61:", opening + ":86:"} {
		in := io.MultiReader(strings.NewReader(head), &zeros{c: 'x', left: 1 << 30})
		if _, err := parseReader(in); !errors.Is(err, importers.ErrLimit) {
			t.Errorf("%q and no line end: %v, want a limit", head, err)
		}
	}
}

type zeros struct {
	c    byte
	left int
}

// Read gives the same byte again and again.
func (z *zeros) Read(p []byte) (int, error) {
	if z.left -= len(p); z.left < 0 {
		return 0, errors.New("read to the end")
	}
	for i := range p {
		p[i] = z.c
	}
	return len(p), nil
}

// TestReadInPieces: how the bytes arrive changes nothing, and a failing disk is told.
func TestReadInPieces(t *testing.T) {
	for name, doc := range good(t) {
		whole, err := parseReader(bytes.NewReader(doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range []io.Reader{iotest.OneByteReader(bytes.NewReader(doc)),
			iotest.HalfReader(bytes.NewReader(doc)), iotest.DataErrReader(bytes.NewReader(doc))} {
			c, err := parseReader(in)
			if err != nil || !reflect.DeepEqual(c.Statements, whole.Statements) ||
				!reflect.DeepEqual(c.Remarks(), whole.Remarks()) {
				t.Fatalf("%s read in pieces differs: %v", name, err)
			}
		}
	}
	doc := wrap(strings.Repeat(":61:2601050105C1,00NTRFNONREF\n", 10_000))
	_, err := parseReader(iotest.TimeoutReader(iotest.HalfReader(strings.NewReader(doc))))
	if !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("a failing disk: %v", err)
	}
}

// TestClaims: what stands around a message does not matter, what looks like one does not
// count.
func TestClaims(t *testing.T) {
	for doc, want := range map[string]bool{
		opening:                            true,
		"\x01\r\n" + opening:               true,
		"\xEF\xBB\xBF" + opening:           true,
		"ABNANL2A\n940\n" + opening:        true,
		":20:1\r:25:1\r:60M:":              true,
		":20:1\n:34F:EUR0,\n":              true,
		":20:1\n:25:1\n:32A:260105EUR1,\n": false, // MT910
		":60F:C260104EUR5,00\n:20:1\n":     false,
		"<p>\n" + opening:                  false,
		"a;b\n:20:x;:60F:y\n":              false,
		":20:1\n see :60F:\n":              false,
		":20":                              false,
		"":                                 false,
	} {
		if got := (Importer{}).Claims([]byte(doc)); got != want {
			t.Errorf("%q: claimed %v, want %v", doc, got, want)
		}
	}
	for name, doc := range good(t) {
		if !(Importer{}).Claims(doc) {
			t.Errorf("%s is not claimed", name)
		}
	}
}
