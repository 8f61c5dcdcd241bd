package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) reconcileCommand() *cobra.Command {
	dry := false
	c := &cobra.Command{Use: "reconcile", Short: "Match what waits and apply what is certain",
		Args:    cobra.NoArgs,
		Long:    "Match the payments booked by the as-of date that nothing decides yet. What is certain\nunder the company's policy is applied; the rest is proposed. Nothing is imported.",
		Example: "  rappro reconcile --dry-run\n  rappro reconcile --as-of 2026-06-30",
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			return a.with(ctx, false, func(svc *reconcile.Service, c reconcile.Call) error {
				c.DryRun = dry
				done, err := svc.Reconcile(ctx, c)
				if err != nil {
					return err
				}
				if done.NewToDecide > 0 || done.Anomalies > 0 {
					a.review()
				}
				if a.isJSON() {
					return a.printJSON(report.Reconciled(done))
				}
				p := a.page()
				p.Run(done)
				if dry {
					p.Head(a.texts.Text("change.dry"))
				}
				return a.print(p)
			})
		}}
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would be decided and change nothing")
	return c
}
