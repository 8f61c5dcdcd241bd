package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// record continues a chain.
func record(head reconcile.AuditRecord, ref string) reconcile.AuditRecord {
	r := reconcile.AuditRecord{Seq: head.Seq + 1, Kind: reconcile.AuditDecision, Ref: ref, Actor: "a1",
		Commitment: reconcile.Commit([]byte("salt"), ref),
		Recorded:   time.Unix(1e9, head.Seq*1001+7).UTC()} // nanoseconds must survive
	r.Hash = r.Chain(head.Hash)
	return r
}

func testAudit(t *testing.T, open Open) {
	f := newFixture(t, open)
	head := func() (h reconcile.AuditRecord) {
		f.view(func(r reconcile.Reader) (err error) {
			h, err = r.AuditHead(f.ctx, company)
			return err
		})
		return h
	}
	check(t, "no chain", head(), reconcile.AuditRecord{})
	one := record(reconcile.AuditRecord{}, "one")
	two := record(one, "two")
	three := record(two, "three")
	f.update(func(w reconcile.Writer) error {
		return w.AppendAudit(f.ctx, company, []reconcile.AuditRecord{one, two})
	})
	f.update(func(w reconcile.Writer) error {
		return w.AppendAudit(f.ctx, company, []reconcile.AuditRecord{three})
	})
	check(t, "head", head(), three)
	f.view(func(r reconcile.Reader) error {
		last := reconcile.AuditRecord{}
		for a, err := range r.Audit(f.ctx, company) {
			if err != nil {
				return err
			}
			check(t, "chained", a.Hash, a.Chain(last.Hash))
			last = a
		}
		check(t, "the chain ends at its head", last, three)
		return nil
	})
	before := f.dump()
	err := f.Update(f.ctx, company, func(w reconcile.Writer) error {
		return w.AppendAudit(f.ctx, company, []reconcile.AuditRecord{three})
	})
	if err == nil || f.dump() != before {
		t.Error("a record that does not follow was stored")
	}
	testLongChain(f, three)
	testHistory(f)
}

// testLongChain appends many records at once, as a run does: alike and not, of references with
// every sign, and one whose hash does not follow from the one before. All come back as they are.
func testLongChain(f *fixture, head reconcile.AuditRecord) {
	f.Helper()
	want := []reconcile.AuditRecord{}
	at := time.Unix(2e9, 5).UTC()
	for i := range 2500 {
		r := record(head, nasty()[i%len(nasty())])
		r.Recorded = at
		switch i {
		case 700:
			r.Kind = reconcile.AuditImport
		case 1200:
			r.Actor = "a2"
		case 1700:
			at = at.Add(1)
			r.Recorded = at
		}
		if r.Hash = r.Chain(head.Hash); i == 2100 {
			r.Hash[0]++
		}
		want, head = append(want, r), r
	}
	f.update(func(w reconcile.Writer) error {
		return errors.Join(w.AppendAudit(f.ctx, company, want[:1100]),
			w.AppendAudit(f.ctx, company, want[1100:1101]), w.AppendAudit(f.ctx, company, want[1101:]))
	})
	f.view(func(r reconcile.Reader) error {
		last, err := r.AuditHead(f.ctx, company)
		check(f, "head of the long chain", last, head)
		i := -3 // those before
		for a, err := range r.Audit(f.ctx, company) {
			if err != nil {
				return err
			}
			if i >= 0 {
				check(f, "record of the long chain", a, want[i])
			}
			i++
		}
		check(f, "records of the long chain", i, len(want))
		return err
	})
}

func testHistory(f *fixture) {
	at := time.Unix(1e9, 123456789).UTC()
	imp := reconcile.ImportRecord{ID: "b", Digest: [32]byte{1, 2}, Name: "été.csv", Format: "csv",
		Size: 1 << 32, Outcome: reconcile.OutcomeHeld, Statements: 1, Entries: 2, New: 1, Invoices: 3,
		Actor: reconcile.Actor{Kind: reconcile.Person, Name: "claire", Role: reconcile.Accountant}, Seq: 5, Recorded: at,
		Reason: "vu à la banque", Content: reconcile.EntrySum{7, 31: 9}}
	earlier, same := imp, imp
	earlier.ID, earlier.Seq, earlier.Recorded = "z", 4, at.Add(time.Nanosecond) // the clock went back
	same.ID = "a"
	run := reconcile.Run{ID: "r", Actor: imp.Actor, AsOf: 5, Policy: "p", Version: "v", Files: 1,
		Decisions: 2, Proposals: 3, Seq: 2, Recorded: at}
	first := run
	first.ID, first.Seq, first.Recorded = "s", 1, at.Add(time.Hour)
	f.update(func(w reconcile.Writer) error {
		for _, r := range []reconcile.ImportRecord{{ID: "b"}, imp, earlier, same} {
			if err := w.PutImport(f.ctx, company, r); err != nil {
				return err
			}
		}
		for _, r := range []reconcile.Run{{ID: "r"}, run, first} {
			if err := w.PutRun(f.ctx, company, r); err != nil {
				return err
			}
		}
		return nil
	})
	f.view(func(r reconcile.Reader) error {
		imports, err := r.Imports(f.ctx, company)
		check(f, "imports", text(imports), text([]reconcile.ImportRecord{earlier, same, imp}))
		if err != nil {
			return err
		}
		runs, err := r.Runs(f.ctx, company)
		check(f, "runs", text(runs), text([]reconcile.Run{first, run}))
		return err
	})
}
