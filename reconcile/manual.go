package reconcile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// ErrStale is the cause of a decision refused because something changed since it was
// proposed.
var ErrStale = errors.New("something changed since this was proposed; run reconcile and look again")

// ErrDecided is the cause of a decision refused because the payment has one already.
var ErrDecided = errors.New("decided already; undo that first")

// desk is where a person decides: the ledger within one transaction, or the window of it that a request
// needs ([desk.around]), and what was done.
type desk struct {
	s   *Service
	ctx context.Context
	c   Call
	w   Writer
	*ledger
	whole bool // the ledger has all of the books
	// changes are what this call has done, or what its key had done before. A caller's key counts them.
	changes []Change
	all     []string // requests of this call, as they were written
	asked   int      // of them so far
	request string   // digest of the request at hand, under a key of the caller's
	// touched are the invoices that this call has changed.
	touched map[string]bool
}

// decideManually answers requests at a desk and stores what was decided, all or nothing, unless it is a dry
// run.
func (s *Service) decideManually(ctx context.Context, c Call, requests []string, fn func(*desk) error) ([]Change, error) {
	var changes []Change
	err := s.update(ctx, c, func(w Writer) error {
		d := &desk{s: s, ctx: ctx, c: c, w: w, ledger: newLedger(c.Company, c.AsOf), touched: map[string]bool{},
			all: requests}
		if len(requests) > mostWindows || s.readAll {
			if err := d.everything(); err != nil {
				return err
			}
		}
		if err := fn(d); err != nil {
			return err
		}
		changes = d.changes
		if c.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return changes, err
}

// replay finds what the call's key did before, before anything else is looked at: what was
// done has changed the books that the request spoke of. The same request is replayed, with all that
// it had done, and changes nothing; another request under the same key is a conflict, and so is a call
// that asks for more or for less. Requests of one call are told apart by their place in it.
func (k *desk) replay(verb string) (bool, error) {
	k.request = ""
	if k.c.Key == "" {
		return false, nil
	}
	k.asked++
	sum := digest(append([]string{"request", strconv.Itoa(k.asked), verb}, k.all...)...)
	k.request = printed.EncodeToString(sum[:])
	for done := false; ; done = true {
		old, by, err := k.under(k.key())
		switch {
		case err != nil || by == "":
			return done, err
		case by == k.request:
			k.changes = append(k.changes, old)
		case done: // by the next request of the call
			return true, nil
		default:
			return false, fmt.Errorf("key %q: %w", k.c.Key, ErrConflict)
		}
	}
}

// key is the caller's, for what is done next.
func (k *desk) key() ID { return ManualKey(k.c.Company, numbered(k.c.Key, len(k.changes))) }

// under finds what was done under a key, and by which request; none gives an empty one.
func (k *desk) under(key ID) (old Change, request string, err error) {
	d, err := k.w.Decision(k.ctx, k.c.Company, key)
	if err == nil {
		return Change{Decision: d, Replayed: true}, cmpOr(d.Request, "none"), nil
	} else if !errors.Is(err, ErrNotFound) {
		return Change{}, "", err
	}
	u, found, err := k.undoneUnder(key)
	if err != nil || !found {
		return Change{}, "", err
	}
	return Change{Replayed: true, Unimported: &u}, u.Request, nil
}

// numbered tells the decisions of one call apart under one key.
func numbered(key string, n int) string {
	if n == 0 {
		return key
	}
	return fmt.Sprintf("%s#%d", key, n)
}

// commit writes one decision of a person with its audit record and notes what it changed.
func (k *desk) commit(d Decision, p Payment) error {
	if d.Kind == Applied {
		if err := d.Balance(p, len(k.live[p.ID]) == 0); err != nil {
			return err
		}
		if err := errors.Join(k.settles(p, d), k.takes(d.Parts), k.limited(d.Parts)); err != nil {
			return err
		}
	}
	if err := k.allowed(d); err != nil {
		return err
	}
	d.Actor, d.Reason, d.Recorded = k.c.Actor, k.c.reason(), k.s.Now().UTC()
	d.Request = k.request
	if k.c.Key != "" {
		d.ID = k.key()
	} else {
		d.ID = k.manualKey(d)
	}
	d.Content = d.Hash()
	n, err := k.w.Apply(k.ctx, k.c.Company, []Decision{d})
	if err != nil {
		return err
	}
	if n == 0 {
		d, err = k.w.Decision(k.ctx, k.c.Company, d.ID)
		k.changes = append(k.changes, Change{Decision: d, Replayed: true})
		return err
	}
	change := Change{Decision: d, Invoices: k.before(d)}
	k.apply(d)
	k.after(&change)
	for _, v := range change.Invoices {
		k.touched[v.Number] = true
	}
	if d.Kind == Undone && len(k.live[d.Payment]) == 0 && !d.Payment.IsZero() {
		for _, part := range d.Parts {
			change.Waits = Money{change.Waits.Minor - part.Moves.Minor, cmpCurrency(change.Waits, part.Moves)}
		}
	}
	k.changes = append(k.changes, change)
	return k.s.audit(k.ctx, k.w, k.c, []auditItem{auditOf(d)})
}

// manualKey derives a key where the caller gave none. It counts what is live and what was
// taken back on the source, so that a third equal instalment is a decision of its own.
func (k *desk) manualKey(d Decision) ID {
	live := len(k.live[d.Payment])
	if d.Payment.IsZero() {
		live = len(k.byDoc[d.Invoice])
	}
	source := fmt.Sprintf("%s#%s#%s#%d#%d#%d", d.Source(), d.Kind, d.Undoes, d.Rank, len(d.Refuses), live)
	for _, r := range d.Refuses {
		source += "#" + r.String()
	}
	return AutomaticKey(k.company, d.Payment, "person:"+source, d.Parts, k.undone[d.Source()])
}

func (k *desk) before(d Decision) []InvoiceChange {
	var out []InvoiceChange
	for _, p := range d.Parts {
		v, ok := k.document(p.Invoice)
		if !ok || slices.ContainsFunc(out, func(c InvoiceChange) bool { return c.Number == p.Invoice }) {
			continue
		}
		out = append(out, InvoiceChange{Number: p.Invoice, Before: v.Status(k.c.AsOf),
			Outstanding: v.Outstanding()})
	}
	return out
}

func (k *desk) after(c *Change) {
	for i := range c.Invoices {
		v, _ := k.document(c.Invoices[i].Number)
		c.Invoices[i].After, c.Invoices[i].Leaves = v.Status(k.c.AsOf), v.Outstanding()
	}
}

// clear takes proposals and the matcher's anomalies of a payment away: after a decision of
// a person, who has looked at them (see decided), or when the payment is open again and the next run
// will look anew.
func (k *desk) clear(payment ID) error {
	return forget(k.ctx, k.w, k.c.Company, map[ID]bool{payment: true})
}

func (s *Service) accept(ctx context.Context, c Call, refs []string) ([]Change, error) {
	return s.decideManually(ctx, c, refs, func(k *desk) error {
		for _, ref := range refs {
			if err := k.accept(ref); err != nil {
				return fmt.Errorf("%s: %w", bareRef(ref), err)
			}
		}
		return nil
	})
}

func (k *desk) accept(ref string) error {
	if done, err := k.replay("accept"); done || err != nil {
		return err
	}
	p, rank, proposals, err := k.proposals(ref)
	if err != nil {
		return err
	}
	rank = max(rank, 1)
	d := Decision{Kind: Applied, Payment: p.ID, Rank: rank, Effective: p.BookingDate}
	if live := k.live[p.ID]; len(live) > 0 {
		last := live[len(live)-1]
		if !last.Automatic() && last.Rank == rank && k.c.Key == "" {
			k.changes = append(k.changes, Change{Decision: last, Replayed: true})
			return nil
		}
	}
	i := slices.IndexFunc(proposals, func(o Proposal) bool { return o.Rank == rank })
	if i < 0 {
		if len(k.live[p.ID]) > 0 {
			return ErrDecided
		}
		return fmt.Errorf("proposal of rank %d: %w", rank, ErrNotFound)
	}
	o := proposals[i]
	_, taken := k.waiting(p)
	d.Customer, d.Rule, d.Confidence, d.Evidence = o.Customer, o.Rule, o.Confidence, seen(o.Evidence)
	d.Parts = mergeParts(append(slices.Clone(taken), o.Parts...))
	if k.takes(d.Parts) != nil || !expected(ref, o) || k.stale(o) {
		return ErrStale
	}
	if err := k.commit(d, p); err != nil {
		return err
	}
	return k.decided(d)
}

// proposals finds a payment by reference and what is proposed for it, and reads the books around them.
func (k *desk) proposals(ref string) (Payment, int, []Proposal, error) {
	name, rank, err := paymentRef(ref)
	if err != nil {
		return Payment{}, 0, nil, err
	}
	p, err := FindPayment(k.ctx, k.w, k.c.Company, name)
	if err != nil {
		return Payment{}, 0, nil, err
	}
	var list []Proposal
	var numbers []string
	payments := []ID{p.ID}
	for o, err := range k.w.Proposals(k.ctx, Query{Company: k.c.Company, Payments: []ID{p.ID}}) {
		if err != nil {
			return Payment{}, 0, nil, err
		}
		list = append(list, o)
		numbers = append(numbers, invoicesIn(o.Parts)...)
		for _, e := range o.Evidence {
			numbers = append(numbers, e.Invoice)
		}
		if original, ok := (Decision{Parts: o.Parts}).Returns(); ok && !slices.Contains(payments, original) {
			payments = append(payments, original)
		}
	}
	return p, rank, list, k.around(payments, numbers...)
}

func (s *Service) refuse(ctx context.Context, c Call, refs []string) ([]Change, error) {
	return s.decideManually(ctx, c, refs, func(k *desk) error {
		for _, ref := range refs {
			if err := k.refuse(ref); err != nil {
				return fmt.Errorf("%s: %w", bareRef(ref), err)
			}
		}
		return nil
	})
}

func (k *desk) refuse(ref string) error {
	if done, err := k.replay("refuse"); done || err != nil {
		return err
	}
	p, rank, proposals, err := k.proposals(ref)
	if err != nil {
		return err
	}
	d := Decision{Kind: Refused, Payment: p.ID, Rank: rank, Effective: p.BookingDate}
	var keep []Proposal
	for _, o := range proposals {
		if o.Rank == rank && !expected(ref, o) {
			return ErrStale
		}
		if rank == 0 || o.Rank == rank {
			d.Refuses = append(d.Refuses, o.Key())
		} else { // ranks stay until the next run, so that a second click refuses nothing else
			keep = append(keep, o)
		}
	}
	if len(d.Refuses) == 0 {
		return fmt.Errorf("nothing proposed to refuse: %w", ErrNotFound)
	}
	if err := k.commit(d, p); err != nil {
		return err
	}
	return k.w.PutProposals(k.ctx, k.c.Company, []ID{p.ID}, keep)
}
