package receivables

import "github.com/rappro/rappro/reconcile"

// CreditLimit is the most that a customer may owe in a currency, from a day on (encours autorisé).
type CreditLimit struct {
	Customer string
	Amount   reconcile.Money
	From     reconcile.Date
}

// CreditLimits are limits in the order in which they replace each other.
type CreditLimits []CreditLimit

// GrantedLimits are the limits that hold on a day.
type GrantedLimits map[customerKey]reconcile.Money

// On gives the limits that hold on a day: of each customer and currency the last that began by then.
func (l CreditLimits) On(day reconcile.Date) GrantedLimits {
	granted := GrantedLimits{}
	for _, c := range l {
		if c.From <= day {
			granted[customerKey{c.Customer, c.Amount.Currency}] = c.Amount
		}
	}
	return granted
}

// OverLimit is by how much the balance of a customer's account goes beyond his limit, zero where it
// does not. Open credit notes and money on account lower what he owes; he may owe his limit.
type OverLimit struct {
	Customer, Name    string
	Limit, Owed, Over reconcile.Money
}

// Of compares a customer's balance with his limit; it is false where he has none.
func (g GrantedLimits) Of(a CustomerAge) (OverLimit, bool) {
	limit, ok := g[customerKey{a.Customer, a.Currency}]
	over := reconcile.Money{Minor: max(0, a.Balance.Minor-limit.Minor), Currency: a.Currency}
	return OverLimit{a.Customer, a.Name, limit, a.Balance, over}, ok
}

// Over lists the customers who are over their limit, in the order of the balance âgée.
func (g GrantedLimits) Over(lines []CustomerAge) (out []OverLimit) {
	for _, a := range lines {
		if o, ok := g.Of(a); ok && o.Over.Minor > 0 {
			out = append(out, o)
		}
	}
	return out
}
