package peers

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/moov-io/iso20022/pkg/document"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
	"github.com/rappro/rappro/reconcile"
)

// discard is a sink that counts and keeps nothing.
type discard struct {
	entries int
	sum     int64
}

func (*discard) Begin(reconcile.Statement) error { return nil }
func (*discard) Pending(reconcile.Money) error   { return nil }
func (*discard) End(reconcile.Statement) error   { return nil }
func (*discard) Ask(string)                      {}
func (*discard) Note(string)                     {}

func (d *discard) Entry(e reconcile.Entry) error {
	d.entries++
	d.sum += e.Amount.Minor
	return nil
}

// BenchmarkCamt053 reads one message with each, on one core, and prints the table of the
// ratios: 100 MB, or 10 MB with -short.
func BenchmarkCamt053(b *testing.B) {
	size := 100_000_000
	if testing.Short() {
		size = 10_000_000
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, layout := range []string{"compact", "indented"} {
		m := generate(size, 1, layout == "indented")
		results := make([]result, len(readers))
		for i, r := range readers {
			b.Run(layout+"/"+r.name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(m.doc)))
				for b.Loop() {
					results[i].measure(b, r, m)
				}
			})
		}
		b.Logf("%s, %d MB, %d entries, one core, best of %d:", layout, len(m.doc)/1_000_000, m.entries,
			results[0].runs)
		for i, r := range readers {
			own, its := results[0].best, results[i].best
			if its == 0 {
				continue
			}
			b.Logf("  %-32s %7.1f MB/s %10.1f MB allocated %6.1f x", r.name,
				float64(len(m.doc))/1e6/its.Seconds(), float64(results[i].allocated)/1e6,
				its.Seconds()/own.Seconds())
		}
	}
}

// result is what one reader needed at best.
type result struct {
	best      time.Duration
	allocated uint64
	runs      int
}

func (r *result) measure(b *testing.B, peer reader, m made) {
	b.StopTimer()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b.StartTimer()
	start := time.Now()
	n, err := peer.read(m.doc)
	took := time.Since(start)
	b.StopTimer()
	if err != nil || n != m.entries {
		b.Fatalf("%d entries of %d: %v", n, m.entries, err)
	}
	runtime.ReadMemStats(&after)
	if r.runs++; r.best == 0 || took < r.best {
		r.best, r.allocated = took, after.TotalAlloc-before.TotalAlloc
	}
	b.StartTimer()
}

type reader struct {
	name string
	read func(doc []byte) (entries int, err error)
}

// readers begin with ours, which the others are compared with.
var readers = []reader{{"rappro", rappro}, {"encoding-xml-Decoder.Decode", decode},
	{"encoding-xml-Token", token}, {"moov-io-iso20022", moov}}

func rappro(doc []byte) (int, error) {
	var d discard
	err := camt.Statements().Read(context.Background(), bytes.NewReader(doc), importers.Options{}, &d)
	return d.entries, err
}

func token(doc []byte) (entries int, err error) {
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return entries, nil
		}
		if err != nil {
			return 0, err
		}
		if s, ok := t.(xml.StartElement); ok && s.Name.Local == "Ntry" {
			entries++
		}
	}
}

func decode(doc []byte) (int, error) {
	var d decoded
	if err := xml.NewDecoder(bytes.NewReader(doc)).Decode(&d); err != nil {
		return 0, err
	}
	return len(d.Statement.Entries), nil
}

func moov(doc []byte) (int, error) {
	d, err := document.ParseIso20022Document(doc)
	if err != nil {
		return 0, err
	}
	return len(statement(d).Ntry), nil
}
