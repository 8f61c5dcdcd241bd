package main

import (
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// The worked example of DOMAIN 1.0: every figure of DOMAIN 1.1 to 1.15, as a person works it out
// by hand, is what report dso prints, on both stores.
func TestWorkedExample(t *testing.T) {
	want := map[string]string{
		"dso_simple":               "60.38",
		"dso_without_ceded":        "60.38", // nothing is
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
		"discount_share":           "0.0000", // none ÷ 4 200
		"collection_effectiveness": "0.4421",
		"turnover":                 "2.78",
		"turnover_yearly":          "11.15",
		"unpaid_60_count":          "0.1667",
		"unpaid_60_amount":         "0.0517",
		"issued_60_count":          "0.3333",
		"overdue_share":            "0.7568",
		"over_90_share":            "0.0811", // 600 ÷ 7 400
		"disputed_share":           "0.0000",
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
		got := o.quarter()
		for indicator, value := range want {
			if got[indicator] != value {
				t.Errorf("%s: %s is %q, want %s", kind, indicator, got[indicator], value)
			}
		}
	}
}

// quarter are the indicators of the second quarter of the worked example.
func (o office) quarter() map[string]string {
	o.t.Helper()
	got := map[string]string{}
	for _, row := range o.csv("report", "dso", "--from", "2026-04-01", "--to", "2026-06-30") {
		got[row["indicator"]] = row["value"]
	}
	return got
}

// A file that comes late restates every day since, and taking it back restates them again; so does
// a decision that is undone. Worked out by hand: with F2026-0005 paid in March, 6 500 are owed on
// 06-30, of which 5 000 are overdue, and nothing was before April.
func TestWorkedExampleRestated(t *testing.T) {
	folder := filepath.Join("..", "..", "fixtures", "worked")
	o := office{t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "2026-06-30"}
	o.rappro("init")
	o.rappro("run", filepath.Join(folder, "invoices.csv"), filepath.Join(folder, "bank.xml"))
	before := o.quarter()
	o.rappro("run", filepath.Join(folder, "late.xml"))
	after := o.quarter()
	for indicator, value := range map[string]string{
		"dso_simple":               "55.28",  // 6 500 ÷ 10 700 × 91
		"dso_count_back":           "64.75",  // 61 + 600 ÷ 4 800 × 30
		"overdue_days":             "36.80",  // (1 400 × 26 + 3 600 × 41) ÷ 5 000
		"collection_effectiveness": "0.4719", // (10 700 − 6 500) ÷ (10 700 − 1 800)
		"turnover":                 "3.29",   // 10 700 ÷ 3 250
		"unpaid_60_count":          "0.0000",
		"recovery":                 "0.3056", // 2 200 ÷ 7 200
		"paid_days":                before["paid_days"],
		"auto_match_count":         before["auto_match_count"],
	} {
		if after[indicator] != value {
			t.Errorf("with the late file %s is %q, want %s", indicator, after[indicator], value)
		}
	}
	for _, row := range o.csv("list", "imports") {
		if strings.HasSuffix(row["file"], "late.xml") {
			o.rappro("undo", row["id"], "--yes", "-m", "of another company")
		}
	}
	same(t, "the quarter without the late file", fmt.Sprint(before), fmt.Sprint(o.quarter()))

	for _, row := range o.csv("list", "decisions") {
		if strings.Contains(row["parts"], "F2026-0006") {
			o.rappro("undo", row["id"], "--yes", "-m", "not theirs")
		}
	}
	undone := o.quarter()
	for indicator, value := range map[string]string{
		"dso_simple":       "77.39",  // 9 100 ÷ 10 700 × 91
		"paid_days":        "36.18",  // (1 200 × 28 + 1 000 × 46) ÷ 2 200
		"auto_match_count": "0.5000", // two of four
		"false_match":      "0.3333", // one of three
		"unapplied_share":  "0.5056", // 2 250 ÷ 4 450
	} {
		if undone[indicator] != value {
			t.Errorf("after the undo %s is %q, want %s", indicator, undone[indicator], value)
		}
	}
}

// A discount and a retention close what they are on without money. Worked out by hand: with 48 of
// discount on F2026-0002 and 180 kept back of F2026-0003, 6 872 are owed on 06-30 and 7 172 of it are
// invoices. Once the 180 are released, 7 052 are owed.
func TestWorkedExampleKeptBack(t *testing.T) {
	folder := filepath.Join("..", "..", "fixtures", "worked")
	o := office{t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "2026-06-30"}
	o.rappro("init")
	o.rappro("run", filepath.Join(folder, "invoices.csv"), filepath.Join(folder, "bank.xml"))
	o.rappro("assign", "F2026-0002", "--part", "discount:F2026-0002=48.00")
	o.rappro("assign", "F2026-0003", "--part", "retention:F2026-0003=180.00")
	check := func(when string, figures map[string]string, retained, over30 string) {
		got := o.quarter()
		for indicator, value := range figures {
			if got[indicator] != value {
				t.Errorf("%s %s is %q, want %s", when, indicator, got[indicator], value)
			}
		}
		for _, row := range o.csv("report", "ageing") {
			if row["customer"] == "B" && (row["retentions"] != retained || row["31-60"] != over30) {
				t.Errorf("%s B keeps %s back and is late with %s, want %s and %s", when, row["retentions"], row["31-60"],
					retained, over30)
			}
		}
	}
	check("kept back:", map[string]string{
		"discount_share": "0.0113", // 48 ÷ (4 200 + 48)
		"over_90_share":  "0.0837", // 600 ÷ 7 172
		"dso_simple":     "58.44",  // 6 872 ÷ 10 700 × 91
	}, "180.00", "3420.00")
	o.rappro("assign", "F2026-0003", "--part", "retention:F2026-0003=-180.00")
	check("released:", map[string]string{"dso_simple": "59.97"}, "0.00", "3600.00")
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
