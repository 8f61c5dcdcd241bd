package matcher

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"pgregory.net/rapid"
)

// drawNumbers draws documents whose numbers are parts of each other, some with references
// that are numbers too.
func drawNumbers(t *rapid.T) reconcile.Ledger {
	l := reconcile.Ledger{Customers: []reconcile.Customer{{ID: "C1", Name: "Somebody"}}}
	part := rapid.SampledFrom([]string{"A", "B", "AB", "1", "12", "01", "2026", "120", "0012", "A1", "B12"})
	seen := map[string]bool{}
	var list []reconcile.Invoice
	for range rapid.IntRange(1, 8).Draw(t, "documents") {
		number := strings.Join(rapid.SliceOfN(part, 1, 4).Draw(t, "number"), "-")
		if seen[number] {
			continue
		}
		seen[number] = true
		v := reconcile.Invoice{Number: number, Customer: "C1", IssueDate: 20000,
			Amount: reconcile.EUR(100), State: reconcile.StateOpen}
		if rapid.IntRange(0, 3).Draw(t, "referenced") == 0 {
			v.PaymentReference = strings.Join(rapid.SliceOfN(part, 1, 3).Draw(t, "reference"), "")
		}
		list = append(list, v)
	}
	l.Invoices = slices.Values(list)
	return l
}

// drawText writes numbers of the ledger, whole and in pieces, with anything between them.
func drawText(t *rapid.T, l reconcile.Ledger) string {
	var b strings.Builder
	for range rapid.IntRange(1, 5).Draw(t, "words") {
		v := rapid.SampledFrom(slices.Collect(l.Invoices)).Draw(t, "quoted")
		word := rapid.SampledFrom([]string{v.Number, v.Number, v.PaymentReference, "12", "A", "01", "FAC",
			strings.ReplaceAll(v.Number, "-", ""), strings.ReplaceAll(v.Number, "-", " ")}).Draw(t, "word")
		b.WriteString(rapid.SampledFrom([]string{"", " ", "-", "/", ", ", "\n"}).Draw(t, "gap") + word)
	}
	return b.String()
}

// TestWholeNumbersHideTheirParts proves that leaving out the runs within a whole number, which
// saves most of the waiting for memory, changes nothing that is read.
func TestWholeNumbersHideTheirParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawNumbers(t)
		s := matcher{}.Open(l).(*session)
		text := drawText(t, l)
		var got [2][]cite
		for k := range got {
			r := &reading{desk: &desk{}}
			r.add(reconcile.FieldText, text)
			if len(r.fields) == 0 {
				continue
			}
			f := &r.fields[0]
			s.book.lex.classify(f.pieces)
			r.readDates(f, 20000)
			if k == 0 {
				s.book.readNumbers(r, f, 20000)
			} else {
				s.book.quote(r, f, 20000, true)
				s.book.readLists(r, f, 20000)
			}
			got[k] = r.cites
		}
		if !reflect.DeepEqual(got[0], got[1]) {
			t.Fatalf("%q of %s:\n%+v\nevery run: %+v", text, numbersOf(l), got[0], got[1])
		}
	})
}

func numbersOf(l reconcile.Ledger) string {
	var out []string
	for v := range l.Invoices {
		out = append(out, fmt.Sprintf("%s (%s)", v.Number, v.PaymentReference))
	}
	return strings.Join(out, ", ")
}
