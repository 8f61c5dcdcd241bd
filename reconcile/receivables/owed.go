package receivables

import (
	"cmp"
	"context"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// AgeingLine is the balance âgée of a currency: open balances by days past due at the
// as-of date. Due today is not overdue. Credits holds open credit notes, negative, and
// Total is the sum of the columns (DOMAIN 1.9).
type AgeingLine struct {
	Currency reconcile.Currency
	NotDue   reconcile.Money
	To30     reconcile.Money // 1 to 30 days
	To60     reconcile.Money // 31 to 60
	To90     reconcile.Money // 61 to 90
	Over90   reconcile.Money // 91 and more
	Credits  reconcile.Money
	Total    reconcile.Money
}

// owed is what documents say at the as-of date.
type owed struct {
	asOf                            reconcile.Date
	outstanding, credits, overdue60 sums
	surplus                         sums // money on documents that do not ask for it any more
	counts                          map[reconcile.Status]int
	byStatus                        map[reconcile.Status]sums
	open                            map[openKey]*OpenLine
	ageing                          map[reconcile.Currency]*AgeingLine
	sales                           sales
	maybeSpot                       []string // counted in sales until it is known when they were paid
}

// sales are the amounts of documents by issue date; credit notes are negative. What was paid on the
// spot is left out.
type sales map[saleKey]int64

type saleKey struct {
	day      reconcile.Date
	currency reconcile.Currency
}

func newOwed(asOf reconcile.Date) *owed {
	return &owed{asOf: asOf, outstanding: sums{}, credits: sums{}, overdue60: sums{}, surplus: sums{},
		counts: map[reconcile.Status]int{}, byStatus: map[reconcile.Status]sums{},
		open: map[openKey]*OpenLine{}, sales: sales{}, ageing: map[reconcile.Currency]*AgeingLine{}}
}

func readOwed(ctx context.Context, r reconcile.Reader, q reconcile.Query) (*owed, error) {
	o := newOwed(q.AsOf)
	for v, err := range r.Invoices(ctx, q) {
		if err != nil {
			return nil, err
		}
		o.add(v)
	}
	return o, nil
}

func (o *owed) add(v reconcile.Invoice) {
	if o.asOf != 0 && v.IssueDate > o.asOf {
		v.State = reconcile.StateDraft // until then
		o.over(v)
		return
	}
	status := v.Status(o.asOf)
	o.counts[status]++
	o.over(v)
	if status == reconcile.StatusCancelled || status == reconcile.StatusDraft {
		return
	}
	if !spot(v) {
		o.sales[saleKey{v.IssueDate, v.Amount.Currency}] += v.Amount.Minor
	}
	if v.Since == 0 && maybeSpot(v) {
		o.maybeSpot = append(o.maybeSpot, v.Number)
	}
	open := v.Outstanding()
	if status == reconcile.StatusPaid { // reduced below what closes it: nobody owes less for it
		open.Minor = 0
	}
	if o.byStatus[status] == nil {
		o.byStatus[status] = sums{}
	}
	o.byStatus[status].add(open)
	line := o.line(open.Currency)
	if v.Type == reconcile.CreditNote {
		o.credits.add(open)
		line.Credits.Minor += open.Minor
		line.Total.Minor += open.Minor
		return
	}
	o.outstanding.add(open)
	o.count(status, open)
	days := late(o.asOf, v.DueDate)
	line.bucket(days).Minor += open.Minor
	line.Total.Minor += open.Minor
	if days > 60 {
		o.overdue60.add(open)
	}
}

// late is how many days a due date is past; without one nothing is ever due.
func late(asOf, due reconcile.Date) reconcile.Date {
	if due == 0 {
		return 0
	}
	return asOf - due
}

// over notes the money that lies on an invoice and is more than it asks for.
func (o *owed) over(v reconcile.Invoice) {
	if over := surplus(v); over > 0 {
		o.surplus.add(reconcile.Money{Minor: over, Currency: v.Paid.Currency})
	}
}

// surplus is the money that lies on an invoice and is more than it asks for, since the seller
// cancelled or reduced it or has not issued it yet: it is the customer's, as if it lay on his account.
func surplus(v reconcile.Invoice) int64 {
	if v.Paid.Minor <= 0 || v.Paid.Currency != v.Amount.Currency {
		return 0
	}
	asked := v.Amount.Minor
	if v.State == reconcile.StateCancelled || v.State == reconcile.StateDraft {
		asked = 0
	}
	return min(v.Paid.Minor, v.Closed.Minor-max(0, asked))
}

func (o *owed) line(c reconcile.Currency) *AgeingLine {
	if l := o.ageing[c]; l != nil {
		return l
	}
	zero := reconcile.Money{Currency: c}
	l := &AgeingLine{c, zero, zero, zero, zero, zero, zero, zero}
	o.ageing[c] = l
	return l
}

// bucket is the column of so many days past due.
func (l *AgeingLine) bucket(days reconcile.Date) *reconcile.Money {
	switch {
	case days <= 0:
		return &l.NotDue
	case days <= 30:
		return &l.To30
	case days <= 60:
		return &l.To60
	case days <= 90:
		return &l.To90
	}
	return &l.Over90
}

func (o *owed) fill(s *Summary) {
	s.Outstanding, s.CreditNotesOpen = o.outstanding.list(), o.credits.list()
	s.Overdue60, s.Invoices = o.overdue60.list(), o.counts
	s.ByStatus = map[reconcile.Status][]reconcile.Money{}
	for status, sum := range o.byStatus {
		s.ByStatus[status] = sum.list()
	}
	s.Open = o.openLines()
	for _, l := range o.ageing {
		s.Ageing = append(s.Ageing, *l)
	}
	slices.SortFunc(s.Ageing, func(a, b AgeingLine) int { return cmp.Compare(a.Currency, b.Currency) })
}
