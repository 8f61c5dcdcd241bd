package reconcile

// open starts a session of the matcher on the ledger as it stands, and tells it what the
// live decisions teach.
func (r *run) open() error {
	l, err := matcherLedger(r.ctx, r.w, r.c)
	if err != nil {
		return err
	}
	if r.counterparts == nil {
		r.counterparts = counterparts(r.payments, l.Accounts)
	}
	r.openOn(l)
	return nil
}

func (r *run) openOn(l Ledger) {
	l.Invoices, l.Counterparts = r.untold(), r.counterparts
	r.session = r.s.Matcher.Open(l)
	r.inOrder, r.told = true, 0
	for i, p := range r.payments {
		for _, d := range r.live[p.ID] {
			r.tell(i, d)
		}
	}
}

// begin opens a session for a pass. The one of the pass before will do where it has heard of
// all decisions in order of booking, which is how a new one would: mostly what is decided is
// later than what was.
func (r *run) begin(pass int) error {
	if pass > 0 && r.inOrder {
		r.session.Again()
		return nil
	}
	if err := r.written(); err != nil {
		return err
	}
	return r.open()
}

// tell lets the session know of a live decision on the i-th payment.
func (r *run) tell(i int, d Decision) {
	r.inOrder = r.inOrder && i >= r.told
	r.told = i
	r.session.Apply(r.payments[i], d)
}
