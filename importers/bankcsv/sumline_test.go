package bankcsv_test

import (
	"strings"
	"testing"
)

// TestSumLine: a line that says it is a total and is that on one side has to be it on the other;
// one that is no sum of the lines is remarked.
func TestSumLine(t *testing.T) {
	const (
		head  = "Date;Libellé;Débit;Crédit\n"
		rows  = "12/06/2026;A;;50,00\n13/06/2026;B;20,00;\n"
		later = "14/06/2026;C;;30,00\n"
		note  = "is not that of the lines: see that none is missing"
	)
	for _, c := range []struct{ name, text, want, not string }{
		{"both", head + rows + "TOTAUX;;20,00;50,00\n", "booked 2", note},
		{"one of them", head + rows + "TOTAUX;;25,00;50,00\n", "the other one is", ""},
		{"neither", head + rows + "TOTAUX;;25,00;55,00\n", note, ""},
		{"with what came forward", head + ";Solde initial;;10,00\n" + rows + "TOTAUX;;20,00;60,00\n", "booked 2", note},
		{"of a page and of all", head + rows + "Total page;;20,00;50,00\n" + later + "Total page;;0,00;30,00\nTotal;;20,00;80,00\n",
			"booked 3", note},
		{"a number of lines", head + rows + "Total;;1;1\n", "booked 2", note},
	} {
		if got := said(t, c.text); !strings.Contains(got, c.want) || c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
