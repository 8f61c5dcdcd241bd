package reconcile

import "context"

// ledger is the state of a company in memory during a run: what every invoice still takes
// and what every payment's live decisions say. It repeats in memory the limits that the
// store's constraints hold on disk.
type ledger struct {
	company string
	documents
	// live and byDoc are the live decisions by payment and, where their source is one, by invoice:
	// at a desk all of them, in a run those of the payments at hand.
	live      map[ID][]Decision
	byDoc     map[string][]Decision
	undone    map[string]int // reversals per source
	refused   map[ID]int     // how often each proposal was refused and not taken back, by key
	refusals  map[ID][]ID    // the keys of each refusal that was not taken back
	takenBack map[ID][]Part  // per payment, what live returns took back of it
	// currency is that of the last live part that closes some of an invoice, where it is not the
	// invoice's own.
	currency map[string]Currency
	// reopened counts, per invoice, the live parts that open it again: returns mostly.
	reopened map[string]int
	// latest is the last day from which a decision counts.
	latest Date
	// paid says that there is a live decision on a payment.
	paid bool
	// asOf is the last booking day of which a session hears, zero for all.
	asOf Date
}

func newLedger(company string, asOf Date) *ledger {
	return &ledger{company: company, asOf: asOf, live: map[ID][]Decision{}, byDoc: map[string][]Decision{},
		undone: map[string]int{}, refused: map[ID]int{}, refusals: map[ID][]ID{}, takenBack: map[ID][]Part{},
		currency: map[string]Currency{}, reopened: map[string]int{}}
}

// loadLedger reads the invoices of a company and everything that is decided.
func loadLedger(ctx context.Context, r Reader, c Call) (*ledger, error) {
	l := newLedger(c.Company, c.AsOf)
	return l, l.load(ctx, r, l.remember)
}

// loadSums is loadLedger without the decisions themselves, which a run reads when it comes to
// their payments.
func loadSums(ctx context.Context, r Reader, c Call) (*ledger, error) {
	l := newLedger(c.Company, c.AsOf)
	return l, l.load(ctx, r, l.sum)
}

func (l *ledger) load(ctx context.Context, r Reader, each func(Decision)) error {
	for v, err := range r.Invoices(ctx, Query{Company: l.company}) {
		if err != nil {
			return err
		}
		l.add(v)
	}
	for d, err := range r.Decisions(ctx, Query{Company: l.company, Brief: true}) {
		if err != nil {
			return err
		}
		each(d)
	}
	return nil
}

// remember keeps a stored decision; the invoices already show what it closed.
func (l *ledger) remember(d Decision) {
	l.sum(d)
	d.Evidence = nil // it explains, and limits nothing
	switch {
	case d.Kind != Applied || !d.Live:
	case d.Payment.IsZero():
		l.byDoc[d.Invoice] = append(l.byDoc[d.Invoice], d)
	default:
		l.live[d.Payment] = append(l.live[d.Payment], d)
	}
}

// sum notes what a stored decision says of the whole.
func (l *ledger) sum(d Decision) {
	l.turnAway(d)
	l.latest = max(l.latest, d.Effective)
	switch {
	case d.Kind == Undone:
		l.undone[d.Source()]++
	case d.Kind == Applied && d.Live:
		l.note(d, 1)
		l.paid = l.paid || !d.Payment.IsZero()
	}
}

// note keeps the sums that a live decision changes, or takes them back with sign -1.
func (l *ledger) note(d Decision, sign int64) {
	if i := l.place(d.Invoice); d.Payment.IsZero() && i >= 0 {
		l.rows[i].own += int16(sign)
		if d.Rule == RuleERPPaid {
			l.rows[i].ownERP += int16(sign)
		}
	}
	told := !d.Payment.IsZero() && (l.asOf == 0 || d.Payment.Day() <= l.asOf)
	for i := range d.Parts {
		if p := &d.Parts[i]; p.Kind.OnInvoice() {
			l.notePart(p, told, sign)
		}
	}
	for _, p := range d.Parts {
		original, ok := p.Returns()
		if !ok {
			continue
		}
		if sign < 0 {
			p = p.Neg()
		}
		l.takenBack[original] = mergeParts(append(l.takenBack[original], p))
	}
}

func (l *ledger) notePart(p *Part, told bool, sign int64) {
	i := l.place(p.Invoice)
	if sign > 0 && !p.Closes.IsZero() {
		if i < 0 || p.Closes.Currency != l.mark(i).currency {
			l.currency[p.Invoice] = p.Closes.Currency
		} else if len(l.currency) > 0 {
			delete(l.currency, p.Invoice)
		}
	}
	if i < 0 {
		return
	}
	if p.Closes.Minor != 0 && (p.Closes.Minor > 0) != (l.rows[i].amount > 0) {
		l.reopened[p.Invoice] += int(sign)
	}
	closes := sign * p.Closes.Minor
	if !told {
		l.apartOf(i).closed += closes
	}
	switch p.Kind {
	case SettledElsewhere:
		l.apartOf(i).elsewhere += closes
	case Cash:
		if !told {
			l.apartOf(i).paid += closes
		}
		if l.mark(i).state == StatePaid {
			l.rows[i].ours += int32(sign)
		}
	}
}

