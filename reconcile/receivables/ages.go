package receivables

import "github.com/rappro/rappro/reconcile"

// Age is the balance âgée of a currency, or of one customer in it, at the as-of date, down to the
// balance of the customers' accounts (411).
type Age struct {
	AgeingLine
	Three     ThreeAges
	Apart     ApartAges
	OnAccount reconcile.Money // customers' money on no invoice, negative
	Balance   reconcile.Money // Total and OnAccount
	// Retained is what customers keep back for now (retenues de garantie, 4117): it closes its
	// documents and is in none of the other amounts (PRACTICE 1.13).
	Retained reconcile.Money
}

// ThreeAges is the shorter set of buckets: due today counts as 0 days late (DOMAIN 1.9).
type ThreeAges struct {
	NotDue reconcile.Money
	To30   reconcile.Money // 0 to 30 days
	To60   reconcile.Money // 31 to 60
	Over60 reconcile.Money // 61 and more
}

// ApartAges are what of the total is no plain receivable (PRACTICE 1.13) or is contested (DOMAIN 1.9): it
// stays in its bucket, and is shown a second time.
type ApartAges struct {
	Ceded      reconcile.Money // to a factor or a bank
	Discounted reconcile.Money // bills that a bank has paid in advance
	Bills      reconcile.Money // accepted, not due yet
	Disputed   reconcile.Money // whatever claim it is besides
}

// Of is the amount of a claim, nil for that of a plain receivable.
func (a *ApartAges) Of(c reconcile.Claim) *reconcile.Money {
	switch c {
	case reconcile.ClaimCeded:
		return &a.Ceded
	case reconcile.ClaimDiscounted:
		return &a.Discounted
	case reconcile.ClaimBill:
		return &a.Bills
	}
	return nil
}

// ceded is what is open of documents for which the seller has his money from somebody else.
func (l *Ledger) ceded() map[reconcile.Currency]int64 {
	out := map[reconcile.Currency]int64{}
	for i := range l.documents {
		if d := &l.documents[i]; d.claim.Gone() && d.asks() {
			out[d.currency] += d.open()
		}
	}
	return out
}

// CustomerAge is the balance âgée of one customer in one currency.
type CustomerAge struct {
	Customer string
	Name     string
	Age
}

// Ageing is the balance âgée in order of currency. It adds up to what [Ledger.CustomerAgeing]
// shows.
func (l *Ledger) Ageing() []Age {
	var out []Age
	for _, a := range l.ages(func(string) string { return "" }) {
		out = append(out, a.Age)
	}
	return out
}

// CustomerAgeing is the balance âgée in order of customer and currency; who owes
// nothing, keeps nothing back and is owed nothing is left out.
func (l *Ledger) CustomerAgeing() []CustomerAge {
	return l.ages(func(customer string) string { return customer })
}

// ages sums by the name that a customer goes under.
func (l *Ledger) ages(under func(customer string) string) []CustomerAge {
	by := map[customerKey]*CustomerAge{}
	at := func(customer string, c reconcile.Currency) *CustomerAge {
		k := customerKey{under(customer), c}
		if by[k] == nil {
			by[k] = newCustomerAge(k, l.names[k.customer])
		}
		return by[k]
	}
	for i := range l.documents {
		d := &l.documents[i]
		if over := d.surplus(d.closed, d.paid); over > 0 {
			at(d.customer, d.currency).onAccount(over)
		}
		if kept := d.kept(); kept != 0 {
			at(d.customer, d.currency).Retained.Minor += kept
		}
		if open := d.open(); open != 0 {
			at(d.customer, d.currency).document(d, open, late(l.asOf, d.due))
		}
	}
	for i := range l.held {
		h := &l.held[i]
		at(h.customer, h.money.Currency).onAccount(h.money.Minor)
	}
	var out []CustomerAge
	for _, k := range sortedKeys(by, compareKeys) {
		if a := by[k]; *a != *newCustomerAge(k, a.Name) {
			out = append(out, *a)
		}
	}
	return out
}

func newCustomerAge(k customerKey, name string) *CustomerAge {
	zero := reconcile.Money{Currency: k.currency}
	return &CustomerAge{k.customer, name, Age{AgeingLine{k.currency, zero, zero, zero, zero, zero, zero, zero},
		ThreeAges{zero, zero, zero, zero}, ApartAges{zero, zero, zero, zero}, zero, zero, zero}}
}

func (a *Age) onAccount(minor int64) {
	a.OnAccount.Minor -= minor
	a.Balance.Minor -= minor
}

func (a *Age) document(d *document, open int64, days reconcile.Date) {
	a.Total.Minor += open
	a.Balance.Minor += open
	if d.kind == reconcile.CreditNote {
		a.Credits.Minor += open
		return
	}
	a.bucket(days).Minor += open
	a.Three.bucket(days, d.due != 0).Minor += open
	if apart := a.Apart.Of(d.claim); apart != nil {
		apart.Minor += open
	}
	if d.disputed {
		a.Apart.Disputed.Minor += open
	}
}

func (t *ThreeAges) bucket(days reconcile.Date, due bool) *reconcile.Money {
	switch {
	case days < 0 || !due:
		return &t.NotDue
	case days <= 30:
		return &t.To30
	case days <= 60:
		return &t.To60
	}
	return &t.Over60
}
