package rows

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// fold gathers the rows of one invoice: of several versions the newest, which comes last,
// and its allocations in order of N.
type fold struct {
	started bool
	invoice reconcile.Invoice
	closed  []closing
}

func (f *fold) add(c closing) {
	if !f.started || c.invoice.Number != f.invoice.Number || c.invoice.Version != f.invoice.Version {
		f.started, f.invoice, f.closed = true, c.invoice, f.closed[:0]
	}
	if c.allocationRowFound {
		c.invoice = reconcile.Invoice{}
		f.closed = append(f.closed, c)
	}
}

// give hands the invoice over if the query asks for it.
func (f *fold) give(q reconcile.Query, yield func(reconcile.Invoice, error) bool) bool {
	v := f.invoice
	switch {
	case !f.started,
		q.Customer != "" && v.Customer != q.Customer,
		q.From != 0 && v.IssueDate < q.From,
		q.To != 0 && v.IssueDate > q.To:
		return true
	}
	v.Closed.Currency, v.Paid.Currency = v.Amount.Currency, v.Amount.Currency
	if len(f.closed) > 0 {
		f.settle(&v)
	}
	return yield(v, nil)
}

// settle sums what closes the invoice. Since and SettledBy look at parts that are neither
// taken back nor take back.
func (f *fold) settle(v *reconcile.Invoice) {
	var undone map[reconcile.ID]bool
	for i := range f.closed {
		c := &f.closed[i]
		v.Closed.Minor += c.closes
		if c.kind == reconcile.Cash {
			v.Paid.Minor += c.closes
		}
		if !c.undoes.IsZero() {
			if undone == nil {
				undone = map[reconcile.ID]bool{}
			}
			undone[c.undoes] = true
		}
	}
	by := make([]int64, 0, 16)
	kinds := reconcile.PartKinds()
	for i := range f.closed {
		c := &f.closed[i]
		if !c.undoes.IsZero() || undone[c.decision] {
			continue
		}
		v.Since = max(v.Since, c.effective)
		by = by[:len(kinds)]
		by[max(0, slices.Index(kinds, c.kind))] += c.closes
	}
	var most int64
	for k, closes := range by {
		if v.Amount.Minor < 0 {
			closes = -closes
		}
		if closes > most {
			most, v.SettledBy = closes, kinds[k]
		}
	}
}
