package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/store"
)

func (a *app) grantCommand() *cobra.Command {
	return &cobra.Command{Use: "grant ROLE", Short: "Let a role of PostgreSQL do the daily work", Args: cobra.ExactArgs(1),
		Long: "Give a role of PostgreSQL that is there what the daily work needs, and no more: it adds to\n" +
			"history and cannot change it, and meets one company at a time (row-level security). Run this as the\n" +
			"role that owns the tables, after `rappro init` and `rappro db migrate`; workers then connect as the\n" +
			"other. Migrations, backups and restores stay with the owner.",
		Example: "  createuser clerk\n  rappro db grant clerk --db postgres://owner@db/books\n" +
			"  rappro worker --inbox /srv/bank --db postgres://clerk@db/books",
		RunE: func(c *cobra.Command, args []string) error {
			if err := store.Grant(c.Context(), a.cfg.DB, args[0]); err != nil {
				return err
			}
			a.note("%s", a.texts.Text("db.granted", args[0]))
			return nil
		}}
}
