package reconcile

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

func (s *Service) undo(ctx context.Context, c Call, ids []string) ([]Change, error) {
	if err := c.explained(); err != nil {
		return nil, err
	}
	return s.decideManually(ctx, c, ids, func(k *desk) error {
		for _, id := range ids {
			if err := k.undo(id); err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
		}
		return nil
	})
}

// undo finds what a name means, in this order: an invoice number, an import, a run, a
// decision, a payment.
func (k *desk) undo(name string) error {
	if done, err := k.replay("undo"); done || err != nil {
		return err
	}
	if err := k.around(nil, name); err != nil {
		return err
	}
	if k.place(name) >= 0 {
		return k.undoOn(name)
	}
	if done, err := k.undoImport(name); done || err != nil {
		return err
	}
	if done, err := k.undoRun(name); done || err != nil {
		return err
	}
	d, err := FindDecision(k.ctx, k.w, k.c.Company, name)
	if err == nil {
		return k.undoAround(d)
	} else if !errors.Is(err, ErrNotFound) {
		return err
	}
	p, err := FindPayment(k.ctx, k.w, k.c.Company, name)
	if errors.Is(err, ErrNotFound) {
		if done, err := k.undoneImport(name); done || err != nil {
			return err
		}
		return fmt.Errorf("no invoice, import, run, decision or payment has this name: %w", ErrNotFound)
	} else if err != nil {
		return err
	}
	if err := k.around([]ID{p.ID}); err != nil {
		return err
	}
	live := k.live[p.ID]
	if len(live) == 0 {
		return errors.New("nothing is decided on this payment")
	}
	return k.undoOne(live[len(live)-1], true)
}

// undoAround takes one decision back, with the books around it.
func (k *desk) undoAround(d Decision) error {
	var payments []ID
	if !d.Payment.IsZero() {
		payments = append(payments, d.Payment)
	}
	if err := k.around(payments, append(invoicesIn(d.Parts), d.Invoice)...); err != nil {
		return err
	}
	return k.undoOne(d, true)
}

// undoOn takes back what was decided last without money on an invoice: its own decision, else that of
// another document which it was set against.
func (k *desk) undoOn(number string) error {
	list := k.byDoc[number]
	if len(list) == 0 {
		list = k.liveWhere(func(d Decision) bool {
			return d.Payment.IsZero() && slices.ContainsFunc(d.Parts, func(p Part) bool { return p.Invoice == number })
		})
		slices.Reverse(list)
	}
	if len(list) == 0 {
		return fmt.Errorf("invoice %s has no decision of its own; undo its payments", number)
	}
	return k.undoAround(list[len(list)-1])
}

// standsOn refuses to take a decision back while another one stands on it. Undoing many, it has
// to wait for its turn; any other error is one.
type standsOn struct{ error }

// Unwrap gives what stands in the way.
func (e standsOn) Unwrap() error { return e.error }

// undoOne takes one decision back. It takes the effective date of what it undoes, and
// refuses that proposal unless a whole run or import is undone. A refusal that is taken back moves
// nothing: from the next run on the proposal may come again.
func (k *desk) undoOne(old Decision, refuse bool) error {
	d := Decision{Kind: Undone, Payment: old.Payment, Invoice: old.Invoice, Customer: old.Customer,
		Undoes: old.ID, Effective: old.Effective, Rule: old.Rule}
	if err := k.c.permitted(ActUndo, old.Actor, weight(old.Parts)); err != nil {
		return err
	}
	switch {
	case old.Kind == Undone:
		return fmt.Errorf("decision %s took another back: decide anew with accept or assign", old.ID)
	case old.Kind == Refused && k.refusals[old.ID] != nil:
		return k.commit(d, Payment{ID: old.Payment}) // the next run may propose it again
	case !old.Live:
		return fmt.Errorf("decision %s is undone already", old.ID)
	}
	if live := k.live[old.Payment]; len(live) > 0 && live[len(live)-1].ID != old.ID {
		return standsOn{fmt.Errorf("undo decision %s first: it moved money of this payment later",
			live[len(live)-1].ID)}
	}
	if k.returnNeeds(old) {
		return standsOn{errors.New("the bank took this payment back: undo the decision on the return first")}
	}
	for _, p := range old.Parts {
		d.Parts = append(d.Parts, p.Neg())
	}
	if err := k.leavesElsewhere(d.Parts); err != nil {
		return standsOn{err}
	}
	if err := k.fits(d.Parts); err != nil {
		return standsOn{fmt.Errorf("undo later decisions on the same invoice first (a return?): %w", err)}
	}
	if err := k.leavesOrder(old); err != nil {
		return standsOn{err}
	}
	if refuse {
		d.Refuses = []ID{settlementKey(old.Payment, old.Parts)}
	}
	if err := k.commit(d, Payment{ID: old.Payment}); err != nil {
		return err
	}
	if old.Payment.IsZero() {
		return nil
	}
	return k.clear(old.Payment)
}

