package reconcile

import (
	"context"
	"slices"
	"time"
)

// Intake is what an import made of a file, once for each time that it changed the books or was refused.
// It is never changed, and stays when the import is taken back or the file comes again: so that what is
// counted from it never falls (DOMAIN 1.16). It holds no name, amount or account.
type Intake struct {
	Seq      int    // 1, 2, … per company
	Import   string // id of the file
	Format   string // empty where nothing could be read
	Outcome  Outcome
	Lines    int // booked lines that entered
	Repeated int // booked lines that were there already
	Pending  int // lines that the bank has not booked
	Recorded time.Time
}

// intake notes what an import made of a file, in the transaction of the import.
func (in *importing) intake() error {
	v := Intake{Import: ImportID(in.f.Digest), Format: in.f.Format, Outcome: in.r.Outcome,
		Lines: in.r.NewEntries, Pending: in.r.Entries - in.r.Booked, Recorded: in.now.UTC()}
	if in.r.Held == 0 {
		v.Repeated = max(0, in.booked-in.r.NewEntries)
	}
	return addIntake(in.ctx, in.w, in.c.Company, v)
}

// refused notes a file of which nothing could be read. Where the company is not known yet, nobody
// counts.
func (s *Service) refused(ctx context.Context, c Call, f File) error {
	if c.DryRun {
		return nil
	}
	known := false
	err := s.Store.View(ctx, func(r Reader) error {
		list, err := r.Companies(ctx)
		known = slices.ContainsFunc(list, func(k Company) bool { return k.ID == c.Company })
		return err
	})
	if err != nil || !known {
		return err
	}
	return s.Store.Update(ctx, c.Company, func(w Writer) error {
		return addIntake(ctx, w, c.Company, Intake{Import: ImportID(f.Digest), Format: f.Format, Outcome: OutcomeRefused,
			Recorded: s.Now().UTC()})
	})
}

func addIntake(ctx context.Context, w Writer, company string, v Intake) error {
	last, err := w.LastIntake(ctx, company)
	if err != nil {
		return err
	}
	v.Seq = last + 1
	return w.AddIntake(ctx, company, v)
}
