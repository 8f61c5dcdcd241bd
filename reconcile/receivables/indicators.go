package receivables

import "github.com/rappro/rappro/reconcile"

// Indicators are the rates and numbers of days of a window, in order of currency and then of the
// list of kinds. Every kind is there for every currency, without a value where it is not defined.
// The window ends on the ledger's as-of date.
func (l *Ledger) Indicators(w Window) []Indicator {
	opening := l.positions(w.From - 1)
	matching := map[reconcile.Currency]Matching{}
	for _, m := range l.Matching(w) {
		matching[m.Currency] = m
	}
	var out []Indicator
	for _, c := range l.Currencies() {
		s := sheet{ledger: l, currency: c, window: w, opening: at(opening, c), closing: at(l.closing, c),
			sales: l.sales.sold(c, w), matching: matching[c], documents: l.sumDocuments(c, w)}
		s.dso()
		s.delays()
		s.turnover()
		s.unpaid()
		s.matches()
		out = append(out, s.list...)
	}
	return out
}

func at(m map[reconcile.Currency]*position, c reconcile.Currency) position {
	if p := m[c]; p != nil {
		return *p
	}
	return position{}
}

// sheet is one currency and window on which the indicators are worked out.
type sheet struct {
	ledger           *Ledger
	currency         reconcile.Currency
	window           Window
	opening, closing position // before the first day, and after the last
	sales            int64
	matching         Matching
	documents        documentSums
	list             []Indicator
}

func (s *sheet) put(k Kind, u Unit, value Figure, terms ...Term) *Indicator {
	s.list = append(s.list, Indicator{Kind: k, Currency: s.currency, Window: s.window, Unit: u,
		Value: value, Terms: terms})
	return &s.list[len(s.list)-1]
}

// dso works out the family of days sales outstanding.
func (s *sheet) dso() {
	days, sales := s.days(), money("sales", s.sales)
	receivables := money("receivables", s.closing.net())
	simple := s.put(DSOSimple, InDays, s.perSale(receivables), receivables, sales, days).Value
	ceded := money("ceded", s.ledger.gone[s.currency])
	s.put(DSOWithoutCeded, InDays, s.perSale(Term{Value: minus(receivables.Value, ceded.Value)}), receivables, ceded,
		sales, days)
	s.countBack()
	notDue := money("not_due", s.closing.notDue)
	best := s.put(DSOBestPossible, InDays, s.perSale(notDue), notDue, sales, days).Value
	s.put(DaysDelinquent, InDays, floored(minus(simple, best)), Term{"dso", InDays, simple},
		Term{"best_possible", InDays, best})
	d := s.documents
	late, overdue := Term{"open_days_late", InWeight, d.openLate.figure()}, money("overdue", d.openOverdue)
	s.put(OverdueDays, InDays, quotient(late.Value, overdue.Value), late, overdue)
}

// perSale is an amount ÷ sales × days, 0 where nothing is owed, and no figure without sales.
func (s *sheet) perSale(t Term) Figure {
	return times(quotient(floored(t.Value), Whole(s.sales)), s.days().Value)
}

func (s *sheet) days() Term { return count("days", InDays, s.window.Days()) }

func (s *sheet) countBack() {
	b, ok := exhaust(s.closing.net(), s.ledger.sales, s.currency, s.window.To)
	terms := []Term{money("receivables", s.closing.net()), {"whole_days", InDays, Whole(b.days)},
		money("rest", b.rest), money("month_sales", b.sold), {"month_days", InDays, Whole(b.month)}}
	value := Figure{}
	if ok {
		value = b.value()
	}
	s.put(DSOCountBack, InDays, value, terms...).AtLeast = b.truncated
}

// delays works out how long it takes from issue and from due date to receipt.
func (s *sheet) delays() {
	d := s.documents
	s.put(ContractDays, InDays, quotient(d.contract.figure(), Whole(d.invoiced)),
		Term{"invoiced_days", InWeight, d.contract.figure()}, money("invoiced", d.invoiced))
	sum := s.ledger.delays(s.currency, s.window)
	received := money("received", sum.received)
	over := func(k Kind, name string, w *weight, from Term) {
		s.put(k, InDays, quotient(w.figure(), from.Value), Term{name, InWeight, w.figure()}, from)
	}
	over(PaidDays, "received_days", &sum.fromIssue, received)
	s.put(FullyPaidDays, InDays, quotient(Whole(d.paidDays), Whole(d.paidCount)),
		Term{"days_sum", InDays, Whole(d.paidDays)}, Term{"invoices", InCount, Whole(d.paidCount)})
	due := money("received", sum.receivedDue)
	over(LateSigned, "received_days_signed", &sum.fromDue, due)
	over(LateOnly, "received_days_late", &sum.late, due)
	s.share(LateShare, money("received_late", sum.receivedLate), due)
	discount := money("discount", s.ledger.discounted(s.currency, s.window))
	s.put(DiscountShare, InShare, quotient(discount.Value, plus(received.Value, discount.Value)), discount, received)
}

