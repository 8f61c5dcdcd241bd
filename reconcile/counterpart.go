package reconcile

import (
	"fmt"
	"slices"
)

// Counterpart is the debit of ours that a credit seems to answer: the other leg of a transfer
// between own accounts, or money that we sent and that comes back.
type Counterpart struct {
	Debit Payment
	Back  bool // the same account sent it: the credit may be what comes back
}

const (
	transferDays = 3  // bank days between the two legs of an own transfer
	returnedDays = 30 // bank days in which a bank returns or a person sends back a transfer
)

// counterparts pairs credits with debits of the same amount and currency: on another account
// of ours not more than three bank days away, else on the same account up to thirty before. A
// credit of a stranger's account and a debit to one are no own transfer. Pairs of transfers are
// unique: as many credits as debits between which nothing chooses, else there is none. Payments
// come in order of booking.
func counterparts(payments []Payment, accounts []Account) map[ID]Counterpart {
	own := map[string]bool{}
	for _, a := range accounts {
		own[a.ID] = true
	}
	debits := map[Money][]int{}
	for i := range payments {
		if m := payments[i].Amount; m.Minor < 0 {
			debits[m.Neg()] = append(debits[m.Neg()], i)
		}
	}
	out := map[ID]Counterpart{}
	if len(debits) == 0 {
		return out
	}
	wanted := map[int]int{}       // debits: credits that may answer them
	groups := map[string][]int{}  // credits that may answer the same debits
	answers := map[string][]int{} // the debits of a group
	var order []string
	for i := range payments {
		p := &payments[i]
		list := debits[p.Amount]
		if p.Amount.Minor <= 0 || len(list) == 0 {
			continue
		}
		legs := legsOf(payments, list, p, own)
		for _, k := range legs {
			wanted[k]++
		}
		if len(legs) > 0 {
			key := fmt.Sprint(legs)
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key], answers[key] = append(groups[key], i), legs
		} else if k, ok := sentBefore(payments, list, p); ok {
			out[p.ID] = Counterpart{payments[k], true}
		}
	}
	for _, key := range order {
		credits, legs := groups[key], answers[key]
		alone := !slices.ContainsFunc(legs, func(k int) bool { return wanted[k] != len(credits) })
		for n, i := range credits {
			if alone && len(credits) == len(legs) {
				out[payments[i].ID] = Counterpart{Debit: payments[legs[n]]}
			}
		}
	}
	return out
}

// legsOf are the debits that may be the other leg of a credit.
func legsOf(payments []Payment, debits []int, p *Payment, own map[string]bool) (legs []int) {
	if from := CompactAccount(p.Detail.Payer.IBAN); from != "" && !own[from] {
		return nil
	}
	for _, k := range debits {
		d := &payments[k]
		to := CompactAccount(d.Detail.Payer.IBAN)
		if d.Account != p.Account && (to == "" || to == p.Account) &&
			bankDays(d.BookingDate, p.BookingDate) <= transferDays {
			legs = append(legs, k)
		}
	}
	return legs
}

// sentBefore is the last debit of the same account that the credit may bring back.
func sentBefore(payments []Payment, debits []int, p *Payment) (int, bool) {
	for _, k := range slices.Backward(debits) {
		d := &payments[k]
		if d.Account == p.Account && d.BookingDate <= p.BookingDate &&
			bankDays(d.BookingDate, p.BookingDate) <= returnedDays {
			return k, true
		}
	}
	return 0, false
}

// bankDays counts the weekdays from one day to another, whichever comes first.
func bankDays(a, b Date) int {
	if a > b {
		a, b = b, a
	}
	if b-a > 2*returnedDays {
		return int(b - a)
	}
	n := 0
	for d := a + 1; d <= b; d++ {
		if (d+2)%7 < 5 { // Monday is 0; day 1 was a Thursday
			n++
		}
	}
	return n
}
