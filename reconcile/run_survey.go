package reconcile

import (
	"cmp"
	"context"
	"slices"
)

// survey is what a run knows of all payments at once: how many there are on each day, and which
// debits of ours credits seem to answer. The payments themselves it takes in one portion of days
// after the other.
type survey struct {
	accounts     []Account
	calendar     []bookingDay // in order
	total        int          // payments
	counterparts map[ID]Counterpart
}

// bookingDay says how many payments were booked on a day.
type bookingDay struct {
	day      Date
	payments int
}

// takeSurvey walks over the payments booked by the as-of date.
func takeSurvey(ctx context.Context, r Reader, c Call) (survey, error) {
	var out survey
	var err error
	if out.accounts, err = r.Accounts(ctx, c.Company); err != nil {
		return out, err
	}
	counts := map[Date]int{}
	var pairs pairing
	for place, a := range out.accounts {
		q := Query{Company: c.Company, Account: a.ID, AsOf: c.AsOf, Figures: true}
		for p, err := range r.Payments(ctx, q) {
			if err != nil {
				return out, err
			}
			counts[p.BookingDate]++
			out.total++
			pairs.add(p, place)
		}
	}
	for day, n := range counts {
		out.calendar = append(out.calendar, bookingDay{day, n})
	}
	slices.SortFunc(out.calendar, func(a, b bookingDay) int { return cmp.Compare(a.day, b.day) })
	out.counterparts, err = pairs.counterparts(ctx, r, c, out.accounts)
	return out, err
}

// pairing finds the payments that can be one side of a counterpart: only these have to be there
// together.
type pairing struct {
	debits, credits []figure
	currencies      []Currency
}

// figure is a payment as far as pairing asks.
type figure struct {
	id      ID
	minor   int64 // without its sign
	day     Date
	account uint16 // place among the accounts
	in      uint16 // and of the currency
}

func (x *pairing) add(p Payment, account int) {
	in := slices.Index(x.currencies, p.Amount.Currency)
	if in < 0 {
		in, x.currencies = len(x.currencies), append(x.currencies, p.Amount.Currency)
	}
	f := figure{p.ID, p.Amount.Minor, p.BookingDate, uint16(account), uint16(in)}
	switch {
	case f.minor < 0:
		f.minor = -f.minor
		x.debits = append(x.debits, f)
	case f.minor > 0:
		x.credits = append(x.credits, f)
	}
}

// candidates are the debits and credits of one amount that lie near enough to each other.
func (x *pairing) candidates() []ID {
	type money struct {
		minor int64
		in    uint16
	}
	debits := map[money][]int{}
	for i, d := range x.debits {
		m := money{d.minor, d.in}
		debits[m] = append(debits[m], i)
	}
	if len(debits) == 0 {
		return nil
	}
	var out []ID
	wanted := make([]bool, len(x.debits))
	for i := range x.credits {
		c := &x.credits[i]
		near := false
		for _, k := range debits[money{c.minor, c.in}] {
			if x.debits[k].near(c) {
				near, wanted[k] = true, true
			}
		}
		if near {
			out = append(out, c.id)
		}
	}
	for k, w := range wanted {
		if w {
			out = append(out, x.debits[k].id)
		}
	}
	return out
}

// near says whether a debit may be what a credit of its amount answers.
func (d *figure) near(c *figure) bool {
	if d.account == c.account {
		return d.day <= c.day && bankDays(d.day, c.day) <= returnedDays
	}
	return bankDays(d.day, c.day) <= transferDays
}

// counterparts reads the candidates, and pairs them.
func (x *pairing) counterparts(ctx context.Context, r Reader, c Call,
	accounts []Account) (map[ID]Counterpart, error) {
	ids := x.candidates()
	*x = pairing{}
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := readPortion(ctx, r, c, accounts, portion{ids: ids})
	return counterparts(list, accounts), err
}
