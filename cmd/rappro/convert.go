package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
	"github.com/rappro/rappro/importers/jsonstatements"
	"github.com/rappro/rappro/importers/statements"
	"github.com/rappro/rappro/reconcile"
)

// convertOptions are the flags of convert.
type convertOptions struct {
	importOptions
	to, out string
}

// statementWriter writes statements in one form, entry by entry.
type statementWriter interface {
	Begin(reconcile.Statement) error
	Entry(reconcile.Entry) error
	End() error
	Close() error
	Notes() []string
}

// form is what statements are converted to.
type form struct {
	extension string
	begin     func(io.Writer) statementWriter
}

func formOf(name string) (form, error) {
	switch name {
	case "camt.053", "camt.053.001.08", "camt":
		return form{".xml", func(w io.Writer) statementWriter { return camt.NewWriter(w) }}, nil
	case "csv", importers.OwnStatements:
		return form{".csv", func(w io.Writer) statementWriter { return statements.NewWriter(w) }}, nil
	case "json":
		return form{".json", func(w io.Writer) statementWriter { return jsonstatements.NewWriter(w) }}, nil
	}
	return form{}, usagef("--to: there is no form %q: use camt.053, csv or json", name)
}

func (a *app) convertCommand() *cobra.Command {
	var o convertOptions
	c := &cobra.Command{Use: "convert PATH...", Short: "Write statements as camt.053, CSV or JSON",
		Args: cobra.MinimumNArgs(1),
		Long: "Read files of bank statements in any format and write them in another one: camt.053.001.08\n" +
			"for other programs of the trade, csv for spreadsheets, json for programs. Importing\n" +
			"what was written gives the same entries as importing the original, in a store that has them\n" +
			"nothing new. No store is needed.\n" +
			"A folder gets one file for each that was read; a file there that holds something else is\n" +
			"never replaced. Standard output gets everything as one.\n\n" +
			"Exit codes: 1 a file was refused (the others are written), 3 a file asks something or its\n" +
			"balances contradict it, else 0.",
		Example: "  rappro convert releve.cfonb > releve.xml\n" +
			"  rappro convert --to csv --out converted/ download/\n" +
			"  rappro convert --to json --account FR7630004000031234567890143 export.csv",
		RunE: func(c *cobra.Command, args []string) error {
			return a.runConvert(c.Context(), args, o)
		}}
	o.addReading(c)
	f := c.Flags()
	f.StringVar(&o.to, "to", "camt.053", "`form`: camt.053, csv or json")
	f.StringVar(&o.out, "out", "-", "folder `DIR` that gets the files, made when it is missing; - is "+
		"standard output")
	return c
}

func (a *app) runConvert(ctx context.Context, paths []string, o convertOptions) error {
	to, err := formOf(o.to)
	if err != nil {
		return err
	}
	opt, err := o.read(a.cfg.Accounts)
	if err != nil {
		return err
	}
	opt.Announced = true
	files, err := a.readFiles(ctx, paths, opt)
	if err != nil {
		return err
	}
	var list []report.Converted
	if o.out == "-" {
		list, err = convertToOne(ctx, files, to, a.stdout)
	} else {
		list, err = convertToFolder(ctx, files, to, o.out)
	}
	if err != nil {
		return err
	}
	for _, c := range list {
		a.judge([]reconcile.ImportReport{c.ImportReport})
	}
	return a.printConverted(list, o.out == "-")
}

// printConverted says what became of the files: on standard output, or beside it when the
// files themselves are there.
func (a *app) printConverted(list []report.Converted, beside bool) error {
	switch {
	case beside:
		p := a.page()
		p.Conversions(list)
		if a.code != exitDone || !a.flags.quiet {
			fmt.Fprint(a.stderr, p.String())
		}
		return nil
	case a.isJSON():
		return a.printJSON(report.ConvertJSONs(list))
	case a.format == render.AsTable:
		p := a.page()
		p.Conversions(list)
		return a.print(p)
	}
	return a.table(report.ConvertTable(list))
}

// errNoStatement refuses files of other kinds.
var errNoStatement = errors.New("no bank statement in it: only statements are converted")

// convertible says what was read, and whether it is certain enough to be written.
func convertible(f reconcile.File) (report.Converted, bool) {
	r := reconcile.Describe(f)
	switch {
	case r.Outcome == reconcile.OutcomeRefused:
	case len(f.Statements) == 0:
		r.Outcome, r.Err = reconcile.OutcomeRefused, errNoStatement
	case len(f.Needs) > 0:
		r.Outcome = reconcile.OutcomeAsked
	default:
		return report.Converted{ImportReport: r}, true
	}
	return report.Converted{ImportReport: r}, false
}

func refused(c report.Converted, err error) report.Converted {
	c.Outcome, c.Err, c.Messages, c.To = reconcile.OutcomeRefused, err, nil, ""
	return c
}

// convertToOne writes all files as one. Each is written to nowhere first, because what
// cannot be written must not spoil the others.
func convertToOne(ctx context.Context, files []reconcile.File, to form, out io.Writer) ([]report.Converted, error) {
	list := make([]report.Converted, len(files))
	w := to.begin(out)
	for i, f := range files {
		c, ok := convertible(f)
		if ok {
			notes, err := convert(ctx, f, to.begin(io.Discard), true)
			if err != nil {
				c, ok = refused(c, err), false
			}
			c.Messages = append(c.Messages, notes...)
		}
		if ok {
			if _, err := convert(ctx, f, w, false); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
			c.To = "-"
		}
		list[i] = c
	}
	return list, w.Close()
}

// convertToFolder writes a file for each.
func convertToFolder(ctx context.Context, files []reconcile.File, to form, dir string) ([]report.Converted, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("--out: %w", err)
	}
	list := make([]report.Converted, len(files))
	names := newNames(dir, to.extension)
	for i, f := range files {
		c, ok := convertible(f)
		if ok {
			c.To = names.of(f.Name)
			notes, err := writeAside(c.To, func(w io.Writer) ([]string, error) {
				return convert(ctx, f, to.begin(w), true)
			})
			if c.Messages = append(c.Messages, notes...); err != nil {
				c = refused(c, err)
			}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		list[i] = c
	}
	return list, nil
}

// convert writes the statements of a file. The entries of a large one are read again.
func convert(ctx context.Context, f reconcile.File, w statementWriter, whole bool) ([]string, error) {
	at := -1 // the statement that is begun
	begin := func(i int) error {
		for at < i {
			if at >= 0 {
				if err := w.End(); err != nil {
					return err
				}
			}
			at++
			s := f.Statements[at]
			if s.Source.Format == "" {
				s.Source.Format = f.Format
			}
			if err := w.Begin(s); err != nil {
				return err
			}
		}
		return nil
	}
	entry := func(i int, e reconcile.Entry) error {
		if err := begin(i); err != nil {
			return err
		}
		return w.Entry(e)
	}
	if f.Again != nil {
		if err := f.Again(ctx, entry); err != nil {
			return nil, err
		}
	}
	for i, s := range f.Statements {
		for _, e := range s.Lines() {
			if err := entry(i, e); err != nil {
				return nil, err
			}
		}
	}
	if err := begin(len(f.Statements) - 1); err != nil {
		return nil, err
	}
	if err := w.End(); err != nil || !whole {
		return nil, err
	}
	return w.Notes(), w.Close()
}
