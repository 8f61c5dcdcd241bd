package formats_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestLimits: one below a limit and the limit itself are not refused for it, one above is,
// with the line, in every format that a limit is for. The fixed formats of old banks have
// tests of their own, because a field of theirs is a number of characters.
func TestLimits(t *testing.T) {
	known := all(t)
	for _, c := range limitCases() {
		for _, format := range strings.Fields(c.formats) {
			for n, passes := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
				f := known.Read(context.Background(), "x", strings.NewReader(c.doc(n)),
					importers.ReadOptions{Format: format})
				if errors.Is(f.Err, importers.ErrLimit) == passes {
					t.Errorf("%s of %d in %s: %v", c.name, n, format, f.Err)
				}
				if !passes && f.Err != nil && !strings.HasPrefix(f.Err.Error(), "line ") {
					t.Errorf("%s of %d in %s: no line in %v", c.name, n, format, f.Err)
				}
			}
		}
	}
}

type limitCase struct {
	name, formats string
	limit         int
	doc           func(n int) string
}

func limitCases() []limitCase {
	const tables = "invoices.csv statements.csv payout slip card"
	const messages = "camt.053 camt.052 camt.054 pain.008 pain.002"
	xml := func(inner string) string {
		return "<Document><BkToCstmrStmt/><BkToCstmrAcctRpt/><BkToCstmrDbtCdtNtfctn/>" +
			"<CstmrDrctDbtInitn/><CstmrPmtStsRpt/>" + inner + "</Document>"
	}
	return []limitCase{
		{"columns", tables + " csv", importers.MaxColumns, func(n int) string {
			return strings.Repeat("Date,", n-1) + "Amount\n" + strings.Repeat("2026-01-31,", n-1) + "1.00\n"
		}},
		{"a field", tables, importers.MaxField, func(n int) string {
			return strings.Repeat("x", n) + ",b\n1,2\n"
		}},
		{"a record", tables, importers.MaxRecord, func(n int) string { // 17 cells and a line end
			cell := strings.Repeat("x", 60_000) + ","
			return strings.Repeat(cell, 17) + strings.Repeat("x", n-17*len(cell)-1) + "\n"
		}},
		{"depth", messages, importers.MaxDepth, func(n int) string {
			return xml(strings.Repeat("<a>", n-1) + strings.Repeat("</a>", n-1))
		}},
		{"attributes", messages, importers.MaxAttributes, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, " a%d=''", i)
			}
			return xml("<a" + b.String() + "/>")
		}},
		{"details", "slip", importers.MaxDetails, func(n int) string {
			return "slip,date,drawer,amount\n" + strings.Repeat("1,2026-01-31,x,1.00\n", n)
		}},
		{"details", "card", importers.MaxDetails, func(n int) string {
			return "contract,remittance,date,gross,net\n" + strings.Repeat("1,1,2026-01-31,1.00,1.00\n", n)
		}},
		{"details", "pain.008", importers.MaxDetails, func(n int) string {
			return "<Document><CstmrDrctDbtInitn><PmtInf><PmtInfId>P</PmtInfId>" +
				strings.Repeat(`<DrctDbtTxInf><InstdAmt Ccy="EUR">1.00</InstdAmt></DrctDbtTxInf>`, n) + "</PmtInf></CstmrDrctDbtInitn></Document>"
		}},
	}
}

// TestLimitsListed: docs/limits.md names every limit of importers/limits.go with its value.
func TestLimitsListed(t *testing.T) {
	source, err := os.ReadFile("../limits.go")
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("../../docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`(?m)^\t(\w+) = [\d<>_ ]+$`).FindAllStringSubmatch(string(source), -1)
	if len(names) < 14 {
		t.Fatalf("only %d limits in limits.go", len(names))
	}
	for _, n := range names {
		if !strings.Contains(string(list), "`"+n[1]+"`") {
			t.Errorf("docs/limits.md does not have %s", n[1])
		}
	}
	for name, value := range figures() {
		if !strings.Contains(string(list), "| `"+name+"` | "+value+" |") {
			t.Errorf("docs/limits.md does not say %s of %s", value, name)
		}
	}
	if len(figures()) != len(names) {
		t.Errorf("%d figures for %d limits", len(figures()), len(names))
	}
	for _, m := range regexp.MustCompile(`over\(\w+, "([^"%]{12,30})`).FindAllStringSubmatch(string(source), -1) {
		if !strings.Contains(string(list), m[1]) {
			t.Errorf("docs/limits.md does not have the message %q", m[1])
		}
	}
}

// figures are the limits as the list prints them.
func figures() map[string]string {
	out := map[string]string{"MaxRatio": fmt.Sprint(importers.MaxRatio)}
	for name, n := range map[string]int{"MaxFile": importers.MaxFile, "MaxField": importers.MaxField,
		"MaxElement": importers.MaxElement, "MaxRecord": importers.MaxRecord, "MaxUnpacked": importers.MaxUnpacked,
		"UnpackedFree": importers.UnpackedFree, "MaxPiped": importers.MaxPiped} {
		for _, unit := range []string{"KiB", "MiB", "GiB"} {
			if n /= 1024; n < 1024 {
				out[name] = fmt.Sprint(n, " ", unit)
				break
			}
		}
	}
	for name, n := range map[string]int{"MaxEntries": importers.MaxEntries, "MaxDetails": importers.MaxDetails,
		"MaxDepth": importers.MaxDepth, "MaxAttributes": importers.MaxAttributes, "MaxColumns": importers.MaxColumns,
		"MaxMembers": importers.MaxMembers, "MaxMessages": importers.MaxMessages} {
		out[name] = thousands(n)
	}
	return out
}

func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// TestLimitsTested: each limit stands in a test of this tree beside one below and one above it.
func TestLimitsTested(t *testing.T) {
	tests := ""
	for _, pattern := range []string{"../*_test.go", "../*/*_test.go", "../internal/*/*_test.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			tests += string(text)
		}
	}
	for name := range figures() {
		around := regexp.MustCompile(`\b` + name + `( - [12]\b| *\+ ?[12]\b|-[1-3]\b|, )`)
		table := regexp.MustCompile(`"[^"\n]*", (\w+, )?(\w+, )?importers\.` + name + `,`) // of limit-1, limit, limit+1
		if !around.MatchString(tests) && !table.MatchString(tests) {
			t.Errorf("no test stands at the borders of %s", name)
		}
	}
}
