package reconcile

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What documents give back is what was put in, whatever the texts, and a number that is not
// there is not found.
func TestDocumentsGiveBackWhatTheyHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Just(strings.Repeat("x", 300)))
		numbers := rapid.SliceOfDistinct(text, rapid.ID[string]).Draw(t, "numbers")
		slices.Sort(numbers)
		draw := func(number string) Invoice {
			c := rapid.SampledFrom([]Currency{"EUR", "CHF"}).Draw(t, "currency")
			cents := rapid.Int64Range(-1e9, 1e9)
			return Invoice{Number: number, Type: PlainInvoice, Customer: text.Draw(t, "customer"),
				IssueDate: Date(rapid.IntRange(0, 30000).Draw(t, "issue")), DueDate: 20000,
				Amount: Money{cents.Draw(t, "amount"), c}, State: StateOpen, Owner: text.Draw(t, "owner"),
				Terms: "30 days", Project: text.Draw(t, "project"), PaymentReference: "RF18",
				Version: rapid.IntRange(1, 9).Draw(t, "version"),
				Closed:  Money{cents.Draw(t, "closed"), c}, Paid: Money{cents.Draw(t, "paid"), c}}
		}
		var l documents
		var want []Invoice
		for _, n := range numbers {
			want = append(want, draw(n))
			l.add(want[len(want)-1])
		}
		for i := range want {
			if rapid.Bool().Draw(t, "again") {
				want[i] = draw(numbers[i])
				l.set(l.place(numbers[i]), want[i])
			}
		}
		if got := slices.Collect(l.all()); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		other := text.Draw(t, "other")
		if v, ok := l.document(other); ok != slices.Contains(numbers, other) || ok && v.Number != other {
			t.Fatalf("%q: found %t %v", other, ok, v)
		}
	})
}
