package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{Use: "show ID", Short: "Explain a payment, an invoice or a decision",
		Args: cobra.ExactArgs(1),
		Long: "Show a payment, an invoice or a decision: the equation to the cent, the evidence with\n" +
			"the bank's own characters, and the candidates that were rejected. ID is the number of\n" +
			"an invoice, the beginning of a payment's or a decision's id, or a bank's reference.",
		Example: "  rappro show F2026-014\n  rappro show 1h3kq",
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.with(ctx, false, func(svc *reconcile.Service, c reconcile.Call) error {
				return svc.Read(ctx, func(r reconcile.Reader) error {
					subject, err := report.Find(ctx, r, c, args[0])
					if err != nil {
						return err
					}
					shown, err := report.Show(ctx, svc, r, c, subject)
					if err != nil {
						return err
					}
					if a.isJSON() {
						return a.printJSON(shown.JSON())
					}
					p := a.page()
					p.Shown(shown)
					return a.print(p)
				})
			})
		}}
}
