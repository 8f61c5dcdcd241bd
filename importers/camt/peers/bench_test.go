package peers

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"math"
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

// BenchmarkCamt053 reads one message with each, on one core: 100 MB, or 10 MB with -short.
// The metric rappro-is-x-faster is the time of the peer through ours, best of the rounds that
// -benchtime asks for.
func BenchmarkCamt053(b *testing.B) {
	size := 100_000_000
	if testing.Short() {
		size = 10_000_000
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, layout := range []string{"compact", "indented"} {
		m := generate(size, 1, layout == "indented")
		own := time.Duration(0)
		for _, r := range readers {
			b.Run(layout+"/"+r.name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(m.doc)))
				best := time.Duration(math.MaxInt64)
				for b.Loop() {
					best = min(best, r.measure(b, m))
				}
				if own == 0 {
					own = best
				}
				b.ReportMetric(best.Seconds()/own.Seconds(), "rappro-is-x-faster")
			})
		}
	}
}

// measure reads the message once, in a memory that the one before left clean.
func (r reader) measure(b *testing.B, m made) time.Duration {
	b.StopTimer()
	runtime.GC()
	b.StartTimer()
	start := time.Now()
	n, err := r.read(m.doc)
	took := time.Since(start)
	if err != nil || n != m.entries {
		b.Fatalf("%s: %d entries of %d: %v", r.name, n, m.entries, err)
	}
	return took
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
