package main

import (
	"encoding/csv"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// The worked example of DOMAIN 1.0: every figure of DOMAIN 1.1 to 1.14, as a person works it out
// by hand, is what report dso prints, on both stores.
func TestWorkedExample(t *testing.T) {
	want := map[string]string{
		"dso_simple":               "60.38",
		"dso_count_back":           "68.50",
		"dso_best_possible":        "15.31",
		"days_delinquent":          "45.07",
		"overdue_days":             "42.61",
		"contract_days":            "30.00",
		"paid_days":                "31.33",
		"fully_paid_days":          "27.00",
		"late_days_signed":         "1.33",
		"late_days":                "3.81",
		"late_share":               "0.2381",
		"collection_effectiveness": "0.4421",
		"turnover":                 "2.78",
		"turnover_yearly":          "11.15",
		"unpaid_60_count":          "0.1667",
		"unpaid_60_amount":         "0.0517",
		"issued_60_count":          "0.3333",
		"overdue_share":            "0.7568",
		"unapplied_share":          "0.0562",
		"auto_match_count":         "0.7500",
		"auto_match_amount":        "0.9438",
		"false_match":              "0.0000",
		"recovery":                 "0.2821", // (1 200 + 1 000) ÷ (600 + 1 200 + 2 400 + 3 600)
		"top_five_share":           "1.0000",
	}
	folder := filepath.Join("..", "..", "fixtures", "worked")
	for kind, db := range map[string]string{"SQLite": "sqlite:" + filepath.Join(t.TempDir(), "a.db"),
		"PostgreSQL": pgtest.URL(t)} {
		o := office{t, db, "2026-06-30"}
		o.rappro("init")
		o.rappro("run", filepath.Join(folder, "invoices.csv"), filepath.Join(folder, "bank.xml"))
		got := map[string]string{}
		for _, row := range o.csv("report", "dso", "--from", "2026-04-01") {
			got[row["indicator"]] = row["value"]
		}
		for indicator, value := range want {
			if got[indicator] != value {
				t.Errorf("%s: %s is %q, want %s", kind, indicator, got[indicator], value)
			}
		}
	}
}

// csv gives the rows that a command prints, by column.
func (o office) csv(args ...string) []map[string]string {
	o.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(o.rappro(append(args, "-o", "csv")...))).ReadAll()
	if err != nil {
		o.t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[rows[0][i]] = cell
		}
		out = append(out, m)
	}
	return out
}
