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
	var inbox string
	c := &cobra.Command{Use: "run [PATH]...", Short: "Import, match and print the summary: the main job",
		Long: "Import the files named, match what waits, apply what is certain, and print where the\n" +
			"company stands. Invoices enter before statements. Without files it only matches. With several\n" +
			"companies every file goes where its accounts are, and each company gets a summary.\n" +
			"A second run on the same files decides nothing.\n\n" +
			"With --inbox it is the morning's job: the files of a folder that are whole are imported and\n" +
			"moved to done/, held/ or failed/ in it, each with a report beside it, every company is matched,\n" +
			"and who is responsible gets a letter about what is new (job: and companies: in rappro.yaml).\n" +
			"Where another job is at work already, nothing is done and the code is 0.",
		Example: "  rappro run invoices.csv statements/\n" +
			"  rappro run --invoices export.csv --statements /srv/bank/in --as-of 2026-06-30\n" +
			"  rappro run --lang fr\n" +
			"  rappro run --inbox /srv/bank/in",
		RunE: func(c *cobra.Command, args []string) error {
			paths := append(append(invoices, args...), statements...)
			if c.Flags().Changed("inbox") {
				if len(paths) > 0 {
					return usagef("--inbox takes the files of a folder and no others: name them without it")
				}
				return a.runInbox(c.Context(), inbox, o)
			}
			return a.runAll(c.Context(), paths, o)
		}}
	o.add(c)
	c.Flags().StringArrayVar(&invoices, "invoices", nil, "file or folder of invoices; may be repeated")
	c.Flags().StringArrayVar(&statements, "statements", nil, "file or folder of statements; may be repeated")
	c.Flags().StringVar(&inbox, "inbox", "", "take the files of this `folder`, and move each when it is dealt with")
	return c
}

func (a *app) runAll(ctx context.Context, paths []string, o importOptions) error {
	opt, err := o.read(a.cfg.Accounts)
	if err != nil {
		return err
	}
	files, err := a.readFiles(ctx, paths, opt)
	if err != nil {
		return err
	}
	return a.open(ctx, o.create, func(svc *reconcile.Service) error {
		if err := a.answered(ctx, svc, files, opt); err != nil {
			return err
		}
		d, err := a.dossiers(ctx, svc, files)
		if err != nil {
			return err
		}
		imports, err := a.importAll(ctx, svc, d, files, o)
		if err != nil {
			return err
		}
		a.judge(imports)
		companies := d.companies()
		files, d.routed = nil, nil // a million lines need not be there while they are matched
		if len(companies) == 0 {
			if companies, err = a.waiting(ctx, svc, d, len(paths) > 0); err != nil {
				return err
			}
		}
		var done []report.CompanyRun
		for _, company := range companies {
			one, err := a.runCompany(ctx, svc, a.callFor(company))
			if err != nil {
				return err
			}
			done = append(done, one)
		}
		return a.printRun(imports, done, d.several, len(paths) > 0)
	})
}

// waiting are the companies to reconcile when no file belongs to one: all of the store
// when no path was given. With several companies, files that nobody can place are no
// reason to touch the books of any.
func (a *app) waiting(ctx context.Context, svc *reconcile.Service, d dossiers, paths bool) ([]string, error) {
	if d.several {
		if paths {
			return nil, nil
		}
		return stored(ctx, svc)
	}
	company, err := a.company(ctx, svc)
	return []string{company}, err
}

// runCompany matches what waits in the books of one company, and sums them up.
func (a *app) runCompany(ctx context.Context, svc *reconcile.Service, c reconcile.Call) (report.CompanyRun, error) {
	f := receivables.Follow(c.Company, c.AsOf)
	done, err := svc.ReconcileFor(ctx, c, f)
	if err != nil {
		return report.CompanyRun{}, err
	}
	if done.NewToDecide > 0 || done.Anomalies > 0 {
		a.review()
	}
	return report.CompanyRun{Run: done, Summary: f.Summary}, nil
}

// printRun writes what came in and where every company stands. The form for tools is one
// object; while there are several companies it has a list of them.
func (a *app) printRun(imports []reconcile.ImportReport, done []report.CompanyRun, several, paths bool) error {
	if a.isJSON() {
		return a.printJSON(report.WholeJSON(imports, done, several))
	}
	p := a.page()
	pageRun(p, imports, done, several, paths)
	return a.print(p)
}

// pageRun is the page of a run.
func pageRun(p *report.Page, imports []reconcile.ImportReport, done []report.CompanyRun, several, paths bool) {
	if paths || len(done) == 0 {
		p.Imports(imports)
	}
	for i, d := range done {
		if several {
			if paths || i > 0 {
				p.Gap()
			}
			p.Title(p.Text("run.company", d.Summary.Company))
		}
		p.Run(d.Run)
		p.Gap()
		p.Summary(d.Summary)
	}
}
