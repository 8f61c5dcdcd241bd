package reconcile

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Import stores files, each in a transaction of its own: the file is the unit, and files of
// one call are independent. The reports are in the order of the files given; the files
// themselves are taken in an order that depends on their content alone, so that the result
// does not depend on names or on the order of the command line.
func (s *Service) Import(ctx context.Context, c Call, files []File) ([]ImportReport, error) {
	if c.Override && c.Reason == "" {
		return nil, ErrNoReason
	}
	if err := c.permitted(ActImport, c.Actor, 0); err != nil {
		return nil, err
	}
	files, err := s.named(ctx, c.Cards, files)
	if err != nil {
		return nil, err
	}
	reports := make([]ImportReport, len(files))
	order := contentOrder(files)
	for n, i := range order {
		s.progress("import", n, len(files))
		var err error
		if files[i], reports[i], err = s.importFile(ctx, c, files[i], idsOf(files, order[n+1:])); err != nil {
			return nil, fmt.Errorf("%s: %w", files[i].Name, err)
		}
	}
	s.progress("import", len(files), len(files))
	return reports, s.settle(ctx, c, files, order, reports)
}

// settle does what the files of a call need together, in a transaction of its own: details find
// their entries, and the anomalies of the accounts follow their statements. Both are functions
// of what is stored: when a crash comes before, the next import or run does it.
func (s *Service) settle(ctx context.Context, c Call, files []File, order []int, reports []ImportReport) error {
	if c.DryRun || !slices.ContainsFunc(reports, func(r ImportReport) bool {
		return r.Err == nil && r.Kind != "invoices"
	}) {
		return nil
	}
	return s.update(ctx, c, func(w Writer) error {
		raised, err := refreshStatementAnomalies(ctx, w, c.Company)
		if err != nil {
			return err
		}
		lastOf := map[string]int{} // account: the last file that tells of it
		for _, i := range order {
			reports[i].Anomalies -= reports[i].chained
			reports[i].chained = 0
			for _, st := range files[i].Statements {
				lastOf[st.Account] = i
			}
		}
		for _, a := range raised {
			if i, ok := lastOf[a.Account]; ok {
				reports[i].chained++
				reports[i].Anomalies++
			}
		}
		return s.attach(ctx, c, w, files, reports)
	})
}

// contentOrder sorts files by their first covered day; invoices come first, because
// statements refer to them, and of several exports the one with the newest document last.
func contentOrder(files []File) []int {
	order := make([]int, len(files))
	for i := range files {
		order[i] = i
	}
	first := func(f File) Date {
		var d Date
		for _, s := range f.Statements {
			if d == 0 || s.From < d {
				d = s.From
			}
		}
		for _, b := range f.Batches {
			if d == 0 || b.Date < d {
				d = b.Date
			}
		}
		return d
	}
	newest := func(f File) Date {
		var d Date
		for _, v := range f.Invoices {
			d = max(d, v.IssueDate)
		}
		return d
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(first(files[a]), first(files[b])),
			cmp.Compare(newest(files[a]), newest(files[b])),
			cmp.Compare(len(files[a].Invoices), len(files[b].Invoices)),
			bytes.Compare(files[a].Digest[:], files[b].Digest[:]))
	})
	inPages(order, files, first)
	return order
}

// inPages puts files that begin with the same day in the order of their balances: pages of one
// period only add up where each follows the one before.
func inPages(order []int, files []File, first func(File) Date) {
	single := func(i int) *Statement {
		if len(files[i].Statements) != 1 {
			return nil
		}
		return &files[i].Statements[0]
	}
	follows := func(a, b int) bool {
		x, y := single(a), single(b)
		return a != b && x != nil && y != nil && x.Account == y.Account && meets(*x, *y)
	}
	for from, to := 0, 0; from < len(order); from = to {
		for to < len(order) && first(files[order[to]]) == first(files[order[from]]) {
			to++
		}
		if first(files[order[from]]) != 0 {
			byFollowing(order[from:to], follows)
		}
	}
}

// byFollowing puts each of a group after the one that it follows, and leaves the order as it is
// where nothing follows or all do.
func byFollowing[T any](group []T, follows func(before, after T) bool) {
	for ; len(group) > 1; group = group[1:] {
		head := slices.IndexFunc(group, func(after T) bool {
			return !slices.ContainsFunc(group, func(before T) bool { return follows(before, after) })
		})
		if head > 0 {
			at := group[head]
			copy(group[1:head+1], group[:head])
			group[0] = at
		}
	}
}

// idsOf gives the identities that files have as imports.
func idsOf(files []File, of []int) []string {
	ids := make([]string, len(of))
	for n, i := range of {
		ids[n] = ImportID(files[i].Digest)
	}
	return ids
}

