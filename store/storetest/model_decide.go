package storetest

import (
	"context"
	"fmt"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

func (w *modelWriter) Apply(_ context.Context,
	company string, list []reconcile.Decision) (int, error) {
	if err := w.touch(company, false); err != nil {
		return 0, err
	}
	known := map[reconcile.ID][32]byte{}
	last := map[string]int{}
	for _, d := range w.decisions {
		known[d.ID] = d.Content
		last[d.Source()] = max(last[d.Source()], d.Seq)
	}
	var fresh []reconcile.Decision
	for _, d := range list {
		if d.Content == ([32]byte{}) {
			d.Content = d.Hash()
		}
		if old, found := known[d.ID]; found && old != d.Content {
			return 0, reconcile.ErrConflict
		} else if found {
			continue
		}
		known[d.ID] = d.Content
		last[d.Source()]++
		d.Seq = last[d.Source()]
		fresh = append(fresh, d)
	}
	board := w.board()
	for _, d := range fresh {
		if err := w.allocate(d, board); err != nil {
			return 0, err
		}
		d.Bounds = nil
		w.decisions = append(w.decisions, d)
		w.changed = true
	}
	undone := map[reconcile.ID]bool{}
	for _, d := range w.decisions {
		if !d.Undoes.IsZero() && undone[d.Undoes] {
			w.broken = reconcile.ErrConflict
			return 0, w.broken
		}
		undone[d.Undoes] = true
	}
	return len(fresh), nil
}

// stand is an invoice's newest version and last allocation.
type stand struct {
	newest heldInvoice
	last   heldAllocation
}

func (w *modelWriter) board() map[string]*stand {
	b := map[string]*stand{}
	at := func(number string) *stand {
		if b[number] == nil {
			b[number] = &stand{}
		}
		return b[number]
	}
	for _, v := range w.invoices {
		if s := at(v.Number); v.Version > s.newest.Version {
			s.newest = v
		}
	}
	for _, a := range w.allocations {
		if s := at(a.Invoice); a.N > s.last.N {
			s.last = a
		}
	}
	return b
}

// allocate gives the parts of a decision places: again and again the first that fits.
func (w *modelWriter) allocate(d reconcile.Decision, board map[string]*stand) error {
	for i, bound := range d.Bounds {
		if number := d.Parts[i].Invoice; bound.Currency != "" {
			if board[number] == nil {
				board[number] = &stand{}
			}
			v := &board[number].newest
			v.Amount, v.Version = bound, max(1, v.Version)
		}
	}
	parts := slices.DeleteFunc(slices.Clone(d.Parts), func(p reconcile.Part) bool {
		return d.Kind == reconcile.Refused || !p.Kind.OnInvoice() || p.Invoice == ""
	})
	for len(parts) > 0 {
		taken := -1
		var reason error
		for i, p := range parts {
			s := board[p.Invoice]
			if s == nil {
				s = &stand{}
			}
			limit, err := s.room(p)
			if err != nil {
				reason = err
				continue
			}
			s.last = heldAllocation{reconcile.Allocation{Invoice: p.Invoice, N: s.last.N + 1,
				Decision: d.ID, Payment: d.Payment, Kind: p.Kind, Moves: p.Moves, Closes: p.Closes,
				After: s.last.After + p.Closes.Minor, Amount: limit, Effective: d.Effective}, d.Undoes}
			w.allocations = append(w.allocations, s.last)
			taken = i
			break
		}
		if taken < 0 {
			return reason
		}
		parts = slices.Delete(parts, taken, taken+1)
	}
	return nil
}

// room says whether a part fits next, and against which amount.
func (s *stand) room(p reconcile.Part) (limit int64, err error) {
	after, newest := s.last.After+p.Closes.Minor, s.newest
	between := func(bound int64) bool { return min(0, bound) <= after && after <= max(0, bound) }
	currency := newest.Amount.Currency
	if s.last.After != 0 {
		currency = s.last.Closes.Currency
	}
	other := newest.Version > 0 && currency != newest.Amount.Currency
	switch {
	case newest.Version > 0 && !p.Closes.IsZero() && p.Closes.Currency != currency,
		other && !between(s.last.After):
		return 0, reconcile.ErrCurrency
	case other:
		return s.last.Amount, nil
	case newest.Version > 0 && between(newest.Amount.Minor):
		return newest.Amount.Minor, nil
	case s.last.N > 0 && between(s.last.After):
		return s.last.Amount, nil
	case newest.Version == 0:
		return 0, fmt.Errorf("invoice %s: %w", p.Invoice, reconcile.ErrNotFound)
	}
	return 0, reconcile.ErrOverAllocated
}
