package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// The invoices and the bank's lines of TestDecisionsOnBothStores.
const (
	decidedInvoices = `number,type,customer_id,customer_name,issue_date,due_date,amount,currency,status
AV1,credit_note,C1,Atelier Nord Lumiere SARL,2026-05-04,2026-05-04,-100.00,EUR,open
F2026-001,invoice,C1,Atelier Nord Lumiere SARL,2026-05-01,2026-05-31,1200.00,EUR,open
F2026-002,invoice,C1,Atelier Nord Lumiere SARL,2026-05-01,2026-05-31,300.00,EUR,open
F2026-003,invoice,C2,Garage du Port Vieux SAS,2026-05-01,2026-05-31,500.00,EUR,open
F2026-004,invoice,C2,Garage du Port Vieux SAS,2026-05-01,2026-05-31,80.00,EUR,open
`
	decidedBank = `Date;Libellé;Débit;Crédit;Solde
01/06/2026;VIR ATELIER NORD LUMIERE SARL FACTURE F2026-001;;1200,00;2200,00
02/06/2026;VIR HOLDING DU LITTORAL;;800,00;3000,00
05/06/2026;VIR SANS MOTIF;;50,00;3050,00
09/06/2026;REJET VIR ATELIER NORD LUMIERE SARL FACTURE F2026-001;1200,00;;1850,00
12/06/2026;IMPAYE;300,00;;1550,00
15/06/2026;FRAIS IMPAYE;12,50;;1537,50
`
)

// What persons decide, and what they are told, is the same on both stores to the byte: splits over
// several customers, money on account, parts without money and their limit, what is set against
// each other, returns by rule and by hand, keys, undo, and the story of it all.
func TestDecisionsOnBothStores(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"invoices.csv": decidedInvoices, "bank.csv": decidedBank} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	told := map[string]string{}
	for kind, db := range map[string]string{"SQLite": "sqlite:" + filepath.Join(t.TempDir(), "a.db"),
		"PostgreSQL": pgtest.URL(t)} {
		told[kind] = decideAll(office{t, db, "2026-06-30"}, dir)
	}
	same(t, "what is told on PostgreSQL", told["SQLite"], told["PostgreSQL"])
}

// decideAll plays the story on one store and gives all that was printed.
func decideAll(o office, dir string) string {
	o.t.Helper()
	o.rappro("init")
	o.rappro("run", "--invoices", filepath.Join(dir, "invoices.csv"), "--statements", filepath.Join(dir, "bank.csv"),
		"--account", "FR1420041010050500013M02606", "--currency", "EUR")
	id := map[string]string{} // payments by amount
	rows, err := csv.NewReader(strings.NewReader(o.rappro("list", "payments", "-o", "csv"))).ReadAll()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, r := range rows {
		id[r[3]] = r[0]
	}
	var all strings.Builder
	for _, step := range []struct {
		code int
		args string // @AMOUNT is the id of a payment
		want []string
	}{
		{0, "list invoices", []string{"F2026-001", "overdue"}}, // the bank took its payment back
		{0, "list anomalies -o csv", []string{"returned_payment", "return_unlinked"}},
		{0, "assign @800.00 F2026-002=300.00 F2026-003=500.00 --dry-run", []string{
			"F2026-002: overdue, €300.00 open → paid, €0.00 open", "F2026-003: overdue", "dry run"}},
		{0, "list decisions --payment @800.00 -o csv", nil},
		{0, "assign @800.00 F2026-002=300.00 F2026-003=500.00 --key k1 -m both", []string{"€500.00 on F2026-003"}},
		{0, "assign @800.00 F2026-002=300.00 F2026-003=500.00 --key k1 -m both", []string{"decided before"}},
		{1, "assign @800.00 F2026-003=500.00 --key k1", []string{"another decision has this key"}},
		{0, "assign @-300.00 F2026-002 -m bounced", []string{"F2026-002: paid, €0.00 open → overdue, €300.00 open"}},
		{2, "undo @800.00", []string{"needs a reason"}},
		{1, "undo @800.00 -m wrong", []string{"the bank took this payment back"}},
		{0, "assign @50.00 --on-account C1", []string{"€50.00 on account"}},
		{0, "assign AV1 F2026-002=100.00 -m agreed", []string{"F2026-002: overdue, €300.00 open → partially paid"}},
		{1, "assign F2026-004 --part write_off:F2026-004=60.00 -m bankrupt", []string{"above the limit of 50.00 EUR"}},
		{2, "assign F2026-004 --part write_off:F2026-004=20.00", []string{"needs a reason"}},
		{0, "assign F2026-004 --part write_off:F2026-004=20.00 --part retention:F2026-004=4.00 -m small", []string{
			"€56.00"}},
		{0, "list decisions --invoice F2026-002 -o csv", []string{"set_off", "returns " + id["800.00"], "bounced"}},
		{0, "list decisions --payment @800.00 -o csv", []string{"both", "bounced"}},
		{2, "list invoices --payment @800.00", []string{"knows no --payment"}},
		{0, "undo F2026-004 --dry-run -m wrong", []string{"taken back: ", "€80.00 open"}},
		{0, "undo F2026-004 AV1 @-300.00 @800.00 @50.00 -m again", []string{
			"payment " + id["800.00"] + ": €800.00 wait for a decision again"}},
		{0, "show @-1200.00", []string{"F2026-001"}},
		{0, "undo @-1200.00 @1200.00 -m again", []string{"F2026-001"}},
		{0, "verify", []string{"every rule holds"}},
		{0, "db dump --state", nil},
	} {
		args := strings.Fields(step.args)
		for i, a := range args {
			if amount, ok := strings.CutPrefix(a, "@"); ok {
				args[i] = id[amount]
			}
		}
		code, out := o.try(args...)
		for _, w := range step.want {
			if !strings.Contains(out, w) {
				o.t.Errorf("rappro %s: no %q in\n%s", step.args, w, out)
			}
		}
		if code != step.code {
			o.t.Errorf("rappro %s: exit %d, want %d\n%s", step.args, code, step.code, out)
		}
		all.WriteString(step.args + "\n" + out)
	}
	return all.String()
}
