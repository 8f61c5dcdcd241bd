package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestPlaces: columns that nothing names are known by what stands in them and by proof, or the
// file is refused; nothing is guessed.
func TestPlaces(t *testing.T) {
	const unknown = "name a profile"
	for _, c := range []struct{ name, file, want string }{
		{"one number with a sign", "13/06/2026;PRLV EDF;-100,00\n14/06/2026;VIR A;50,00\n", "-100.00"},
		{"two numbers", "13/06/2026;A;-100,00;12,50\n14/06/2026;B;50,00;13,10\n", unknown},
		{"no words", "13/06/2026;7;-100,00\n14/06/2026;8;50,00\n", unknown},
		{"counts are no amounts", "13/06/2026;A;100\n14/06/2026;B;50\n", unknown},
		{"no sign", "13/06/2026;A;100,00\n14/06/2026;B;50,00\n", "ask signs:"},
		{"a balance behind", "13/06/2026;A;-100,00;900,00;7\n14/06/2026;B;50,00;950,00;8\n" +
			"15/06/2026;C;25,00;975,00;9\n", "{975.00 EUR 2026-06-15}"},
		{"a balance before", "13/06/2026;A;1000,00;-100,00\n14/06/2026;B;900,00;50,00\n" +
			"15/06/2026;C;950,00;25,00\n", "{975.00 EUR 2026-06-15}"},
		{"a balance before and a newer line behind it", "15/06/2026;C;950,00;25,00\n14/06/2026;B;900,00;50,00\n" +
			"13/06/2026;A;1000,00;-100,00\n16/06/2026;Z;;7,00\n", unknown},
		{"a balance before, newest first", "15/06/2026;C;950,00;25,00\n14/06/2026;B;900,00;50,00\n" +
			"13/06/2026;A;1000,00;-100,00\n", "{975.00 EUR 2026-06-15}"},
		{"before or reversed, on one day", "13/06/2026;A;1000,00;-100,00\n" +
			"13/06/2026;B;900,00;50,00\n13/06/2026;C;950,00;25,00\n", unknown},
		{"a pair", "13/06/2026;A;100,00;;900,00\n14/06/2026;B;;50,00;950,00\n" +
			"15/06/2026;C;;25,00;975,00\n", "-100.00"},
		{"a pair without a balance", "13/06/2026;A;100,00;\n14/06/2026;B;;50,00\n", unknown},
		{"a word for the direction", "13/06/2026;A;D;100,00;900,00\n14/06/2026;B;C;50,00;950,00\n" +
			"15/06/2026;E;C;25,00;975,00\n", "-100.00"},
		{"a balance that breaks", "13/06/2026;A;-100,00;900,00\n14/06/2026;B;50,00;951,00\n" +
			"15/06/2026;C;25,00;976,00\n", unknown},
		{"a separator in a text", "13/06/2026;VIR A;9999,99;0,01\n14/06/2026;B;50,00\n",
			"another cell than its column"},
		{"names that nobody knows, and a balance", "Quando;Cosa;Quanto;Resta\n13/06/2026;A;-100,00;900,00\n" +
			"14/06/2026;B;50,00;950,00\n15/06/2026;C;25,00;975,00\n", "{975.00 EUR 2026-06-15}"},
		{"names that nobody knows alone", "Quando;Cosa;Quanto\n13/06/2026;A;-100,00\n" +
			"14/06/2026;B;50,00\n", unknown},
		{"a line about the list", "2026-06-30,13-06-2026,NAME,EUR,\"1000,00\",\"975,00\"\n" +
			"13-06-2026,13-06-2026,A,X,\"-100,00\",\"900,00\"\n14-06-2026,14-06-2026,B,X,\"50,00\",\"950,00\"\n" +
			"15-06-2026,15-06-2026,C,X,\"25,00\",\"975,00\"\n", "{975.00 EUR 2026-06-15}"},
	} {
		got, needs, err := read(t, []byte(c.file), importers.Options{Currency: "EUR"})
		all := got + " ask " + strings.Join(needs, " ask ")
		if err != nil {
			all = err.Error()
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}

// TestBalanceBefore: with names too, a balance before the line is no reversed sign, unless the
// days of the lines say so.
func TestBalanceBefore(t *testing.T) {
	const head = "Date;Text;Amount;Balance\n"
	for _, c := range []struct{ name, file, want string }{
		{"oldest first", "13/06/2026;A;-100,00;1000,00\n14/06/2026;B;50,00;900,00\n" +
			"15/06/2026;C;25,00;950,00\n", " -100.00"},
		{"a card, newest first", "15/06/2026;A;-100,00;1000,00\n14/06/2026;B;50,00;900,00\n" +
			"13/06/2026;C;25,00;950,00\n", " 100.00"},
		{"all of one day", "13/06/2026;A;-100,00;1000,00\n13/06/2026;B;50,00;900,00\n" +
			"13/06/2026;C;25,00;950,00\n", "ask signs:"},
	} {
		got, needs, err := read(t, []byte(head+c.file), importers.Options{Currency: "EUR"})
		if all := got + " ask " + strings.Join(needs, " ask "); err != nil || !strings.Contains(all, c.want) {
			t.Errorf("%s: %v: %q is not in %s", c.name, err, c.want, all)
		}
	}
}

// TestTwoDays: of two columns of days without names the one by which the lines are sorted is the day
// of the booking; where both are, or none, it is asked.
func TestTwoDays(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the second is sorted", "A;14.06.2026;13.06.2026;-1,00\nB;13.06.2026;14.06.2026;2,00\nC;16.06.2026;15.06.2026;2,00\n",
			"2026-06-15"},
		{"both are", "A;13.06.2026;13.06.2026;-1,00\nB;14.06.2026;15.06.2026;2,00\nC;15.06.2026;16.06.2026;2,00\n",
			"ask booking day"},
		{"one by being the same on every line", "A;09.06.2026;10.06.2026;-1,00\nB;10.06.2026;10.06.2026;-2,00\n",
			"ask booking day"},
		{"both are the same", "A;13.06.2026;13.06.2026;-1,00\nB;14.06.2026;14.06.2026;2,00\nC;15.06.2026;15.06.2026;2,00\n",
			"2026-06-15"},
	} {
		got, needs, err := read(t, []byte(c.text), importers.Options{Currency: "EUR"})
		if all := got + " ask " + strings.Join(needs, " ask "); err != nil || !strings.Contains(all, c.want) {
			t.Errorf("%s: %v: %q is not in %s", c.name, err, c.want, all)
		}
	}
}
