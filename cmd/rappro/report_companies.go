package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/morning"
)

func (a *app) reportCompanies() *cobra.Command {
	c := &cobra.Command{Use: "companies", Short: "Every company in a row, what burns first", Args: cobra.NoArgs,
		Long: "One row for each company of the store: what blocks closing, what is for today, statements missing\n" +
			"and held, files received this month, credits to choose and unexplained, payments taken back, and\n" +
			"days since the last statement against the rhythm of the account. What burns comes first.",
		Example: "  rappro report companies --lang fr\n  rappro report companies -o csv\n" +
			"  rappro report anomalies --company ACME      # what is behind a row",
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			return a.withAny(ctx, false, func(svc *reconcile.Service, _ reconcile.Call) error {
				list, err := morning.Look(ctx, svc.Read, a.callFor)
				if err != nil {
					return err
				}
				if a.format != render.AsTable || a.flags.sort != "" || a.flags.limit != 0 {
					return a.table(report.CompaniesTable(list))
				}
				p := a.page()
				p.Companies(list, a.asOf)
				return a.print(p)
			})
		}}
	a.someListFlags(c, "limit", "sort")
	return c
}
