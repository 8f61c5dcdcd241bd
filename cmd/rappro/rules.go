package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) rulesCommand() *cobra.Command {
	c := &cobra.Command{Use: "rules", Short: "Rules of the company: what a payer or a text always means",
		Long: "A rule says what a credit is when its conditions hold: the payer's account (--iban), his\n" +
			"whole name (--payer), words that stand together in the text (--text). Then the customer\n" +
			"is this one, or it is no customer's payment, or no machine decides. Rules are stored with\n" +
			"who said them and why; the next run applies them.",
		Args: func(_ *cobra.Command, args []string) error {
			return usagef("say which: rules list, add, remove, test or proposed")
		},
		RunE: func(*cobra.Command, []string) error { return nil }}
	c.AddCommand(a.rulesList(), a.rulesAdd(), a.rulesRemove(), a.rulesTest(), a.rulesProposed())
	return c
}

// ruleFlags are the conditions and the effect of a rule.
func ruleFlags(c *cobra.Command, x *reconcile.CompanyRule) {
	f := c.Flags()
	f.StringVar(&x.IBAN, "iban", "", "if the payer's account is this one")
	f.StringVar(&x.Payer, "payer", "", "if this is the payer's whole `name`")
	f.StringVar(&x.Text, "text", "", "if these `words` stand together in the text")
	f.StringVar(&x.Customer, "customer", "", "then this customer pays")
	f.StringVar(&x.Kind, "kind", "", "then it is no customer's payment: tax, loan, interest, supplier_refund…")
	f.BoolVar(&x.Never, "never", false, "then nothing is decided without a person")
}

func (a *app) rulesAdd() *cobra.Command {
	var x reconcile.CompanyRule
	reason, dry := "", false
	c := &cobra.Command{Use: "add NAME", Short: "Add a rule", Args: cobra.ExactArgs(1),
		Long: "Add a rule. With a name that `rappro rules proposed` shows and nothing else, the rule that\n" +
			"is proposed there. What is decided already stays as it is.",
		Example: "  rappro rules add parent --iban FR7630006000011234567890189 --customer C014 -m \"pays for both\"\n" +
			"  rappro rules add loyer --text \"LOYER BUREAU\" --kind rent\n" +
			"  rappro rules add notary --payer \"Maitre Durand\" --never",
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			return a.with(ctx, false, func(svc *reconcile.Service, call reconcile.Call) error {
				x.ID, call.Reason, call.DryRun = args[0], reason, dry
				if err := a.fromProposed(ctx, svc, call, &x); err != nil {
					return err
				}
				if x == (reconcile.CompanyRule{ID: x.ID}) {
					return usagef("rule %q is not among those proposed: say its conditions, and what follows", x.ID)
				}
				if err := x.Check(); err != nil {
					return usageError{err}
				}
				return a.ruleChanged(svc.AddRule(ctx, call, x))
			})
		}}
	ruleFlags(c, &x)
	c.Flags().StringVarP(&reason, "message", "m", "", "why, for the audit trail")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would happen and change nothing")
	return c
}

// fromProposed fills in a rule that only its name is given of.
func (a *app) fromProposed(ctx context.Context, svc *reconcile.Service, call reconcile.Call,
	x *reconcile.CompanyRule) error {
	if *x != (reconcile.CompanyRule{ID: x.ID}) {
		return nil
	}
	return svc.Read(ctx, func(r reconcile.Reader) error {
		list, err := svc.ProposedRules(ctx, r, call)
		for _, o := range list {
			if o.Rule.ID == x.ID {
				*x = o.Rule
			}
		}
		return err
	})
}

func (a *app) ruleChanged(c reconcile.RuleChange, err error) error {
	if err != nil {
		return err
	}
	if a.isJSON() {
		return a.printJSON(report.RuleChanged(c))
	}
	p := a.page()
	p.RuleChange(c)
	return a.print(p)
}

func (a *app) rulesRemove() *cobra.Command {
	reason, dry := "", false
	c := &cobra.Command{Use: "remove NAME", Short: "Take a rule out of force", Args: cobra.ExactArgs(1),
		Long:    "Take a rule out of force. What it decided stays: undo that apart.",
		Example: "  rappro rules remove parent -m \"sold in May\"",
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), false, func(svc *reconcile.Service, call reconcile.Call) error {
				call.Reason, call.DryRun = reason, dry
				return a.ruleChanged(svc.RemoveRule(c.Context(), call, args[0]))
			})
		}}
	c.Flags().StringVarP(&reason, "message", "m", "", "why, for the audit trail")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would happen and change nothing")
	return c
}

