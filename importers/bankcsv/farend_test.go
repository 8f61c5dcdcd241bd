package bankcsv_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestFarEnd: a dated closing balance behind the part of a file that detection looks at is no
// entry, and neither is a total.
func TestFarEnd(t *testing.T) {
	var b strings.Builder
	b.WriteString("Date;Libellé;Montant\n01/01/2026;Solde initial;100,00\n")
	n := 0
	for ; b.Len() < 2<<20; n++ {
		fmt.Fprintf(&b, "%02d/01/2026;VIR %d DUPONT FACTURE 2026;1,00\n", 2+n*28/60000, n)
	}
	for _, c := range []struct{ last, want string }{
		{fmt.Sprintf("31/01/2026;NOUVEAU SOLDE;%d,00", 100+n), fmt.Sprintf("booked %d ", n)},
		{"31/01/2026;NOUVEAU SOLDE;5,00", fmt.Sprintf("booked %d ", n)}, // and held
		{"31/01/2026;NOUVEAU SOLDE DUPONT;5,00", "begins like a balance"},
		{fmt.Sprintf("31/01/2026;Total crédits;%d,00", n), fmt.Sprintf("booked %d ", n)},
	} {
		if got := said(t, b.String()+c.last+"\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %.200s, want %s", c.last, got, c.want)
		}
	}
}

// TestFarHeading: what heads lines that are not booked, or heads lines in words that nobody knows, and
// lines without a balance behind those with one are seen behind the part of a file that detection looks
// at, with a column of balances and without one.
func TestFarHeading(t *testing.T) {
	const (
		unbooked = "not booked yet"
		last     = "31/01/2026;CARTE;-5,00;\n"
	)
	for _, c := range []struct {
		name    string
		balance bool
		end     string
		want    string
	}{
		{"pending, proved", true, "Opérations en attente;;;\n" + last, unbooked},
		{"pending", false, "Opérations en attente;;;\n" + last, unbooked},
		{"in the column of labels", false, ";En attente;;\n" + last, unbooked},
		{"unknown", false, "Zzwait;;;\n" + last, "nothing says what"},
		{"unknown, with balances above alone", true, "Zzwait;;;\n" + last, "the line has no balance"},
		{"booked", false, "Opérations comptabilisées;;;\n" + last, "booked "},
		{"of a page", false, "Page 7;;;\n" + last, "booked "},
		{"below the last line", false, last + "Zzend;;;\n", "booked "},
		{"no heading", true, last, "the line has no balance"},
		{"no heading and no balances", false, last, "booked "},
	} {
		var b strings.Builder
		b.WriteString("Date;Libellé;Montant;Solde\n")
		for n := 1; b.Len() < 2<<20; n++ {
			solde := ""
			if c.balance {
				solde = fmt.Sprintf("%d,00", n)
			}
			fmt.Fprintf(&b, "%02d/01/2026;VIR %d DUPONT FACTURE 2026;1,00;%s\n", 2+n*28/60000, n, solde)
		}
		if got := said(t, b.String()+c.end); !strings.Contains(got, c.want) {
			t.Errorf("%s: %.200s, want %s", c.name, got, c.want)
		}
	}
}
