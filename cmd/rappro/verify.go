package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/reconcile"
)

func (a *app) verifyCommand() *cobra.Command {
	var heads []string
	c := &cobra.Command{Use: "verify", Short: "Check every rule over the whole store", Args: cobra.NoArgs,
		Long: "Recompute every rule that never bends over the whole store, and the audit chain: balances\n" +
			"of statements and their chain, sums of payments and invoices, decisions, keys. Exit code 1\n" +
			"when one is broken. Without --company every company is checked.\n\n" +
			"The last line names the head of the audit chain. Keep it outside of this machine, on paper or\n" +
			"in a mail: given again with --head, it shows a chain whose end was cut off.",
		Example: "  rappro verify\n  rappro verify --company atelier -o json\n" +
			"  rappro verify --head 5f0c…64-signs…9b",
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			for _, h := range heads {
				if b, err := hex.DecodeString(h); err != nil || len(b) != sha256.Size {
					return usagef("--head %q: want the 64 hexadecimal digits that verify printed", h)
				}
			}
			svc, err := a.service(ctx, false)
			if err != nil {
				return err
			}
			defer svc.Store.Close() // only read from
			companies, err := a.companies(ctx, svc)
			if err != nil {
				return err
			}
			if len(heads) > 0 && len(companies) > 1 {
				return usagef("say whose head it is with --company")
			}
			return a.verify(ctx, svc, companies, heads...)
		}}
	c.Flags().StringSliceVar(&heads, "head", nil, "a head of the audit chain that was kept elsewhere")
	return c
}

// verify prints what holds in some companies, and lets the exit code tell what does not.
func (a *app) verify(ctx context.Context, svc *reconcile.Service, companies []string, heads ...string) error {
	var list []reconcile.VerifyReport
	for _, c := range companies {
		v, err := svc.Verify(ctx, c, heads...)
		if err != nil {
			return err
		}
		if len(v.Broken) > 0 {
			a.code = exitFailed
		}
		list = append(list, v)
	}
	return a.verified(list)
}

func (a *app) verified(list []reconcile.VerifyReport) error {
	if a.isJSON() {
		return a.printJSON(verifyJSON(list))
	}
	p := a.page()
	t := a.texts
	for _, v := range list {
		if len(v.Broken) == 0 {
			p.Head(t.Text("verify.good", v.Company, t.Number(v.Statements), t.Number(v.Entries),
				t.Number(v.Payments), t.Number(v.Invoices), t.Number(v.Decisions)))
		} else {
			p.Head(t.Count("verify.broken", len(v.Broken), v.Company))
			for _, b := range v.Broken {
				p.Line(t.Remark(b))
			}
		}
		if v.Unproven > 0 {
			p.Line(t.Count("verify.unproven", v.Unproven))
		}
		p.Line(t.Text("verify.audit", v.Audit, v.Head))
	}
	return a.print(p)
}

type verifiedJSON struct {
	Company    string   `json:"company"`
	Statements int      `json:"statements"`
	Entries    int      `json:"entries"`
	Payments   int      `json:"payments"`
	Invoices   int      `json:"invoices"`
	Decisions  int      `json:"decisions"`
	Unproven   int      `json:"unproven"`
	Audit      int64    `json:"audit_records"`
	Head       string   `json:"audit_head"`
	Broken     []string `json:"broken"`
}

func verifyJSON(list []reconcile.VerifyReport) []verifiedJSON {
	out := []verifiedJSON{}
	for _, v := range list {
		out = append(out, verifiedJSON{v.Company, v.Statements, v.Entries, v.Payments, v.Invoices,
			v.Decisions, v.Unproven, v.Audit, v.Head, append([]string{}, v.Broken...)})
	}
	return out
}
