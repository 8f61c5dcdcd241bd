package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// readCSV reads a file of ours, or one that a person made: the header names the columns.
// Cells that our own CSV guarded against formulas are given back as they were.
func readCSV(path string) (head []string, rows [][]string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("--from: %w", err)
	}
	defer f.Close() // only read from
	r := csv.NewReader(f)
	all, err := r.ReadAll()
	if err != nil {
		return nil, nil, fmt.Errorf("--from %s: %w", path, err)
	}
	if len(all) == 0 {
		return nil, nil, usagef("--from %s: the file is empty: want a line with the names of the columns", path)
	}
	all[0][0] = strings.TrimPrefix(all[0][0], "\ufeff")
	for _, row := range all[1:] {
		for i := range row {
			row[i] = importers.Unguard(row[i])
		}
	}
	return all[0], all[1:], nil
}

// cell gives the cell of a named column, empty when there is no such column.
func cell(head, row []string, name string) string {
	if i := slices.Index(head, name); i >= 0 {
		return row[i]
	}
	return ""
}

// withRefs joins the ids of the command line and those of a CSV file, whose column has the
// first of the names that it knows. Payments that are only proposed for have nothing to take
// back and are passed over. Each comes once.
func withRefs(args []string, from string, names ...string) ([]string, error) {
	refs := slices.Clone(args)
	if from != "" {
		head, rows, err := readCSV(from)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(names, func(n string) bool { return slices.Contains(head, n) })
		if i < 0 {
			return nil, usagef("--from %s: no column %s", from, strings.Join(names, " or "))
		}
		for _, row := range rows {
			ref := cell(head, row, names[i])
			if cell(head, row, "decision") == "proposed" {
				continue
			}
			if ref != "" && !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
	}
	if len(refs) == 0 {
		return nil, usagef("say which: an id, or --from FILE.csv")
	}
	return refs, nil
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
	var list []reconcile.Assignment
	for n, row := range rows {
		get := func(name string) string { return strings.TrimSpace(cell(head, row, name)) }
		i := slices.IndexFunc(list, func(x reconcile.Assignment) bool { return x.Payment == get("payment") })
		if i < 0 {
			list = append(list, reconcile.Assignment{Payment: get("payment")})
			i = len(list) - 1
		}
		x := &list[i]
		switch {
		case get("payment") == "":
			return nil, usagef("--from %s: line %d names no payment", path, n+2)
		case get("not_for_invoices") != "":
			if err := reconcile.CheckReceiptKind(get("not_for_invoices")); err != nil {
				return nil, usagef("--from %s: line %d: %w", path, n+2, err)
			}
			x.NotForInvoices = get("not_for_invoices")
		case get("on_account") != "":
			x.Accounts = append(x.Accounts, reconcile.AssignedAmount{Name: get("on_account"), Amount: get("amount")})
		case get("part") != "":
			p, err := partOf(get("part") + ":" + get("invoice") + "=" + get("amount"))
			if err != nil {
				return nil, usagef("--from %s: line %d: %w", path, n+2, err)
			}
			x.Parts = append(x.Parts, p)
		case get("invoice") != "":
			x.Invoices = append(x.Invoices, reconcile.AssignedAmount{Name: get("invoice"), Amount: get("amount")})
		default:
			return nil, usagef("--from %s: line %d says neither invoice, on_account nor not_for_invoices", path, n+2)
		}
	}
	if len(list) == 0 {
		return nil, usagef("--from %s: the file has no line", path)
	}
	return list, nil
}
