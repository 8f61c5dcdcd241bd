package bankcsv_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bankcsv"
)

// TestYearMayLead: lines that would be years apart are not taken for days of one month, nor
// the other way round.
func TestYearMayLead(t *testing.T) {
	for _, c := range []struct {
		name, days string
		refused    bool
	}{
		{"the last days of a month, year first", "26/06/12 26/06/13 26/06/15", true},
		{"two of them", "26/06/12 26/06/13", true},
		{"over the end of a month", "26/05/30 26/05/31 26/06/02", true},
		{"day first", "12/06/26 13/06/26 15/06/26", false},
		{"one day of every month, over new year", "26/11/25 26/12/25 26/01/26", false},
		{"one day", "26/06/12 26/06/12", false},
	} {
		im, err := bankcsv.New("")
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
		if refused := err != nil && strings.Contains(err.Error(), "begin or end with the year"); refused != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
