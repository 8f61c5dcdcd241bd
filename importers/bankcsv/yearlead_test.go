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
