package reconcile

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// batches stores what a file says that entries are made of. One that does not prove is
// held; no money is entered by any.
func (in *importing) batches() error {
	if len(in.f.Batches) == 0 {
		return nil
	}
	accounts, err := in.w.Accounts(in.ctx, "")
	if err != nil {
		return err
	}
	var list []Batch
	for _, b := range in.f.Batches {
		i := slices.IndexFunc(accounts, func(a Account) bool { return a.ID == b.Account })
		if i >= 0 && accounts[i].Company != in.c.Company {
			in.ask(fmt.Sprintf("account %s belongs to company %s (--company %s)", b.Account,
				accounts[i].Company, accounts[i].Company))
			continue
		}
		if len(b.Details) == 0 {
			continue // it says nothing that the statement does not
		}
		b.Import, b.Entry, b.Reason = ImportID(in.f.Digest), ID{}, ""
		b.Source = cmpOr(b.Source, in.f.Format)
		if err := b.Prove(); err != nil {
			b.Reason = err.Error()
			in.r.BatchesHeld++
			in.r.Held++
			in.note("%s; held: get a complete report", b.Reason)
		}
		b.ID = BatchKey(in.c.Company, b)
		in.brought.batch(b.ID, list)
		in.stored = append(in.stored, b.ID)
		list = append(list, b)
	}
	return in.w.PutBatches(in.ctx, in.c.Company, list)
}

// attach tries the batches and the entries of a call's files on each other, and says in the
// files' reports what became of their batches.
func (s *Service) attach(ctx context.Context, c Call, w Writer, files []File, reports []ImportReport) error {
	fresh := slices.ContainsFunc(reports, func(r ImportReport) bool {
		return r.NewEntries > 0 || len(r.batches) > 0
	})
	if !fresh {
		return nil
	}
	done, err := attachBatches(ctx, w, c.Company, firstDay(files))
	if err != nil {
		return err
	}
	for i := range reports {
		reports[i].attached(done)
	}
	return nil
}

// attached counts what became of a file's batches.
func (r *ImportReport) attached(done attachment) {
	r.Attached, r.Waiting = 0, 0
	for _, id := range r.batches {
		if done.done[id] {
			r.Attached++
			continue
		}
		r.Waiting++
		if note, ok := done.notes[id]; ok && !slices.Contains(r.Messages, note) {
			r.Messages = append(r.Messages, note)
		}
	}
	r.Waiting -= r.BatchesHeld
}

// firstDay is the first day that files tell of, zero when they tell of none.
func firstDay(files []File) Date {
	var first Date
	see := func(d Date) {
		if d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	for _, f := range files {
		for _, s := range f.Statements {
			see(s.From)
		}
		for _, b := range f.Batches {
			see(b.Date)
		}
	}
	return cmp.Or(first, 1)
}