// share puts a part of a whole.
func (s *sheet) share(k Kind, part, whole Term) {
	s.put(k, InShare, quotient(part.Value, whole.Value), part, whole)
}

// turnover works out CEI and ART.
func (s *sheet) turnover() {
	opening, closing := money("opening", s.opening.net()), money("closing", s.closing.net())
	sales, notDue := money("sales", s.sales), money("closing_not_due", s.closing.notDue)
	asked := plus(opening.Value, sales.Value)
	s.put(Collection, InShare, quotient(minus(asked, closing.Value), minus(asked, notDue.Value)),
		opening, sales, closing, notDue)
	mean := times(plus(opening.Value, closing.Value), fraction(1, 2))
	turnover := s.put(Turnover, InTimes, quotient(sales.Value, mean), sales, opening, closing).Value
	s.put(TurnoverYearly, InTimes, quotient(times(turnover, Whole(365)), s.days().Value),
		Term{"turnover", InTimes, turnover}, s.days())
}

// unpaid works out what is not paid although it should be.
func (s *sheet) unpaid() {
	d := s.documents
	all, sum := Term{"invoices", InCount, Whole(d.yearCount)}, money("invoiced", d.yearAmount)
	s.share(Unpaid60Count, Term{"unpaid_invoices", InCount, Whole(d.due60.count)}, all)
	s.share(Unpaid60Amount, money("unpaid", d.due60.open), sum)
	s.share(Issued60Count, Term{"unpaid_invoices", InCount, Whole(d.issued60.count)}, all)
	s.share(Issued60Amount, money("unpaid", d.issued60.open), sum)
	outstanding := money("outstanding", s.closing.outstanding)
	s.share(OverdueShare, money("overdue", s.closing.overdue()), outstanding)
	s.share(Over90Share, money("over_90", d.over90), outstanding)
	s.share(DisputedShare, money("disputed", d.disputed), outstanding)
	s.share(Recovery, money("received_on_due", d.receivedDue), money("to_collect", d.toCollect))
	s.share(TopFive, money("top_five", s.ledger.largest[s.currency]), outstanding)
}

// matches works out how well credits are matched.
func (s *sheet) matches() {
	m, c := s.matching, s.currency
	s.share(UnappliedShare, money("unapplied", s.ledger.waiting(c)), money("gross", m.Eligible.Amount.Minor))
	s.share(AutoCount, count("automatic", InCount, m.Automatic.Count), count("eligible", InCount, m.Eligible.Count))
	s.share(AutoAmount, money("automatic_amount", m.Automatic.Amount.Minor),
		money("eligible_amount", m.Eligible.Amount.Minor))
	s.share(FalseMatch, count("undone", InCount, m.Undone), count("allocations", InCount, m.Allocations))
	for _, p := range []struct {
		kind    Kind
		percent int
	}{{MatchMedian, 50}, {MatchP90, 90}} {
		days, credits, ok := s.ledger.waited(c, s.window, p.percent)
		value := Figure{}
		if ok {
			value = Whole(int64(days))
		}
		s.put(p.kind, InDays, value, count("credits", InCount, credits))
	}
}

func money(name string, minor int64) Term { return Term{name, InMoney, Whole(minor)} }

func count(name string, u Unit, n int) Term { return Term{name, u, Whole(int64(n))} }

// Kinds lists the indicators in the order of a report.
func Kinds() []Kind {
	return []Kind{DSOSimple, DSOWithoutCeded, DSOCountBack, DSOBestPossible, DaysDelinquent, OverdueDays,
		ContractDays, PaidDays, FullyPaidDays, LateSigned, LateOnly, LateShare, DiscountShare, Collection,
		Turnover, TurnoverYearly, Unpaid60Count, Unpaid60Amount, Issued60Count, Issued60Amount,
		OverdueShare, Over90Share, DisputedShare, Recovery, TopFive, UnappliedShare, AutoCount, AutoAmount, FalseMatch,
		MatchMedian, MatchP90}
}
