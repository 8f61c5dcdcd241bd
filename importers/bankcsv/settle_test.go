package bankcsv_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestYearMayLead: lines that would be years apart are not taken for days of one month, nor
// the other way round.
func TestYearMayLead(t *testing.T) {
	for _, c := range []struct {
		name, days string
		asked      bool
	}{
		{"the last days of a month, year first", "26/06/12 26/06/13 26/06/15", true},
		{"two of them", "26/06/12 26/06/13", true},
		{"over the end of a month", "26/05/30 26/05/31 26/06/02", true},
		{"day first", "12/06/26 13/06/26 15/06/26", false},
		{"one day of every month, over new year", "26/11/25 26/12/25 26/01/26", false},
		{"one day", "26/06/12 26/06/12", true},
		{"one day, that is too old with the year first", "12/06/26 12/06/26", false},
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		file := "Date;Libellé;Débit;Crédit\n"
		for i, day := range strings.Fields(c.days) {
			file += fmt.Sprintf("%s;VIR %d;;5%d,00\n", day, i, i)
		}
		var got importers.Collector
		err = im.Read(context.Background(), strings.NewReader(file),
			importers.Options{Currency: "EUR"}, &got)
		if asked := strings.Contains(strings.Join(got.Needs, " "), "begin or end with the year"); err != nil || asked != c.asked {
			t.Errorf("%s: %v, asks %q", c.name, err, got.Needs)
		}
	}
}

// TestYearFirstIsSaid: who says so has the days read with the year first, and no others.
func TestYearFirstIsSaid(t *testing.T) {
	for days, want := range map[string]string{
		"26/06/12 26/06/13":     "2026-06-12 2026-06-13",
		"26/02/04 31/01/05":     "2026-02-04 2031-01-05",
		"31/02/04 31/02/05":     "2031-02-04 2031-02-05", // no day of February otherwise
		"26-02-04 26-02-05":     "2026-02-04 2026-02-05",
		"2026-02-04 2026-02-05": "2026-02-04 2026-02-05",
		"13/02/26 31/02/26":     "2013-02-26 2031-02-26",
		"31/01/2026 30/01/2026": "the dates of the file are dmy, not ymd",
		"26/06/12 26/06/31":     "",
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		file := "Date;Libellé;Débit;Crédit\n"
		for i, day := range strings.Fields(days) {
			file += fmt.Sprintf("%s;VIR %d;;5%d,00\n", day, i, i)
		}
		var c importers.Collector
		err = im.Read(context.Background(), strings.NewReader(file),
			importers.Options{Currency: "EUR", Dates: importers.YearFirst}, &c)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			e := c.Statements[0].Entries
			got = e[0].BookingDate.String() + " " + e[1].BookingDate.String()
		}
		if !strings.Contains(got, want) || want == "" && err == nil {
			t.Errorf("%s: %s, want %s", days, got, want)
		}
	}
}

// TestDailyTotals: the totals of days among the lines are never booked.
func TestDailyTotals(t *testing.T) {
	const head = "Date;Libellé;Débit;Crédit\n12/06/2026;VIR A;;50,00\n"
	const second = "13/06/2026;VIR B;;60,00\n13/06/2026;VIR C;;40,00\n13/06/2026;"
	for _, c := range []struct{ name, file, want string }{
		{"each day", head + "12/06/2026;Total du jour;;50,00\n" + second + "Total du jour;;100,00\n", "behind the last total"},
		{"a payee and one line alike", head + "12/06/2026;TOTAL ENERGIES;;50,00\n" + second + "VIR E;;1,00\n",
			"may be a total"},
		{"the second day alone", head + second + "Sous-total;;150,00\n14/06/2026;VIR D;;5,00\n", "entries 4"},
		{"the third day", head + second + "Total du jour;;150,00\n14/06/2026;VIR D;;5,00\n" +
			"14/06/2026;Total du jour;;5,00\n", "behind the last total"},
		{"a payee", head + second + "TOTAL ENERGIES;61,00;\n", "entries 4"},
		{"a filling station of another sum", head + second + "TOTAL;61,00;\n", "entries 4"},
		{"a payee of the sum above", head + second + "TOTAL ENERGIES;;150,00\n", "may be a total"},
		{"a filling station", head + second + "TOTAL;;150,00\n14/06/2026;VIR D;;5,00\n", "may be a total"},
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var got importers.Collector
		err = im.Read(context.Background(), strings.NewReader(c.file),
			importers.Options{Currency: "EUR"}, &got)
		said := fmt.Sprint(err)
		if err == nil {
			said = fmt.Sprintf("entries %d", len(got.Statements[0].Entries))
		}
		if !strings.Contains(said, c.want) {
			t.Errorf("%s: %s", c.name, said)
		}
	}
}

// TestPendingSection: a line that heads entries which are not booked yet stops the file.
func TestPendingSection(t *testing.T) {
	const rows = "Date;Libellé;Débit;Crédit\n12/06/2026;VIR A;;50,00\n13/06/2026;VIR B;;60,00\n"
	for _, c := range []struct {
		file    string
		refused bool
	}{
		{rows + "Opérations à venir;;;\n14/06/2026;VIR C;;40,00\n", true},
		{rows + "Opérations en cours\n14/06/2026;VIR C;;40,00\n", true},
		{rows + "Pending transactions;;;\n14/06/2026;VIR C;;40,00\n", true},
		{rows + "14/06/2026;EN COURS DE ROUTE;;40,00\n", false},
		{rows + "Opérations à venir : néant;;;\n", false},
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var got importers.Collector
		err = im.Read(context.Background(), strings.NewReader(c.file),
			importers.Options{Currency: "EUR"}, &got)
		if (err != nil && strings.Contains(err.Error(), "not booked yet")) != c.refused {
			t.Errorf("%q: %v", c.file, err)
		}
	}
}
