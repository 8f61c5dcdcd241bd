package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/config"
	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
)

func (a *app) dbCommand() *cobra.Command {
	c := &cobra.Command{Use: "db", Short: "Look after the store",
		Args: func(_ *cobra.Command, args []string) error {
			return usagef("say which: db migrate, db grant, db backup, db restore or db dump")
		},
		RunE: func(*cobra.Command, []string) error { return nil }}
	migrate := &cobra.Command{Use: "migrate", Short: "Bring an older store to the schema of this version",
		Args: cobra.NoArgs, Example: "  rappro db migrate",
		RunE: func(c *cobra.Command, _ []string) error {
			if err := store.Migrate(c.Context(), a.cfg.DB); err != nil {
				return err
			}
			a.note("%s", a.texts.Text("db.migrated", config.Shown(a.cfg.DB)))
			return nil
		}}
	state := false
	dump := &cobra.Command{Use: "dump", Short: "Write the whole store as NDJSON", Args: cobra.NoArgs,
		Long: "Write every list of every company, one object per line, with its list and company first.\n" +
			"--state leaves out runs, imports, steps of anomalies and instants: two stores that hold the same books give\n" +
			"the same bytes.",
		Example: "  rappro db dump --state | sha256sum",
		RunE: func(c *cobra.Command, _ []string) error {
			svc, err := a.service(c.Context(), false)
			if err != nil {
				return err
			}
			defer svc.Store.Close() // only read from
			return a.dump(c.Context(), svc, state)
		}}
	dump.Flags().BoolVar(&state, "state", false, "only what is in the books")
	c.AddCommand(migrate, a.grantCommand(), a.backupCommand(), a.restoreCommand(), dump)
	return c
}

func (a *app) dump(ctx context.Context, svc *reconcile.Service, state bool) error {
	companies, err := a.companies(ctx, svc)
	if err != nil {
		return err
	}
	a.format = render.AsNDJSON
	return svc.Read(ctx, func(r reconcile.Reader) error {
		for i, company := range companies {
			c := a.callFor(company)
			for _, l := range lists.All() {
				if state && (l.Name == "imports" || l.Name == "followups") || i > 0 && l.Name == "companies" {
					continue
				}
				if err := a.dumpList(ctx, l, a.input(svc, r, c), state); err != nil {
					return fmt.Errorf("list %s of %s: %w", l.Name, company, err)
				}
			}
		}
		return nil
	})
}

// dumpList writes one list; for the state, without the columns that depend on when and how
// something came in.
func (a *app) dumpList(ctx context.Context, l lists.List, in lists.Input, state bool) error {
	cols := slices.Clone(l.Columns)
	if state {
		cols = slices.DeleteFunc(cols, func(c render.Column) bool { return c.Volatile })
	}
	w := render.New(a.stdout, cols, render.Options{Format: render.AsNDJSON,
		Prefix: `"list":` + render.Quote(l.Name) + `,"of":` + render.Quote(in.Company)})
	var failed error
	row := make([]string, 0, len(cols))
	err := l.Rows(ctx, in, lists.Filter{}, func(cells []string) bool {
		row = row[:0]
		for i, c := range l.Columns {
			if !state || !c.Volatile {
				row = append(row, cells[i])
			}
		}
		failed = w.Row(row)
		return failed == nil
	})
	if err := cmpErr(failed, err); err != nil {
		return err
	}
	return w.Close()
}
