package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestHeadings: a line that heads others is understood, or the file is not read.
func TestHeadings(t *testing.T) {
	const (
		head = "Datum;Text;Betrag\n"
		two  = "12.06.2026;A;50,00\n13.06.2026;B;-60,00\n"
		more = "14.06.2026;C;-1,00\n"
		bal  = "Datum;Text;Betrag;Saldo\n12.06.2026;A;50,00;150,00\n"
		far  = 4000 // lines that detection does not look at
	)
	for _, c := range []struct{ text, want string }{
		{head + "Vorgemerkte Umsätze;;\n" + two + "Gebuchte Umsätze;;\n" + more, "not booked yet"},
		{head + two + "Reservierte Beträge\n" + more, "not booked yet"},
		{head + two + "Księgowania oczekujące;;\n" + more, "not booked yet"},
		{head + "Gebuchte Umsätze;;\n" + two, "XXX 2 +5000 -6000"},
		{head + two + "Juni 2026;;\n" + more, "XXX 3 +5000 -6100"},
		{head + two + "Seite 2;;\n" + more, "XXX 3 +5000 -6100"},
		{head + two + ";Rest des Textes;\n" + more, "XXX 3 +5000 -6100"},
		{head + two + "Lastschriften;;\n" + more, "nothing says what"},
		{bal + "Lastschriften;;;\n13.06.2026;B;-60,00;90,00\n", "XXX 2 +5000 -6000"},
		// Another account is not this one, whatever a person says of the file.
		{"Girokonto\n" + head + two + "\nTagesgeldkonto\n" + head + more, "names an account"},
		{"Compte pro n° 0001234567\n" + head + two + "\nLivret n° 0007654321\n" + head + more, "names an account"},
		{head + two + "Livret A 00098765432;;\n" + more, "names an account"},
		{head + strings.Repeat(two, far) + "Livret A 00098765432;;\n" + more, "names an account"},
		{"Konto A 0001234567\n" + head + two + "Konto A 0001234567\n" + head + more, "XXX 3 +5000 -6100"},
		{"IBAN DE89 3704 0044 0532 0130 00\n" + head + two + "Konto 0532013000;;\n" + more, "XXX 3 +5000 -6100"},
		{head + two + "Seite 2 vom 30.06.2026;;\n" + more, "XXX 3 +5000 -6100"},
		{"Girokonto\n" + head + strings.Repeat(two, far) + "Girokonto\n" + head + more, "XXX 8001 +20000000 -24000100"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%.200q: %s, want %s", c.text, got, c.want)
		}
	}
}

// TestPendingSections: lines below a heading that calls them pending are no entries where the
// balances say the same of every line, and the file is refused where they do not.
func TestPendingSections(t *testing.T) {
	const (
		head   = "Datum;Text;Betrag;Saldo\n"
		booked = "12.06.2026;A;50,00;150,00\n13.06.2026;B;-60,00;90,00\n14.06.2026;C;1,00;91,00\n"
		late   = "15.06.2026;D;-7,00;\n16.06.2026;E;9,00;\n"
		away   = "2 lines stand below a heading that says they are not booked yet, and are left out: " +
			"credits of 9.00 EUR, debits of 7.00 EUR"
	)
	for _, c := range []struct{ name, text, want string }{
		{"below", head + booked + "Vorgemerkte Umsätze;;;\n" + late, "booked 3 pending 2  " + away},
		{"above, with two headings", head + "Vorgemerkt;;;\n" + late + "Gebucht;;;\n" + booked, "booked 3 pending 2  " + away},
		{"a title and a heading", "Vorgemerkte Umsätze\n" + head + late + "Gebuchte Umsätze;;;\n" + booked,
			"booked 3 pending 2  " + away},
		{"above, and nothing says where it ends", head + "Vorgemerkt;;;\n" + late + booked, "not booked yet"},
		{"one of them has a balance", head + booked + "Vorgemerkt;;;\n15.06.2026;D;-7,00;84,00\n", "not booked yet"},
		{"one that is booked has none", head + booked + "15.06.2026;D;-7,00;\nVorgemerkt;;;\n" + late, "not booked yet"},
		{"a step that does not follow", head + strings.Replace(booked, "90,00", "80,00", 1) +
			"Vorgemerkt;;;\n" + late, "not booked yet"},
		{"only a title", "Vorgemerkte Umsätze\n" + head + booked, "not booked yet"},
	} {
		if got := said(t, c.text); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestPendingBetweenBalances: an opening and a closing balance in lines of their own prove the lines
// between them, and those below a heading that calls them pending stay away, with a day in another
// column or none; without the balances the file is refused.
func TestPendingBetweenBalances(t *testing.T) {
	const (
		head    = "Data contabile;Data valuta;Descrizione;Accrediti;Addebiti\n"
		opening = "Saldo iniziale;;;100,00;\n"
		booked  = "12.06.2026;12.06.2026;A;50,00;\n13.06.2026;14.06.2026;B;;-20,00\n"
		late    = ";;;Operazioni non contabilizzate;\n;Data;Descrizione;Accrediti;Addebiti\n;15.06.2026;C;;-7,00\n"
		closing = ";;Saldo finale;130,00;\n"
	)
	for _, c := range []struct{ text, want string }{
		{opening + head + booked + closing + late, "booked 2 pending 1"},
		{head + booked + late, "not booked yet"},
		{opening + head + booked + late, "not booked yet"},
	} {
		if got := said(t, c.text); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
