package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/store"
)

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{Use: "backup FILE", Short: "Write all that the store holds into one file",
		Args: cobra.ExactArgs(1),
		Long: "Write all that the store holds, of every company, into a new file. Others may go on working: the\n" +
			"backup holds what was there at one moment. The file ends with the digest of all its bytes, which\n" +
			"is printed too. It goes back into a store of either kind with rappro db restore.",
		Example: "  rappro db backup /srv/backup/rappro-$(date +%F)",
		RunE: func(c *cobra.Command, args []string) error {
			svc, err := a.service(c.Context(), false)
			if err != nil {
				return err
			}
			defer svc.Store.Close() // only read from
			digest, err := store.Backup(c.Context(), svc.Store, args[0])
			if err != nil {
				return err
			}
			p := a.page()
			p.Line(a.texts.Text("db.backed", args[0], digest))
			return a.print(p)
		}}
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{Use: "restore FILE", Short: "Fill an empty store with a backup, and verify it",
		Args: cobra.ExactArgs(1),
		Long: "Make the store of --db, or take an empty one, and fill it with a backup. The backup is compared\n" +
			"with its digest before anything is made. Afterwards everything is verified: the head that is\n" +
			"printed is that of the store on the day of the backup. Exit code 1 when a rule is broken.",
		Example: "  rappro --db sqlite:restored.db db restore /srv/backup/rappro-2026-07-01",
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			if err := store.CheckBackup(args[0]); err != nil {
				return err
			}
			svc, err := a.service(ctx, true)
			if err != nil {
				return err
			}
			defer svc.Store.Close() // what was restored is committed
			if err := store.Restore(ctx, svc.Store, args[0]); err != nil {
				return err
			}
			companies, err := a.companies(ctx, svc)
			if err != nil {
				return err
			}
			return a.verify(ctx, svc, companies)
		}}
}
