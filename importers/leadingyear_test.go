package importers

import (
	"strings"
	"testing"
)

// TestLeadingYear: a list whose dates lie closer together with the year first may be meant so.
func TestLeadingYear(t *testing.T) {
	for days, may := range map[string]bool{
		"26/06/12 26/06/13 26/06/15": true,
		"26/06/12 26/06/13":          true,
		"26/05/31 26/06/02":          true,
		"25/12/30 26/01/05":          true, // over new year
		"26.06.12 26.06.30":          true,
		"12/06/26 13/06/26":          false,
		"01/06/26 30/06/26":          false,
		"06/01/26 06/30/26":          false, // the month first
		"26/11/25 26/12/25 26/01/26": false, // one day of every month
		"26/06/12 26/06/12":          false,
		"26/06/12":                   false,
		"6/06/12 6/06/13":            false,
		"26/06/2012 26/06/2013":      false,
		"05/01/23 20/06/24 14/12/25": false, // three years
		"":                           false,
	} {
		var l LeadingYear
		for _, s := range strings.Fields(days) {
			w, err := SplitDate(s)
			if err != nil {
				t.Fatal(err)
			}
			l.See(w.First, w.Second, w.Year%100, w.Short)
		}
		if l.May() != may {
			t.Errorf("%s: %v", days, !may)
		}
	}
}
