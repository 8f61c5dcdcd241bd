package matcher

import "testing"

// Terms are free text: each line is one, and what is granted, in hundredths of a percent and
// days, and kept back.
func TestTerms(t *testing.T) {
	for text, want := range map[string]terms{
		"2/10 net 30":                                  {steps: steps(200, 10)},
		"14 Tage 2% Skonto, 30 Tage netto":             {steps: steps(200, 14)},
		"3% 8 Tage, 2% 14 Tage, 30 Tage netto":         {steps: steps(300, 8, 200, 14)},
		"14 Tage 2 %, 8 Tage 3 %, 30 Tage netto":       {steps: steps(300, 8, 200, 14)},
		"escompte 2% sous 10 jours":                    {steps: steps(200, 10)},
		"2% if paid not later than 10 days":            {steps: steps(200, 10)},
		"30 jours fin de mois":                         {},
		"30 jours, retenue de garantie 5%":             {retention: 500},
		"5% Sicherheitseinbehalt 365 Tage":             {retention: 500},
		"10% waarborgsom":                              {retention: 1000},
		"30 days net, late interest 1.5% 30 days":      {},
		"30 jours, pénalités de retard 10% à 30 jours": {},
		"30 Tage netto, Verzugszinsen 9% ab 30 Tagen":  {},
		"TVA 5,5% 30 jours":                            {},
		"2% 10 Tage, 30 Tage netto, 9% Verzugszinsen":  {steps: steps(200, 10)},
	} {
		if got := parseTerms(text); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

// steps are percent and days, one step after the other.
func steps(v ...int) (out [maxSteps]discountStep) {
	for i := 0; i < len(v); i += 2 {
		out[i/2] = discountStep{v[i], v[i+1]}
	}
	return out
}

// What is granted is the first step in time; afterwards the last one was.
func TestDiscountInSteps(t *testing.T) {
	both := parseTerms("3% 8 Tage, 2% 14 Tage, 30 Tage netto")
	for days, want := range map[int]int{0: 300, 8: 300, 9: 200, 14: 200} {
		if s, ok := both.step(days); !ok || s.percent != want {
			t.Errorf("day %d: got %v %v, want %d in time", days, s, ok, want)
		}
	}
	if s, ok := both.step(15); ok || s.percent != 200 {
		t.Errorf("day 15: got %v %v, want 200 too late", s, ok)
	}
}
