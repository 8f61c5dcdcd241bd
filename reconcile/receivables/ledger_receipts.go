package receivables

import (
	"cmp"

	"github.com/rappro/rappro/reconcile"
)

// Receipt are the encaissements of a day on an account by one method: the finest grain, of which
// every other is a sum (DOMAIN 1.12). Accounts whose credits are not counted have none.
type Receipt struct {
	Day      reconcile.Date // of booking
	Account  string
	Alias    string
	Currency reconcile.Currency
	Method   Method
	Gross    reconcile.Money // customers' credits, applied or not
	Returned reconcile.Money // taken back, negative
	Net      reconcile.Money
	Applied  reconcile.Money // put on invoices, less what was taken back of them
	Lumps    reconcile.Money // of Gross, sums of several payments whose details are not known
}

type receiptKey struct {
	day      reconcile.Date
	account  string
	currency reconcile.Currency
	method   Method
}

// payment counts what became of a payment. It keeps to the rules of [cash], so that every sum of
// receipts is one of [MonthReceipts].
func (l *Ledger) payment(p *reconcile.Payment, s settled, counted bool) {
	if p.Amount.Minor < 0 {
		if back := p.Amount.Minor - s.notOurs; s.live && back != 0 {
			r := l.receipt(p)
			r.Returned.Minor += back
			r.Net.Minor += back
			r.Applied.Minor += s.applied
		}
		return
	}
	gross := p.Amount.Minor - s.notOurs
	if !counted || gross <= 0 {
		return
	}
	r := l.receipt(p)
	r.Gross.Minor += gross
	r.Net.Minor += gross
	r.Applied.Minor += s.applied
	if p.Lump {
		r.Lumps.Minor += gross
	}
	l.credit(p, s, gross)
}

func (l *Ledger) receipt(p *reconcile.Payment) *Receipt {
	k := receiptKey{p.BookingDate, p.Account, p.Amount.Currency, MethodOf(*p)}
	if r := l.receipts[k]; r != nil {
		return r
	}
	zero := reconcile.Money{Currency: k.currency}
	r := &Receipt{k.day, k.account, l.accounts[k.account].Alias(), k.currency, k.method,
		zero, zero, zero, zero, zero}
	l.receipts[k] = r
	return r
}

// Receipts are the encaissements in order of day, account, currency and method.
func (l *Ledger) Receipts() []Receipt {
	keys := sortedKeys(l.receipts, func(a, b receiptKey) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.account, b.account),
			cmp.Compare(a.currency, b.currency), cmp.Compare(a.method, b.method))
	})
	out := make([]Receipt, 0, len(keys))
	for _, k := range keys {
		out = append(out, *l.receipts[k])
	}
	return out
}
