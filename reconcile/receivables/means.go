package receivables

import "github.com/rappro/rappro/reconcile"

// means is what a movement closes its document with, as far as the figures ask.
type means uint8

const (
	byOther     means = iota // a write-off, a set-off, a fee…
	byCash                   // money
	byDiscount               // escompte: settled, and not received
	byRetention              // retenue de garantie: not received, and still owed (4117)
)

func meansOf(k reconcile.PartKind) means {
	switch k {
	case reconcile.Cash:
		return byCash
	case reconcile.Discount:
		return byDiscount
	case reconcile.Retention:
		return byRetention
	}
	return byOther
}

// kept is what the customer keeps back of the document: the retentions on it, less what was released of
// them since. Nothing is kept back of a cancelled document, and no more than it asks for of one that the
// seller reduced.
func (d *document) kept() int64 {
	if !d.counts() {
		return 0
	}
	if d.amount < 0 {
		return max(d.retained, d.amount)
	}
	return min(d.retained, d.amount)
}
