package receivables

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// OpenLine counts the invoices and deposits of one status and currency that still wait for
// money, and sums what they wait for. The lines of a currency add up to Outstanding.
type OpenLine struct {
	Status   reconcile.Status
	Currency reconcile.Currency
	Count    int
	Amount   reconcile.Money
}

type openKey struct {
	status   reconcile.Status
	currency reconcile.Currency
}

func (o *owed) count(status reconcile.Status, open reconcile.Money) {
	if open.IsZero() {
		return
	}
	key := openKey{status, open.Currency}
	l := o.open[key]
	if l == nil {
		l = &OpenLine{Status: status, Currency: open.Currency, Amount: reconcile.Money{Currency: open.Currency}}
		o.open[key] = l
	}
	l.Count++
	l.Amount.Minor += open.Minor
}

// openLines are in order of currency and status.
func (o *owed) openLines() []OpenLine {
	out := make([]OpenLine, 0, len(o.open))
	for _, l := range o.open {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b OpenLine) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Status, b.Status))
	})
	return out
}
