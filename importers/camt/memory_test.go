package camt

import (
	"context"
	"runtime"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// counting is a sink that keeps nothing and looks at the memory from time to time.
type counting struct {
	entries int
	sum     int64
	peak    uint64
}

func (c *counting) Begin(reconcile.Statement) error { return nil }
func (c *counting) End(reconcile.Statement) error   { return nil }
func (c *counting) Pending(reconcile.Money) error   { return nil }
func (c *counting) Ask(string)                      {}
func (c *counting) Note(string)                     {}

func (c *counting) Entry(e reconcile.Entry) error {
	c.entries++
	c.sum += e.Amount.Minor
	if c.entries%2000 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		c.peak = max(c.peak, m.HeapInuse)
	}
	return nil
}

// TestFlatMemory: a statement of 50 MB takes no more memory than one of 50 kB.
func TestFlatMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 50 MB")
	}
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	doc := &endless{size: 50 << 20}
	var c counting
	if err := Statements().Read(context.Background(), doc, importers.Options{}, &c); err != nil {
		t.Fatal(err)
	}
	if c.entries != doc.entries || c.sum != int64(doc.entries)*1234 {
		t.Errorf("read %d entries, %d cents; %d were written", c.entries, c.sum, doc.entries)
	}
	growth := (int64(c.peak) - int64(before.HeapInuse)) >> 20
	t.Logf("%d entries in %d MB: the heap grew by %d MB", c.entries, doc.given>>20, growth)
	if growth > 16 {
		t.Errorf("the heap grew by %d MB, want at most 16", growth)
	}
}

// BenchmarkRead is the reader alone; the folder peers has others beside it.
func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		doc := &endless{size: 8 << 20}
		var c counting
		if err := Statements().Read(context.Background(), doc, importers.Options{}, &c); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(doc.given))
	}
}
