package ofx

import (
	"fmt"
	"strings"
	"testing"
)

// TestDots: 1.250 is read where the file shows that its dots stand before decimals, and nowhere
// else, wherever the other amount stands.
func TestDots(t *testing.T) {
	for _, c := range []struct {
		amounts, balance string
		refused          bool
	}{
		{"1.250", "", true},
		{"-1.250", "", true},
		{"1.250 18.000 7", "", true},
		{"1.250 1.234.567 -1250,00", "", true},
		{"1.250", "R$ 5.320", true},
		{"1.250", "1251.25", false},
		{"1.250 12.5", "", false},
		{"12.50 1.250", "", false},
		{"1.250 0.500", "", false},
		{"1.250 1250.000", "", false},
		{"1.250 1,234.50", "", false},
		{"1250", "", false},
	} {
		var lines strings.Builder
		for _, a := range strings.Fields(c.amounts) {
			fmt.Fprintf(&lines, "<STMTTRN><DTPOSTED>20260102<TRNAMT>%s</STMTTRN>", a)
		}
		doc := wrap(lines.String())
		if c.balance != "" {
			doc = strings.Replace(doc, "</STMTRS>", "<LEDGERBAL><BALAMT>"+c.balance+
				"<DTASOF>20260131</LEDGERBAL></STMTRS>", 1)
		}
		_, err := subject().Parse(strings.NewReader(doc))
		if refused := err != nil && strings.Contains(err.Error(), "may be a thousand"); refused != c.refused ||
			!c.refused && err != nil {
			t.Errorf("%s, balance %q: %v", c.amounts, c.balance, err)
		}
	}
}
