package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
)

// importOptions are the flags of import and run.
type importOptions struct {
	format, profile, account, currency string
	dates, decimal, signs              string
	skip, dry, create, override        bool
	reason                             string
}

// addReading adds the flags that answer what a file leaves open.
func (o *importOptions) addReading(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.format, "format", "", "read every file as this `format`, whatever it looks like")
	f.StringVar(&o.profile, "profile", "", "bank CSV profile: its name, or the path of a profile file")
	f.StringVar(&o.account, "account", "", "account, when a file does not say which")
	f.StringVar(&o.currency, "currency", "", "currency, when a file does not say which")
	f.StringVar(&o.dates, "dates", "", "`order` of day, month and year, dmy, mdy or ymd, when a file does not "+
		"settle it")
	f.StringVar(&o.decimal, "decimal", "", "decimal `sign`, a comma or a point, when a file does not "+
		"settle it")
	f.StringVar(&o.signs, "signs", "", "`written` when positive amounts are credits, reversed when they "+
		"are charges, when a file does not settle it")
}

func (o *importOptions) add(c *cobra.Command) {
	o.addReading(c)
	f := c.Flags()
	f.BoolVar(&o.skip, "skip-bad-lines", false, "leave bad invoice lines out and import the others")
	f.BoolVar(&o.override, "override", false, "enter statements although their balances contradict "+
		"them; needs -m, and is recorded")
	f.StringVarP(&o.reason, "message", "m", "", "why, for the audit trail")
	f.BoolVar(&o.create, "create", false, "make the store when there is none")
}

func (o *importOptions) read(cards []reconcile.Account) (importers.ReadOptions, error) {
	if o.override && o.reason == "" {
		return importers.ReadOptions{}, usagef("--override: %w", reconcile.ErrNoReason)
	}
	account, err := reconcile.AccountOf(o.account, cards)
	if err != nil {
		return importers.ReadOptions{}, usagef("--account: %w", err)
	}
	r := importers.ReadOptions{Account: account, Profile: o.profile,
		Format: o.format, SkipBadLines: o.skip}
	if o.currency != "" {
		c, err := reconcile.ParseCurrency(o.currency)
		if err != nil {
			return r, usagef("--currency: %w", err)
		}
		r.Currency = c
	}
	dates, err := importers.ParseDayOrder(o.dates)
	if err != nil {
		return r, usagef("--dates: %w", err)
	}
	r.Dates = dates
	if r.Decimal, err = importers.ParseDecimal(o.decimal); err != nil {
		return r, usagef("--decimal: %w", err)
	}
	if r.Signs, err = importers.ParseSigns(o.signs); err != nil {
		return r, usagef("--signs: %w", err)
	}
	return r, nil
}

func (a *app) importCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{Use: "import PATH...", Short: "Read statements and invoices into the store",
		Args: cobra.MinimumNArgs(1),
		Long: "Read files of bank statements and of invoices; the format is found by content. Folders\n" +
			"are walked, - is standard input. Each file enters whole or not at all, and a file that\n" +
			"was imported before is known and changes nothing. With several companies a file of\n" +
			"statements goes where its accounts are; invoices need --company.",
		Example: "  rappro import invoices.csv statements/\n" +
			"  rappro import --dry-run -o json download/*.xml\n" +
			"  rappro import --account FR7630004000031234567890143 --currency EUR export.csv",
		RunE: func(c *cobra.Command, args []string) error {
			return a.runImport(c.Context(), args, o)
		}}
	o.add(c)
	c.Flags().BoolVar(&o.dry, "dry-run", false, "say what would happen and store nothing")
	return c
}

func (a *app) runImport(ctx context.Context, paths []string, o importOptions) error {
	opt, err := o.read(a.cfg.Accounts)
	if err != nil {
		return err
	}
	files, err := a.readFiles(ctx, paths, opt)
	if err != nil {
		return err
	}
	list, err := a.importFiles(ctx, files, opt, o)
	if err != nil {
		return err
	}
	a.judge(list)
	switch a.format {
	case render.AsJSON:
		return a.printJSON(report.ImportJSONs(list))
	case render.AsTable:
		p := a.page()
		p.Imports(list)
		if o.dry {
			p.Head(a.texts.Text("import.dry"))
		}
		return a.print(p)
	}
	return a.table(report.ImportTable(list))
}

// importFiles stores files, or says what storing them would do. A dry run needs no store.
func (a *app) importFiles(ctx context.Context, files []reconcile.File, opt importers.ReadOptions,
	o importOptions) ([]reconcile.ImportReport, error) {
	if o.dry {
		s, err := store.Open(ctx, a.cfg.DB, store.Options{})
		if errors.Is(err, reconcile.ErrNoStore) {
			list := make([]reconcile.ImportReport, len(files))
			for i, f := range files {
				list[i] = reconcile.Describe(f)
			}
			return list, nil
		} else if err == nil {
			err = s.Close()
		}
		if err != nil {
			return nil, err
		}
	}
	var list []reconcile.ImportReport
	err := a.open(ctx, o.create, func(svc *reconcile.Service) error {
		if err := a.answered(ctx, svc, files, opt); err != nil {
			return err
		}
		d, err := a.dossiers(ctx, svc, files)
		if err != nil {
			return err
		}
		list, err = a.importAll(ctx, svc, d, files, o)
		return err
	})
	return list, err
}
