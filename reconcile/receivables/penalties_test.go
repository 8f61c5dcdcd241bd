package receivables

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// halves2026 are rates of the half-years that the tests run over.
func halves2026(t *testing.T) PenaltyRates {
	return PenaltyRates{{day(t, "2026-01-01"), 1215}, {day(t, "2026-07-01"), 1240}}
}

// print writes a penalty and how it is made in one line.
func (p Penalty) print() string {
	var how []string
	for _, x := range p.Pieces {
		how = append(how, fmt.Sprintf("%s*%d*%d", x.Open.Decimal(), x.Per10000, x.Days()))
	}
	amount := p.Amount.Decimal()
	if !p.Known() {
		amount = fmt.Sprint("none ", p.Missing)
	}
	return fmt.Sprintf("%s %d days, open %s: %s = %s + %s", p.Number, p.Days, p.Open, strings.Join(how, " + "),
		amount, p.Indemnity.Decimal())
}

// wants compares what is printed of the penalties.
func (d *desk) wants(rates PenaltyRates, want ...string) {
	d.Helper()
	var got []string
	for _, p := range d.l.Penalties(rates) {
		got = append(got, p.print())
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		d.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The example of DOMAIN 3.2, and its first day: due today is not late.
func TestPenaltyOfTheExample(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F3", "2026-04-20", "2026-05-20", reconcile.EUR(360000))
	d.invoice("F4", "2026-04-20", "2026-06-30", reconcile.EUR(360000))
	d.invoice("F5", "2026-04-20", "2026-06-29", reconcile.EUR(360000))
	d.invoice("F6", "2026-04-20", "", reconcile.EUR(360000))
	d.wants(halves2026(t),
		"F3 41 days, open 3600.00 EUR: 3600.00*1215*41 = 49.13 + 40.00",
		"F5 1 days, open 3600.00 EUR: 3600.00*1215*1 = 1.20 + 40.00")
}

// Each day has the rate of its half-year: 30 June is of the first, 1 July of the second (DOMAIN 7.6). A
// rate that stays the same makes one piece.
func TestPenaltyOverHalfYears(t *testing.T) {
	d := newDesk(t, "2026-07-10")
	d.invoice("F1", "2026-05-20", "2026-06-20", reconcile.EUR(1000000))
	// 10 days × 12.15 % = 33.2877 and 10 × 12.40 % = 33.9726
	d.wants(halves2026(t), "F1 20 days, open 10000.00 EUR: 10000.00*1215*10 + 10000.00*1240*10 = 67.26 + 40.00")
	d.wants(PenaltyRates{{day(t, "2026-01-01"), 1215}, {day(t, "2026-07-01"), 1215}},
		"F1 20 days, open 10000.00 EUR: 10000.00*1215*20 = 66.58 + 40.00")
}

// Rounded are not the pieces but their sum, half up: two of 0.005 are 0.01.
func TestPenaltyIsRoundedOnce(t *testing.T) {
	d := newDesk(t, "2026-07-01")
	d.invoice("F1", "2026-05-20", "2026-06-29", reconcile.EUR(1825)) // 18.25 × 10 % ÷ 365 = 0.005 a day
	d.wants(PenaltyRates{{day(t, "2026-01-01"), 1000}, {day(t, "2026-07-01"), 1000}},
		"F1 2 days, open 18.25 EUR: 18.25*1000*2 = 0.01 + 40.00")
	d.wants(PenaltyRates{{day(t, "2026-01-01"), 1000}, {day(t, "2026-07-01"), 1001}},
		"F1 2 days, open 18.25 EUR: 18.25*1000*1 + 18.25*1001*1 = 0.01 + 40.00")
	d = newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-20", "2026-06-29", reconcile.EUR(1825))
	d.wants(PenaltyRates{{day(t, "2026-01-01"), 1000}}, "F1 1 days, open 18.25 EUR: 18.25*1000*1 = 0.01 + 40.00")
}

// A part payment ends a piece on its day; what came in time never counts; what was paid in full accrues
// no more.
func TestPenaltyOfPartPayments(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-01", "2026-05-31", reconcile.EUR(100000))
	d.paid("2026-05-30", reconcile.CashOn("F1", reconcile.EUR(20000)))
	d.paid("2026-06-10", reconcile.CashOn("F1", reconcile.EUR(30000)))
	d.paid("2026-06-20", reconcile.CashOn("F1", reconcile.EUR(50000)))
	d.invoice("F2", "2026-05-01", "2026-05-31", reconcile.EUR(100000))
	d.paid("2026-05-31", reconcile.CashOn("F2", reconcile.EUR(100000)))
	d.invoice("F3", "2026-05-01", "2026-05-31", reconcile.EUR(100000)) // paid in time, but for what was credited
	d.paid("2026-05-31", reconcile.CashOn("F3", reconcile.EUR(90000)))
	d.paid("2026-06-10", reconcile.Closing(reconcile.SetOff, "F3", reconcile.EUR(10000)))
	d.wants(halves2026(t), "F1 20 days, open 0.00 EUR: 800.00*1215*10 + 500.00*1215*10 = 4.33 + 40.00")
}

// What the bank took back was no payment: the penalty runs on from the due date.
func TestPenaltyOfAReturn(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-01", "2026-05-31", reconcile.EUR(100000))
	id := d.paid("2026-05-29", reconcile.CashOn("F1", reconcile.EUR(100000)))
	d.wants(halves2026(t))
	mark, _ := id.MarshalText()
	back := reconcile.CashOn("F1", reconcile.EUR(-100000))
	back.Reason = "returns:" + string(mark)
	d.paid("2026-06-10", back)
	d.wants(halves2026(t), "F1 30 days, open 1000.00 EUR: 1000.00*1215*30 = 9.99 + 40.00")
}

// Where the rate of one of its half-years is not known there is no amount: the last one is not used
// again. The indemnity needs no rate.
func TestPenaltyWithoutRate(t *testing.T) {
	d := newDesk(t, "2026-07-10")
	d.invoice("F1", "2026-05-20", "2026-06-20", reconcile.EUR(1000000))
	d.wants(halves2026(t)[:1], "F1 20 days, open 10000.00 EUR: 10000.00*1215*10 = none [2026-07-01] + 40.00")
	d.wants(nil, "F1 20 days, open 10000.00 EUR:  = none [2026-01-01 2026-07-01] + 40.00")
	totals := PenaltyTotals(d.l.Penalties(nil))
	if len(totals) != 1 || totals[0].Unknown != 1 || totals[0].Total() != reconcile.EUR(4000) {
		t.Errorf("%+v", totals)
	}
	d.wants(PenaltyRates{{0, 1500}}, "F1 20 days, open 10000.00 EUR: 10000.00*1500*20 = 82.19 + 40.00")
}

// What nobody owes, and what is owed to somebody else, has no penalty; nor has what a credit note closed.
func TestPenaltyOfWhom(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	enter := func(number string, change func(*reconcile.Invoice)) {
		v := reconcile.Invoice{Number: number, Customer: "C", Type: reconcile.PlainInvoice, State: reconcile.StateOpen,
			IssueDate: day(t, "2026-04-20"), DueDate: day(t, "2026-05-20"), Amount: reconcile.EUR(360000)}
		change(&v)
		d.enter(&v)
	}
	enter("CANCELLED", func(v *reconcile.Invoice) { v.State = reconcile.StateCancelled })
	enter("DRAFT", func(v *reconcile.Invoice) { v.State = reconcile.StateDraft })
	enter("CREDIT", func(v *reconcile.Invoice) { v.Type, v.Amount.Minor = reconcile.CreditNote, -360000 })
	enter("CEDED", func(v *reconcile.Invoice) { v.Claim = reconcile.ClaimCeded })
	enter("DISCOUNTED", func(v *reconcile.Invoice) { v.Claim = reconcile.ClaimDiscounted })
	enter("BILL", func(v *reconcile.Invoice) { v.Claim = reconcile.ClaimBill })
	enter("DISPUTED", func(v *reconcile.Invoice) { v.Disputed = true })
	enter("YEN", func(v *reconcile.Invoice) { v.Amount.Currency = "JPY" })
	enter("CREDITED", func(*reconcile.Invoice) {})
	d.paid("2026-06-10", reconcile.Closing(reconcile.SetOff, "CREDITED", reconcile.EUR(360000)))
	d.wants(halves2026(t),
		"BILL 41 days, open 3600.00 EUR: 3600.00*1215*41 = 49.13 + 40.00",
		"DISPUTED 41 days, open 3600.00 EUR: 3600.00*1215*41 = 49.13 + 40.00",
		"YEN 41 days, open 360000 JPY: 360000*1215*41 = 4913 + 0")
}

// The first rate that holds counts: a company's before those for all, of each list the half-year's before
// one for all days, and what was verified last.
func TestPenaltyRateOfADay(t *testing.T) {
	a, b, c := day(t, "2025-07-01"), day(t, "2026-01-01"), day(t, "2026-07-01")
	all := PenaltyRates{{0, 1700}, {a, 1300}, {b, 1200}}
	for _, x := range []struct {
		rates PenaltyRates
		half  reconcile.Date
		want  int64
	}{
		{nil, a, 1215}, {nil, b, 0}, {all.Over(nil), a, 1300}, {all.Over(nil), c, 1700},
		{PenaltyRates{{0, 1500}}.Over(all), b, 1500}, {PenaltyRates{{0, 1500}, {b, 1600}}.Over(all), b, 1600},
		{PenaltyRates{{a, 1500}}.Over(all), b, 1200},
	} {
		if got, ok := x.rates.of(x.half); got != x.want || ok != (x.want != 0) {
			t.Errorf("%v on %s: %d %v, want %d", x.rates, x.half, got, ok, x.want)
		}
	}
}

// Three times the legal interest is the least; for all days that of the highest half-year.
func TestPenaltyFloor(t *testing.T) {
	for _, x := range []struct {
		from string
		rate int64
		want int64 // the interest of the floor it is below of
	}{{"2026-01-01", 785, 262}, {"2026-01-01", 786, 0}, {"2025-07-01", 827, 276}, {"2026-07-01", 100, 0},
		{"", 1475, 492}, {"", 1000, 492}, {"", 1476, 0}} {
		r := PenaltyRate{Per10000: x.rate}
		if x.from != "" {
			r.From = day(t, x.from)
		}
		if f, below := r.Below(); f.Interest != x.want || below != (x.want != 0) {
			t.Errorf("%+v: %+v %v", x, f, below)
		}
	}
}

// A half-year begins on 1 January or 1 July and ends on the day before the next.
func TestHalfYear(t *testing.T) {
	for s, want := range map[string]string{"2026-01-01": "2026-01-01 2026-06-30", "2026-06-30": "2026-01-01 2026-06-30",
		"2026-07-01": "2026-07-01 2026-12-31", "2028-02-29": "2028-01-01 2028-06-30", "2027-12-31": "2027-07-01 2027-12-31"} {
		if got := HalfYear(day(t, s)).String() + " " + lastOfHalf(day(t, s)).String(); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

// A penalty is the sum over its days of what was open in the evening before, at the rate of the day.
func TestPenaltyDayByDay(t *testing.T) {
	rates := halves2026(t)
	rapid.Check(t, func(rt *rapid.T) {
		asOf := day(t, "2026-01-02") + reconcile.Date(rapid.IntRange(0, 360).Draw(rt, "as of"))
		due := day(t, "2025-12-31") + reconcile.Date(rapid.IntRange(0, 360).Draw(rt, "due"))
		d := &document{class: &class{currency: "EUR", state: reconcile.StateOpen}, due: due,
			amount: rapid.Int64Range(1, 100_000_00).Draw(rt, "amount")}
		var moves []movement
		for left, last := d.amount, due-20; left > 0 && len(moves) < 5; {
			last += reconcile.Date(rapid.IntRange(0, 90).Draw(rt, "days"))
			if last > asOf {
				break
			}
			m := movement{receipt: last, closes: rapid.Int64Range(1, left).Draw(rt, "closes")}
			moves, left = append(moves, m), left-m.closes
		}
		sum := new(big.Rat)
		for on := due + 1; on <= asOf; on++ {
			open, rate := d.amount, int64(1215)
			for _, m := range moves {
				if m.receipt < on {
					open -= m.closes
				}
			}
			if on >= day(t, "2026-07-01") {
				rate = 1240
			}
			sum.Add(sum, big.NewRat(open*rate, 3_650_000))
		}
		p := Penalty{Open: reconcile.EUR(0)}
		p.accrue(d.openLate(moves, asOf), rates)
		if want := (Figure{sum}).rounded(); p.Amount.Minor != want || !p.Known() {
			rt.Fatalf("%s, want %d", p.print(), want)
		}
	})
}
