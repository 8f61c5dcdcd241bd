package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

func (a *app) reportCommand() *cobra.Command {
	c := &cobra.Command{Use: "report", Short: "Print what is owed and what came in",
		Long: "Print a report in French or English (--lang), or as CSV or JSON for tools. Every figure\n" +
			"is of the as-of date and comes from one snapshot.",
		Example: "  rappro report summary --lang fr\n  rappro report ageing --as-of 2026-06-30 -o csv\n" +
			"  rappro report summary -o json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("say which: summary, companies, dso, ageing, encaissements, unapplied, expected, delays, penalties, anomalies or reconciliation")
			}
			return usagef("there is no report %q: there are summary, companies, dso, ageing, encaissements, unapplied, expected, delays, penalties, anomalies and reconciliation", args[0])
		},
		RunE: func(*cobra.Command, []string) error { return nil }}
	for _, r := range []struct {
		name, short string
		fn          func(context.Context, reconcile.Reader, reconcile.Call) error
	}{
		{"summary", "Where the company stands", a.reportSummary},
		{"reconciliation", "Proof of statements (preuve de relevé) of every account", a.reportAccounts},
	} {
		sub := &cobra.Command{Use: r.name, Short: r.short, Args: cobra.NoArgs,
			Example: "  rappro report " + r.name + " --lang fr --as-of 2026-06-30",
			RunE: func(cmd *cobra.Command, _ []string) error {
				if a.flags.status != "" || a.flags.kind != "" {
					return usagef("report %s knows no --status and no --kind", r.name)
				}
				ctx := cmd.Context()
				return a.with(ctx, false, func(svc *reconcile.Service, c reconcile.Call) error {
					return svc.Read(ctx, func(rd reconcile.Reader) error { return r.fn(ctx, rd, c) })
				})
			}}
		a.listFlags(sub)
		c.AddCommand(sub)
	}
	c.AddCommand(a.reportCompanies())
	a.reportReceivables(c)
	c.AddCommand(a.reportAnomalies())
	return c
}

func (a *app) reportSummary(ctx context.Context, r reconcile.Reader, c reconcile.Call) error {
	s, err := receivables.Summarise(ctx, r, c.Company, c.AsOf)
	if err != nil {
		return err
	}
	switch a.format {
	case render.AsJSON:
		return a.printJSON(report.JSON(s))
	case render.AsTable:
		p := a.page()
		p.Summary(s)
		return a.print(p)
	}
	return a.table(report.SummaryTable(s))
}

func (a *app) reportAccounts(ctx context.Context, r reconcile.Reader, c reconcile.Call) error {
	list, err := receivables.Accounts(ctx, r, reconcile.Query{Company: c.Company, AsOf: c.AsOf})
	if err != nil {
		return err
	}
	want, err := accountOf(ctx, r, c.Company, a.flags.account)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(s receivables.AccountState) bool {
		return want != "" && s.Account != want
	})
	if a.format == render.AsTable {
		p := a.page()
		p.Reconciliation(list, c.AsOf)
		return a.print(p)
	}
	return a.table(report.AccountsTable(list))
}
