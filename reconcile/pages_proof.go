package reconcile

import (
	"fmt"
	"slices"
)

// pagesAgainst is what speaks against a page: where all pages of a statement came, the lines between
// an opening and a closing balance lead from one to the other, or one page is not what the bank
// booked. Nobody can tell which one, so the last to come is held. Some banks write a balance of the
// whole on every page: one pair of balances that agrees is enough.
func (in *importing) pagesAgainst(st Statement) (string, error) {
	if st.Pages.First == 0 {
		return "", nil
	}
	others, err := in.w.Statements(in.ctx, Query{Company: in.c.Company, Account: st.Account,
		From: st.From - pagesApart, To: st.To + pagesApart})
	if err != nil {
		return "", err
	}
	others = slices.DeleteFunc(others, func(o Statement) bool {
		return o.State != StatementEntered || o.ID == st.ID || o.Pages.First == 0 || !pagesOfOne(o, st)
	})
	run, at := pagesAround(st, others)
	if run[0].Pages.First > 1 || run[len(run)-1].Pages.More {
		return "", nil // a page is still to come
	}
	wrong := ""
	for i, first := range run[:at+1] {
		sum := int64(0)
		for k, last := range run[i:] {
			sum += last.Credits.Minor - last.Debits.Minor
			if i+k < at || first.Opening == nil || last.Closing == nil {
				continue
			}
			opening, closing := first.Opening.Amount, last.Closing.Amount
			if opening.Minor+sum == closing.Minor {
				return "", nil
			}
			pages := Pages{First: first.Pages.First, Last: last.Pages.Last}
			lines := Money{Minor: sum, Currency: st.Currency}
			wrong = fmt.Sprintf("%spages %s contradict each other: opening balance %s and lines of %s do not "+
				"lead to the closing balance %s", st.named(), pages, opening, lines, closing)
		}
	}
	return wrong, nil
}

// pagesAround is the longest run of pages without a gap that has a page in it, and where it is. A
// number that came twice ends the run: nobody knows which of the two is meant.
func pagesAround(st Statement, others []Statement) (run []Statement, at int) {
	only := func(is func(Statement) bool) (Statement, bool) {
		i := slices.IndexFunc(others, is)
		if i < 0 || slices.ContainsFunc(others[i+1:], is) {
			return Statement{}, false
		}
		return others[i], true
	}
	run = []Statement{st}
	if slices.ContainsFunc(others, func(o Statement) bool {
		return o.Pages.First <= st.Pages.Last && st.Pages.First <= o.Pages.Last
	}) {
		return run, 0
	}
	for {
		first := run[0].Pages.First
		o, found := only(func(o Statement) bool { return o.Pages.Last == first-1 })
		if !found {
			break
		}
		run = slices.Insert(run, 0, o)
	}
	at = len(run) - 1
	for {
		last := run[len(run)-1].Pages
		o, found := only(func(o Statement) bool { return o.Pages.First == last.Last+1 })
		if !found {
			return run, at
		}
		run = append(run, o)
	}
}