// returnNeeds says whether a return of the payment takes money back from where this decision
// put it: without the decision the return would take back what never was there.
func (k *desk) returnNeeds(old Decision) bool {
	var left []Part
	for _, d := range k.live[old.Payment] {
		if d.ID != old.ID {
			left = append(left, d.Parts...)
		}
	}
	for _, back := range k.takenBack[old.Payment] {
		back.Reason = ""
		for _, p := range mergeParts(append(slices.Clone(left), back)) {
			same := p.Kind == back.Kind && p.Invoice == back.Invoice && p.Customer == back.Customer
			if same && !p.Moves.IsZero() && (p.Moves.Minor > 0) == (back.Moves.Minor > 0) {
				return true
			}
		}
	}
	return false
}

// leavesOrder says whether what is live without a decision could have been decided in the order in which
// it was: each invoice always between nothing and its amount. Then the last of it can always be
// undone, and the one before it, and so on: two decisions never wait for each other. An invoice that
// nothing opened again is only ever nearer to nothing.
func (k *desk) leavesOrder(old Decision) error {
	for _, number := range invoicesIn(old.Parts) {
		if k.reopened[number] == 0 {
			continue
		}
		live := map[ID]bool{}
		q := Query{Company: k.c.Company, Numbers: []string{number}, Brief: true}
		for d, err := range k.w.Decisions(k.ctx, q) {
			if err != nil {
				return err
			}
			live[d.ID] = d.Live && d.ID != old.ID
		}
		var sum int64
		var before Allocation
		for a, err := range k.w.Allocations(k.ctx, q) {
			if err != nil {
				return err
			}
			if !live[a.Decision] {
				continue
			}
			if a.Decision != before.Decision && !Closable(sum, before.Amount) {
				break // the parts of one decision count together
			}
			sum, before = sum+a.Closes.Minor, a
		}
		if !Closable(sum, before.Amount) {
			return fmt.Errorf("undo first what was decided later on invoice %s", number)
		}
	}
	return nil
}

// undoRun takes back every live decision of a run, the last first, and refuses nothing.
func (k *desk) undoRun(name string) (bool, error) {
	runs, err := k.w.Runs(k.ctx, k.c.Company)
	if err != nil {
		return false, err
	}
	var ids []string
	for _, r := range runs {
		ids = append(ids, r.ID)
	}
	id, err := onlyOne("run", ids, name)
	if id == "" || err != nil {
		return false, err
	}
	if err := k.everything(); err != nil {
		return true, err
	}
	return true, k.undoAll(k.liveWhere(func(d Decision) bool { return d.Run == id }))
}

// onlyOne finds the id that begins with a name of four characters or more: none gives "",
// and several an error.
func onlyOne(what string, ids []string, name string) (string, error) {
	found := ""
	for _, id := range ids {
		if len(name) < 4 || !strings.HasPrefix(id, strings.ToLower(name)) || id == found {
			continue
		}
		if found != "" {
			return "", fmt.Errorf("%s %q: several begin so; give more characters", what, name)
		}
		found = id
	}
	return found, nil
}

// liveWhere lists live decisions, the latest first.
func (k *desk) liveWhere(want func(Decision) bool) []Decision {
	var list []Decision
	for _, ds := range k.live {
		for _, d := range ds {
			if want(d) {
				list = append(list, d)
			}
		}
	}
	for _, ds := range k.byDoc {
		for _, d := range ds {
			if want(d) {
				list = append(list, d)
			}
		}
	}
	slices.SortFunc(list, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(b.Effective, a.Effective), cmp.Compare(b.Seq, a.Seq),
			strings.Compare(a.Source(), b.Source()), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return list
}

// undoAll takes decisions back until none is left; one that another stands on waits for
// its turn.
func (k *desk) undoAll(list []Decision) error {
	for len(list) > 0 {
		var later []Decision
		var reason error
		for _, d := range list {
			if err := k.undoOne(d, false); errors.As(err, new(standsOn)) {
				reason = err
				later = append(later, d)
			} else if err != nil {
				return err
			}
		}
		if len(later) == len(list) {
			return reason
		}
		list = later
	}
	return nil
}
