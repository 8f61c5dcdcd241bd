package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestProvedSide: two words of any language tell the direction where the balance follows with
// them on every line and in no other way; nothing else makes them do so.
func TestProvedSide(t *testing.T) {
	const head = "Datum;Text;Qux;Betrag;Saldo\n"
	const (
		rows = "12.06.2026;A;zim;5,00;15,00\n13.06.2026;B;zam;7,00;8,00\n14.06.2026;C;zim;1,00;9,00\n" +
			"14.06.2026;D;zim;2,00;11,00\n14.06.2026;E;zam;4,00;7,00\n"
		payees = "14.08.2026;Rent;Rossi;240;1215660\n14.08.2026;Sale;Müller & Co;370;1216030\n" +
			"16.08.2026;Transfer;Rossi;81978;1134052\n"
	)
	for _, c := range []struct{ name, text, want string }{
		{"two unknown words", head + rows, "XXX 5 +800 -1100"},
		{"one of them empty", head + strings.ReplaceAll(rows, "zam", ""), "XXX 5 +800 -1100"},
		{"newest first", head + "14.06.2026;E;zam;4,00;7,00\n14.06.2026;D;zim;2,00;11,00\n14.06.2026;C;zim;1,00;9,00\n" +
			"13.06.2026;B;zam;7,00;8,00\n12.06.2026;A;zim;5,00;15,00\n", "XXX 5 +800 -1100"},
		{"two payers, one payment of each proved", head + payees, "asked signs"},
		{"a third word", head + rows + "15.06.2026;D;zum;1,00;8,00\n", "asked signs"},
		{"a line where the balance does not follow", head + rows + "15.06.2026;D;zim;1,00;9,50\n", "asked signs"},
		{"no balance", strings.ReplaceAll(head+rows, "Saldo", "Zahl"), "asked signs"},
		{"all of one day", head + strings.NewReplacer("12.06", "13.06", "14.06", "13.06").Replace(rows),
			"asked signs"},
		{"a word that stands on the first line only, which no step proves: all are debits",
			head + "12.06.2026;A;zum;5,00;15,00\n13.06.2026;B;zim;7,00;8,00\n14.06.2026;C;zim;1,00;7,00\n", "XXX 3 +0 -1300"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
