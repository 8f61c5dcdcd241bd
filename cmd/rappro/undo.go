package main

import (
	"github.com/spf13/cobra"

	"github.com/rappro/rappro/reconcile"
)

func (a *app) undoCommand() *cobra.Command {
	var o decideOptions
	c := &cobra.Command{Use: "undo ID...", Short: "Take back a decision, an import or a run",
		Long: "Take back what was decided. ID is a decision, a payment (its last decision), an invoice\n" +
			"(its last decision without money), an import or a run. A refusal is named by its own id, from\n" +
			"list decisions; what it refused may then be proposed again. Nothing is deleted: an undo is a\n" +
			"decision of its own, and needs a reason. At a terminal it shows what it would do and asks first.",
		Example: "  rappro undo 1h3kq -m \"wrong customer\"\n  rappro undo --dry-run 7zq2m0a1 -m \"paid twice\"",
		RunE: func(c *cobra.Command, args []string) error {
			ids, err := withRefs(args, o.from, "id", "line", "payment")
			if err != nil {
				return err
			}
			if err := o.explained(); err != nil {
				return err
			}
			return a.decide(c.Context(), o, true, func(svc *reconcile.Service, call reconcile.Call) ([]reconcile.Change, error) {
				return svc.Undo(c.Context(), call, ids)
			})
		}}
	o.add(c)
	return c
}
