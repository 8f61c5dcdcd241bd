package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestProofs: what settles a question of detection, and what looks like it and does not.
func TestProofs(t *testing.T) {
	lines := func(head string, rows ...string) string {
		return head + "\n" + strings.Join(rows, "\n") + "\n"
	}
	const card = "Transaction Date,Post Date,Description,Amount"
	const three = "Date;Text;Amount"
	zeros := []string{"2026-01-02;A;-13.300", "2026-01-03;A;8.400", "2026-01-04;A;-156.960",
		"2026-01-05;A;37.650", "2026-01-06;A;-1.240", "2026-01-07;A;3.900", "2026-01-08;A;41.560",
		"2026-01-09;A;135.000"}
	foreign := make([]string, len(zeros))
	for i, row := range zeros {
		foreign[i] = row + ";" + row[len(row)-5:len(row)-4] + "2.910"
	}
	hundreds := make([]string, len(zeros))
	for i := range zeros {
		hundreds[i] = zeros[i][:len(zeros[i])-2] + "00"
	}
	for _, c := range []struct{ name, file, want string }{
		{"dots mean that the day comes first", lines("Datum;Text;Betrag", "04.09.23;A;-1.00"),
			"2023-09-04"},
		{"slashes do not", lines("Datum;Text;Betrag", "04/09/23;A;-1.00"), "ask dates:"},
		{"a day of purchase near the booking", lines(card, "12/03/2023,12/04/2023,A,-1.00"),
			"2023-12-04"},
		{"two days that are near in both orders", lines(card, "02/03/2023,02/03/2023,A,-1.00"),
			"ask dates:"},
		{"three decimals whose last is no digit", lines(three+";Original amount", foreign...), "8.40 "},
		{"the same without another column", lines(three, zeros...), "ask decimal sign:"},
		{"a zero in front", lines(three, append(zeros[:7:7], "2026-01-09;A;0.380")...),
			"ask decimal sign:"},
		{"too few of them", lines(three, zeros[:7]...), "ask decimal sign:"},
		{"hundreds", lines(three, hundreds...), "ask decimal sign:"},
		{"line ends translated twice", strings.ReplaceAll(lines(three, "2026-01-02;\"A\nB\";-3.15",
			"2026-01-03;A;4.25"), "\n", "\r\r\n"), "2026-01-03"},
	} {
		got, needs, err := read(t, []byte(c.file), importers.Options{Currency: "EUR"})
		if all := got + " ask " + strings.Join(needs, " ask "); err != nil || !strings.Contains(all, c.want) {
			t.Errorf("%s: %v: %q is not in %s", c.name, err, c.want, all)
		}
	}
}

// TestLastWord: a file without a last line end is whole when its last cell is a word that
// other lines have there, and may be cut when it is only the beginning of one.
func TestLastWord(t *testing.T) {
	const head = "Date;Amount;Kind\n2026-01-20;-1.00;merchant\n2026-01-21;-1.00;fee\n2026-01-22;-1.00;"
	for last, whole := range map[string]bool{"merchant": true, "merch": false, "other": false} {
		if _, _, err := read(t, []byte(head+last), importers.Options{Currency: "EUR"}); (err == nil) != whole {
			t.Errorf("last cell %q: %v", last, err)
		}
	}
}

// TestRemedies: a refusal says what to do, and the same whether the currency is known or not.
func TestRemedies(t *testing.T) {
	const three = "Date;Texte;Montant\n13/06/2026;A;1234,567\n14/06/2026;B;-5,00\n"
	for _, c := range []struct{ file, currency, want string }{
		{three, "", "name it with --currency, else download"},
		{three, "EUR", "name it with --currency, else download"},
		{"Date;Texte;Débit;Crédit\n13/06/2026;A;5,00;6,00\n14/06/2026;B;5,00;\n", "EUR",
			"export the lines without totals, or download"},
	} {
		_, _, err := read(t, []byte(c.file), importers.Options{Currency: reconcile.Currency(c.currency)})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q in %q: %v", c.file, c.currency, err)
		}
	}
}

// TestDaysWithoutSigns: eight digits that are a day in two orders are asked about like any other.
func TestDaysWithoutSigns(t *testing.T) {
	const file = "Date;Libellé;Montant\n01022026;VIR;100,00\n05022026;CHQ;-50,00\n"
	_, needs, err := read(t, []byte(file), importers.Options{Currency: "EUR"})
	if err != nil || len(needs) == 0 || !strings.Contains(strings.Join(needs, " "), "dates:") {
		t.Errorf("%v: %v", needs, err)
	}
}

// TestTwoPairs: of two pairs of debit and credit columns that say other figures none is chosen, unless
// the name of one says that it is not the account's, or a column of balances proves or contradicts it.
func TestTwoPairs(t *testing.T) {
	const lines = "\n02/06/2026;A;;270,00;;250,00\n14/06/2026;B;540,00;;500,00;\n"
	for _, c := range []struct{ text, want string }{
		{"Date;Description;Debit (USD);Credit (USD);Debit (EUR);Credit (EUR)" + lines, "which say different things"},
		{"Date;Libellé;Débit;Crédit;Débit;Crédit" + lines, "which say different things"},
		{"Date;Text;Original debit;Original credit;Debit;Credit" + lines, "XXX 2 +25000 -50000"},
		{"Date;Libellé;Débit;Crédit;Débit;Crédit" + strings.NewReplacer("250", "270", "500", "540").Replace(lines),
			"XXX 2 +27000 -54000"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// TestLineEndInText: a text with a line end and no quotes cuts its line in two, and the amount is not
// left out with the second of them. A line with a day and no amount is information.
func TestLineEndInText(t *testing.T) {
	const head, two = "Date;Libellé;Montant\n", "15/06/2026;B;-5,00\n16/06/2026;C;-1,00\n"
	for _, c := range []struct{ text, want string }{
		{head + "14/06/2026;Dupont\nfils;250,00\n" + two, "line 2: the line has a day and ends before its amount"},
		{head + two + "17/06/2026;Dupont\net\nfils;250,00\n18/06/2026;D;-1,00\n", "line 5: nothing says what"},
		{head + "14/06/2026;Information;\n" + two, "XXX 2 +0 -600"},
		{head + "14/06/2026;Information\n" + two, "XXX 2 +0 -600"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
