package matcher

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"pgregory.net/rapid"
)

// TestHistoryIsAList compares the history with a plain list: of one account and amount the
// latest comes first, a payment that is told of again takes its own place.
func TestHistoryIsAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type told struct {
			payment  reconcile.ID
			endToEnd string
			customer string
			docs     []int32
		}
		var h history
		list := map[string][]told{}
		key := func(account string, m reconcile.Money) string { return account + m.String() }
		draw := func() (string, reconcile.Money) {
			return rapid.SampledFrom([]string{"A", "B"}).Draw(t, "account"), reconcile.Money{
				Minor:    rapid.Int64Range(1, 40).Draw(t, "minor"),
				Currency: rapid.SampledFrom([]reconcile.Currency{"EUR", "CHF"}).Draw(t, "currency")}
		}
		for n := range rapid.IntRange(0, 900).Draw(t, "credits") {
			account, m := draw()
			o := told{payment: reconcile.ID{byte(rapid.IntRange(0, 20).Draw(t, "payment"))},
				endToEnd: fmt.Sprint("E", n), docs: make([]int32, n%3),
				customer: rapid.SampledFrom([]string{"", "C1", "C2", strings.Repeat("C", 200)}).Draw(t, "customer")}
			k := key(account, m)
			h.keep(account, m, past{payment: o.payment}, [4]string{pastEndToEnd: o.endToEnd,
				pastMandate: fmt.Sprint("M", n%2), pastCustomer: o.customer}, o.docs)
			if rapid.IntRange(0, 9).Draw(t, "file") == 0 {
				h.file()
			}
			at := slices.IndexFunc(list[k], func(e told) bool { return e.payment == o.payment })
			if at < 0 {
				list[k] = append(list[k], o)
			} else {
				list[k][at] = o
			}
		}
		h.file()
		account, m := draw()
		want := list[key(account, m)]
		for e := range h.of(account, m) {
			o := want[len(want)-1]
			want = want[:len(want)-1]
			if h.customer(e) != o.customer || e.payment != o.payment || !h.is(e, pastEndToEnd, o.endToEnd) || len(h.on(e)) != len(o.docs) {
				t.Fatalf("got %+v, want %+v", e, o)
			}
		}
		if len(want) > 0 {
			t.Fatalf("%d are missing", len(want))
		}
	})
}
