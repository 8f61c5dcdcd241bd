package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/catalogue"
	"github.com/rappro/rappro/reconcile"
)

// flags are those that every command shares.
type flags struct {
	asOf, config, output string
	quiet, verbose       bool
	limit                int
	sort                 string
	from, to             string
	account, customer    string
	status, kind         string
	payment, invoice     string
	severity             string
}

const about = `rappro reads bank statements and open invoices, finds which invoices each payment
pays, writes that down with its reasons, and shows what is owed.

The monthly way:
  rappro init                                   once, makes the store rappro.db here
  rappro run invoices.csv statements/           import, match, print the summary
  rappro list payments --status proposed        what waits for a choice
  rappro show PAYMENT                           why, and what else was possible
  rappro accept PAYMENT#1                       or refuse, assign, undo

Exit codes: 0 done, 1 a file was refused or something failed, 2 wrong use,
3 something waits for a person, 130 interrupted.

Settings come from flags, then RAPPRO_… in the environment, then rappro.yaml (--config,
this folder, your configuration folder, /etc/rappro).`

// run is the program: it gives the exit code.
func run(ctx context.Context, args []string, w world) int {
	a := &app{world: w}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && ctx.Err() == nil {
		fmt.Fprintf(w.stderr, "rappro: %s\n", a.speech(args).Remark(err.Error()))
	} else if err != nil {
		fmt.Fprintln(w.stderr, "rappro: "+
			a.speech(args).Remark("interrupted; what was not finished is rolled back"))
	}
	if code := codeOf(ctx, err); code != exitDone {
		return code
	}
	return a.code
}

// speech is the language of a message about a command that was perhaps not even understood.
func (a *app) speech(args []string) *catalogue.Texts {
	if a.texts != nil {
		return a.texts
	}
	a.cfg.Lang = a.getenv("RAPPRO_LANG")
	for i, s := range args {
		if v, ok := strings.CutPrefix(s, "--lang="); ok {
			a.cfg.Lang = v
		} else if s == "--lang" && i+1 < len(args) {
			a.cfg.Lang = args[i+1]
		}
	}
	return catalogue.New(a.language())
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{Use: "rappro", Short: "Bank reconciliation and receivables", Long: about,
		Version: version, SilenceUsage: true, SilenceErrors: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("there is no command %q", args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%w: see %s --help", err, c.CommandPath())
	})
	root.CompletionOptions.DisableDefaultCmd = true
	f := root.PersistentFlags()
	f.String("db", "", "store `URL`: sqlite:FILE or postgres://… (default sqlite:rappro.db)")
	f.String("company", "", "company (dossier) that is meant, when there are several")
	f.StringVar(&a.flags.asOf, "as-of", "", "`date` of every figure, YYYY-MM-DD (default today)")
	f.StringVar(&a.flags.config, "config", "", "configuration `file`")
	f.String("lang", "", "language of reports: fr or en (default that of the environment)")
	f.String("user", "", "who decides, for the audit trail (default the system's user)")
	f.StringVarP(&a.flags.output, "output", "o", "table", "table, csv, json or ndjson")
	f.BoolVarP(&a.flags.quiet, "quiet", "q", false, "no messages and no progress")
	f.BoolVarP(&a.flags.verbose, "verbose", "v", false, "every column in tables")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		return a.setup(given(c))
	}
	root.AddCommand(a.initCommand(), a.runCommand(), a.importCommand(), a.reconcileCommand(),
		a.listCommand(), a.showCommand(), a.acceptCommand(), a.refuseCommand(), a.assignCommand(),
		a.undoCommand(), a.reportCommand(), a.verifyCommand(), a.serveCommand(), a.metricsCommand(), a.dbCommand(),
		a.convertCommand(), a.profileCommand(), a.rulesCommand(), a.anomalyCommand(), a.replayCommand(), a.workerCommand(), a.jobsCommand())
	wrapArgs(root)
	return root
}

// given are the flags that configuration knows too and that were typed.
func given(c *cobra.Command) map[string]string {
	m := map[string]string{}
	for _, key := range []string{"db", "company", "lang", "user", "listen"} {
		if v := c.Flags().Lookup(key); v != nil && v.Changed {
			m[key] = v.Value.String()
		}
	}
	return m
}

// wrapArgs makes wrong arguments a wrong use, with the place to look.
func wrapArgs(c *cobra.Command) {
	for _, sub := range c.Commands() {
		wrapArgs(sub)
	}
	check := c.Args
	if check == nil {
		return
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usagef("%w: see %s --help", err, c.CommandPath())
		}
		return nil
	}
}

// listFlags adds the flags of lists and of reports that are lists.
func (a *app) listFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&a.flags.from, "from", "", "first `day`, YYYY-MM-DD")
	f.StringVar(&a.flags.to, "to", "", "last `day`, YYYY-MM-DD")
	f.StringVar(&a.flags.account, "account", "", "one account: its number or alias")
	f.StringVar(&a.flags.customer, "customer", "", "one customer: the id")
	f.StringVar(&a.flags.status, "status", "", "status, several with commas")
	f.StringVar(&a.flags.kind, "kind", "", "kind, several with commas")
	f.IntVar(&a.flags.limit, "limit", 0, "at most so many rows (0: all)")
	f.StringVar(&a.flags.sort, "sort", "", "`columns` to sort by, with a minus for the reverse: -amount,customer")
}

// date reads a flag that holds a date.
func dateFlag(name, s string) (reconcile.Date, error) {
	if s == "" {
		return 0, nil
	}
	d, err := reconcile.ParseDate(s)
	if err != nil {
		return 0, usagef("--%s: %w", name, err)
	}
	return d, nil
}
