package reconcile

import (
	"bytes"
	"maps"
	"slices"
)

// entries checks that the lines booked are those that their keys were computed from (rule 4), and
// sums them up by day.
func (v *verifying) entries() error {
	v.days, v.sums = map[string]map[Date]Money{}, map[ID]Money{}
	accounts, err := v.r.Accounts(v.ctx, v.company)
	for _, a := range accounts { // one by one they come as they lie, and are not sorted first
		if err == nil {
			err = v.ofAccount(a.ID)
		}
	}
	return err
}

func (v *verifying) ofAccount(account string) error {
	byDay := map[Date]Money{}
	v.days[account] = byDay
	var at ranked
	for e, err := range v.r.Entries(v.ctx, Query{Company: v.company, Account: account, Detailed: true}) {
		if err != nil {
			return err
		}
		v.report.Entries++
		byDay[e.BookingDate] = Money{byDay[e.BookingDate].Minor + e.Amount.Minor, e.Amount.Currency}
		v.sums[e.ID] = e.Amount
		if at.day != e.BookingDate {
			v.ranks("entry", &at)
			at = ranked{account: e.Account, day: e.BookingDate}
		}
		base := EntryDigest(v.company, e)
		at.add(e.ID, base, func(n int) ID { return entryKey(v.company, e, base, n) })
	}
	v.ranks("entry", &at)
	return nil
}

// ranked are the keys of one account and day. Keys of equal content differ by a rank, from 1;
// where a file was taken back ranks may be missing.
type ranked struct {
	account string
	day     Date
	first   map[[32]byte]*equals // of content that has not just the first rank
}

type equals struct {
	key func(n int) ID
	ids map[ID]bool
}

func (r *ranked) add(id ID, content [32]byte, key func(n int) ID) {
	if r.first[content] == nil && id == key(1) {
		return
	}
	if r.first == nil {
		r.first = map[[32]byte]*equals{}
	}
	if r.first[content] == nil {
		r.first[content] = &equals{key, map[ID]bool{}}
	}
	r.first[content].ids[id] = true
}

// maxRank bounds the search for a rank, of lines that are equal in all that counts.
const maxRank = 20_000

// ranks names what has no key that its content could have.
func (v *verifying) ranks(what string, r *ranked) {
	for _, same := range r.first {
		for n := 1; n <= len(same.ids)+maxRank && len(same.ids) > 0; n++ {
			delete(same.ids, same.key(n))
		}
		for _, id := range slices.SortedFunc(maps.Keys(same.ids), compareIDs) {
			v.broken("%s %s: its content is not what its key says", what, id)
		}
	}
}

func compareIDs(a, b ID) int { return bytes.Compare(a[:], b[:]) }

// payments checks that what an entry is made of sums to it.
func (v *verifying) payments() error {
	v.paid = make(map[ID]*Money, len(v.sums))
	amounts := make([]Money, 0, len(v.sums))
	var parts []ID // payments of batches
	for p, err := range v.r.Payments(v.ctx, Query{Company: v.company, Figures: true}) {
		if err != nil {
			return err
		}
		v.report.Payments++
		if len(amounts) == cap(amounts) {
			amounts = make([]Money, 0, 1024)
		}
		amounts = append(amounts, p.Amount)
		v.paid[p.ID] = &amounts[len(amounts)-1]
		left, there := v.sums[p.Entry]
		if !there {
			v.broken("payment %s: its entry is in none of the accounts", p.ID)
			continue
		}
		if left.Currency != p.Amount.Currency {
			v.broken("payment %s is in %s and its entry is not", p.ID, p.Amount.Currency)
		}
		v.sums[p.Entry] = Money{left.Minor - p.Amount.Minor, left.Currency}
		if p.ID != p.Entry {
			parts = append(parts, p.ID)
		}
	}
	for id, left := range v.sums {
		if !left.IsZero() {
			v.broken("entry %s: its payments do not sum to it, %s differ", id, left)
		}
	}
	v.sums = nil
	if err := v.parts(parts); err != nil {
		return err
	}
	return v.statements()
}

// parts checks that the payments of batches have the keys of their content. They come in the order
// of days.
func (v *verifying) parts(ids []ID) error {
	const atOnce = 20_000
	for len(ids) > 0 {
		n := min(atOnce, len(ids))
		for n < len(ids) && ids[n].Day() == ids[n-1].Day() { // equal ones are ranked together
			n++
		}
		var at ranked
		for p, err := range v.r.Payments(v.ctx, Query{Company: v.company, Payments: ids[:n]}) {
			if err != nil {
				return err
			}
			if at.account != p.Account || at.day != p.BookingDate {
				v.ranks("payment", &at)
				at = ranked{account: p.Account, day: p.BookingDate}
			}
			e, d := Entry{ID: p.Entry}, p.Detail
			first := PaymentKey(e, d, 1)
			at.add(p.ID, digest(string(first[:])), func(n int) ID { return PaymentKey(e, d, n) })
		}
		v.ranks("payment", &at)
		ids = ids[n:]
	}
	return nil
}
