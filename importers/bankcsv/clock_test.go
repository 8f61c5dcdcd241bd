package bankcsv

import "testing"

// TestTimesBehindDays: a time or a word for the year behind a day is no part of it, and nothing else
// may stand there.
func TestTimesBehindDays(t *testing.T) {
	shapes := newShaper()
	for _, c := range []struct {
		cell string
		want bool
	}{
		{"14/03/2026-15:22:10", true},
		{"2026-03-14-00.15.22.000000", true},
		{"2026-03-14T15:22:10.123+02:00", true},
		{"2026-03-14T15:22:10Z", true},
		{"2026-03-14_15:22", true},
		{"14.03.2026 um 15:22 Uhr", true},
		{"14.03.2026, 15:22 Uhr", true},
		{"14.03.2026 kl. 15.22", true},
		{"14/03/2026 à 15h22", true},
		{"14/03/2026 - 15:22", true},
		{"3/14/2026 3:22 PM", true},
		{"02.03.2026 г.", true},
		{"02.03.2026г. 15:22", true},
		{"02.03.2026 r.", true},
		{"2 март 2026 г.", true},
		{"Sat 14.03.2026", true},
		{"Sam. 14.03.2026", true},
		{"mar. 14/03/2026", true},
		{"mar 14 2026", true},
		{"lördag, 14 mars 2026", true},
		{"Сб 14.03.2026", false},
		{"INV 14/03/2026", false},
		{"Sat14.03.2026", false},
		{"14/03/2026-15", false},
		{"14/03/2026-A", false},
		{"14/03/2026 FACTURE", false},
		{"14/03/2026 PAUL", false},
		{"14/03/2026 gr", false},
	} {
		if _, ok := shapes.shape(c.cell); ok != c.want {
			t.Errorf("%q: %v", c.cell, ok)
		}
	}
}
