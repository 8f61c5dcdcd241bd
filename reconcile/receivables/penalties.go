package receivables

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// flatIndemnity is what recovery costs at least (indemnité forfaitaire, D441-5), in cents, for each
// invoice that is paid late. It is set in euro: an invoice in another currency has none here.
const flatIndemnity = 4000

// Penalty is what a customer owes by law for an invoice that he paid late, or has not paid yet
// (DOMAIN 3.2). It is for information and on no account: whether to claim it is for the seller to say.
type Penalty struct {
	Number, Customer, Name string
	Due                    reconcile.Date
	Days                   int // late, until the day that closed it or the as-of date
	Open                   reconcile.Money
	Pieces                 []PenaltyPiece
	// Amount is the sum of its pieces, rounded once, half up. Where Missing names half-years, their rate
	// is not known and there is no amount.
	Amount    reconcile.Money
	Missing   []reconcile.Date
	Indemnity reconcile.Money
}

// PenaltyPiece is a stretch of days on which the same was open at the same rate: from the day after From
// until To, which counts.
type PenaltyPiece struct {
	From, To reconcile.Date
	Open     reconcile.Money
	Per10000 int64 // the yearly rate
}

// Days is how many days the piece has.
func (p PenaltyPiece) Days() int { return int(p.To - p.From) }

// Known says whether the penalty could be worked out.
func (p Penalty) Known() bool { return len(p.Missing) == 0 }

// Total is penalty and indemnity.
func (p Penalty) Total() reconcile.Money {
	return reconcile.Money{Minor: p.Amount.Minor + p.Indemnity.Minor, Currency: p.Open.Currency}
}

// Penalties are those of the invoices that were paid late by the as-of date, or are late on it, in order
// of currency, customer and number. Invoices that were ceded or discounted are left out: their claim is
// the factor's or the bank's.
func (l *Ledger) Penalties(rates PenaltyRates) []Penalty {
	moves := l.late()
	var out []Penalty
	for _, n := range sortedKeys(moves, func(a, b int32) int { return cmp.Compare(a, b) }) {
		d := &l.documents[n]
		open := d.openLate(moves[n], l.asOf)
		if len(open) == 0 || d.open() == 0 && !d.paidLate(moves[n]) {
			continue
		}
		p := Penalty{Number: d.number, Customer: d.customer, Name: l.names[d.customer], Due: d.due,
			Days: int(open[len(open)-1].to - d.due), Open: reconcile.Money{Minor: d.open(), Currency: d.currency},
			Indemnity: reconcile.Money{Currency: d.currency}}
		if d.currency == "EUR" {
			p.Indemnity.Minor = flatIndemnity
		}
		p.accrue(open, rates)
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Penalty) int {
		return cmp.Or(cmp.Compare(a.Open.Currency, b.Open.Currency), cmp.Compare(a.Customer, b.Customer))
	})
	return out
}

// late are the documents that may have been open after their due date, with what closes them in order of
// day. What was put on an invoice with money that the bank took back was not paid.
func (l *Ledger) late() map[int32][]movement {
	out := map[int32][]movement{}
	for i := range l.documents {
		d := &l.documents[i]
		if d.asks() && !d.claim.Gone() && late(l.asOf, d.due) > 0 && (d.open() != 0 || d.since > d.due) {
			out[int32(i)] = nil
		}
	}
	for _, m := range l.movements {
		if list, ok := out[m.document]; ok {
			out[m.document] = append(list, m)
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b movement) int { return cmp.Compare(a.receipt, b.receipt) })
	}
	return out
}

// paidLate says whether money came after the due date. An invoice that was closed late by a credit note
// alone was not.
func (d *document) paidLate(moves []movement) bool {
	var sum int64
	for _, m := range moves {
		if m.means == byCash && m.receipt > d.due {
			sum += m.closes
		}
	}
	return sum > 0
}

// stretch is some days on which an amount was open: from the day after from until to.
type stretch struct {
	from, to reconcile.Date
	open     int64
}

// openLate are the stretches after the due date on which something was open, up to a day.
func (d *document) openLate(moves []movement, asOf reconcile.Date) (out []stretch) {
	from, closed := d.due, int64(0)
	until := func(to reconcile.Date) {
		if open := d.left(closed); open > 0 && to > from {
			out = append(out, stretch{from, to, open})
		}
		from = max(from, to)
	}
	for _, m := range moves {
		until(m.receipt)
		closed += m.closes
	}
	until(asOf)
	return out
}

// accrue works out open × rate × days ÷ 365 of each half-year of each stretch.
func (p *Penalty) accrue(open []stretch, rates PenaltyRates) {
	for _, s := range open {
		for s.from < s.to {
			half, to := HalfYear(s.from+1), min(s.to, lastOfHalf(s.from+1))
			if rate, ok := rates.of(half); ok {
				p.piece(PenaltyPiece{s.from, to, reconcile.Money{Minor: s.open, Currency: p.Open.Currency}, rate})
			} else if !slices.Contains(p.Missing, half) {
				p.Missing = append(p.Missing, half)
			}
			s.from = to
		}
	}
	p.Amount.Currency = p.Open.Currency
	if p.Known() {
		p.Amount.Minor = penaltyOf(p.Pieces)
	}
}

// piece appends a piece, to the one before where nothing changed in between.
func (p *Penalty) piece(next PenaltyPiece) {
	if n := len(p.Pieces); n > 0 {
		if last := &p.Pieces[n-1]; last.To == next.From && last.Open == next.Open && last.Per10000 == next.Per10000 {
			last.To = next.To
			return
		}
	}
	p.Pieces = append(p.Pieces, next)
}

// penaltyOf is the sum of pieces, rounded once: a year has 365 days, leap years too.
func penaltyOf(pieces []PenaltyPiece) int64 {
	var sum weight
	for _, p := range pieces {
		sum.add(p.Open.Minor, p.Per10000*int64(p.Days()))
	}
	return quotient(sum.figure(), Whole(10_000*365)).rounded()
}

// PenaltyTotal sums the penalties of a currency.
type PenaltyTotal struct {
	Currency          reconcile.Currency
	Count             int
	Unknown           int // of Count, without an amount: a rate is missing
	Amount, Indemnity reconcile.Money
}

// Total is all that is known of both.
func (t PenaltyTotal) Total() reconcile.Money {
	return reconcile.Money{Minor: t.Amount.Minor + t.Indemnity.Minor, Currency: t.Currency}
}

// PenaltyTotals sums penalties that are in order of currency.
func PenaltyTotals(list []Penalty) (out []PenaltyTotal) {
	for _, p := range list {
		c := p.Open.Currency
		if n := len(out); n == 0 || out[n-1].Currency != c {
			out = append(out, PenaltyTotal{Currency: c, Amount: reconcile.Money{Currency: c},
				Indemnity: reconcile.Money{Currency: c}})
		}
		t := &out[len(out)-1]
		t.Count++
		t.Indemnity.Minor += p.Indemnity.Minor
		t.Amount.Minor += p.Amount.Minor
		if !p.Known() {
			t.Unknown++
		}
	}
	return out
}

// MissingRates are the half-years whose rate is not known, in order.
func MissingRates(list []Penalty) (out []reconcile.Date) {
	for _, p := range list {
		out = append(out, p.Missing...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
