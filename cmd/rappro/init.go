package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/config"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{Use: "init", Short: "Make a store here", Args: cobra.NoArgs,
		Long: "Make an empty store: the file rappro.db in this folder, or what --db names. No other\ncommand makes one unless it is given --create.",
		Example: "  rappro init\n  rappro init --db sqlite:/var/lib/rappro/books.db\n" +
			"  RAPPRO_DB=postgres://rappro@db/books rappro init",
		RunE: func(c *cobra.Command, _ []string) error {
			svc, err := a.service(c.Context(), true)
			if err != nil {
				return err
			}
			a.note("%s", a.texts.Text("init.done", config.Shown(a.cfg.DB)))
			return svc.Store.Close()
		}}
}
