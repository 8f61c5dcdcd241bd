package reconcile

import (
	"errors"
	"slices"
)

// known says whether the same bytes were imported before and have nothing new to say. Four
// kinds are looked at again: a statement that was held, because what spoke against it may be
// gone; one whose account nobody knew; details of a batch that found it decided; and an export
// of invoices after which another one came, because the seller's books may have gone back.
func (in *importing) known() (bool, error) {
	old, err := in.w.Import(in.ctx, in.c.Company, ImportID(in.f.Digest))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	if old.Outcome == OutcomeHeld && len(in.f.Statements) > 0 {
		in.before = &old
		return false, in.w.DeleteImport(in.ctx, in.c.Company, old.ID) // and enters again below
	}
	if later, err := in.invoicesAfter(old); err != nil || later {
		in.before, in.brought.sum = &old, old.Content
		return false, err
	}
	late, err := in.lateDetails()
	if err != nil {
		return false, err
	}
	if more, err := in.left(old); err != nil || more {
		return false, err
	}
	switch {
	case late:
		return true, nil
	case old.Outcome == OutcomeHeld: // batches prove or do not
		in.r.Outcome, in.unchanged = OutcomeHeld, true
		in.note("the same file was held before; nothing changed")
		return true, nil
	}
	in.r.Outcome = OutcomeKnown
	in.unchanged = true
	return true, in.readOtherwise(old)
}

// readOtherwise tells who answers a question of a known file in another way than when it was
// entered that the answer changes nothing.
func (in *importing) readOtherwise(old ImportRecord) error {
	if !slices.ContainsFunc(in.f.Answers, func(a Answer) bool { return !a.Proved }) {
		return nil
	}
	stored, err := in.w.Statements(in.ctx, Query{Company: in.c.Company, Import: old.ID})
	if err != nil || len(stored) != len(in.f.Statements) {
		return err
	}
	type reading struct {
		from, to        Date
		credits, debits Money
	}
	had := map[reading]int{}
	for _, s := range stored {
		had[reading{s.From, s.To, s.Credits, s.Debits}]++
	}
	for _, s := range in.f.Statements {
		r := reading{s.From, s.To, s.Credits, s.Debits}
		if had[r]--; had[r] < 0 {
			in.note("entered before with other answers, which still hold: undo import %s first to read it "+
				"anew", old.ID)
			return nil
		}
	}
	return nil
}

// invoicesAfter says whether an export of invoices was followed by another one. Those that follow it
// in the same call do not count, as the same files given twice, or once more after a crash, say
// nothing new.
func (in *importing) invoicesAfter(old ImportRecord) (bool, error) {
	if old.Invoices == 0 {
		return false, nil
	}
	imports, err := in.w.Imports(in.ctx, in.c.Company)
	i := slices.IndexFunc(imports, func(r ImportRecord) bool { return r.ID == old.ID })
	return slices.ContainsFunc(imports[i+1:], func(r ImportRecord) bool {
		return r.Invoices > 0 && !slices.Contains(in.next, r.ID)
	}), err
}

// left finds the statements and batches of known bytes that were left out because nobody knew
// whose they are, and leaves the file with those alone.
func (in *importing) left(old ImportRecord) (bool, error) {
	q := Query{Company: in.c.Company, Import: old.ID}
	statements, err := in.w.Statements(in.ctx, q)
	if err != nil {
		return false, err
	}
	batches, err := in.w.Batches(in.ctx, q)
	if err != nil {
		return false, err
	}
	has := map[string]bool{}
	for _, st := range statements {
		has[st.Account] = true
	}
	for _, b := range batches {
		has[b.Account] = true
	}
	for _, st := range in.f.Statements {
		in.source(&st)
		has[st.Account] = has[st.Account] || st.silent()
	}
	for _, b := range in.f.Batches {
		has[b.Account] = has[b.Account] || len(b.Details) == 0
	}
	rest := in.f.part(func(account string) bool { return !has[account] })
	if len(rest.Statements)+len(rest.Batches) == 0 {
		return false, nil
	}
	in.f, in.rest, in.brought.sum = rest, &old, old.Content
	return true, nil
}

// repeats says whether looking at known bytes again changed nothing: then nothing is
// written, not even that they came.
func (in *importing) repeats() bool {
	switch {
	case in.before == nil:
		return false
	case in.before.Outcome == OutcomeHeld:
		in.unchanged = in.r.Outcome == OutcomeHeld && in.r.NewEntries == 0
		if in.unchanged {
			in.note("the same file was held before; nothing changed")
		}
	case in.r.NewInvoices+in.r.NewVersions == 0:
		in.unchanged, in.r.Outcome = true, OutcomeKnown
	}
	return in.unchanged
}

// lateDetails gives a known file's batches their details where a lump still waits for them.
func (in *importing) lateDetails() (bool, error) {
	n := in.detailed
	for _, st := range in.f.Statements {
		st.Entries = slices.Clone(st.Entries)
		in.fileKeys(&st)
		if err := in.detail(st.Entries); err != nil {
			return false, err
		}
	}
	return in.detailed > n, nil
}
