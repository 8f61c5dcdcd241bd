package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestEndSign: the line that has no balance before it goes the way of the others only where
// something says so.
func TestEndSign(t *testing.T) {
	const (
		rows = "18/09/2026;Carte 498;190,30;12301,84\n18/09/2026;Carte 31559;829,39;12492,14\n" +
			"17/09/2026;VIR RECU CLIENT ACME;2088,99;13321,53\n"
		head  = "Date;Libellé;Montant;Solde\n"
		sides = "Date;Libellé;Montant;Type mvt;Solde\n18/09/2026;Carte 498;190,30;S;12301,84\n" +
			"18/09/2026;Carte 31559;829,39;S;12492,14\n17/09/2026;VIR RECU;2088,99;E;13321,53\n"
	)
	for _, c := range []struct {
		name, text, want string
		asked            bool
	}{
		{"newest first", head + rows, "EUR 3 +0 -310868", true},
		{"an opening balance that contradicts", "Solde initial;11232,54\n" + head + rows, "EUR 3 +0 -310868", true},
		{"an opening balance that agrees", "Solde initial;15410,52\n" + head + rows, "EUR 3 +0 -310868", false},
		{"an opening balance among the lines", head + rows + "16/09/2026;Solde initial;;15410,52\n", "EUR 3 +0 -310868", false},
		{"a second word on that line only", sides, "EUR 3 +0 -310868", true},
		{"oldest first", "Date;Description;Amount;Balance\n17/09/2026;Card;20.00;980.00\n" +
			"18/09/2026;Transfer ACME;2000.00;2980.00\n", "EUR 2 +202000 -0", true},
		{"a sign on a balance only", "Date;Libellé;Montant\n18/09/2026;CARTE;20,00\n17/09/2026;VIR;5,00\n" +
			"16/09/2026;Solde initial;-39,00\n", "EUR 2 +2500 -0", true},
		{"a sign on some lines", head + "16/09/2026;VIR;20,00;980,00\n17/09/2026;VIR;5,00;985,00\n" +
			"18/09/2026;CARTE;-100,00;885,00\n", "EUR 3 +2500 -10000", false},
	} {
		got := summary(t, c.text, importers.Options{Currency: "EUR"})
		if !strings.HasPrefix(got, c.want) || strings.Contains(got, "asked signs:") != c.asked {
			t.Errorf("%s: %s, want %s, asked %t", c.name, got, c.want, c.asked)
		}
	}
}

// TestAgainstDays: amounts without a sign are not read from a balance that goes against the days.
func TestAgainstDays(t *testing.T) {
	got := summary(t, "Date;Description;Amount;Balance\n20.05.2026;Purchase;528,96;5027,03\n"+
		"23.05.2026;Rent;24825,72;4498,07\n24.05.2026;Rent;0,91;-20327,65\n", importers.Options{Currency: "EUR"})
	if !strings.Contains(got, "against the order of the days") {
		t.Error(got)
	}
}

// TestZerosProveNothing: a column of zeros is no balance, and debits and credits that are empty on
// some lines are numbers too.
func TestZerosProveNothing(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a fee of zeros", "Date|Balance|Description|Zorra|Hartzekoa|Komisioa\n27/05/2026|16059.88|A|0.00|420.00|0.00\n" +
			"27/05/2026|15898.95|B|160.93|0.00|0.00\n28/05/2026|15897.13|C|1.82|0.00|0.00\n", "EUR 3 +42000 -16275"},
		{"zeros in the side that is none", "Zza|Zzb|Zzc|Zzd|Zze|Zzf\n0,00|706,35|13.05.2026|A|7|703,11\n" +
			"0,00|2,71|10.05.2026|B|8|-3,24\n5,95|0,00|10.05.2026|C|9|-5,95\n", "two columns of numbers may be"},
		{"points", "Date;Description;XDr;XCr;Points\n14.09.2026;Deposit;0,00;500,00;0,00\n" +
			"15.09.2026;Rent;100,00;0,00;0,00\n17.09.2026;Meier;77,77;0,00;0,00\n", "names of the columns"},
		{"sides that are empty on some lines", "X 1\n14.09.2026;Deposit;500,00;;1500,00\n15.09.2026;Rent;;100,00;1400,01\n" +
			"17.09.2026;Meier;;77,77;1322,23\n", "columns of their own"},
	} {
		if got := summary(t, c.text, importers.Options{Currency: "EUR"}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}