func (a *app) rulesList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "The rules in force, the oldest first", Args: cobra.NoArgs,
		Long:    "The rules in force, the oldest first. `rappro list rules` shows every change of them.",
		Example: "  rappro rules list -o csv",
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			return a.ruleTable(ctx, false, func(_ *reconcile.Service, r reconcile.Reader, call reconcile.Call) ([]reconcile.ProposedRule, error) {
				changes, err := r.RuleChanges(ctx, call.Company)
				var list []reconcile.ProposedRule
				for _, x := range reconcile.ActiveRules(changes) {
					list = append(list, reconcile.ProposedRule{Rule: x})
				}
				return list, err
			})
		}}
}

func (a *app) rulesProposed() *cobra.Command {
	return &cobra.Command{Use: "proposed", Short: "Rules that repeated decisions speak for", Args: cobra.NoArgs,
		Long: "Rules that say what persons decided three times or more, and that nothing decided\n" +
			"contradicts. Test one with `rappro rules test NAME`, take it with `rappro rules add NAME`.",
		Example: "  rappro rules proposed\n  rappro rules test supplier_refund-edf\n  rappro rules add supplier_refund-edf",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.ruleTable(c.Context(), true, func(svc *reconcile.Service, r reconcile.Reader, call reconcile.Call) ([]reconcile.ProposedRule, error) {
				return svc.ProposedRules(c.Context(), r, call)
			})
		}}
}

func (a *app) ruleTable(ctx context.Context, proposed bool,
	fn func(*reconcile.Service, reconcile.Reader, reconcile.Call) ([]reconcile.ProposedRule, error)) error {
	return a.with(ctx, false, func(svc *reconcile.Service, call reconcile.Call) error {
		return svc.Read(ctx, func(r reconcile.Reader) error {
			list, err := fn(svc, r, call)
			if err != nil {
				return err
			}
			return a.table(report.RulesTable(list, proposed))
		})
	})
}

func (a *app) rulesTest() *cobra.Command {
	var x reconcile.CompanyRule
	c := &cobra.Command{Use: "test NAME", Short: "What a rule would have changed of history", Args: cobra.ExactArgs(1),
		Long: "Replay history without a rule and with it, and show every credit that it decides\n" +
			"otherwise, beside what is decided. NAME is a rule in force, one that is proposed, or a\n" +
			"new one with its conditions. Nothing is changed.",
		Example: "  rappro rules test parent\n" +
			"  rappro rules test loyer --text \"LOYER BUREAU\" --kind rent",
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			x.ID = args[0]
			return a.with(ctx, false, func(svc *reconcile.Service, call reconcile.Call) error {
				if err := a.ruleNamed(ctx, svc, call, &x); err != nil {
					return err
				}
				var done reconcile.RuleTest
				err := svc.Read(ctx, func(r reconcile.Reader) (err error) {
					done, err = svc.TestRule(ctx, r, call, x)
					return err
				})
				if err != nil {
					return err
				}
				if a.isJSON() {
					return a.printJSON(report.RuleTested(x, done))
				}
				p := a.page()
				p.RuleTest(x, done)
				return a.print(p)
			})
		}}
	ruleFlags(c, &x)
	return c
}

// ruleNamed finds a rule in force or proposed when only its name is given.
func (a *app) ruleNamed(ctx context.Context, svc *reconcile.Service, call reconcile.Call,
	x *reconcile.CompanyRule) error {
	if *x == (reconcile.CompanyRule{ID: x.ID}) {
		err := svc.Read(ctx, func(r reconcile.Reader) error {
			changes, err := r.RuleChanges(ctx, call.Company)
			active := reconcile.ActiveRules(changes)
			if i := slices.IndexFunc(active, func(o reconcile.CompanyRule) bool { return o.ID == x.ID }); i >= 0 {
				*x = active[i]
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := a.fromProposed(ctx, svc, call, x); err != nil {
		return err
	}
	if *x == (reconcile.CompanyRule{ID: x.ID}) {
		return fmt.Errorf("rule %q: %w; `rappro rules list` and `rappro rules proposed` show them", x.ID, reconcile.ErrNotFound)
	}
	if err := x.Check(); err != nil {
		return usageError{err}
	}
	return nil
}
