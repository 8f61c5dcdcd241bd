package matcher

import (
	"slices"
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// A month in words, "czerwiec 2026" or "Zahlung Mai", says which of equal invoices is paid: the
// one issued in it. Without a year it is the last month of that name. What falls due in the month
// may be meant as well, so that it says nothing where an invoice of another month does.

// monthNamed is a month that a text names.
type monthNamed struct {
	first  reconcile.Date // its first day
	word   string         // empty where digits name it: 02/24 may be the end of a number as well
	at, to int            // pieces of the field
}

// monthsInWords finds the months that words name, and the dates that they are a part of:
// 3 mars 2026.
func (r *reading) monthsInWords(f *fieldText, day reconcile.Date) {
	for i := range f.pieces {
		class := f.pieces[i].class
		if class&wordMonths == 0 || i > 0 && f.pieces[i].before == gapNone || f.gluedDigits(i+1) {
			continue
		}
		at, to := i, i
		year := 0
		switch {
		case f.yearAt(i + 1):
			to, year = i+1, f.number(i+1)
		case f.yearAt(i - 1):
			at, year = i-1, f.number(i-1)
		case class&wordMonthShort != 0:
			continue
		}
		if to > i && f.dayAt(i-1) {
			for m := range 12 {
				if d := f.number(i - 1); class>>(firstMonth+m)&1 != 0 {
					r.dates = append(r.dates, reconcile.NewDate(year, m+1, d))
				}
			}
			f.mark(r.desk, i-1, to-i+2)
			continue
		}
		f.mark(r.desk, at, to-at+1)
		for m := range 12 {
			if class>>(firstMonth+m)&1 != 0 {
				f.named = append(f.named, monthNamed{monthBefore(m+1, year, day), f.pieces[i].text, at, to})
			}
		}
	}
}

// monthBefore is the first day of a month; without its year the last one that had begun on a day.
func monthBefore(month, year int, day reconcile.Date) reconcile.Date {
	if year != 0 {
		return reconcile.NewDate(year, month, 1)
	}
	year, now, _ := day.Civil()
	return reconcile.NewDate(year-bit(month > now), month, 1)
}

// yearAt says whether a piece is a year by itself.
func (f *fieldText) yearAt(i int) bool {
	return i >= 0 && i < len(f.pieces) && len(f.pieces[i].text) == 4 && month("1", f.pieces[i].text) && f.apart(i)
}

// dayAt says whether a piece is a day of a month by itself.
func (f *fieldText) dayAt(i int) bool {
	return i >= 0 && f.pieces[i].digits && len(f.pieces[i].text) <= 2 && f.number(i) >= 1 &&
		f.number(i) <= 31 && f.apart(i)
}

// apart says whether digits are tied to no others.
func (f *fieldText) apart(i int) bool {
	return (i == 0 || f.pieces[i].before != gapNone && !(f.pieces[i-1].digits && dateGap(f.pieces[i].before))) &&
		(i+1 == len(f.pieces) || f.pieces[i+1].before != gapNone &&
			!(f.pieces[i+1].digits && dateGap(f.pieces[i+1].before)))
}

func (f *fieldText) number(i int) int {
	n, _ := strconv.Atoi(f.pieces[i].text)
	return n
}

// inMonth is where the text names the month in which all of a customer's documents of a set were
// issued, if the month tells them from his others.
func (w *work) inMonth(set []int32, customer int32) (f *fieldText, m monthNamed, ok bool) {
	for k := range w.r.fields {
		f = &w.r.fields[k]
		for _, m = range f.named {
			other := func(i int32) bool { return !m.of(w.view.book.docs[i].issue) }
			if m.word != "" && !slices.ContainsFunc(set, other) && !w.inName(customer, m) &&
				(w.telling(customer, m) || w.wholeMonth(set, m)) {
				return f, m, true
			}
		}
	}
	return nil, m, false
}

// of says whether a day is in the month.
func (m *monthNamed) of(day reconcile.Date) bool {
	year, month, _ := day.Civil()
	return reconcile.NewDate(year, month, 1) == m.first
}

// inName says whether the word for a month is one of the customer's name or of the payer's.
func (w *work) inName(customer int32, m monthNamed) bool {
	return slices.Contains(w.view.book.customers[customer].name.core, m.word) ||
		slices.ContainsFunc(w.from.text.pieces, func(p piece) bool { return p.text == m.word })
}

// telling says whether a month tells a customer's documents apart: none that was issued in another
// falls due in it.
func (w *work) telling(customer int32, m monthNamed) bool {
	return !slices.ContainsFunc(w.view.book.customers[customer].docs, func(i int32) bool {
		d := &w.view.book.docs[i]
		return w.payable(i, 0) && m.of(d.due) && !m.of(d.issue)
	})
}

// wholeMonth says whether several documents are all that their customer owes of a month, or all of one
// amount, and what falls due in the month makes up another sum.
func (w *work) wholeMonth(set []int32, m monthNamed) bool {
	customer, each := w.view.book.docs[set[0]].customer, w.view.open(set[0])
	if len(set) < 2 || customer < 0 {
		return false
	}
	equal := !slices.ContainsFunc(set, func(i int32) bool { return w.view.open(i) != each })
	issued, due := 0, int64(0)
	for _, i := range w.view.book.customers[customer].docs {
		if !w.payable(i, 0) || equal && w.view.open(i) != each {
			continue
		}
		d := &w.view.book.docs[i]
		issued += bit(m.of(d.issue))
		if m.of(d.due) {
			due += w.view.open(i)
		}
	}
	return issued == len(set) && due != w.amount
}

// monthHint is the evidence of a month for documents that nothing else names.
func (w *work) monthHint(h *hypothesis, set []int32) {
	if h.quoted != exactNone || h.customer < 0 {
		return
	}
	if f, m, ok := w.inMonth(set, h.customer); ok {
		e := f.shown("issue_date", m.at, m.to)
		e.Weight = weightMonth
		h.weight += weightMonth
		h.evidence = append(h.evidence, e)
	}
}

// monthTells says whether a month that the text names tells one of the documents that are shown
// from the others.
func (w *work) monthTells(docs []int32) bool {
	return slices.ContainsFunc(docs[:min(len(docs), maxSame)], func(i int32) bool {
		_, _, ok := w.inMonth([]int32{i}, w.view.book.docs[i].customer)
		return ok
	})
}
