package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestMovedCells: a row whose cells may have moved is refused, and one that is only shorter or
// longer behind everything that counts is read.
func TestMovedCells(t *testing.T) {
	const qonto = "Status,Settlement date (UTC),Operation date (UTC),Total amount (incl. VAT),Currency," +
		"Counterparty name,Payment method,Transaction ID,Reference,Note\n"
	const semicolons = "Date;Libellé;Montant;Référence\n13/06/2026;PRLV EDF;-100,00;R1\n"
	const moved = "another cell than its column"
	for _, c := range []struct{ name, file, want string }{
		{"separator in a remittance", semicolons + "14/06/2026;VIR C1 FACTURE F2026-1;9999,99;0,01;R2\n",
			moved},
		{"and an empty cell at the end", semicolons + "14/06/2026;VIR F2026-1;9999,99;0,01;\n", moved},
		{"thousands", "Date,Description,Amount,Reference\n2026-06-13,VIR DUPONT,1,250.00,R1\n" +
			"2026-06-14,B,-3.00,R1\n", moved},
		{"decimals", "Date,Libellé,Montant\n13/06/2026,A,10,50\n14/06/2026,A,-2,25\n", moved},
		{"decimals and an empty cell", "Date,Libellé,Montant,Note\n13/06/2026,A,10,50,\n" +
			"14/06/2026,A,-2,25,\n", moved},
		{"the label is missing", "Date;Libellé;Montant;Solde\n13/06/2026;B;-50,00;100,00\n" +
			"14/06/2026;-50,00;50,00\n", moved},
		{"the day has moved", "Libellé;Date;Montant\nA;13/06/2026;-4,00\nVIR A;B;14/06/2026;50,00\n",
			moved},
		{"the bank's own columns", qonto + "settled,2026-06-30 08:12:40,2026-06-30 08:12:31,1,200.00," +
			"EUR,BERTIN SARL,transfer,qonto-1-0001,F2026-022,\n", moved},
		{"two widths", "Date;Libellé;Montant;Kind\n13/06/2026;A;-4,00;x;more\n" +
			"14/06/2026;B;-5,00;x;more;still\n", "6 cells where line 2 has 5"},
		{"all rows end in a separator", semicolons[:strings.IndexByte(semicolons, '\n')+1] +
			"13/06/2026;A;-4,00;R1;\n14/06/2026;B;5,00;12345678;\n", "2026-06-14"},
		{"empty cells are left out", semicolons + "14/06/2026;B;5,00\n", "2026-06-14"},
	} {
		got, needs, err := read(t, []byte(c.file), importers.Options{Currency: "EUR"})
		all := got + " ask " + strings.Join(needs, " ask ")
		if err != nil {
			all = err.Error()
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}

// TestShortLastLine: a last line with fewer cells than every line before it is a part of one, also
// with a line end. Where others leave empty cells out too, it may.
func TestShortLastLine(t *testing.T) {
	const head = "Date;Libellé;Montant;Note\n13/06/2026;A;-4,00;n\n14/06/2026;B;5,00;\n"
	for _, c := range []struct{ name, file, want string }{
		{"short", head + "15/06/2026;C;-250,00\n", "line 4: the last line has fewer cells"},
		{"empty", head + "15/06/2026;C;-250,00;\n", "-250.00"},
		{"as another before", head + "15/06/2026;C;-250,00\n16/06/2026;D;-1,00\n", "-250.00"},
		{"of two", "Date;Libellé;Montant;Note\n13/06/2026;A;-4,00;n\n14/06/2026;B;250,00\n", "250.00"},
	} {
		got, needs, err := read(t, []byte(c.file), importers.Options{Currency: "EUR"})
		all := got + strings.Join(needs, "")
		if err != nil {
			all = err.Error()
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}
