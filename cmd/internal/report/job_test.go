package report

import "testing"

// Banks put the number of an account into the name of a file. A letter shows its end alone.
func TestWithoutNumbers(t *testing.T) {
	for name, want := range map[string]string{
		"":                                "",
		"releve.xml":                      "releve.xml",
		"2026-06-30.xml":                  "2026-06-30.xml",
		"CAMT_20260630.xml":               "CAMT_20260630.xml",
		"FR7630004008120001023456796":     "…6796",
		"FR7610278060310002041230174.csv": "…0174.csv",
		"cic_FR7610278060310002041230174_2026-06.csv": "cic_…0174_2026-06.csv",
		"0312345678é0312345678":                       "…5678é…5678",
		"GB33BUKB20201555555555":                      "…5555",
		"123456789.xml":                               "123456789.xml",
	} {
		if got := WithoutNumbers(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
