package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestLayouts: forms that banks write, each read as what it is.
func TestLayouts(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"a balance below with its day in another column", "Buchungstag;Wert;Text;Soll;Haben;Währung\n" +
			"13.06.2026;13.06.2026;AB;-5,00;;EUR\n14.06.2026;14.06.2026;CD;;7,00;EUR\n" +
			"Account balance;30.06.2026;;;102,00;EUR\n", "EUR 2 +700 -500"},
		{"dare and avere", "Data;Operazione;Importo;D/A\n13/06/2026;AB;5,00;D\n14/06/2026;CD;7,00;A\n",
			"XXX 2 +700 -500"},
		{"letters of Bulgarian", "Дата;Основание;Сума;ДТ/КТ\n13/06/2026;AB;5,00;ДТ\n14/06/2026;CD;7,00;КТ\n",
			"XXX 2 +700 -500"},
		{"CRDT and DBIT", "Date,Merchant,Amount,Debit or Credit\n13/06/2026,AB,5.00,DBIT\n14/06/2026,CD,7.00,CRDT\n",
			"XXX 2 +700 -500"},
		{"money in, with a sign", "Date,Description,Money In (€),Money Out (€)\n13/06/2026,AB,,5.00\n14/06/2026,CD,7.00,\n",
			"EUR 2 +700 -500"},
		{"in and out", "Date,Details,In,Out\n13/06/2026,AB,0.00,5.00\n14/06/2026,CD,7.00,0.00\n", "XXX 2 +700 -500"},
		{"a minus before the sign", "Datum;Omschrijving;Bedrag\n13-06-2026;AB;-€5,00\n14-06-2026;CD;€7,00\n",
			"EUR 2 +700 -500"},
		{"names over two rows", "Date;Date;Libellé;Montant;\nopération;valeur;;débit;crédit\n" +
			"13/06/2026;14/06/2026;AB;5,00;\n14/06/2026;14/06/2026;CD;;7,00\n", "XXX 2 +700 -500"},
		{"a unit below the names", "Datum;Text;Betrag;Saldo\n;;CHF;CHF\n13.06.2026;AB;-5,00;95,00\n" +
			"14.06.2026;CD;7,00;102,00\n", "CHF 2 +700 -500"},
		{"dashes for nothing", "Date;Libellé;Débit;Crédit\n13/06/2026;AB;5,00;-\n14/06/2026;CD;–;7,00\n",
			"XXX 2 +700 -500"},
		{"an unknown name beside the value date", "Uke;Data valuta;Descrizione;Importo\n" +
			"13/06/2026;14/06/2026;AB;-5,00\n14/06/2026;14/06/2026;CD;7,00\n", "XXX 2 +700 -500"},
		{"an unknown name far from the value date", "Uke;Data valuta;Descrizione;Importo\n" +
			"13/06/2026;14/06/2026;AB;-5,00\n30/09/2026;14/06/2026;CD;7,00\n", "whose name is not known"},
		{"thousands of forints", "Dátum;Leírás;Terhelés;Jóváírás\n2026-06-13;AB;5.000 HUF;\n" +
			"2026-06-14;CD;;1.007.000 HUF\n", "HUF 2 +100700000 -500000"},
	} {
		if got := summary(t, c.file, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestLegacyLetters: without names that tell, the character set is one that shows no signs within
// words.
func TestLegacyLetters(t *testing.T) {
	const file = "Data;Opis;Kwota\n2026-03-01;Saldo pocz\xb9tkowe;3333,00\n2026-03-04;AB;5,00\n2026-03-05;CD;-7,00\n"
	if got := summary(t, file, importers.Options{}); got != "XXX 2 +500 -700" {
		t.Error(got)
	}
}
