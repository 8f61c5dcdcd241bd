package config

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// CreditLimitsOf are the credit limits of a company's customers: those for all, then its own, which hold
// over them.
func (c Config) CreditLimitsOf(company string) receivables.CreditLimits {
	for _, k := range c.Companies {
		if k.ID == company {
			return slices.Concat(c.CreditLimits, k.CreditLimits)
		}
	}
	return c.CreditLimits
}

// creditLimits reads what customers may owe, each from its day on, in order of their days.
func creditLimits(v any, at string) (out receivables.CreditLimits, err error) {
	items, _ := v.([]any)
	seen := map[receivables.CreditLimit]bool{}
	for i, item := range items {
		m, _ := item.(map[string]any)
		at := fmt.Sprintf("%s[%d]", at, i+1)
		l, err := creditLimit(m, at)
		if err != nil {
			return nil, err
		}
		of := l
		of.Amount.Minor = 0
		if seen[of] {
			return nil, fmt.Errorf("%s: this customer has another limit in %s from the same day", at, l.Amount.Currency)
		}
		seen[of] = true
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b receivables.CreditLimit) int { return cmp.Compare(a.From, b.From) })
	return out, nil
}

// creditLimit reads one limit. YAML takes 0012 for a number, ten, so that an id has to be a text.
func creditLimit(m map[string]any, at string) (l receivables.CreditLimit, err error) {
	if _, isText := m["customer"].(string); !isText || text(m["customer"]) == "" {
		return l, fmt.Errorf("%s.customer: want the id of a customer, in quotes where it has digits alone", at)
	}
	l.Customer = text(m["customer"])
	if l.From, err = from(m, at); err != nil {
		return l, err
	}
	currency, err := reconcile.ParseCurrency(text(m["currency"]))
	if err != nil {
		return l, fmt.Errorf("%s.currency: %w", at, err)
	}
	l.Amount, err = reconcile.ParseMoney(text(m["amount"]), currency)
	if err != nil || l.Amount.Minor < 0 {
		return l, fmt.Errorf("%s.amount: %q is no amount: write one such as 50000.00", at, text(m["amount"]))
	}
	return l, nil
}
