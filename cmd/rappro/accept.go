package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/reconcile"
)

func (a *app) acceptCommand() *cobra.Command {
	return a.proposalCommand("accept", "Apply a proposal", "Apply what is proposed for payments: PAYMENT takes the best proposal, PAYMENT#2 the second.",
		"  rappro accept 1h3kq#2 -m \"seen with the customer\"\n  rappro accept --from choices.csv --dry-run",
		(*reconcile.Service).Accept)
}

func (a *app) refuseCommand() *cobra.Command {
	return a.proposalCommand("refuse", "Turn a proposal away", "Turn proposals away for good: PAYMENT refuses all of its proposals, PAYMENT#2 the second.",
		"  rappro refuse 1h3kq\n  rappro refuse 1h3kq#2",
		(*reconcile.Service).Refuse)
}

func (a *app) proposalCommand(name, short, long, example string,
	fn func(*reconcile.Service, context.Context, reconcile.Call, []string) ([]reconcile.Change, error)) *cobra.Command {
	var o decideOptions
	c := &cobra.Command{Use: name + " PAYMENT[#RANK]...", Short: short,
		Long: long + "\n\n--from reads a CSV with a column line (or payment) and, if wanted, a column rank, such as\n" +
			"`rappro list allocations --status proposed -o csv` without the ranks that you do not want:\n" +
			"lines without a rank and lines that are decided are passed over.",
		Example: example,
		RunE: func(c *cobra.Command, args []string) error {
			refs, err := choices(args, o.from, name == "accept")
			if err != nil {
				return err
			}
			return a.decide(c.Context(), o, o.from != "", func(svc *reconcile.Service, call reconcile.Call) ([]reconcile.Change, error) {
				return fn(svc, c.Context(), call, refs)
			})
		}}
	o.add(c)
	return c
}
