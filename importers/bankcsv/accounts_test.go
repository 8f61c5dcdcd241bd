package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestAlternatingAccounts: lines of several accounts become a statement each where the column surely
// names them, and the file is asked about where it may name them or the other side.
func TestAlternatingAccounts(t *testing.T) {
	const (
		a, b  = "DE89370400440532013000", "DE02120300000000202051"
		own   = "Auftragskonto;Buchungstag;Text;Betrag;Währung\n"
		maybe = "Kontonummer;Buchungstag;Text;Betrag;Währung\n"
		other = "Text;Unbekannt;Buchungstag;Betrag;Währung\n"
		lines = a + ";13.05.2026;A;-1.200,00;EUR\n" + b + ";14.05.2026;B;5.000,50;EUR\n" +
			a + ";15.05.2026;C;350,10;EUR\n" + b + ";18.05.2026;D;-12,00;EUR\n"
		two    = "EUR 2 +35010 -120000; EUR 2 +500050 -1200"
		asked  = "asked accounts: the file does not settle whether"
		unseen = "A;" + a + ";13.05.2026;-1,00;EUR\nB;" + b + ";14.05.2026;5,00;EUR\nC;" + a + ";15.05.2026;3,00;EUR\n"
		names  = "Account,Date,Description,Amount\nCurrent,01/06/2026,A,100.00\nSavings,14/06/2026,B,3.00\n" +
			"Current,15/06/2026,C,-40.00\n"
		title = "Account name,Account number,Date,Description,Amount\nCurrent,11111111,01/06/2026,A,100.00\n" +
			"Savings,22222222,14/06/2026,Interest,3.00\nCurrent,11111111,15/06/2026,B,-40.00\n"
		chain = "Konto;Datum;Text;Betrag;Saldo\n11111111;01.06.2026;A;100,00;1100,00\n22222222;14.06.2026;B;3,00;1103,00\n" +
			"11111111;15.06.2026;C;-40,00;1063,00\n22222222;16.06.2026;D;-40,00;1023,00\n"
		each = "Datum;Text;Betrag;Saldo;Konto\n01.06.2026;A;100,00;1100,00;11111111\n14.06.2026;B;3,00;603,00;22222222\n" +
			"15.06.2026;C;-40,00;1060,00;11111111\n16.06.2026;D;-40,00;563,00;22222222\n"
		below = "Konto: 0001234567\nDatum;Text;Betrag\n12.06.2026;A;50,00\n13.06.2026;B;-60,00\n" +
			"Konto: 0007654321\n14.06.2026;C;-1,00\n"
		dollars = "Konto: 0001234567\nWährung: EUR\nDatum;Text;Betrag\n12.06.2026;A;50,00\n13.06.2026;B;-60,00\n" +
			"Währung: USD\nDatum;Text;Betrag\n14.06.2026;C;-1,00\n"
		titled = "Datum;Text;Betrag (EUR)\n12.06.2026;A;50,00\n13.06.2026;B;-60,00\nDatum;Text;Betrag (USD)\n14.06.2026;C;-1,00\n"
	)
	for _, c := range []struct{ text, account, want string }{
		{own + lines, "", two},
		{own + lines, "FR7630004008120001023456796", "leave --account out"},
		{"Text;Betrag;Währung;Buchungstag;IBAN Auftragskonto\nA;-1,00;EUR;13.05.2026;" + a + "\nB;5,00;EUR;14.05.2026;" +
			b + "\nC;3,00;EUR;15.05.2026;" + a + "\n", "", "EUR 1 +500 -0; EUR 2 +300 -100"},
		{own + lines + ";19.05.2026;E;-2,00;EUR\n", "FR7630004008120001023456796", asked},
		{maybe + lines, "", asked},
		{maybe + lines, a, "leave --account out"},
		{maybe + lines, "FR7630004008120001023456796", asked},
		{"Konto: DE21500500009876543210\n" + maybe + lines, "", "EUR 4 +535060 -121200"},
		{other + unseen, "", asked},
		{other + unseen, "FR7630004008120001023456796", "EUR 3 +800 -100"},
		{names, "", asked},
		{title, "", asked},
		{title, "33333333", asked},
		{chain, "", "XXX 4 +10300 -8000"},
		{each, "", "XXX 2 +10000 -4000; XXX 2 +300 -4000"},
		{below, "", "XXX 1 +0 -100; XXX 2 +5000 -6000"},
		{dollars, "", "EUR 2 +5000 -6000; USD 1 +0 -100"},
		{strings.Replace(dollars, "USD\nDatum;Text;Betrag\n", "USD\n", 1), "", "EUR 2 +5000 -6000; USD 1 +0 -100"},
		{titled, "", "the columns below it are others"},
		{below, "0001234567", "the file is of account 0007654321"},
	} {
		got := summary(t, c.text, importers.Options{Account: c.account})
		if !strings.Contains(got, c.want) {
			t.Errorf("%q with %q:\n  %s\nwant %s", c.text, c.account, got, c.want)
		}
	}
}

// TestBalancesOfEachAccount: what stands above and below the lines of an account is its own.
func TestBalancesOfEachAccount(t *testing.T) {
	table := func(account, opening, lines, closing string) string {
		return "Konto;" + account + "\nWährung;EUR\nAnfangssaldo;" + opening + "\nDatum;Text;Betrag\n" + lines +
			"Endsaldo;" + closing + "\n\n"
	}
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	var c importers.Collector
	text := table("0001234567", "1000,00", "12.06.2026;A;250,00\n13.06.2026;B;-500,00\n", "750,00") +
		table("0007654321", "100,00", "14.06.2026;C;5,00\n", "105,00")
	if err := im.Read(t.Context(), strings.NewReader(text), importers.Options{}, &c); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range c.Statements {
		got = append(got, s.Account+" "+s.Opening.Amount.Decimal()+" "+s.Closing.Amount.Decimal())
	}
	if all := strings.Join(got, "; "); all != "0001234567 1000.00 750.00; 0007654321 100.00 105.00" {
		t.Error(all)
	}
}

// TestAccountIsFound: of one account, above the table with spaces at the ends of cells, and in a column
// behind the amounts where payees differ.
func TestAccountIsFound(t *testing.T) {
	const (
		above = "Conta ;0123456789012 - EUR - Conta Extracto\nData de início ;01-05-2026\nData de fim ;22-05-2026\n\n" +
			"Data mov. ;Data valor ;Descrição ;Débito ;Crédito ;Saldo contabilístico ;\n" +
			"20-05-2026;20-05-2026;A ;;1.500,00;2.500,00;\n07-05-2026;06-05-2026;B ;800,00;;1.000,00;\n"
		iban = "FR7630004008120001023456796"
		head = "Date;Label;Amount;Currency;Account\n"
		a, b = "2026-06-01;A;100,00;EUR;" + iban + "\n", "2026-06-15;B;-40,00;EUR;" + iban + "\n"
	)
	for text, want := range map[string]string{
		above: "0123456789012 EUR",
		"Payee;" + head + "Miller;" + a + "Meyer;" + b:  iban + " EUR",
		"Payee;" + head + "Miller;" + a + "Miller;" + b: "asked", // who saves has one other account
		head + a + b + a: "asked",
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var c importers.Collector
		if err := im.Read(t.Context(), strings.NewReader(text), importers.Options{}, &c); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		got := c.Statements[0].Account + " " + string(c.Statements[0].Currency)
		if strings.Contains(strings.Join(c.Needs, " "), "account:") {
			got = "asked"
		}
		if got != want {
			t.Errorf("%q: %s, want %s: %q", text, got, want, c.Needs)
		}
	}
}
