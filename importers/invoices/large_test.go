package invoices

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// exported is a file of so many invoices of ten customers, in the order of their numbers.
func exported(lines int) string {
	var b strings.Builder
	b.WriteString("number,customer_id,customer_name,issue_date,due_date,amount,currency,owner,terms\n")
	for i := range lines {
		fmt.Fprintf(&b, "F%07d,K%d,A customer with quite a long name %d,2026-01-05,2026-02-04,%d.00,EUR,Ann,30 days\n",
			i, i%10, i%10, 100+i)
	}
	return b.String()
}

// A line of an export takes its invoice and its number, and nothing of the text around them.
func TestMemoryOfALine(t *testing.T) {
	const lines = 20000
	text := exported(lines)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	got, err := Importer{}.ReadInvoices(context.Background(), strings.NewReader(text),
		importers.InvoiceOptions{Size: int64(len(text))})
	if err != nil || len(got.Invoices) != lines || len(got.Customers) != 10 {
		t.Fatal(len(got.Invoices), len(got.Customers), err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if each := int64(after.HeapAlloc-before.HeapAlloc) / lines; each > 315 {
		t.Errorf("a line takes %d bytes", each) // were 420, and twice that while the list grew
	}
	if room := cap(got.Invoices); room > lines+lines/10 {
		t.Errorf("room for %d invoices was made for %d", room, lines)
	}
	runtime.KeepAlive(got)
}

// A number that comes twice is found whatever stands between, in order of number or not, and so
// is what is read the same whether the size of the file is known or not.
func TestTwice(t *testing.T) {
	head := "number,customer_id,issue_date,amount,currency\n"
	line := func(n string) string { return n + ",K1,2026-01-05,10.00,EUR\n" }
	for text, wrong := range map[string]int{
		line("A") + line("B") + line("C"):             0,
		line("C") + line("B") + line("A"):             0,
		line("A") + line("A"):                         3,
		line("A") + line("B") + line("A"):             4,
		line("B") + line("A") + line("C") + line("C"): 5,
		line("B") + line("A") + line("B"):             4,
	} {
		for _, size := range []int{0, len(head + text), 1 << 40} {
			got, err := Importer{}.ReadInvoices(context.Background(), strings.NewReader(head+text),
				importers.InvoiceOptions{Size: int64(size)})
			switch {
			case wrong == 0 && (err != nil || len(got.Invoices) != 3):
				t.Errorf("%q: %d invoices, %v", text, len(got.Invoices), err)
			case wrong > 0 && (err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("line %d: number", wrong))):
				t.Errorf("%q: %v, want a number that line %d repeats", text, err, wrong)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	text := exported(100000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := Importer{}.ReadInvoices(context.Background(), strings.NewReader(text),
			importers.InvoiceOptions{Size: int64(len(text))})
		if err != nil {
			b.Fatal(err)
		}
	}
}
