package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// choices are the proposals that accept or refuse is about: those of the command line and
// those of a CSV file, each once. Of the file, a line that is decided is no choice, nor is
// one that has no rank where ranks are given: `list allocations` ends each payment with the
// whole amount. To accept, one rank a payment can be left.
func choices(args []string, from string, one bool) ([]string, error) {
	refs := slices.Clone(args)
	for _, ref := range refs {
		if _, rank, ok := strings.Cut(ref, "#"); ok && !isRank(rank) {
			return nil, usagef("%q: want PAYMENT#RANK with a rank from 1", ref)
		}
	}
	if from != "" {
		read, err := choicesOf(from, one)
		if err != nil {
			return nil, err
		}
		for _, ref := range read {
			if !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
	}
	if len(refs) == 0 {
		return nil, usagef("say which: PAYMENT#RANK, or --from FILE.csv")
	}
	return refs, nil
}

func isRank(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0
}

func choicesOf(path string, one bool) ([]string, error) {
	head, rows, err := readCSV(path)
	if err != nil {
		return nil, err
	}
	names := []string{"line", "payment", "id"}
	i := slices.IndexFunc(names, func(n string) bool { return slices.Contains(head, n) })
	if i < 0 {
		return nil, usagef("--from %s: no column %s", path, strings.Join(names, " or "))
	}
	ranked := slices.Contains(head, "rank")
	var refs []string
	said := map[string][]string{} // invoice and amount that the lines of a proposal name
	first := map[string]int{}     // line of the file that names a payment first
	for n, row := range rows {
		ref, rank := cell(head, row, names[i]), cell(head, row, "rank")
		switch decision := cell(head, row, "decision"); {
		case ref == "", ranked && rank == "", decision != "" && decision != "proposed":
			continue
		case ranked && !isRank(rank):
			return nil, usagef("--from %s: line %d: rank %q: want a number from 1", path, n+2, rank)
		}
		payment := ref
		if ranked {
			ref += "#" + rank
		}
		if invoice := cell(head, row, "invoice"); invoice != "" {
			said[ref] = append(said[ref], invoice+"\x00"+cell(head, row, "applied"))
		}
		if slices.Contains(refs, ref) { // a proposal has a line per invoice
			continue
		}
		if before, ok := first[payment]; ok && one {
			return nil, usagef("--from %s: line %d is another rank of payment %s than line %d: leave one",
				path, n+2, payment, before)
		}
		first[payment] = n + 2
		refs = append(refs, ref)
	}
	if len(refs) == 0 {
		return nil, usagef("--from %s: no line of it is a proposal", path)
	}
	if slices.Contains(head, "invoice") {
		for i, ref := range refs {
			refs[i] = reconcile.Expecting(ref, said[ref])
		}
	}
	return refs, nil
}
