package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Each case lists movements as account, day of June 2026, cents and, behind @, the account
// that the counterparty has; wanted are the pairs credit<debit, ~ where it comes back.
func TestCounterparts(t *testing.T) {
	for _, c := range []struct{ name, moves, want string }{
		{"same day", "A 12 100; B 12 -100", "0<1"},
		{"three bank days over a weekend", "B 11 -100; A 16 100", "1<0"},
		{"four bank days", "B 11 -100; A 17 100", ""},
		{"the credit first", "A 12 100; B 17 -100", "0<1"},
		{"another amount", "A 12 100; B 12 -101", ""},
		{"the debit went elsewhere", "A 12 100; B 12 -100 @Z", ""},
		{"the credit came from elsewhere", "A 12 100 @Z; B 12 -100", ""},
		{"both name each other", "A 12 100 @B; B 12 -100 @A", "0<1"},
		{"two credits, one debit", "A 12 100; A 12 100; B 12 -100", ""},
		{"two of each", "A 12 100; A 12 100; B 12 -100; B 12 -100", "0<2 1<3"},
		{"three accounts", "A 12 100; B 12 -100; C 12 -100", ""},
		{"sent before", "A 1 -100 @Z; A 12 100 @Z", "1~0"},
		{"sent after", "A 12 100; A 15 -100 @Z", ""},
	} {
		var list []Payment
		for i, s := range strings.Split(c.moves, "; ") {
			p := Payment{ID: ID{15: byte(i + 1)}}
			f := strings.Fields(s)
			var day, cents int
			if _, err := fmt.Sscan(f[1]+" "+f[2], &day, &cents); err != nil {
				t.Fatal(err)
			}
			p.Account, p.BookingDate, p.Amount = f[0], NewDate(2026, 6, day), EUR(int64(cents))
			if len(f) > 3 {
				p.Detail.Payer.IBAN = f[3][1:]
			}
			list = append(list, p)
		}
		var got []string
		for id, k := range counterparts(list, []Account{{ID: "A"}, {ID: "B"}, {ID: "C"}}) {
			sign := "<"
			if k.Back {
				sign = "~"
			}
			got = append(got, fmt.Sprint(id[15]-1, sign, k.Debit.ID[15]-1))
		}
		slices.Sort(got)
		if s := strings.ReplaceAll(strings.Join(got, ","), " ", ""); s != strings.ReplaceAll(c.want, " ", ",") {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}