// settles holds a decision to the rule of its payment, with what is live on it already.
func (l *ledger) settles(p Payment, d Decision) error {
	if d.Payment.IsZero() {
		return nil
	}
	parts := d.Parts
	if live := l.live[p.ID]; len(live) > 0 {
		parts = nil
		for _, o := range live {
			parts = append(parts, o.Parts...)
		}
		parts = append(parts, d.Parts...)
	}
	return Settles(p, mergeParts(parts), l.creditNote)
}

// apply lets a decision take effect in memory.
func (l *ledger) apply(d Decision) {
	l.close(d)
	l.turnAway(d)
	d.Live = true
	if d.Kind == Undone {
		l.forget(d)
		l.undone[d.Source()]++
		l.latest = max(l.latest, d.Effective)
	} else if d.Kind == Applied {
		l.remember(d)
	}
}

func (l *ledger) close(d Decision) {
	for _, p := range d.Parts {
		i := l.place(p.Invoice)
		if i < 0 || !p.Kind.OnInvoice() {
			continue
		}
		l.rows[i].closed += p.Closes.Minor
		if p.Kind == Cash {
			l.rows[i].paid += p.Closes.Minor
		}
	}
}

func (l *ledger) forget(d Decision) {
	drop := func(list []Decision) []Decision {
		out := list[:0:0]
		for _, o := range list {
			if o.ID != d.Undoes {
				out = append(out, o)
			} else {
				l.note(o, -1)
			}
		}
		return out
	}
	if d.Payment.IsZero() {
		l.byDoc[d.Invoice] = drop(l.byDoc[d.Invoice])
	} else {
		l.live[d.Payment] = drop(l.live[d.Payment])
	}
}

// key is the idempotency key of a rule's decision on a source.
func (l *ledger) key(d Decision) ID {
	reversals := 0
	if len(l.undone) > 0 {
		reversals = l.undone[d.Source()]
	}
	return AutomaticKey(l.company, d.Payment, d.Invoice+"#"+string(d.Kind), d.Parts, reversals)
}

// turnAway notes what a decision refuses, and takes note when it takes a refusal back. Refusals come before
// what takes them back.
func (l *ledger) turnAway(d Decision) {
	for _, key := range d.Refuses {
		l.refused[key]++
	}
	switch d.Kind {
	case Refused:
		l.refusals[d.ID] = d.Refuses
	case Undone:
		for _, key := range l.refusals[d.Undoes] {
			l.refused[key]--
		}
		delete(l.refusals, d.Undoes)
	}
}

// isRefused says whether a person turned these parts of a payment away.
func (l *ledger) isRefused(payment ID, parts []Part) bool {
	return len(l.refused) > 0 && l.refused[settlementKey(payment, parts)] > 0
}

// waiting says what of a payment is on no invoice: everything when nothing is decided, what
// lies on account or was called no receipt otherwise. The parts are those to take back
// before it can be put elsewhere.
func (l *ledger) waiting(p Payment) (free Money, taken []Part) {
	live := l.live[p.ID]
	if len(live) == 0 {
		return p.Amount, nil
	}
	free = Money{Currency: p.Amount.Currency}
	for _, d := range live {
		for _, part := range d.Parts {
			if !part.Kind.OnInvoice() {
				free.Minor += part.Moves.Minor
				taken = append(taken, part.Neg())
			}
		}
	}
	// What the bank took back of it is not there to be moved.
	for _, part := range l.takenBack[p.ID] {
		if !part.Kind.OnInvoice() {
			part.Reason = ""
			free.Minor += part.Moves.Minor
			taken = append(taken, part.Neg())
		}
	}
	return free, mergeParts(taken)
}

// mergeParts sums parts of the same kind, place and owner, and drops those that cancel out.
func mergeParts(parts []Part) []Part {
	if len(parts) == 1 && !(parts[0].Moves.IsZero() && parts[0].Closes.IsZero()) {
		return parts[:1:1] // as nearly always
	}
	var out []Part
next:
	for _, p := range parts {
		for i := range out {
			o := &out[i]
			if o.Kind == p.Kind && o.Invoice == p.Invoice && o.Customer == p.Customer && o.Reason == p.Reason {
				o.Moves = Money{o.Moves.Minor + p.Moves.Minor, cmpCurrency(o.Moves, p.Moves)}
				o.Closes = Money{o.Closes.Minor + p.Closes.Minor, cmpCurrency(o.Closes, p.Closes)}
				continue next
			}
		}
		out = append(out, p)
	}
	kept := out[:0]
	for _, p := range out {
		if !p.Moves.IsZero() || !p.Closes.IsZero() {
			kept = append(kept, p)
		}
	}
	return kept
}

func cmpCurrency(a, b Money) Currency {
	return Currency(cmpOr(string(a.Currency), string(b.Currency)))
}

// decidedOn says whether a live decision puts money of the payment on an invoice or was
// taken by a person.
func decidedOn(ctx context.Context, r Reader, company string, payment ID) (bool, error) {
	for d, err := range r.Decisions(ctx, Query{Company: company, Payments: []ID{payment}}) {
		if err != nil {
			return false, err
		}
		if d.Live && d.Kind == Applied {
			return true, nil
		}
	}
	return false, nil
}
