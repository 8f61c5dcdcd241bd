package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

func (a *app) anomalyCommand() *cobra.Command {
	c := &cobra.Command{Use: "anomaly", Short: "Say what becomes of an anomaly",
		Long: "An anomaly is open until somebody acknowledges it (seen, and being dealt with) or dismisses it\n" +
			"with a reason, and it is resolved by itself when its cause is gone. `rappro report anomalies`\n" +
			"shows what to look at. KEY is the key of an anomaly, or KIND:KEY where several have that key.\n" +
			"What is said holds for what was shown: should its amount, document or customer change, the\n" +
			"anomaly is open again. `rappro list followups` tells who said what and when.",
		Args: func(_ *cobra.Command, args []string) error {
			return usagef("say which: anomaly acknowledge, dismiss or reopen")
		},
		RunE: func(*cobra.Command, []string) error { return nil }}
	for _, s := range []struct {
		name, short, example string
		state                reconcile.AnomalyState
	}{
		{"acknowledge", "Seen, and being dealt with", "", reconcile.AnomalyAcknowledged},
		{"dismiss", "Seen, and nothing to do; takes a reason", " -m \"the mother pays for both\"", reconcile.AnomalyDismissed},
		{"reopen", "To be looked at again", "", reconcile.AnomalyOpen},
	} {
		reason, dry := "", false
		sub := &cobra.Command{Use: s.name + " KEY...", Short: s.short, Args: cobra.MinimumNArgs(1),
			Example: "  rappro anomaly " + s.name + " third_party_payer:REF123" + s.example,
			RunE: func(c *cobra.Command, args []string) error {
				if s.state == reconcile.AnomalyDismissed && reason == "" {
					return usagef("dismissing an anomaly takes a reason: give -m")
				}
				return a.with(c.Context(), false, func(svc *reconcile.Service, call reconcile.Call) error {
					call.Reason, call.DryRun = reason, dry
					done, err := svc.FollowUp(c.Context(), call, s.state, args)
					if err != nil {
						return err
					}
					if a.isJSON() {
						return a.printJSON(report.FollowedUp(done))
					}
					p := a.page()
					p.FollowedUp(done)
					return a.print(p)
				})
			}}
		sub.Flags().StringVarP(&reason, "message", "m", "", "why, for the audit trail")
		sub.Flags().BoolVar(&dry, "dry-run", false, "say what would happen and change nothing")
		c.AddCommand(sub)
	}
	return c
}

// reportAnomalies is `rappro report anomalies`.
func (a *app) reportAnomalies() *cobra.Command {
	all := false
	c := &cobra.Command{Use: "anomalies", Short: "What a person must look at", Args: cobra.NoArgs,
		Long: "What blocks closing, then what is for today, a line for each family. --all also shows what is\n" +
			"for the monthly page, and each finding. docs/anomalies.md lists every kind, and from which amount\n" +
			"or age it is shown. --kind shows the findings of some kinds, those too that are off by default,\n" +
			"whatever was said of them.",
		Example: "  rappro report anomalies --lang fr\n  rappro report anomalies --all -o csv\n" +
			"  rappro report anomalies --kind iban_shared,round_trip",
		RunE: func(cmd *cobra.Command, _ []string) error {
			kinds, err := a.anomalyKinds()
			if err != nil {
				return err
			}
			ctx := cmd.Context()
			return a.with(ctx, false, func(svc *reconcile.Service, c reconcile.Call) error {
				var look anomalies.Page
				err := svc.Read(ctx, func(r reconcile.Reader) (err error) {
					look, err = anomalies.Look(ctx, r, c)
					return err
				})
				if err != nil {
					return err
				}
				if a.format == render.AsTable && len(kinds) == 0 {
					p := a.page()
					p.Anomalies(look, all)
					return a.print(p)
				}
				return a.table(report.AnomaliesTable(look, all, kinds, a.tools().Next))
			})
		}}
	f := c.Flags()
	f.BoolVar(&all, "all", false, "also what is shown on demand, and each finding")
	f.StringVar(&a.flags.kind, "kind", "", "kind, several with commas")
	f.IntVar(&a.flags.limit, "limit", 0, "at most so many rows (0: all)")
	f.StringVar(&a.flags.sort, "sort", "", "`columns` to sort by, with a minus for the reverse: -amount,customer")
	return c
}

// anomalyKinds are the kinds that --kind names.
func (a *app) anomalyKinds() (out []reconcile.AnomalyKind, err error) {
	for _, name := range strings.Split(a.flags.kind, ",") {
		if name == "" {
			continue
		}
		k, ok := anomalies.Find(reconcile.AnomalyKind(name))
		if !ok {
			return nil, usagef("--kind: there is no kind of anomaly %q: docs/anomalies.md lists them", name)
		}
		out = append(out, k.Kind)
	}
	return out, nil
}
