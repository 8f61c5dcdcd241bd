package reconcile

// open starts a session of the matcher on the ledger as it stands, and tells it what the
// live decisions teach.
func (r *run) open() error {
	l, err := matcherLedger(r.ctx, r.w, r.c)
	if err != nil {
		return err
	}
	r.openOn(l)
	return nil
}

// openOn starts a session that has not heard of a decision yet.
func (r *run) openOn(l Ledger) {
	l.Invoices, l.Counterparts = r.untold(), r.counterparts
	r.session = r.s.Matcher.Open(l)
	r.inOrder, r.told = true, Payment{}
}

// begin opens a session for a pass. The one of the pass before will do where it has heard of
// all decisions in order of booking, which is how a new one would: mostly what is decided is
// later than what was.
func (r *run) begin(pass int) error {
	if pass > 0 && r.inOrder {
		r.session.Again()
		return nil
	}
	if err := r.wait(); err != nil {
		return err
	}
	if err := r.open(); err != nil || !r.paid {
		return err
	}
	return r.windows(r.byDays(true), func() error {
		r.tellLive()
		for i := range r.payments {
			if pass == 0 {
				r.meet(&r.payments[i])
			}
		}
		return nil
	})
}

// tellLive lets the session know of what is decided on the payments at hand.
func (r *run) tellLive() {
	for i := range r.payments {
		p := &r.payments[i]
		for _, d := range r.live[p.ID] {
			r.tell(p, d)
		}
	}
}

// meet notes whether a payment of an earlier run is to be looked at.
func (r *run) meet(p *Payment) {
	if !r.candidate(p) {
		r.stands(p, nil)
		return
	}
	before := r.marked[p.ID]
	r.looks[p.ID] = look{credit: p.Amount.Minor > 0, waits: true, decided: len(r.live[p.ID]) > 0,
		stored: before, before: before}
}

// tell lets the session know of a live decision on a payment.
func (r *run) tell(p *Payment, d Decision) {
	r.inOrder = r.inOrder && p.compare(&r.told) >= 0
	r.told = Payment{BookingDate: p.BookingDate, Account: p.Account, ID: p.ID}
	r.session.Apply(*p, d)
}
