package matcher

import (
	"slices"
	"strings"
)

// terms are the conditions of payment that matter to the equation.
type terms struct {
	steps     [maxSteps]discountStep // the first in time counts; percent 0 for none
	retention int                    // kept back, in hundredths of a percent
}

const maxSteps = 2 // of one discount: "3% 8 Tage, 2% 14 Tage, 30 Tage netto"

// discountStep is a discount that is granted for some days.
type discountStep struct{ percent, days int } // in hundredths of a percent

// grant adds a step, those for fewer days first.
func (t *terms) grant(s discountStep) {
	for i := range t.steps {
		if o := t.steps[i]; o.percent == 0 || s.days < o.days {
			t.steps[i], s = s, o
		}
	}
}

// step is what is granted so many days after the issue, and whether that is in time: after the
// last step it is what was granted last.
func (t *terms) step(days int) (s discountStep, inTime bool) {
	for _, o := range t.steps {
		if o.percent == 0 {
			break
		}
		if s = o; days <= s.days {
			return s, true
		}
	}
	return s, false
}

// parseTerms reads free text in any language: "2/10 net 30", "14 Tage 2% Skonto, 30 Tage
// netto", "30 jours, escompte 2% 10 jours", "retenue de garantie 5%". A discount is a
// percentage with a count of days in the same clause; a percentage without days is kept
// back. The words themselves are not needed, but for those of what a late payer owes and of
// taxes: such a percentage is no discount.
func parseTerms(s string) terms {
	var t terms
	if percent, days, ok := slashTerms(s); ok {
		t.grant(discountStep{percent, days})
		return t
	}
	for start := 0; start <= len(s); {
		end := start
		for end < len(s) && s[end] != ';' && !(s[end] == ',' && (end+1 == len(s) ||
			s[end+1] == ' ')) {
			end++
		}
		t.clause(s[start:end])
		start = end + 1
	}
	return t
}

// clause reads the percentage and the days of one clause.
func (t *terms) clause(s string) {
	percent, days := 0, 0
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		v, n := hundredths(s[i:])
		i += n
		for i < len(s) && s[i] == ' ' {
			i++
		}
		if i < len(s) && s[i] == '%' {
			percent = v
		} else if v%100 == 0 && (days == 0 || v/100 < days) {
			days = v / 100
		}
	}
	switch {
	case percent == 0 || percent > 2000 || hasStem(s, onTop()):
	case days > 0 && percent <= 1000 && !hasStem(s, keptBack()):
		t.grant(discountStep{percent, days})
	case days == 0 || hasStem(s, keptBack()):
		t.retention = percent
	}
}

// keptBack are the stems of "retention" and "guarantee", beside which days may stand.
func keptBack() []string {
	return strings.Fields("RETEN RETAIN GARANT GUARANT EINBEHALT INHOUD RITENUT BORG WAARBORG")
}

// onTop are the stems of what comes on top of a sum: interest and penalties of who pays late, taxes.
func onTop() []string {
	return strings.Fields(`RETARD PENAL INTERE OVERDUE LATE VERZUG MAHNG STRAF MORA MORATOR BOETE ODSETK
KARNE UROKY RENTE RANTA KORKO VIIVAS KESEDEL KAMAT TVA VAT MWST UST IVA BTW MOMS TAX DPH PDV AFA`)
}

const shortStem = 4 // letters up to which a stem is a word: LATE is not in "later"

// hasStem says whether a word has one of the stems in it.
func hasStem(s string, stems []string) bool {
	return slices.ContainsFunc(fold(s), func(p piece) bool {
		return slices.ContainsFunc(stems, func(stem string) bool {
			return p.text == stem || len(stem) > shortStem && strings.Contains(p.text, stem)
		})
	})
}

// slashTerms reads "2/10 net 30": percent, slash, days.
func slashTerms(s string) (percent, days int, ok bool) {
	v, n := hundredths(s)
	if n == 0 || n >= len(s) || s[n] != '/' || v > 1000 {
		return 0, 0, false
	}
	d, m := hundredths(s[n+1:])
	if m == 0 || d%100 != 0 {
		return 0, 0, false
	}
	return v, d / 100, true
}

// hundredths reads a decimal at the start of s, times hundred, and gives its length.
func hundredths(s string) (value, length int) {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' && i < 6 {
		value = value*10 + int(s[i]-'0')
		i++
	}
	value *= 100
	if i > 0 && i+1 < len(s) && (s[i] == '.' || s[i] == ',') && '0' <= s[i+1] && s[i+1] <= '9' {
		value += int(s[i+1]-'0') * 10
		i += 2
		if i < len(s) && '0' <= s[i] && s[i] <= '9' {
			value += int(s[i] - '0')
			i++
		}
	}
	return value, i
}
