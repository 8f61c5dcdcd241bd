package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Dump writes every list of some companies, an element a line, from one snapshot. Two
// stores that went through the same have the same dump.
func Dump(ctx context.Context, s reconcile.Store, companies ...string) (string, error) {
	var b strings.Builder
	err := s.View(ctx, func(r reconcile.Reader) error {
		for _, c := range companies {
			if err := dumpQuery(ctx, &b, r, reconcile.Query{Company: c}); err != nil {
				return err
			}
			if err := dumpHistory(ctx, &b, r, c); err != nil {
				return err
			}
		}
		return nil
	})
	return b.String(), err
}

// dumpQuery writes the lists that a query narrows.
func dumpQuery(ctx context.Context,
	b *strings.Builder, r reconcile.Reader, q reconcile.Query) error {
	st, err := r.Statements(ctx, q)
	if err != nil {
		return err
	}
	lines(b, "statement", st)
	ids, err := r.EntryIDs(ctx, q)
	if err != nil {
		return err
	}
	lines(b, "id", ids)
	batches, err := r.Batches(ctx, q)
	if err != nil {
		return err
	}
	lines(b, "batch", batches)
	detailed := q
	detailed.Detailed = true
	for _, err := range []error{
		each(b, "entry", r.Entries(ctx, q)),
		each(b, "detailed", r.Entries(ctx, detailed)),
		each(b, "payment", r.Payments(ctx, q)),
		each(b, "invoice", r.Invoices(ctx, q)),
		each(b, "version", r.InvoiceVersions(ctx, q)),
		each(b, "decision", r.Decisions(ctx, q)),
		each(b, "allocation", r.Allocations(ctx, q)),
		each(b, "proposal", r.Proposals(ctx, q)),
		each(b, "anomaly", r.Anomalies(ctx, q)),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// dumpHistory writes the lists of a company that no query narrows.
func dumpHistory(ctx context.Context,
	b *strings.Builder, r reconcile.Reader, company string) error {
	all, err := r.Companies(ctx)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.ID == company {
			line(b, "company", c)
		}
	}
	accounts, err := r.Accounts(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "account", accounts)
	customers, err := r.Customers(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "customer", customers)
	imports, err := r.Imports(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "import", imports)
	for _, i := range append(imports, reconcile.ImportRecord{ID: "nobody's"}) {
		found, err := r.Import(ctx, company, i.ID)
		line(b, "found", []any{found, fmt.Sprint(err)})
		ids, err := r.EntryIDs(ctx, reconcile.Query{Company: company, Import: i.ID})
		line(b, "seen", []any{ids, fmt.Sprint(err)})
	}
	if err := each(b, "origin", r.Origins(ctx, company)); err != nil {
		return err
	}
	runs, err := r.Runs(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "run", runs)
	rules, err := r.RuleChanges(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "rule", rules)
	followups, err := r.Followups(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "followup", followups)
	undone, err := r.UndoneImports(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "undone import", undone)
	intakes, err := r.Intakes(ctx, company)
	if err != nil {
		return err
	}
	lines(b, "intake", intakes)
	if err := each(b, "altered", r.Altered(ctx, company)); err != nil {
		return err
	}
	if err := each(b, "audit", r.Audit(ctx, company)); err != nil {
		return err
	}
	head, err := r.AuditHead(ctx, company)
	if err != nil {
		return err
	}
	line(b, "head", head)
	version, err := r.StateVersion(ctx, company)
	line(b, "state", version)
	return err
}

func each[T any](b *strings.Builder, kind string, list iter.Seq2[T, error]) error {
	for v, err := range list {
		if err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		line(b, kind, v)
	}
	return nil
}

func lines[T any](b *strings.Builder, kind string, list []T) {
	for _, v := range list {
		line(b, kind, v)
	}
}

// line writes an element as JSON, which tells nil from empty.
func line(b *strings.Builder, kind string, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		text = []byte(err.Error())
	}
	fmt.Fprintf(b, "%s %s\n", kind, text)
}

// firstDifference shows where two dumps part.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := 0; i < len(x) || i < len(y); i++ {
		var l, r string
		if i < len(x) {
			l = x[i]
		}
		if i < len(y) {
			r = y[i]
		}
		if l != r {
			return fmt.Sprintf("line %d:\n  %s\n  %s", i+1, l, r)
		}
	}
	return ""
}

// stateless leaves out the line that counts changes.
func stateless(dump string) string {
	at := strings.LastIndex(dump, "state ")
	return dump[:at]
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
