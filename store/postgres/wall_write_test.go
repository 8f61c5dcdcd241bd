package postgres

import (
	"context"
	"crypto/sha256"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
)

// commands does everything that a writer can do, to the other company.
func commands(k known) map[string]func(ctx context.Context, w reconcile.Writer) error {
	type do = func(ctx context.Context, w reconcile.Writer) error
	p := k.entry
	p.ID[15] ^= 1
	day := reconcile.Date(1000)
	source := reconcile.ID{4: 3, 5: 232, 15: 7}
	d := reconcile.Decision{ID: reconcile.ID{1}, Kind: reconcile.Refused, Payment: source, Effective: day}
	return map[string]do{
		"PutCompany": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutCompany(ctx, reconcile.Company{ID: theirs, Name: "other"})
		},
		"PutAccounts": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutAccounts(ctx, []reconcile.Account{{ID: k.entry.Account, Company: theirs, Owner: "other"}})
		},
		"AddStatements": func(ctx context.Context, w reconcile.Writer) error {
			return w.AddStatements(ctx, theirs, "new", []reconcile.Statement{{Account: "FR1b", Currency: "EUR",
				State: reconcile.StatementEntered}})
		},
		"AddEntries": func(ctx context.Context, w reconcile.Writer) error {
			_, err := w.AddEntries(ctx, theirs, "new", []reconcile.Entry{p})
			return err
		},
		"AddBatch": func(ctx context.Context, w reconcile.Writer) error {
			return w.AddBatch(ctx, theirs, "new", k.entry, 99)
		},
		"DropBatch": func(ctx context.Context, w reconcile.Writer) error {
			return w.DropBatch(ctx, theirs, k.entry.ID, 2)
		},
		"PutBatches": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutBatches(ctx, theirs, []reconcile.Batch{{ID: source, Import: "new", Date: day}})
		},
		"DeleteImport": func(ctx context.Context, w reconcile.Writer) error { return w.DeleteImport(ctx, theirs, k.imp) },
		"PutCustomers": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutCustomers(ctx, theirs, []reconcile.Customer{{ID: "new"}})
		},
		"AddInvoices": func(ctx context.Context, w reconcile.Writer) error {
			v := k.invoice
			v.Version = 99
			return w.AddInvoices(ctx, theirs, "new", []reconcile.Invoice{v})
		},
		"Apply": func(ctx context.Context, w reconcile.Writer) error {
			_, err := w.Apply(ctx, theirs, []reconcile.Decision{d})
			return err
		},
		"PutProposals": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutProposals(ctx, theirs, []reconcile.ID{source}, []reconcile.Proposal{{Payment: source, Rank: 1}})
		},
		"PutAnomalies": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutAnomalies(ctx, theirs, []reconcile.Anomaly{{Kind: "new", Key: "new"}})
		},
		"RemoveAnomalies": func(ctx context.Context, w reconcile.Writer) error {
			return w.RemoveAnomalies(ctx, theirs, []reconcile.Anomaly{k.anomaly})
		},
		"PutImport": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutImport(ctx, theirs, reconcile.ImportRecord{ID: k.imp, Digest: sha256.Sum256(nil)})
		},
		"AddUndoneImport": func(ctx context.Context, w reconcile.Writer) error {
			return w.AddUndoneImport(ctx, theirs, reconcile.UndoneImport{Seq: 99, Key: reconcile.ID{9}, Import: "new"})
		},
		"PutRun": func(ctx context.Context, w reconcile.Writer) error {
			return w.PutRun(ctx, theirs, reconcile.Run{ID: "new"})
		},
		"AddRuleChange": func(ctx context.Context, w reconcile.Writer) error {
			return w.AddRuleChange(ctx, theirs, reconcile.RuleChange{Seq: 99})
		},
		"AddFollowups": func(ctx context.Context, w reconcile.Writer) error {
			return w.AddFollowups(ctx, theirs, []reconcile.Followup{{Seq: 99, State: "open"}})
		},
		"AddIntake": func(ctx context.Context, w reconcile.Writer) error {
			return w.AddIntake(ctx, theirs, reconcile.Intake{Seq: 99})
		},
		"AppendAudit": func(ctx context.Context, w reconcile.Writer) error {
			head, err := w.AuditHead(ctx, theirs)
			if err != nil {
				return err
			}
			r := reconcile.AuditRecord{Seq: head.Seq + 1, Kind: reconcile.AuditImport}
			r.Hash = r.Chain(head.Hash)
			return w.AppendAudit(ctx, theirs, []reconcile.AuditRecord{r})
		},
	}
}

// TestWriteAcross tries every writer on another company's rows. Each changes something where the
// wall is open for that company, or the test would show nothing; through the wall nothing changes.
func TestWriteAcross(t *testing.T) {
	owner, clerk := twoCompanies(t)
	ctx, k := context.Background(), knownOf(t, owner)
	tried := commands(k)
	readers := map[string]bool{}
	for name := range questions(k) {
		readers[name] = true
	}
	for name := range tried {
		readers[name] = true
	}
	every[reconcile.Writer](t, readers, "Altered")
	for name, do := range tried {
		// The wall of the program itself (rows.Writer.mine) is walked around: the writer is theirs.
		attempt := func(c rows.Conn) error {
			w := rows.NewWriter(c, theirs)
			if err := do(ctx, w); err != nil {
				return err
			}
			return w.Finish(ctx)
		}
		before := contents(t, owner.pool)
		tx, err := clerk.pool.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := attempt(mistaken{clerk.conn(tx)}); err == nil {
			_ = tx.Commit(ctx) // what it changed shows below
		} else {
			rollback(ctx, tx)
		}
		if after := contents(t, owner.pool); after != before {
			t.Errorf("%s went through the wall", name)
		}
		if tx, err = clerk.pool.Begin(ctx); err != nil {
			t.Fatal(err)
		}
		if err := attempt(clerk.conn(tx)); err != nil {
			t.Errorf("%s is refused to the company itself: %v", name, err)
		} else if after := contents(t, tx); after == before && name != "DropBatch" {
			t.Errorf("%s changes nothing where the wall is open", name)
		}
		rollback(ctx, tx)
	}
}
