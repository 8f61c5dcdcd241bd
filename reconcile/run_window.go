package reconcile

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
)

// heldAtOnce is how many payments a run takes into memory at once, about: as many booking days as
// have so many together. Two such portions are there at a time, some 4 MB each. So many decisions
// or proposals, too, go to the store at once, some 5 MB; up to four such are on their way.
const heldAtOnce = 4096

// portion is a part of a company's payments that a run takes into memory at once: all of some
// booking days, or of these the payments named.
type portion struct {
	from, to Date
	rows     int  // of whole days
	decided  bool // with what is decided on them
	ids      []ID // in order of day
	live     []ID // of these the ones that have live decisions
	offered  []ID // and those that have proposals
}

// window is a portion in memory.
type window struct {
	payments []Payment // in order of booking date, account and id
	live     map[ID][]Decision
	offered  map[ID][]Proposal
	ready    chan struct{}
	ok       bool
	err      error // of who read it aside
}

// byDays cuts the calendar into portions.
func (r *run) byDays(decided bool) []portion {
	var out []portion
	rows := r.most
	for _, d := range r.calendar {
		if rows >= r.most {
			out, rows = append(out, portion{from: d.day, decided: decided}), 0
		}
		rows += d.payments
		out[len(out)-1].to, out[len(out)-1].rows = d.day, rows
	}
	return out
}

// byIDs cuts the payments that a run has looked at, or will, into portions of whole days.
func (r *run) byIDs(want func(look) bool) []portion {
	var ids []ID
	for id, l := range r.looks {
		if want(l) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b ID) int {
		return cmp.Or(cmp.Compare(a.Day(), b.Day()), bytes.Compare(a[:], b[:]))
	})
	var out []portion
	for _, id := range ids {
		last := len(out) - 1
		if last < 0 || len(out[last].ids) >= r.most && out[last].to != id.Day() {
			out = append(out, portion{from: id.Day()})
			last++
		}
		s, l := &out[last], r.looks[id]
		s.to, s.ids = id.Day(), append(s.ids, id)
		if l.decided {
			s.live = append(s.live, id)
		}
		if l.stored {
			s.offered = append(s.offered, id)
		}
	}
	return out
}

// windows takes portiones into memory one after the other, each while the one before is worked
// on, and makes it the one at hand.
func (r *run) windows(list []portion, work func() error) error {
	var next *window
	for i := range list {
		win := next
		if i == 0 {
			win = r.fetch(list[0])
		}
		if i+1 < len(list) {
			next = r.fetch(list[i+1])
		}
		if <-win.ready; !win.ok {
			return errors.Join(win.err, r.wait())
		}
		r.payments, r.live, r.offered = win.payments, win.live, win.offered
		if err := work(); err != nil {
			return err
		}
	}
	r.payments, r.live, r.offered = nil, map[ID][]Decision{}, nil
	return nil
}

// fetch has a portion read: where only payments are asked for by somebody else, so that the
// transaction is free for what is decided.
func (r *run) fetch(s portion) *window {
	win := &window{ready: make(chan struct{})}
	if r.aside && s.ids == nil && !s.decided && len(r.marked) == 0 {
		r.reading.Go(func() { r.readAside(s, win) })
		return win
	}
	r.jobs <- func() error {
		defer close(win.ready)
		if r.clerk.err != nil {
			return nil
		}
		err := r.read(s, win)
		win.ok = err == nil
		return err
	}
	return win
}

// readAside reads payments as they were committed, which is how the transaction has them.
func (r *run) readAside(s portion, win *window) {
	defer close(win.ready)
	win.live, win.offered = map[ID][]Decision{}, map[ID][]Proposal{}
	win.err = r.s.Store.View(r.ctx, func(v Reader) (err error) {
		win.payments, err = readPortion(r.ctx, v, r.c, r.accounts, s)
		return err
	})
	win.ok = win.err == nil
}

func (r *run) read(s portion, win *window) (err error) {
	win.live, win.offered = map[ID][]Decision{}, map[ID][]Proposal{}
	win.payments, err = readPortion(r.ctx, r.w, r.c, r.accounts, s)
	if err != nil {
		return err
	}
	q := Query{Company: r.c.Company, Brief: true, Payments: s.live}
	if s.ids == nil {
		q.From, q.To = s.from, s.to
		for i := range win.payments {
			if id := win.payments[i].ID; r.marked[id] {
				s.offered = append(s.offered, id)
			}
		}
	}
	if s.decided || len(s.live) > 0 {
		for d, err := range r.w.Decisions(r.ctx, q) {
			if err != nil {
				return err
			}
			if d.Kind == Applied && d.Live && !d.Payment.IsZero() {
				win.live[d.Payment] = append(win.live[d.Payment], d)
			}
		}
	}
	if len(s.offered) == 0 {
		return nil
	}
	for o, err := range r.w.Proposals(r.ctx, Query{Company: r.c.Company, Payments: s.offered}) {
		if err != nil {
			return err
		}
		win.offered[o.Payment] = append(win.offered[o.Payment], o)
	}
	return nil
}

// readPortion reads payments in order of booking date, account and id. The days of each account
// lie together in the store.
func readPortion(ctx context.Context, r Reader, c Call, accounts []Account, s portion) ([]Payment,
	error) {
	queries := []Query{{Company: c.Company, Payments: s.ids, AsOf: c.AsOf}}
	if s.ids == nil {
		queries = nil
		for _, a := range accounts {
			queries = append(queries, Query{Company: c.Company, Account: a.ID, From: s.from, To: s.to})
		}
	}
	out := make([]Payment, 0, max(s.rows, len(s.ids)))
	for _, q := range queries {
		for p, err := range r.Payments(ctx, q) {
			if err != nil {
				return nil, err
			}
			out = append(out, p)
		}
	}
	if len(queries) > 1 {
		slices.SortFunc(out, func(a, b Payment) int { return a.compare(&b) })
	}
	return out, nil
}

// compare orders payments by booking date, account and id.
func (p *Payment) compare(o *Payment) int {
	return cmp.Or(cmp.Compare(p.BookingDate, o.BookingDate), cmp.Compare(p.Account, o.Account),
		bytes.Compare(p.ID[:], o.ID[:]))
}
