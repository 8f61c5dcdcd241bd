package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestHeadings: a line that heads others is understood, or the file is not read.
func TestHeadings(t *testing.T) {
	const (
		head = "Datum;Text;Betrag\n"
		two  = "12.06.2026;A;50,00\n13.06.2026;B;-60,00\n"
		more = "14.06.2026;C;-1,00\n"
		bal  = "Datum;Text;Betrag;Saldo\n12.06.2026;A;50,00;150,00\n"
	)
	for _, c := range []struct{ text, want string }{
		{head + "Vorgemerkte Umsätze;;\n" + two + "Gebuchte Umsätze;;\n" + more, "not booked yet"},
		{head + two + "Reservierte Beträge\n" + more, "not booked yet"},
		{head + two + "Księgowania oczekujące;;\n" + more, "not booked yet"},
		{head + "Gebuchte Umsätze;;\n" + two, "XXX 2 +5000 -6000"},
		{head + two + "Juni 2026;;\n" + more, "XXX 3 +5000 -6100"},
		{head + two + "Seite 2;;\n" + more, "XXX 3 +5000 -6100"},
		{head + two + ";Rest des Textes;\n" + more, "XXX 3 +5000 -6100"},
		{head + two + "Lastschriften;;\n" + more, "nothing says what"},
		{bal + "Lastschriften;;;\n13.06.2026;B;-60,00;90,00\n", "XXX 2 +5000 -6000"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
