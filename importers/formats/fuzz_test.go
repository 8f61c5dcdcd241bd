package formats_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/formats"
)

// FuzzDetect: whatever bytes a file has, it is refused or read, and what is read prints and
// parses back. It starts from the fixtures of every format and looks for what lies between
// two of them; each format has a target of its own too.
func FuzzDetect(f *testing.F) {
	known, err := formats.All()
	if err != nil {
		f.Fatal(err)
	}
	folders, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil {
		f.Fatal(err)
	}
	bound.Seeds(f, folders...)
	f.Fuzz(func(t *testing.T, b []byte) {
		defer bound.Watch(len(b))()
		if claims := known.Claims(b[:min(len(b), importers.HeadSize)]); len(claims) > 1 {
			t.Fatalf("claimed by %v", claims)
		}
		file := known.Read(context.Background(), "in", bytes.NewReader(b),
			importers.ReadOptions{Currency: "EUR", Announced: true})
		fuzzing.Check(t, file)
	})
}
