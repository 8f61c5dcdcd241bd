package bankcsv_test

import (
	"strings"
	"testing"
)

// TestUnnamedBalance: a column of unknown name that follows from the amounts is the balance, and a line
// at an end without it is refused like any other.
func TestUnnamedBalance(t *testing.T) {
	const (
		head  = "Zzrest;Debit;Credit;Date;Text\n"
		lines = "289,67;80,00;;03.10.2026;Rent\n-80,33;370,00;;03.10.2026;Card\n-74,12;;6,21;06.10.2026;Sale\n"
	)
	for _, c := range []struct{ name, file, want string }{
		{"every line", head + lines, "booked 3"},
		{"an opening line", head + ";;369,67;03.10.2026;Zzbegin\n" + lines, "the line has no balance"},
		{"a column that follows from nothing", head + ";;369,67;03.10.2026;A\n" + strings.ReplaceAll(lines, "-80", "-81"), "booked 4"},
	} {
		if got := said(t, c.file); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
