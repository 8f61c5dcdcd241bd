package reconcile_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// book is a random account of few amounts and labels, so that lines are twins, days come back to
// their balance and statements look alike; and statements of it that overlap and come again.
type book struct {
	lines   []reconcile.Entry
	balance []int64 // before each line and at the end
	list    []reconcile.Statement
}

func newBook(r *rand.Rand, numbers, within bool) *book {
	b := &book{balance: []int64{int64(r.IntN(2) * 500)}}
	for day := 10; day < 12+r.IntN(4); day++ {
		for range r.IntN(4) {
			amount := []int64{1, 1, 2, -1, -2, 3}[r.IntN(6)] * 100
			e := line(fmt.Sprintf("2026-06-%02d", day), reconcile.Money{Minor: amount, Currency: "EUR"}.Decimal(),
				"", []string{"A", "A", "B"}[r.IntN(3)])
			b.lines = append(b.lines, e)
			b.balance = append(b.balance, b.balance[len(b.balance)-1]+amount)
		}
	}
	begin, borders := 0, []int{0}
	for i := 1; i <= len(b.lines); i++ {
		border := i == len(b.lines) || b.lines[i].BookingDate != b.lines[i-1].BookingDate
		if border {
			borders = append(borders, i)
		}
		if i == len(b.lines) || (border || within) && r.IntN(2) == 0 {
			b.cut(begin, i, len(b.list)+1, numbers)
			begin = i
		}
	}
	for k := range r.IntN(3) { // whole days again
		i, j := r.IntN(len(borders)), r.IntN(len(borders))
		if i != j {
			b.cut(borders[min(i, j)], borders[max(i, j)], 50+2*k, numbers)
		}
	}
	return b
}

func (b *book) cut(from, to, number int, numbers bool) {
	if from == to {
		return
	}
	s := statement(fmt.Sprintf("S%d", number), reconcile.Money{Minor: b.balance[from], Currency: "EUR"}.Decimal(),
		slices.Clone(b.lines[from:to])...)
	if numbers {
		s.Sequence = int64(number)
	}
	b.list = append(b.list, s)
}

// said tells whether a statement is held or something critical is told of.
func said(t *testing.T, o *office) bool {
	found := false
	err := o.Read(t.Context(), func(r reconcile.Reader) error {
		list, err := r.Statements(t.Context(), reconcile.Query{Company: o.call.Company})
		if err != nil {
			return err
		}
		found = slices.ContainsFunc(list, func(s reconcile.Statement) bool { return s.State == reconcile.StatementHeld })
		for a, err := range r.Anomalies(t.Context(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			found = found || a.Severity == reconcile.Critical
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// daysAndAmounts are what is booked.
func (o *office) daysAndAmounts() (out []string) {
	err := o.Read(o.t.Context(), func(r reconcile.Reader) error {
		for e, err := range r.Entries(o.t.Context(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			out = append(out, e.BookingDate.String()+" "+e.Amount.Decimal())
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// Whatever statements of one account come, in whatever order: what is booked is its true book, or
// something is held, or something critical is told of. SEED and COUNT draw others.
func TestTheTrueBookOrAWord(t *testing.T) {
	first, _ := strconv.Atoi(os.Getenv("SEED"))
	count, err := strconv.Atoi(os.Getenv("COUNT"))
	if err != nil {
		count = 300
	}
	wrong, told := 0, 0
	for seed := first; seed < first+count; seed++ {
		for kind := range 8 {
			r := rand.New(rand.NewPCG(uint64(seed), 7))
			b := newBook(r, kind&1 > 0, kind&2 > 0)
			if kind&4 > 0 {
				r.Shuffle(len(b.list), func(i, j int) { b.list[i], b.list[j] = b.list[j], b.list[i] })
			}
			o := newOffice(t)
			var story strings.Builder
			for i, s := range b.list {
				got := o.load(bankFile(fmt.Sprint(i), s))
				fmt.Fprintf(&story, "%s no %d %s-%s %s→%s", s.Reference, s.Sequence, s.From, s.To, s.Opening.Amount, s.Closing.Amount)
				for _, e := range s.Entries {
					fmt.Fprintf(&story, " %d:%s%s", e.BookingDate, e.Amount.Decimal(), e.Details[0].Text[0])
				}
				fmt.Fprintln(&story, " ", got[0].Outcome, got[0].NewEntries)
			}
			var want []string
			for _, e := range b.lines {
				want = append(want, e.BookingDate.String()+" "+e.Amount.Decimal())
			}
			slices.Sort(want)
			if told++; slices.Equal(want, o.daysAndAmounts()) {
				continue
			}
			if !said(t, o) {
				wrong++
				if wrong <= 4 {
					t.Errorf("seed %d kind %d: %d booked, %d true\n%s", seed, kind, len(o.daysAndAmounts()), len(want), &story)
				}
			}
		}
	}
	t.Logf("%d wrong in silence of %d", wrong, told)
}
