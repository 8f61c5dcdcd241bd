package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bankcsv"
	"github.com/rappro/rappro/importers/formats"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) profileCommand() *cobra.Command {
	var o importOptions
	var write string
	c := &cobra.Command{Use: "profile [FILE]", Short: "Show how a bank's CSV file is read, and why",
		Args: cobra.MaximumNArgs(1),
		Long: "Show what was found out of a bank's CSV file: its columns and what each is for, its character\n" +
			"set, separator, decimal sign and form of dates, what a debit is, and what proves each choice.\n" +
			"--write makes a profile of it, a text file that people can edit: a file is read by it with\n" +
			"--profile PATH, or always, when it lies in the folder that profiles: names in rappro.yaml.\n" +
			"Most files need none. Without FILE the built-in profiles are listed. No store is needed.\n\n" +
			"Exit codes: 1 the file cannot be read, 3 it asks something or its balances contradict it,\n" +
			"else 0.",
		Example: "  rappro profile\n" +
			"  rappro profile export.csv\n" +
			"  rappro profile export.csv --dates dmy --write profiles/my-bank.profile\n" +
			"  rappro import --profile profiles/my-bank.profile export.csv",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listProfiles()
			}
			return a.runProfile(c.Context(), args[0], write, o)
		}}
	o.addReading(c)
	c.Flags().StringVar(&write, "write", "", "write the profile to this `path`, which must be new; - is "+
		"standard output")
	return c
}

// listProfiles prints the profiles that --profile knows by name.
func (a *app) listProfiles() error {
	im, err := bankcsv.New(a.cfg.Profiles)
	if err != nil {
		return err
	}
	if a.format == render.AsTable {
		p := a.page()
		p.Profiles(im.Profiles())
		return a.print(p)
	}
	return a.table(report.ProfileList(im.Profiles()))
}

func (a *app) runProfile(ctx context.Context, path, write string, o importOptions) error {
	opt, err := o.read(a.cfg.Accounts)
	if err != nil {
		return err
	}
	shown, err := a.detect(ctx, path, opt)
	if err != nil {
		return fmt.Errorf("%s: %s", path, a.texts.Remark(err.Error()))
	}
	a.judge([]reconcile.ImportReport{shown.Read})
	if write != "" && shown.Profile != nil {
		if err := a.writeProfile(write, shown.Profile); err != nil {
			return fmt.Errorf("--write: %w", err)
		}
		if write == "-" {
			return nil
		}
		shown.To = write
	}
	if a.isJSON() {
		return a.printJSON(shown.JSON())
	}
	if a.format == render.AsTable {
		p := a.page()
		p.Detected(shown)
		return a.print(p)
	}
	return a.table(shown.Table())
}

// detect finds out how a file is read, and reads it.
func (a *app) detect(ctx context.Context, path string, opt importers.ReadOptions) (report.Detected,
	error) {
	shown := report.Detected{File: path}
	im, err := bankcsv.New(a.cfg.Profiles)
	if err != nil {
		return shown, err
	}
	file, err := os.Open(path)
	if err != nil {
		return shown, err
	}
	defer file.Close() // only read from
	if d, err := im.Detect(ctx, file, opt.Of(path)); err == nil {
		shown.Profile, shown.Reasons = d.Profile, d.Reasons
	}
	known, err := formats.With(a.cfg.Profiles)
	if err != nil {
		return shown, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return shown, err
	}
	read := known.Read(ctx, path, file, opt)
	if shown.Read = reconcile.Describe(read); read.Err == nil && read.Format != im.Format() {
		return shown, fmt.Errorf("the file is %s and no bank CSV: it needs no profile", read.Format)
	}
	shown.Proved = len(read.Statements) > 0
	for _, s := range read.Statements {
		proof, _, err := s.Prove()
		shown.Proved = shown.Proved && err == nil && proof == reconcile.Proven
	}
	return shown, nil
}

// writeProfile writes a profile to a new file: what a person edited is never replaced.
func (a *app) writeProfile(path string, p *bankcsv.Profile) error {
	if path == "-" {
		return bankcsv.WriteProfile(a.stdout, p)
	}
	var b strings.Builder
	if err := bankcsv.WriteProfile(&b, p); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err = io.WriteString(f, b.String()); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
