package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/catalogue"
	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) listCommand() *cobra.Command {
	var order strings.Builder
	for _, l := range lists.All() {
		order.WriteString("\n  " + l.Name + strings.Repeat(" ", 13-len(l.Name)) + l.Order)
	}
	c := &cobra.Command{Use: "list " + strings.Join(lists.Names(), "|"), Short: "Show what is in the store",
		Long: "Show one list. CSV and JSON have every column, with English names and codes whatever\n" +
			"the language; a table has the most useful ones (-v: all).\n\nEvery list has an order of its own:" + order.String(),
		Example: "  rappro list invoices --status overdue --sort -outstanding\n" +
			"  rappro list allocations --from 2026-06-01 -o csv\n" +
			"  rappro list payments --status proposed,unmatched\n" +
			"  rappro list decisions --invoice F2026-014 -v\n" +
			"  rappro list anomalies --kind returned_payment\n" +
			"  rappro list anomalies --status open,acknowledged --severity critical,high\n" +
			"  rappro list followups --status resolved",
		ValidArgs: lists.Names(),
		Args:      cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.runList(c.Context(), args[0])
		}}
	a.listFlags(c)
	c.Flags().StringVar(&a.flags.payment, "payment", "", "of decisions: the story of one payment: `ID` or the bank's reference")
	c.Flags().StringVar(&a.flags.invoice, "invoice", "", "of decisions: the story of one invoice: its `number`")
	c.Flags().StringVar(&a.flags.severity, "severity", "", "of anomalies: critical, high, medium or low, several with commas")
	return c
}

func (a *app) runList(ctx context.Context, name string) error {
	l, err := lists.Find(name)
	if err != nil {
		return usageError{err}
	}
	f, err := a.filter()
	if err != nil {
		return err
	}
	if err := f.Check(l); err != nil {
		return usageError{err}
	}
	keys, err := render.ParseSort(a.flags.sort, l.Columns)
	if err != nil {
		return usagef("--sort: %w", err)
	}
	if a.flags.limit < 0 {
		return usagef("--limit: %d is less than nothing", a.flags.limit)
	}
	find := a.with
	if l.Name == "companies" { // of none, so that none has to be named
		find = a.withAny
	}
	return find(ctx, false, func(svc *reconcile.Service, c reconcile.Call) error {
		return svc.Read(ctx, func(r reconcile.Reader) error {
			if f.Account, err = accountOf(ctx, r, c.Company, f.Account); err != nil {
				return err
			}
			w := render.New(a.stdout, l.Columns, a.render())
			if err := writeRows(ctx, l, a.input(svc, r, c), f, w, keys, a.flags.limit); err != nil {
				return err
			}
			return w.Close()
		})
	})
}

// writeRows streams a list, or sorts it first when that is asked for.
func writeRows(ctx context.Context, l lists.List, in lists.Input, f lists.Filter, w render.Writer,
	keys []render.SortKey, limit int) error {
	var sorted [][]string
	var failed error
	n := 0
	err := l.Rows(ctx, in, f, func(cells []string) bool {
		if len(keys) > 0 {
			sorted = append(sorted, slices.Clone(cells))
			return true
		}
		n++
		failed = w.Row(cells)
		return failed == nil && n != limit
	})
	if err != nil || failed != nil {
		return cmpErr(failed, err)
	}
	render.Sort(sorted, keys)
	for i, row := range sorted {
		if limit > 0 && i == limit {
			break
		}
		if err := w.Row(row); err != nil {
			return err
		}
	}
	return nil
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func (a *app) filter() (lists.Filter, error) {
	f := lists.Filter{Account: a.flags.account, Customer: a.flags.customer, Status: a.flags.status,
		Kind: a.flags.kind, Severity: a.flags.severity, Payment: a.flags.payment, Invoice: a.flags.invoice}
	var err error
	if f.From, err = dateFlag("from", a.flags.from); err != nil {
		return f, err
	}
	f.To, err = dateFlag("to", a.flags.to)
	return f, err
}

// accountOf turns an alias, a RIB or a spaced number into the account's id.
func accountOf(ctx context.Context, r reconcile.Reader, company, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	list, err := r.Accounts(ctx, company)
	if err != nil {
		return "", err
	}
	id, err := reconcile.AccountOf(name, list)
	if err != nil {
		return "", usagef("--account: %w", err)
	}
	return id, nil
}

// tools are the texts of what goes to a table for a person, or to machines: in English then.
func (a *app) tools() *catalogue.Texts {
	if a.format != render.AsTable {
		return catalogue.New(catalogue.English)
	}
	return a.texts
}

// input is what lists are made from. The next step of an anomaly and remarks are
// English for machines.
func (a *app) input(svc *reconcile.Service, r reconcile.Reader, c reconcile.Call) lists.Input {
	texts := a.tools()
	return lists.Input{Reader: r, Service: svc, Company: c.Company, AsOf: c.AsOf,
		NextStep: texts.Next,
		Remark:   texts.Remark}
}

func (a *app) render() render.Options {
	return render.Options{Format: a.format, Locale: a.texts, All: a.flags.verbose}
}

// table writes a report that is a list.
func (a *app) table(t report.Table) error {
	keys, err := render.ParseSort(a.flags.sort, t.Columns)
	if err != nil {
		return usagef("--sort: %w", err)
	}
	render.Sort(t.Rows, keys)
	w := render.New(a.stdout, t.Columns, a.render())
	for i, row := range t.Rows {
		if a.flags.limit > 0 && i == a.flags.limit {
			break
		}
		if err := w.Row(row); err != nil {
			return err
		}
	}
	return w.Close()
}
