package bankcsv

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/fixtures/bound"
)

// FuzzProfile: a profile that is read prints and parses back as the same one.
func FuzzProfile(f *testing.F) {
	files, err := filepath.Glob("profiles/*.profile")
	if err != nil || len(files) == 0 {
		f.Fatal("no profiles", err)
	}
	own, err := filepath.Glob("../../fixtures/bankcsv/*/own.profile")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range append(files, own...) {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Fuzz(func(t *testing.T, text string) {
		defer bound.Watch(len(text))()
		p, err := ParseProfile("x", text)
		if err != nil || p.Date == "" && !p.Detected {
			return
		}
		var first, second bytes.Buffer
		if err := WriteProfile(&first, p); err != nil {
			t.Fatal(err)
		}
		back, err := ParseProfile("x", first.String())
		if err != nil {
			t.Fatalf("%v in\n%s", err, &first)
		}
		if err := WriteProfile(&second, back); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatalf("printed again it differs: %v\n%s\n%s", err, &first, &second)
		}
	})
}
