package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
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
