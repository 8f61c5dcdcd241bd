package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
)

// decideOptions are the flags of accept, refuse, assign and undo.
type decideOptions struct {
	reason, key, from string
	dry, yes          bool
}

func (o *decideOptions) add(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&o.reason, "message", "m", "",
		"why, kept with the decision: an undo, a write-off and an override need it")
	f.StringVar(&o.key, "key", "", "name of this decision: the same key twice is one decision")
	f.StringVar(&o.from, "from", "", "take what to decide from a CSV `file`")
	f.BoolVar(&o.dry, "dry-run", false, "say what would happen and change nothing")
	f.BoolVar(&o.yes, "yes", false, "do not ask")
}

// explained refuses what needs a reason and has none, before anything is shown. A dry run is asked as the
// decision itself would be: what it shows can then be done.
func (o *decideOptions) explained() error {
	if o.reason == "" {
		return usagef("%w", reconcile.ErrNoReason)
	}
	return nil
}

// decide runs one decision of a person, or says what it would do. At a terminal, what it
// would do is shown and asked for first when ask is set.
func (a *app) decide(ctx context.Context, o decideOptions, ask bool,
	fn func(*reconcile.Service, reconcile.Call) ([]reconcile.Change, error)) error {
	return a.with(ctx, false, func(svc *reconcile.Service, c reconcile.Call) error {
		c.Reason, c.Key, c.DryRun = o.reason, o.key, o.dry
		if ask && !o.yes && !o.dry && isTerminal(a.stdin) {
			c.DryRun = true
			would, err := fn(svc, c)
			if err != nil {
				return err
			}
			p := a.page()
			p.Changes(would)
			if err := a.print(p); err != nil {
				return err
			}
			if ok, err := a.confirm(false); err != nil || !ok {
				return cmpErr(err, errors.New(a.texts.Text("change.stopped")))
			}
			c.DryRun = false
		}
		changes, err := fn(svc, c)
		if err != nil {
			return err
		}
		return a.changed(changes, o.dry)
	})
}

func (a *app) changed(changes []reconcile.Change, dry bool) error {
	if a.isJSON() {
		return a.printJSON(report.Changed(changes))
	}
	p := a.page()
	p.Changes(changes)
	if dry {
		p.Head(a.texts.Text("change.dry"))
	}
	return a.print(p)
}
