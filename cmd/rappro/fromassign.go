package main

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// assignmentColumns are those of a file for assign. Another one is refused: an amount under a name that
// nobody knows would be left out, and the invoice take as much as it can.
func assignmentColumns() []string {
	return []string{"payment", "invoice", "amount", "part", "on_account", "not_for_invoices"}
}

// readAssignments groups the lines of a file by payment, in the order of first appearance.
func readAssignments(path string) ([]reconcile.Assignment, error) {
	head, rows, err := readCSV(path)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(head, "payment") {
		return nil, usagef("--from %s: no column payment", path)
	}
	for _, name := range head {
		if !slices.Contains(assignmentColumns(), name) {
			return nil, usagef("--from %s: unknown column %q: there are %s", path, name,
				strings.Join(assignmentColumns(), ", "))
		}
	}
	var list []reconcile.Assignment
	for n, row := range rows {
		get := func(name string) string { return strings.TrimSpace(cell(head, row, name)) }
		if get("payment") == "" {
			return nil, usagef("--from %s: line %d names no payment", path, n+2)
		}
		i := slices.IndexFunc(list, func(x reconcile.Assignment) bool { return x.Payment == get("payment") })
		if i < 0 {
			list = append(list, reconcile.Assignment{Payment: get("payment")})
			i = len(list) - 1
		}
		if err := addTerm(&list[i], get); err != nil {
			return nil, usagef("--from %s: line %d: %w", path, n+2, err)
		}
	}
	if len(list) == 0 {
		return nil, usagef("--from %s: the file has no line", path)
	}
	return list, nil
}

// addTerm adds what one line says: one term, and nothing beside it that would be left unread.
func addTerm(x *reconcile.Assignment, get func(column string) string) error {
	invoice, amount, part := get("invoice"), get("amount"), get("part")
	account, notFor := get("on_account"), get("not_for_invoices")
	switch {
	case account != "" && (invoice != "" || part != ""),
		notFor != "" && (invoice != "" || part != "" || account != ""):
		return usagef("says several things: one of invoice, on_account and not_for_invoices a line")
	case notFor != "" && amount != "":
		return usagef("not_for_invoices takes what is left: leave the amount out")
	case notFor != "" && x.NotForInvoices != "":
		return usagef("not_for_invoices is said of %s before", x.Payment)
	case notFor != "":
		x.NotForInvoices = notFor
		return reconcile.CheckReceiptKind(notFor)
	case account != "":
		x.Accounts = append(x.Accounts, reconcile.AssignedAmount{Name: account, Amount: amount})
	case part != "":
		p, err := partOf(part + ":" + invoice + "=" + amount)
		if err != nil {
			return err
		}
		x.Parts = append(x.Parts, p)
	case invoice != "":
		x.Invoices = append(x.Invoices, reconcile.AssignedAmount{Name: invoice, Amount: amount})
	default:
		return usagef("says neither invoice, on_account nor not_for_invoices")
	}
	return nil
}
