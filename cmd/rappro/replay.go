package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/config"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) replayCommand() *cobra.Command {
	file, limit := "", 0
	c := &cobra.Command{Use: "replay", Short: "Try a policy on what is decided: precision, recall, what would change",
		Args: cobra.NoArgs,
		Long: "Decide history again on a dry ledger, day by day, under the policy of a file, and compare\n" +
			"with what is decided: by persons, and by rules that nobody corrected. What somebody undid\n" +
			"is wrong. After each day the ledger takes what history decided. Nothing is changed.\n\n" +
			"The file has the keys of policy: in rappro.yaml (automatic, margin, customer, rounding,\n" +
			"fee, erp_marks_first); what it leaves out stays as it is. Without a file, today's policy.\n" +
			"-o csv gives the changes, -o json everything.",
		Example: "  rappro replay --policy bolder.yaml\n  rappro replay -o csv --as-of 2026-06-30",
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			return a.with(ctx, false, func(svc *reconcile.Service, call reconcile.Call) error {
				var err error
				if file != "" {
					if call.Policy, err = config.ReadPolicy(file, call.Policy); err != nil {
						return usageError{err}
					}
				}
				var done reconcile.ReplayReport
				err = svc.Read(ctx, func(r reconcile.Reader) error {
					changes, err := r.RuleChanges(ctx, call.Company)
					if err == nil {
						done, err = svc.Replay(ctx, r, call, reconcile.ActiveRules(changes))
					}
					return err
				})
				if err != nil {
					return err
				}
				switch {
				case a.isJSON():
					return a.printJSON(report.Replayed(done))
				case a.format == render.AsCSV:
					return a.table(report.ReplayTable(done))
				}
				p := a.page()
				p.Replay(done, limit)
				return a.print(p)
			})
		}}
	c.Flags().StringVar(&file, "policy", "", "YAML `file` with the policy to try")
	c.Flags().IntVar(&limit, "limit", 20, "at most so many changes are shown (0: all)")
	return c
}
