package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

func (a *app) runCommand() *cobra.Command {
	var o importOptions
	var invoices, statements []string
	c := &cobra.Command{Use: "run [PATH]...", Short: "Import, match and print the summary: the main job",
		Long: "Import the files named, match what waits, apply what is certain, and print where the\n" +
			"company stands. Invoices enter before statements. Without files it only matches.\n" +
			"A second run on the same files decides nothing.",
		Example: "  rappro run invoices.csv statements/\n" +
			"  rappro run --invoices export.csv --statements /srv/bank/in --as-of 2026-06-30\n" +
			"  rappro run --lang fr",
		RunE: func(c *cobra.Command, args []string) error {
			paths := append(append(invoices, args...), statements...)
			return a.runAll(c.Context(), paths, o)
		}}
	o.add(c)
	c.Flags().StringArrayVar(&invoices, "invoices", nil, "file or folder of invoices; may be repeated")
	c.Flags().StringArrayVar(&statements, "statements", nil, "file or folder of statements; may be repeated")
	return c
}

func (a *app) runAll(ctx context.Context, paths []string, o importOptions) error {
	opt, err := o.read()
	if err != nil {
		return err
	}
	files, err := a.readFiles(ctx, paths, opt)
	if err != nil {
		return err
	}
	return a.with(ctx, o.create, func(svc *reconcile.Service, c reconcile.Call) error {
		imports, err := svc.Import(ctx, c, files)
		if err != nil {
			return err
		}
		done, err := svc.Reconcile(ctx, c)
		if err != nil {
			return err
		}
		a.judge(imports)
		if done.NewToDecide > 0 || done.Anomalies > 0 {
			a.review()
		}
		s, err := a.summary(ctx, svc, c)
		if err != nil {
			return err
		}
		if a.isJSON() {
			return a.printJSON(report.Whole{Imports: report.ImportJSONs(imports),
				Run: report.Reconciled(done), Summary: report.JSON(s)})
		}
		p := a.page()
		if len(paths) > 0 {
			p.Imports(imports)
		}
		p.Run(done)
		p.Gap()
		p.Summary(s)
		return a.print(p)
	})
}

// summary computes the figures of a company from one snapshot.
func (a *app) summary(ctx context.Context, svc *reconcile.Service, c reconcile.Call) (receivables.Summary, error) {
	var s receivables.Summary
	err := svc.Read(ctx, func(r reconcile.Reader) (err error) {
		s, err = receivables.Summarise(ctx, r, c.Company, c.AsOf)
		return err
	})
	return s, err
}
