package bankcsv_test

import (
	"strings"
	"testing"
)

// TestPlainBalances: a line whose text is nothing but a balance or a sum is left out where the
// figures prove it and refused elsewhere; with any other word it is a payment.
func TestPlainBalances(t *testing.T) {
	const (
		head  = "Date;Libellé;Montant;Devise\n"
		three = "13/01/2026;VIR A;100,00;EUR\n14/01/2026;PRLV B;-50,00;EUR\n15/01/2026;CB C;-10,00;EUR\n"
		col   = "Date;Libellé;Montant;Solde;Devise\n13/01/2026;VIR A;100,00;1100,00;EUR\n" +
			"14/01/2026;PRLV B;-50,00;1050,00;EUR\n15/01/2026;CB C;-10,00;1040,00;EUR\n"
		maybe = "may be a payment"
	)
	for _, c := range []struct{ name, file, want string }{
		{"beside a column of balances", col + "31/01/2026;Solde au 31/01/2026;1040,00;;EUR\n", "booked 3"},
		{"of another amount", col + "31/01/2026;Solde au 31/01/2026;1041,00;;EUR\n", maybe},
		{"nothing proves it", head + three + "31/01/2026;Solde au 31/01/2026;1040,00;EUR\n", maybe},
		{"carried forward in Danish", head + three + "31/01/2026;Overført saldo;1040,00;EUR\n", maybe},
		{"the state at the beginning in Polish", head + "01/01/2026;Stan początkowy;1000,00;EUR\n" + three, maybe},
		{"two prove each other", head + "01/01/2026;Saldo per 01.01.2026;1000,00;EUR\n" + three +
			"31/01/2026;Saldo per 31.01.2026;1040,00;EUR\n", "booked 3"},
		{"newest first", head + "31/01/2026;Kontostand;-20,00;EUR\n15/01/2026;C;30,01;EUR\n14/01/2026;B;-50,01;EUR\n" +
			"01/01/2026;Kontostand;0,00;EUR\n", "booked 2"},
		{"after each day", head + "13/01/2026;VIR A;100,00;EUR\n13/01/2026;Saldo do dia;1100,00;EUR\n" +
			"14/01/2026;PRLV B;-50,00;EUR\n14/01/2026;Saldo do dia;1050,00;EUR\n", "booked 2"},
		{"what the lines sum to", head + three + "31/01/2026;Net movement;40,00;EUR\n", "booked 3"},
		{"a customer", head + three + "31/01/2026;SOLDE FACTURE 77;1040,00;EUR\n", "booked 4"},
		{"the number of an invoice", head + three + "31/01/2026;SOLDE 2025-0012;1040,00;EUR\n", "booked 4"},
		{"the name of a payer", "Date;Libellé;Nom;Montant\n13/01/2026;VIR;A;100,00\n14/01/2026;SOLDE;DUPONT;60,00\n" +
			"15/01/2026;PRLV;;-50,00\n", "booked 3"},
		{"a filling station", head + three + "31/01/2026;TOTAL;-45,00;EUR\n", "booked 4"},
		{"a total of nothing", head + three + "31/01/2026;Total;1040,00;EUR\n", "may be a total"},
		{"a sum without a day and a state", "Date;Libellé;Montant;Statut\n13/01/2026;A;100,00;Booked\n" +
			"14/01/2026;B;-50,00;Booked\n;Mouvements;50,00;\n", "booked 2 pending 0"},
		{"payments that meet by chance", head + "13/01/2026;DUPONT JEAN;30,00;EUR\n14/01/2026;MARTIN PAUL;60,00;EUR\n" +
			"15/01/2026;LOYER SALLE;-80,00;EUR\n16/01/2026;BERNARD LUC;50,00;EUR\n17/01/2026;LEROY ANNE;60,00;EUR\n", maybe},
		{"and name who pays", "Date;Nom contrepartie;Motif;Montant\n13/01/2026;DUPONT JEAN;x;30,00\n14/01/2026;MARTIN PAUL;x;60,00\n" +
			"15/01/2026;LOYER SALLE;x;-80,00\n16/01/2026;BERNARD LUC;x;50,00\n17/01/2026;LEROY ANNE;x;60,00\n", "booked 5"},
		{"beside a number of the kind", "Row;Date;Details;Amount;D/C\n10;12/01/2026;Opening balance;4000,00;C\n" +
			"20;13/01/2026;arve;1000,00;C\n20;14/01/2026;tasu;250,50;D\n82;14/01/2026;Turnover;250,50;D\n" +
			"82;14/01/2026;Turnover;1000,00;C\n86;14/01/2026;Closing balance;4749,50;C\n", "booked 2"},
		{"in two characters", head + three + "31/01/2026;残高;1040,00;EUR\n", maybe},
		{"without a word", head + three + "31/01/2026;;40,00;EUR\n", "may be a balance"},
		{"a balance from nothing", head + three + "16/01/2026;CB D;-15,00;EUR\n16/01/2026;Solde final;25,00;EUR\n", "booked 4"},
	} {
		if got := said(t, c.file); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
