package receivables

import (
	"cmp"
	"context"

	"github.com/rappro/rappro/reconcile"
)

// Undecided are the payments of a currency that wait for a person: what `list payments` shows as proposed
// and unmatched. Credits are those of all accounts, also the ones that a proposal calls no customer's:
// nobody but a person says so. A debit waits where something is proposed for it, such as a refund;
// its amount counts as the credits' do.
type Undecided struct {
	Currency  reconcile.Currency
	Proposed  Tally // with a proposal
	Unmatched Tally // credits without any
}

// WhatWaits gives what is undecided at the as-of date, in order of currency, for who needs no more of the
// ledger.
func WhatWaits(ctx context.Context, r reconcile.Reader, company string, asOf reconcile.Date) ([]Undecided, error) {
	q := reconcile.Query{Company: company, AsOf: asOf, Figures: true}
	state, err := readSettled(ctx, r, q, func(*reconcile.Decision) {})
	if err != nil {
		return nil, err
	}
	payments, err := readPaid(ctx, r, q)
	if err != nil {
		return nil, err
	}
	by := map[reconcile.Currency]*Undecided{}
	payments.each(func(p *reconcile.Payment) {
		if s := state.of(p.ID); !s.live && (s.proposed || p.Amount.Minor >= 0) {
			undecided(by, p.Amount.Currency).add(p.Amount.Abs().Minor, s.proposed)
		}
	})
	var out []Undecided
	for _, c := range sortedKeys(by, func(a, b reconcile.Currency) int { return cmp.Compare(a, b) }) {
		out = append(out, *by[c])
	}
	return out, nil
}

func undecided(by map[reconcile.Currency]*Undecided, c reconcile.Currency) *Undecided {
	if by[c] == nil {
		zero := Tally{Amount: reconcile.Money{Currency: c}}
		by[c] = &Undecided{c, zero, zero}
	}
	return by[c]
}

func (u *Undecided) add(minor int64, proposed bool) {
	if proposed {
		u.Proposed.add(minor)
	} else {
		u.Unmatched.add(minor)
	}
}
