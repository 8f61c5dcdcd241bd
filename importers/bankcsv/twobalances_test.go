package bankcsv_test

import (
	"strings"
	"testing"
)

// TestUnstatedBalances: balances that nothing proves are no entries and prove nothing.
func TestUnstatedBalances(t *testing.T) {
	const (
		head    = "Date;Libellé;Montant\n"
		two     = "14/09/2026;VIR ACOMPTE;500,00\n15/09/2026;CARTE;-100,00\n"
		lone    = "nothing proves it"
		lead    = "do not lead from the opening balance"
		from    = "Solde au 13/09/2026;100,00\n"
		valued  = "Date;Valeur;Libellé;Montant\n"
		entries = "14/09/2026;14/09/2026;VIR A;500,00\n15/09/2026;16/09/2026;CARTE;-100,00\n"
		payers  = "Date;Payer;Libellé;Montant"
		paid    = "14/09/2026;A;VIR;500,00\n15/09/2026;B;CARTE;-100,00\n16/09/2026;C;CARTE;-1,00\n"
		lacks   = "the line has nothing in column"
	)
	for _, c := range []struct{ name, file, want string }{
		{"the sum of the lines from nothing", head + two + "16/09/2026;SOLDE;400,00\n", lone},
		{"from what is stated", head + "13/09/2026;SOLDE;100,00\n" + two + "16/09/2026;SOLDE;500,00\n", "booked 2"},
		{"two above that contradict", from + "Solde au 16/09/2026;501,00\n" + head + two, lead},
		{"two above that agree", from + "Solde au 16/09/2026;500,00\n" + head + two, "booked 2"},
		{"around the lines", from + head + two + "Solde au 16/09/2026;501,00\n", lead},
		{"one is of a day between", "Solde au 15/09/2026;100,00\nSolde au 16/09/2026;501,00\n" + head + two, "booked 2"},
		{"a balance in words that nobody knows", valued + "13/09/2026;;Lokastaða;100,00\n" + entries, lacks},
		{"a line in the middle", valued + "13/09/2026;13/09/2026;A;9,00\n13/09/2026;;B;100,00\n" + entries, "booked 4"},
		{"of another currency column", "Date;Devise;Libellé;Montant\n13/09/2026;;Lokastaða;100,00\n" +
			"14/09/2026;EUR;VIR A;500,00\n15/09/2026;EUR;CARTE;-100,00\n", lacks},
		{"balances at both ends", valued + "13/09/2026;;Lokastaða;100,00\n" + entries + "15/09/2026;16/09/2026;B;7,00\n" +
			"16/09/2026;;Upphafsstaða;12,00\n", lacks},
		{"a balance of zero", payers + "\n13/09/2026;;Lokastaða;0,00\n" + paid, lacks},
		{"a line that is its own balance", "Date;Devise;Libellé;Montant;Solde\n19/05/2026;EUR;CB;-82,07;733,51\n" +
			"19/05/2026;;Lokastaða;815,58;815,58\n", lacks},
		{"kinds that both ends lack", "Date;Type mvt;Libellé;Montant\n13/09/2026;;Lokastaða;100,00\n14/09/2026;Zza;VIR A;500,00\n" +
			"15/09/2026;Zzb;CB;-90,00\n16/09/2026;Zza;CB;-5,00\n16/09/2026;;Upphafsstaða;-505,00\n", lacks},
		{"payers that both ends lack", payers + "\n13/09/2026;;Fee;-1,00\n" + paid + "17/09/2026;;Fee;-1,00\n", "booked 5"},
		{"balances of two lines that lack what these have", payers + "\n16/09/2026;;Zzend;13555,42\n" +
			"15/09/2026;B;CARTE;-7,39\n14/09/2026;A;VIR;689,61\n13/09/2026;;Zzbegin;12873,20\n", "may be a payment"},
		{"stated above too", "Zzbegin;6390,81\n" + head + "13/09/2026;Zzbegin;6390,81\n" + two, lone},
		{"another number above", "Zzbegin;6390,82\n" + head + "13/09/2026;Zzbegin;6390,81\n" + two, "booked 3"},
		{"currencies in a column of unknown name", "Date;Zzcode;Libellé;Montant\n13/09/2026;;Lokastaða;100,07\n" +
			"14/09/2026;EUR;VIR A;500,00\n15/09/2026;EUR;CARTE;-100,00\n", lacks},
		{"a sum of the other sign", head + two + ";Zzend;-400,00\n", "neither a sum of the lines nor a balance"},
		{"a sum of lines that go out", head + two + "16/09/2026;CB;-700,00\n;Zzend;300,00\n", "booked 3"},
		{"a fee of no payer", payers + "\n13/09/2026;;Fee;-1,00\n" + paid, "booked 4"},
	} {
		if got := said(t, c.file); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
