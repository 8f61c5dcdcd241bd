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
	return s.decideManually(ctx, c, func(k *desk) error {
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
	if _, ok := k.invoices[name]; ok {
		list := k.byDoc[name]
		if len(list) == 0 {
			return fmt.Errorf("invoice %s has no decision of its own; undo its payments", name)
		}
		return k.undoOne(list[len(list)-1], true)
	}
	if done, err := k.undoImport(name); done || err != nil {
		return err
	}
	if done, err := k.undoRun(name); done || err != nil {
		return err
	}
	d, err := FindDecision(k.ctx, k.w, k.c.Company, name)
	if err == nil {
		return k.undoOne(d, true)
	} else if !errors.Is(err, ErrNotFound) {
		return err
	}
	p, err := FindPayment(k.ctx, k.w, k.c.Company, name)
	if errors.Is(err, ErrNotFound) {
		return fmt.Errorf("no invoice, import, run, decision or payment has this name: %w", ErrNotFound)
	} else if err != nil {
		return err
	}
	live := k.live[p.ID]
	if len(live) == 0 {
		return errors.New("nothing is decided on this payment")
	}
	return k.undoOne(live[len(live)-1], true)
}

// undoOne takes one decision back. It takes the effective date of what it undoes, and
// refuses that proposal unless a whole run or import is undone.
func (k *desk) undoOne(old Decision, refuse bool) error {
	d := Decision{Kind: Undone, Payment: old.Payment, Invoice: old.Invoice, Customer: old.Customer,
		Undoes: old.ID, Effective: old.Effective, Rule: old.Rule}
	if done, err := k.replay(d); done || err != nil {
		return err
	}
	if old.Kind != Applied {
		return fmt.Errorf("decision %s is %s: only an applied one can be undone", old.ID, old.Kind)
	}
	if !old.Live {
		return fmt.Errorf("decision %s is undone already", old.ID)
	}
	if live := k.live[old.Payment]; len(live) > 0 && live[len(live)-1].ID != old.ID {
		return fmt.Errorf("undo decision %s first: it moved money of this payment later",
			live[len(live)-1].ID)
	}
	for _, p := range old.Parts {
		d.Parts = append(d.Parts, p.Neg())
	}
	if err := k.fits(d.Parts); err != nil {
		return fmt.Errorf("undo later decisions on the same invoice first (a return?): %w", err)
	}
	if refuse && !old.Payment.IsZero() {
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

// undoRun takes back every live decision of a run, the last first, and refuses nothing.
func (k *desk) undoRun(name string) (bool, error) {
	runs, err := k.w.Runs(k.ctx, k.c.Company)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(runs, func(r Run) bool { return prefixed(r.ID, name) })
	if i < 0 {
		return false, nil
	}
	list := k.liveWhere(func(d Decision) bool { return d.Run == runs[i].ID })
	return true, k.undoAll(list)
}

// undoImport takes a file back with every decision that rests on it, and frees its digest.
func (k *desk) undoImport(name string) (bool, error) {
	imports, err := k.w.Imports(k.ctx, k.c.Company)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(imports, func(r ImportRecord) bool { return prefixed(r.ID, name) })
	if i < 0 {
		return false, nil
	}
	id := imports[i].ID
	gone := map[ID]bool{}
	for p, err := range k.w.Payments(k.ctx, Query{Company: k.c.Company, Import: id}) {
		if err != nil {
			return true, err
		}
		gone[p.ID] = true
	}
	numbers := map[string]bool{}
	for v, err := range k.w.InvoiceVersions(k.ctx, Query{Company: k.c.Company, Import: id}) {
		if err != nil {
			return true, err
		}
		if v.Version == 1 {
			numbers[v.Number] = true
		}
	}
	list := k.liveWhere(func(d Decision) bool {
		return gone[d.Payment] || slices.ContainsFunc(d.Parts, func(p Part) bool { return numbers[p.Invoice] })
	})
	if err := k.undoAll(list); err != nil {
		return true, err
	}
	for p := range gone {
		if err := k.clear(p); err != nil {
			return true, err
		}
	}
	if err := k.w.DeleteImport(k.ctx, k.c.Company, id); err != nil {
		return true, err
	}
	err = k.s.audit(k.ctx, k.w, k.c, []auditItem{{AuditUnimport, id, []string{k.c.Reason}}})
	if err != nil {
		return true, err
	}
	if err := refreshInvoiceAnomalies(k.ctx, k.w, k.c.Company); err != nil {
		return true, err
	}
	return true, refreshStatementAnomalies(k.ctx, k.w, k.c.Company)
}

func prefixed(id, name string) bool {
	return len(name) >= 4 && strings.HasPrefix(id, strings.ToLower(name))
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
			if err := k.undoOne(d, false); err != nil {
				reason = err
				later = append(later, d)
			}
		}
		if len(later) == len(list) {
			return reason
		}
		list = later
	}
	return nil
}
