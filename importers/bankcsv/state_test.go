package bankcsv_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// said gives how many lines are booked and how many are pending, and what is asked; or the error.
func said(t testing.TB, file string) string {
	t.Helper()
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	var c importers.Collector
	if err := im.Read(context.Background(), bytes.NewReader([]byte(file)),
		importers.Options{Currency: "EUR", Account: "A"}, &c); err != nil {
		return err.Error()
	}
	s := c.Statements[0]
	return fmt.Sprintf("booked %d pending %d %s", len(s.Entries), s.Pending, strings.Join(c.Needs, " ")+" "+strings.Join(c.Messages, " "))
}

// TestPendingLines: however a bank says that a line is not booked yet, it is not booked in silence.
func TestPendingLines(t *testing.T) {
	for _, c := range []struct{ head, row, want string }{
		{"Date;Libellé;Montant;Comptabilisé", "12/06/2026;A;-10,00;Oui\n13/06/2026;B;-20,00;Non", "booked 1 pending 1"},
		{"Date;Libellé;Montant;En attente", "12/06/2026;A;-10,00;Non\n13/06/2026;B;-20,00;Oui", "booked 1 pending 1"},
		{"Date;Libellé;Montant;En attente", "12/06/2026;A;-10,00;\n13/06/2026;B;-20,00;Oui", "booked 1 pending 1"},
		{"Datum;Text;Betrag;Gebucht", "12.06.2026;A;-10,00;Ja\n13.06.2026;B;-20,00;Nein", "booked 1 pending 1"},
		{"Date,Description,Amount,Posted", "13/06/2026,A,-10.00,true\n14/06/2026,B,-20.00,false", "booked 1 pending 1"},
		{"Date,Description,Amount,Cleared", "13/06/2026,A,-10.00,x\n14/06/2026,B,-20.00,", "booked 1 pending 1"},
		{"Date,Description,Amount,Deleted", "13/06/2026,A,-10.00,false\n14/06/2026,B,-20.00,true", "booked 1 pending 1"},
		// A reversal moves money like any other line, and what was reversed may never have.
		{"Datum;Text;Betrag;Storno", "13.06.2026;A;-10,00;\n14.06.2026;B;-20,00;X\n15.06.2026;C;-5,00;", "status:"},
		{"Date,Description,Amount,Result", "13/06/2026,A,-10.00,OK\n14/06/2026,B,-20.00,NOK\n15/06/2026,C,-5.00,OK", "status:"},
		{"Date,Description,Amount,Pending", "13/06/2026,A,-10.00,No\n14/06/2026,B,-20.00,No", "booked 2 pending 0"},
		{"Date,Type,Description,Amount", "13/06/2026,Card,A,-10.00\n14/06/2026,Pending authorisation,B,-20.00",
			"booked 1 pending 1"},
		{"Date;Type;Libellé;Montant", "13/06/2026;Carte;A;-10,00\n14/06/2026;Autorisation en attente;B;-20,00",
			"booked 1 pending 1"},
		{"Date;Type;Libellé;Montant", "13/06/2026;Carte;A;-10,00\n14/06/2026;Frais prélèvement refusé;B;-20,00",
			"booked 2 pending 0"},
		{"Date;Type;Libellé;Montant;Solde", "13/06/2026;Carte;A;-10,00;90,00\n" +
			"14/06/2026;Paiement en cours;B;-20,00;70,00\n15/06/2026;Carte;C;-5,00;65,00", "booked 3 pending 0"},
		{"Date;Type;Libellé;Montant;Solde", "13/06/2026;Carte;A;-10,00;90,00\n" +
			"14/06/2026;Paiement en cours;B;-20,00;\n15/06/2026;Carte;C;-5,00;85,00", "booked 2 pending 1"},
		{"Date;Libellé;Montant", "13/06/2026;A;-10,00\n14/06/2026;[EN COURS] B;-20,00", "not booked yet"},
		{"Date,Description,Amount", "13/06/2026,A,-10.00\n14/06/2026,[PENDING] B,-20.00", "not booked yet"},
		{"Date,Description,Amount", "13/06/2026,A,-10.00\n14/06/2026,CARD B (pending),-20.00", "not booked yet"},
		{"Opérations en attente\nDate;Libellé;Montant", "13/06/2026;A;-10,00\n14/06/2026;B;-20,00", "not booked yet"},
		{"Date;Libellé;Montant", "13/06/2026;A;-10,00\n14/06/2026;EN COURS DE ROUTE;-20,00", "booked 2 pending 0"},
		{"Date;Libellé;Montant;Solde", "13/06/2026;A;-10,00;90,00\n14/06/2026;[EN COURS] B;-20,00;70,00",
			"booked 2 pending 0"},
		{"Date;Libellé;Montant;Justif", "13/06/2026;A;-10,00;OK\n14/06/2026;B;-20,00;En attente", "status:"},
		{"Datum;Valuta;Text;Betrag", "offen;--;B;-20,00\n13.06.2026;13.06.2026;A;-10,00", "booked 1 pending 0  1 announced lines have no day yet and are left out: credits of 0.00 EUR, debits of 20.00 EUR"},
	} {
		if got := said(t, c.head+"\n"+c.row+"\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s\n%s\n%s, want %s", c.head, c.row, got, c.want)
		}
	}
}
