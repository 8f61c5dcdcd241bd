package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestDaysWithGaps: a whole column of days is not taken for that of the booking where one whose name
// nobody knows has days near them on some lines only: those without are pending in many files.
func TestDaysWithGaps(t *testing.T) {
	const asked = "ask booking day"
	for _, c := range []struct{ name, text, want string }{
		{"nothing where a line is pending", "Zzbook;Zztext;Zzvalue;Debit;Credit\n25.02.2026;A;27.02.2026;6,21;\n" +
			"22.02.2026;B;22.02.2026;;370,00\n;C;23.02.2026;10413,62;\n", asked},
		{"a word there", "Zzbook;Description;Value date;Debit;Credit\nQqwait;C;23.02.2026;10413,62;\n" +
			"25.02.2026;A;27.02.2026;6,21;\n22.02.2026;B;22.02.2026;;370,00\n", asked},
		{"no name is known", "Zzbook;Zztext;Zzvalue;Zzrest;Zzsum\n09.09.2026;A;08.09.2026;18179,19;7,76\n" +
			"13.09.2026;B;13.09.2026;30307,67;12128,48\n13.09.2026;C;15.09.2026;29777,31;-530,36\n" +
			"14.09.2026;D;15.09.2026;29776,31;-1,00\n;E;15.09.2026;;-183,23\n", asked},
		{"a text that is a day", "Zznote;Description;Value date;Amount\n25.02.2026;A;27.02.2026;6,21\n" +
			"rent;B;22.02.2026;370,00\nfood;C;23.02.2026;-10,00\n", "2026-02-23"},
		{"days of something else", "Zzcontract;Zztext;Zzvalue;Amount\n25.02.2021;A;27.02.2026;6,21\n" +
			";B;22.02.2026;370,00\n;C;23.02.2026;-10,00\n", "2026-02-23"},
	} {
		got, needs, err := read(t, []byte(c.text), importers.Options{Currency: "EUR"})
		all := got + " ask " + strings.Join(needs, " ask ")
		if err != nil {
			all = err.Error()
		}
		if !strings.Contains(all, c.want) || c.want != asked && strings.Contains(all, asked) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}
