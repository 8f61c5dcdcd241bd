package matcher

import (
	"github.com/rappro/rappro/reconcile"
)

// fit says how the amount of a payment agrees with what is open on a set of documents.
type fit byte

const (
	fitExact     fit = iota
	fitCharges       // exact with the charges that the bank shows
	fitDiscount      // exact with the discount that the terms grant on that day
	fitRounding      // a few cents off
	fitFee           // short by what a bank may keep where fees exist
	fitRetention     // short by what the terms keep back
	fitLate          // short by a discount that was due earlier
	fitPartial       // less than open
	fitOver          // more than open
	fitNone          // nothing sensible
)

// whole says whether the amount itself speaks for the set.
func (f fit) whole() bool { return f <= fitLate }

// line is what a payment does to one document.
type line struct {
	doc    int32
	cash   int64
	closes int64 // without money
	kind   reconcile.PartKind
}

// settlement is one equation: what each document gets, and what stays on account.
type settlement struct {
	lines []line
	rest  int64
	fit   fit
}

// view is the state of the book within one day: what other payments of the day take is
// put aside.
type view struct {
	book   *book
	used   map[int32]int64
	policy reconcile.Policy
}

func (v *view) open(i int32) int64 {
	if v.used == nil {
		return v.book.docs[i].open
	}
	return v.book.docs[i].open - v.used[i]
}

// settle writes the equation of a payment over a set of documents of its currency.
func (w *work) settle(set []int32) settlement {
	var sum, discount, late int64
	inTime := true
	s := settlement{lines: w.r.desk.lines.take(len(set))[:0]}
	for _, i := range set {
		open := w.view.open(i)
		sum += open
		s.lines = append(s.lines, line{doc: i, cash: open})
		minor, ok := w.view.book.discount(i, w.paidOn)
		minor = min(minor, open)
		if ok {
			discount += minor
		} else if minor > 0 {
			inTime = false
			late += minor
		}
	}
	if sum <= 0 {
		s.fit = fitNone // credit notes alone take no money
		return s
	}
	short := sum - w.amount
	rounding := w.view.policy.RoundingMinor
	switch {
	case short == 0:
		s.fit = fitExact
	case w.charges > 0 && short == w.charges:
		s.fit = fitCharges
		w.spread(&s, short, reconcile.BankFee)
	case discount > 0 && within(short-discount, rounding):
		s.fit = fitDiscount
		w.grant(&s, short-discount)
	case within(short, rounding):
		s.fit = fitRounding
		if short > 0 {
			w.spread(&s, short, reconcile.Rounding)
		} else {
			s.rest = -short
		}
	case !inTime && within(short-late-discount, rounding) && len(set) == 1:
		s.fit = fitLate
		s.lines[0].cash = w.amount
	case w.foreign && short > 0 && short <= w.view.policy.FeeMinor && short*5 <= sum:
		s.fit = fitFee
		w.spread(&s, short, reconcile.BankFee)
	case len(set) == 1 && short > 0 && within(short-w.view.book.retention(set[0]), rounding):
		s.fit = fitRetention
		s.lines[0].cash = w.amount
	default:
		w.unequal(&s, short)
	}
	return s
}

// unequal is what remains to be said when nothing explains the difference.
func (w *work) unequal(s *settlement, short int64) {
	switch {
	case short < 0:
		s.fit, s.rest = fitOver, -short
	case len(s.lines) == 1:
		s.fit, s.lines[0].cash = fitPartial, w.amount
	default:
		s.fit = fitNone
	}
}

func within(v, limit int64) bool { return v >= -limit && v <= limit }

// grant puts the discount of each document on it, and a few cents on the largest.
func (w *work) grant(s *settlement, cents int64) {
	largest := 0
	for k := range s.lines {
		l := &s.lines[k]
		if minor, ok := w.view.book.discount(l.doc, w.paidOn); ok && minor > 0 {
			minor = min(minor, l.cash)
			l.cash -= minor
			l.closes, l.kind = minor, reconcile.Discount
		}
		if l.cash > s.lines[largest].cash {
			largest = k
		}
	}
	l := &s.lines[largest]
	l.cash -= cents
	l.closes += cents
	if l.kind == "" {
		l.kind = reconcile.Discount
	}
}

// spread puts a sum that did not arrive on the documents pro rata, the last cent on the
// largest; cents of rounding all stand on the largest.
func (w *work) spread(s *settlement, minor int64, kind reconcile.PartKind) {
	largest, total := 0, int64(0)
	for k, l := range s.lines {
		total += max(l.cash, 0)
		if l.cash > s.lines[largest].cash {
			largest = k
		}
	}
	left := minor
	for k := range s.lines {
		l := &s.lines[k]
		if k == largest || l.cash <= 0 || kind == reconcile.Rounding {
			continue
		}
		share := minor * l.cash / total
		l.cash -= share
		l.closes, l.kind = share, kind
		left -= share
	}
	l := &s.lines[largest]
	l.cash -= left
	l.closes, l.kind = left, kind
}

// parts writes a settlement as parts of the equation.
func (w *work) parts(s *settlement, customer int32, on *paper) []reconcile.Part {
	n := bit(s.rest != 0)
	for _, l := range s.lines {
		n += bit(l.cash != 0) + bit(l.closes != 0)
	}
	out := on.parts.take(n)[:0]
	money := func(v int64) reconcile.Money {
		return reconcile.Money{Minor: v, Currency: w.p.Amount.Currency}
	}
	for _, l := range s.lines {
		number := w.view.book.numberOf(l.doc)
		if l.cash != 0 {
			cash := reconcile.CashOn(number, money(l.cash))
			if c := w.view.book.currencyOf(l.doc); c != cash.Closes.Currency {
				cash.Closes = w.converted(l.doc)
			}
			out = append(out, cash)
		}
		if l.closes != 0 {
			out = append(out, reconcile.Closing(l.kind, number, money(l.closes)))
		}
	}
	if s.rest != 0 {
		id := ""
		if customer >= 0 {
			id = w.view.book.customers[customer].id
		}
		out = append(out, reconcile.Waiting(id, money(s.rest)))
	}
	return out
}

// closing is what a line closes of its document, in the document's currency.
func (w *work) closing(l line) int64 {
	if w.view.book.currencyOf(l.doc) != w.p.Amount.Currency {
		return w.converted(l.doc).Minor
	}
	return l.cash + l.closes
}

// converted is what a payment in another currency closes: what the bank says was ordered,
// else all that is open; a person decides.
func (w *work) converted(i int32) reconcile.Money {
	open := reconcile.Money{Minor: w.view.open(i), Currency: w.view.book.currencyOf(i)}
	if m := w.p.Detail.Exchanged().Instructed; m.Currency == open.Currency && m.Minor < open.Minor {
		return m
	}
	return open
}
