package bankcsv_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestDaysAhead: a list so long that the days of its first million bytes exist in both orders is
// settled by the first day behind them that does not, asked about when there is none, and refused
// when a later day exists in the other order only.
func TestDaysAhead(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	var long strings.Builder
	long.WriteString("Datum;Verwendungszweck;Betrag\n")
	for i := 0; long.Len() < 1_100_000; i++ {
		fmt.Fprintf(&long, "01/02/2026;%0500d;-1,00\n", i)
	}
	for _, c := range []struct{ name, end, want string }{
		{"day", "13/02/2026;B;2,00\n", "2026-02-13"},
		{"month", "02/13/2026;B;2,00\n", "2026-02-13"},
		{"none", "03/02/2026;B;2,00\n", "dates:"},
		{"both", "13/02/2026;B;2,00\n02/13/2026;B;2,00\n", "02/13/2026"},
	} {
		var got importers.Collector
		err := im.Read(context.Background(), bytes.NewReader([]byte(long.String()+c.end)),
			importers.Options{Account: "X", Currency: "EUR"}, &got)
		text := fmt.Sprint(err, got.Needs)
		if n := len(got.Statements); err == nil && n > 0 {
			entries := got.Statements[0].Entries
			text += entries[len(entries)-1].BookingDate.String()
		}
		if !strings.Contains(text, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, text)
		}
	}
}
