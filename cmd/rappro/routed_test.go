//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// dossiersOf are companies with an account each, and a stranger's account.
var dossiersOf = []struct{ company, account string }{{"atelier", "FR7630004000031234567890143"},
	{"boulangerie", "FR7630006000011234567890189"}, {"couture", "FR7630004008120001023456796"},
	{"", "DE89370400440532013000"}}

// routedFile writes one file that tells of all of them, and the configuration that knows whose
// the first three are.
func routedFile(t *testing.T, lines int) (file, config string) {
	t.Helper()
	var cards, doc strings.Builder
	cards.WriteString("companies:\n")
	for _, d := range dossiersOf[:3] {
		fmt.Fprintf(&cards, "  - id: %s\n", d.company)
	}
	cards.WriteString("accounts:\n")
	doc.WriteString(`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>`)
	for n, d := range dossiersOf {
		if d.company != "" {
			fmt.Fprintf(&cards, "  - id: %s\n    company: %s\n", d.account, d.company)
		}
		balance := func(kind string, minor int64) {
			fmt.Fprintf(&doc, "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">%s</Amt>"+
				"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-15</Dt></Dt></Bal>", kind, reconcile.EUR(minor).Decimal())
		}
		fmt.Fprintf(&doc, "\n<Stmt><Id>S%d</Id><Acct><Id><IBAN>%s</IBAN></Id><Ccy>EUR</Ccy></Acct>", n, d.account)
		balance("OPBD", 0)
		balance("CLBD", int64(lines)*int64(lines+1)/2)
		for i := range lines {
			fmt.Fprintf(&doc, "\n<Ntry><Amt Ccy=\"EUR\">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"+
				"<BookgDt><Dt>2026-06-15</Dt></BookgDt><AcctSvcrRef>%d-%d</AcctSvcrRef></Ntry>",
				reconcile.EUR(int64(i+1)).Decimal(), n, i)
		}
		doc.WriteString("</Stmt>")
	}
	doc.WriteString("\n</BkToCstmrStmt></Document>\n")
	folder := t.TempDir()
	file, config = filepath.Join(folder, "all.xml"), filepath.Join(folder, "rappro.yaml")
	for path, text := range map[string]string{file: doc.String(), config: cards.String()} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return file, config
}

// A file that tells of accounts of several companies and of one that nobody knows goes where its
// accounts are, on both stores to the same bytes; what is asked about delays nobody else, and
// comes in when the card is there.
func TestRoutedOnBothStores(t *testing.T) {
	file, config := routedFile(t, 20)
	state := map[string]string{}
	for kind, o := range map[string]office{"SQLite": {t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "2026-06-30"},
		"PostgreSQL": {t, pgtest.URL(t), "2026-06-30"}} {
		books := func() (all string) {
			for _, d := range dossiersOf[:3] {
				list := o.rappro("list", "entries", "-o", "csv", "--config", config, "--company", d.company)
				if n := strings.Count(list, d.account); n != 20 || strings.Count(list, "\n") != 21 {
					t.Errorf("%s: %s has %d lines of its account in\n%s", kind, d.company, n, list)
				}
				all += o.rappro("db", "dump", "--state", "--config", config, "--company", d.company)
			}
			return all
		}
		o.rappro("init")
		code, out := o.try("import", file, "--config", config)
		if code != exitReview || !strings.Contains(out, "account DE89370400440532013000 is new") {
			t.Errorf("%s: exit %d, %s", kind, code, out)
		}
		before := books()
		state[kind] = before
		o.try("import", file, "--config", config)
		same(t, kind+", the same file again", before, books())
		known, err := os.ReadFile(config)
		if err != nil {
			t.Fatal(err)
		}
		later := filepath.Join(t.TempDir(), "rappro.yaml")
		more := string(known) + "  - id: " + dossiersOf[3].account + "\n    company: couture\n"
		if err := os.WriteFile(later, []byte(more), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, out := o.try("import", file, "--config", later); code != exitDone || !strings.Contains(out, "20 new") {
			t.Errorf("%s, with the card: exit %d, %s", kind, code, out)
		}
		if n := strings.Count(o.rappro("list", "entries", "-o", "csv", "--config", later, "--company", "couture"), "\n"); n != 41 {
			t.Errorf("%s, with the card: %d lines", kind, n)
		}
		for _, d := range dossiersOf[:3] {
			o.rappro("verify", "--config", later, "--company", d.company)
		}
	}
	same(t, "PostgreSQL", state["SQLite"], state["PostgreSQL"])
}

// A program that is killed between two companies of one file leaves each of them with its whole
// share or none of it, and the same file completes the rest.
func TestKillBetweenCompanies(t *testing.T) {
	if testing.Short() {
		t.Skip("starts programs")
	}
	const lines = 2500
	file, config := routedFile(t, lines)
	for kind, fresh := range map[string]func() string{
		"SQLite":     func() string { return "sqlite:" + filepath.Join(t.TempDir(), "a.db") },
		"PostgreSQL": func() string { return pgtest.URL(t) }} {
		t.Run(kind, func(t *testing.T) {
			p := killed{t: t, asOf: "2026-06-30"}
			args := []string{"import", "-q", "--config", config, file}
			shares := func() (state string, whole int) {
				for _, d := range dossiersOf[:3] {
					of := []string{"--config", config, "--company", d.company}
					state += p.rappro(append([]string{"db", "dump", "--state"}, of...)...)
					list := p.rappro(append([]string{"list", "entries", "-o", "csv"}, of...)...)
					switch n := strings.Count(list, "\n") - 1; n {
					case 0:
					case lines:
						whole++
					default:
						t.Errorf("%s has %d lines of %d", d.company, n, lines)
					}
				}
				return state, whole
			}
			p.db = fresh()
			p.rappro("init")
			p.rappro(args...)
			want, _ := shares()
			between := 0
			for i := range 2 {
				p.db = fresh()
				p.rappro("init")
				c := p.command(args...)
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				waitForImport(t, p.db, dossiersOf[i].company)
				_ = c.Process.Kill()
				_ = c.Wait()
				if _, n := shares(); 0 < n && n < 3 {
					between++
				}
				p.rappro("verify", "--config", config)
				p.rappro(args...)
				got, _ := shares()
				same(t, fmt.Sprintf("the books after kill %d and the same file", i+1), want, got)
			}
			t.Logf("%d of 2 kills were between two companies", between)
			if between == 0 {
				t.Error("no kill was between two companies: the test shows nothing")
			}
		})
	}
}

// waitForImport waits until a company has something of a file.
func waitForImport(t *testing.T, db, company string) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	s, err := store.Open(ctx, db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for seen := false; !seen; {
		err := s.View(ctx, func(r reconcile.Reader) error {
			imports, err := r.Imports(ctx, company)
			seen = len(imports) > 0
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