// importFile stores one file, and gives it as it was stored: under the names that its accounts have
// in the transaction, where another import may have entered one under its other number by then. The
// imports that come next belong to the same call.
func (s *Service) importFile(ctx context.Context, c Call, f File, next []string) (File, ImportReport, error) {
	if f.Err != nil {
		return f, Describe(f), s.refused(ctx, c, f)
	}
	stored := f
	var report ImportReport
	err := s.update(ctx, c, func(w Writer) error {
		names, err := namesOf(ctx, w, c.Cards, []File{f})
		if err != nil {
			return err
		}
		stored = names.name([]File{f})[0]
		report = Describe(stored)
		report.Outcome, report.Held, report.BatchesHeld = OutcomeRead, 0, 0
		report.Messages, report.Needs = slices.Clone(f.Messages), slices.Clone(f.Needs)
		in := importing{s: s, ctx: ctx, c: c, w: w, f: stored, next: next, r: &report, now: s.Now()}
		if err := in.run(); err != nil {
			return err
		}
		if in.asked > 0 {
			report.Outcome = OutcomeAsked
		}
		if c.DryRun || in.unchanged {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return stored, report, err
}

// importing is the work on one file within one transaction.
type importing struct {
	s   *Service
	ctx context.Context
	c   Call
	w   Writer
	f   File
	r   *ImportReport
	now time.Time // one for the whole file
	// next are the imports that follow in the same call.
	next []string
	// before is the import of the same bytes, when there was one that is looked at again.
	before *ImportRecord
	// rest is the import of the same bytes that asked about accounts which are known by now.
	rest      *ImportRecord
	unchanged bool // nothing differs from what was stored before
	asked     int  // statements and batches left out until a person has said whose they are
	taken     int  // statements that are stored now, and those that say nothing to be stored
	booked    int  // lines of those
	detailed  int  // lumps that got their details
	brought   brought
	stored    []ID // batches
	// have are the ids stored for the days of the statement at hand, nil when no other
	// statement tells of them.
	have map[ID]bool
}

func (in *importing) run() error {
	known, err := in.known()
	if err != nil || known {
		return err
	}
	if len(in.f.Needs) > 0 {
		in.r.Outcome, in.unchanged = OutcomeAsked, true
		return nil
	}
	if err := in.s.ensureCompany(in.ctx, in.w, in.c.Company); err != nil {
		return err
	}
	for _, part := range []func() error{in.statements, in.keepAnswers, in.invoices, in.batches} {
		if err := part(); err != nil {
			return err
		}
	}
	if in.asked > 0 && in.taken+in.detailed+len(in.stored) == 0 {
		in.unchanged = true
		return nil
	}
	in.r.batches = in.stored
	if in.r.Held > 0 {
		in.r.Outcome = OutcomeHeld
	}
	if in.repeats() {
		return nil
	}
	if err := in.record(); err != nil {
		return err
	}
	if in.r.NewVersions > 0 { // new numbers have neither a past nor money
		in.r.Anomalies, err = refreshInvoiceAnomalies(in.ctx, in.w, in.c.Company)
	} else if in.c.DryRun && len(in.f.Statements) > 0 { // else those of all files together: settle
		var raised []Anomaly
		raised, err = refreshStatementAnomalies(in.ctx, in.w, in.c.Company)
		in.r.Anomalies = len(raised)
	}
	return err
}

// statements enters or holds the statements of the file.
func (in *importing) statements() error {
	if in.f.Again != nil {
		return in.streamed()
	}
	for _, st := range in.f.Statements {
		// A copy: the transaction may run again, and the file must be as it was read.
		st.Entries, st.State, st.Reason = slices.Clone(st.Entries), "", ""
		if err := in.statement(&st); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) record() error {
	head, err := in.w.AuditHead(in.ctx, in.c.Company)
	if err != nil {
		return err
	}
	rec := ImportRecord{ID: ImportID(in.f.Digest), Digest: in.f.Digest, Name: in.f.Name,
		Format: in.f.Format, Size: in.f.Size, Outcome: in.r.Outcome,
		Statements: in.taken, Entries: in.booked, New: in.r.NewEntries,
		Invoices: in.r.Invoices, Actor: in.c.Actor, Seq: head.Seq + 1,
		Recorded: in.now.UTC(), Content: in.brought.sum}
	if in.rest != nil {
		rec.Statements += in.rest.Statements
		rec.Entries += in.rest.Entries
		rec.New += in.rest.New
		rec.Outcome = worse(rec.Outcome, in.rest.Outcome)
	}
	if in.c.Override {
		rec.Reason = in.c.reason()
	}
	if err := in.w.PutImport(in.ctx, in.c.Company, rec); err != nil {
		return err
	}
	if err := in.intake(); err != nil {
		return err
	}
	return in.s.audit(in.ctx, in.w, in.c, []auditItem{auditOfImport(rec)})
}

// ensureCompany makes the company row, with its salt, the first time it is written to.
func (s *Service) ensureCompany(ctx context.Context, w Writer, code string) error {
	companies, err := w.Companies(ctx)
	if err != nil {
		return err
	}
	for _, c := range companies {
		if c.ID == code {
			return nil
		}
	}
	salt, err := s.Salt()
	if err != nil {
		return fmt.Errorf("salt of company %s: %w", code, err)
	}
	return w.PutCompany(ctx, Company{ID: code, Salt: salt})
}
