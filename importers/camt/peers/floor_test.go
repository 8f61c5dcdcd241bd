package peers

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/xmltok"
)

func BenchmarkFloor(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, layout := range []string{"compact", "indented"} {
		m := generate(10_000_000, 1, layout == "indented")
		b.Run(layout+"/charset", func(b *testing.B) {
			b.SetBytes(int64(len(m.doc)))
			for b.Loop() {
				r, _ := importers.XMLReader(bytes.NewReader(m.doc))
				buf := make([]byte, 32<<10)
				for {
					if _, err := r.Read(buf); err != nil {
						break
					}
				}
			}
		})
		b.Run(layout+"/tokens", func(b *testing.B) {
			b.SetBytes(int64(len(m.doc)))
			for b.Loop() {
				r := xmltok.New(bytes.NewReader(m.doc))
				n := 0
				for {
					k, err := r.Next()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
					if k == xmltok.Start && r.Name().Local == "Ntry" {
						n++
					}
				}
				if n != m.entries {
					b.Fatal(n)
				}
			}
		})
	}
}
