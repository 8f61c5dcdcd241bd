package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/reconcile"
)

func (a *app) assignCommand() *cobra.Command {
	var o decideOptions
	var parts, accounts []string
	var notFor string
	c := &cobra.Command{Use: "assign PAYMENT INVOICE[=AMOUNT]...", Short: "Say what a payment pays",
		Long: "Put a payment on invoices by hand, of one customer or of several. Without an amount an\n" +
			"invoice takes as much as both sides allow; what is left stays on the customer's account.\n" +
			"Of a debit it says what it takes back or which credit note it pays back, and\n" +
			"--not-for-invoices charges where the rest is the bank's fee.\n\n" +
			"Of an invoice in another currency than the payment's, AMOUNT is what is closed of it in the\n" +
			"invoice's currency; it takes the whole payment but what other terms take, and the rate is\n" +
			"shown. Several such invoices share it at one rate.\n\n" +
			"In the place of PAYMENT an invoice or a credit note closes without money: set against each\n" +
			"other, or by parts such as a write-off.\n\n" +
			"--from reads a CSV with the columns payment, invoice, amount, part, on_account and\n" +
			"not_for_invoices, one line per term; lines of one payment are one decision. All of\n" +
			"the file is decided, or nothing.",
		Example: "  rappro assign 1h3kq F2026-014 F2026-015=120.00\n" +
			"  rappro assign 1h3kq F-USD-7=1000.00 --on-account C0012=50.00\n" +
			"  rappro assign 1h3kq F2026-014 --part discount:F2026-014=24.00\n" +
			"  rappro assign 1h3kq --on-account C0012\n" +
			"  rappro assign AV2026-003 F2026-014\n" +
			"  rappro assign F2026-014 --part write_off:F2026-014=0.80 -m \"not worth a letter\"\n" +
			"  rappro assign 1h3kq --not-for-invoices supplier_refund",
		RunE: func(c *cobra.Command, args []string) error {
			list, err := assignments(args, parts, accounts, notFor, o.from)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(list, writesOff) {
				if err := o.explained(); err != nil {
					return err
				}
			}
			return a.decide(c.Context(), o, o.from != "", func(svc *reconcile.Service, call reconcile.Call) ([]reconcile.Change, error) {
				return svc.Assign(c.Context(), call, list...)
			})
		}}
	o.add(c)
	f := c.Flags()
	f.StringArrayVar(&parts, "part", nil, "close some of an invoice without money: `KIND:INVOICE=AMOUNT`")
	f.StringArrayVar(&accounts, "on-account", nil, "leave money on a customer's account: `CUSTOMER[=AMOUNT]`")
	f.StringVar(&notFor, "not-for-invoices", "", "it is no customer's payment: `KIND` such as supplier_refund, loan, tax, own_transfer")
	return c
}

func writesOff(x reconcile.Assignment) bool {
	return slices.ContainsFunc(x.Parts, func(p reconcile.AssignedPart) bool { return p.Kind == reconcile.WriteOff })
}

func assignments(args, parts, accounts []string, notFor, from string) ([]reconcile.Assignment, error) {
	if notFor != "" {
		if err := reconcile.CheckReceiptKind(notFor); err != nil {
			return nil, usagef("--not-for-invoices: %w", err)
		}
	}
	if from != "" {
		if len(args) > 0 || len(parts) > 0 || len(accounts) > 0 || notFor != "" {
			return nil, usagef("--from stands alone: the file says everything")
		}
		return readAssignments(from)
	}
	if len(args) == 0 {
		return nil, usagef("say which payment: rappro assign PAYMENT INVOICE...")
	}
	for _, s := range append(args[1:len(args):len(args)], accounts...) {
		if strings.HasSuffix(s, "=") {
			return nil, usagef("%q: no amount behind the sign: leave both out to take what is open", s)
		}
	}
	x := reconcile.Assignment{Payment: args[0], NotForInvoices: notFor}
	for _, s := range args[1:] {
		x.Invoices = append(x.Invoices, amountOf(s))
	}
	for _, s := range accounts {
		x.Accounts = append(x.Accounts, amountOf(s))
	}
	for _, s := range parts {
		p, err := partOf(s)
		if err != nil {
			return nil, err
		}
		x.Parts = append(x.Parts, p)
	}
	if len(x.Invoices)+len(x.Accounts)+len(x.Parts) == 0 && notFor == "" {
		return nil, usagef("say what %s pays: an INVOICE, --on-account or --not-for-invoices", x.Payment)
	}
	return []reconcile.Assignment{x}, nil
}

// amountOf splits NAME=AMOUNT at the last equals sign, because numbers may hold one.
func amountOf(s string) reconcile.AssignedAmount {
	if i := strings.LastIndexByte(s, '='); i > 0 {
		return reconcile.AssignedAmount{Name: s[:i], Amount: s[i+1:]}
	}
	return reconcile.AssignedAmount{Name: s}
}

func partOf(s string) (reconcile.AssignedPart, error) {
	kind, rest, ok := strings.Cut(s, ":")
	x := amountOf(rest)
	k := reconcile.PartKind(kind)
	if !ok || x.Amount == "" || !k.Valid() || !k.OnInvoice() || k == reconcile.Cash {
		var kinds []string
		for _, k := range reconcile.PartKinds() {
			if k.OnInvoice() && k != reconcile.Cash {
				kinds = append(kinds, string(k))
			}
		}
		return reconcile.AssignedPart{}, usagef("--part %q: want KIND:INVOICE=AMOUNT with one of %s", s, strings.Join(kinds, ", "))
	}
	return reconcile.AssignedPart{Kind: k, Invoice: x.Name, Amount: x.Amount}, nil
}
