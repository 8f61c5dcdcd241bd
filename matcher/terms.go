package matcher

import "strings"

// terms are the conditions of payment that matter to the equation.
type terms struct {
	percent   int // discount in hundredths of a percent, 0 for none
	days      int // within which the discount is granted
	retention int // kept back, in hundredths of a percent
}

// parseTerms reads free text in any language: "2/10 net 30", "14 Tage 2% Skonto, 30 Tage
// netto", "30 jours, escompte 2% 10 jours", "retenue de garantie 5%". A discount is a
// percentage with a count of days in the same clause; a percentage without days is kept
// back. The words themselves are not needed.
func parseTerms(s string) terms {
	var t terms
	if percent, days, ok := slashTerms(s); ok {
		return terms{percent: percent, days: days}
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
	case percent == 0 || percent > 2000:
	case days > 0 && percent <= 1000 && !keptBack(s):
		t.percent, t.days = percent, days
	case days == 0 || keptBack(s):
		t.retention = percent
	}
}

// keptBack knows the stems of "retention" and "guarantee" where days stand beside them.
func keptBack(s string) bool {
	s = strings.ToLower(s)
	for _, stem := range [...]string{"reten", "retain", "garant", "guarant", "einbehalt", "inhoud",
		"ritenut", "borg"} {
		if strings.Contains(s, stem) {
			return true
		}
	}
	return false
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
