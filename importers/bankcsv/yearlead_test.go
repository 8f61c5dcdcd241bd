package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestYearOfOneDay: where the lines do not tell which number is the year, it is asked, unless only one
// can be.
func TestYearOfOneDay(t *testing.T) {
	const may = "begin or end with the year"
	for _, c := range []struct{ name, text, want string }{
		{"one line", "Date;Description;Amount\n26/03/07;A;-87.63\n", may},
		{"the month goes on", "Date;Description;Amount\n26/03/07;A;-87.63\n26/04/07;A;-87.63\n", may},
		{"in the years to come", "Date;Description;Amount\n26/06/28;A;-87.63\n", may},
		{"dots, long ago", "Date;Description;Amount\n26.03.07;A;-87.63\n", may},
		{"the value dates lie nearer", "Value date;Booking date;Description;Amount;Balance\n" +
			"26/08/15;26/08/13;A;2.02;6305.72\n26/08/13;26/08/13;B;1.42;6307.14\n", may},
		{"too old", "Date;Description;Amount\n13/06/26;A;-87.63\n", "2026-06-13"},
		{"dots", "Date;Description;Amount\n26.06.26;A;-87.63\n", "2026-06-26"},
		{"the month stands there", "Date;Description;Amount\n26/13/26;A;-87.63\n", "does not exist"},
		{"two days", "Date;Description;Amount\n26/06/26;A;-87.63\n27/06/26;A;-87.63\n", "2026-06-27"},
		{"the value date is another day", "Date;Value date;Description;Amount\n26/06/26;27/06/26;A;-87.63\n",
			"2026-06-26"},
	} {
		got, needs, err := read(t, []byte(c.text), importers.Options{Currency: "EUR"})
		all := got + " ask " + strings.Join(needs, " ask ")
		if err != nil {
			all = err.Error()
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
	var asked importers.Collector
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	if err := im.Read(t.Context(), strings.NewReader("Date;Description;Amount\n26/03/07;A;-87.63\n"),
		importers.Options{Currency: "EUR", Dates: importers.DayFirst}, &asked); err != nil {
		t.Errorf("said: %v", err)
	}
}

// TestYearBehindMinus: only orders that exist are offered, and days years apart that a person's order
// gives are told.
func TestYearBehindMinus(t *testing.T) {
	const (
		head = "Datum;Text;Betrag;Saldo\n"
		y1   = head + "26-06-01;Kunde;100,00;1100,00\n26-06-15;Miete;-50,00;1050,00\n"
		far  = "the days are from 2001-06-26 to 2015-06-26, as --dates dmy says, and would be from 2026-06-01 to 2026-06-15 with --dates ymd"
	)
	for _, c := range []struct {
		text        string
		order       importers.DayOrder
		need, notes string
	}{
		{y1, importers.OrderUnknown, importers.LeadingYearOrDayNeed, ""},
		{y1, importers.DayFirst, "", far},
		{y1, importers.YearFirst, "", ""},
		{head + "10-11-12;A;1,00;11,00\n11-11-12;B;-1,00;10,00\n", importers.OrderUnknown, importers.LeadingYearNeed, ""},
		{head + "06-26-01;A;1,00;11,00\n06-15-26;B;-1,00;10,00\n", importers.OrderUnknown, "", ""},
		{head + "26/06/01;A;1,00;11,00\n26/06/15;B;-1,00;10,00\n", importers.OrderUnknown, importers.LeadingYearOrDayNeed, ""},
		{head + "26/06/01;A;1,00;11,00\n26/06/15;B;-1,00;10,00\n", importers.DayFirst, "", far},
		{head + "01-06-26;A;1,00;11,00\n02-06-26;B;-1,00;10,00\n", importers.DayFirst, "", ""},
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var got importers.Collector
		err = im.Read(t.Context(), strings.NewReader(c.text), importers.Options{Currency: "EUR", Dates: c.order,
			Account: "FR7630004008120001023456796"}, &got)
		if needs, notes := strings.Join(got.Needs, "; "), strings.Join(got.Messages, "; "); err != nil ||
			needs != c.need || !strings.Contains(notes, c.notes) || c.notes == "" && strings.Contains(notes, "the days are") {
			t.Errorf("%q %s: %v asks %q, notes %q", c.text, c.order, err, needs, notes)
		}
	}
}
