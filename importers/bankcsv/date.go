package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// parseDate reads a date in one form, as dd/mm/yyyy; the form is the profile's and is never
// guessed from a value. A time behind it is left out, since the written day counts. Two
// digits of a year are 1970 to 2069.
func parseDate(s, form string) (reconcile.Date, error) {
	s = trimSpaces(s)
	var year, month, day, i int
	for j := 0; j < len(form); j++ {
		if i >= len(s) {
			return 0, dateError(s, form)
		}
		var into *int
		switch form[j] {
		case 'y':
			into = &year
		case 'm':
			into = &month
		case 'd':
			into = &day
		default:
			if s[i] != form[j] {
				return 0, dateError(s, form)
			}
			i++
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return 0, dateError(s, form)
		}
		*into = *into*10 + int(s[i]-'0')
		i++
	}
	if i < len(s) && strings.Trim(s[i:], " T0123456789:.,+-Z") != "" ||
		i < len(s) && s[i] != ' ' && s[i] != 'T' {
		return 0, dateError(s, form)
	}
	if !strings.Contains(form, "yyyy") {
		if year += 2000; year >= 2070 {
			year -= 100
		}
	}
	d := reconcile.NewDate(year, month, day)
	if d == 0 {
		return 0, fmt.Errorf("date %q does not exist", s)
	}
	return d, nil
}

func dateError(s, form string) error { return fmt.Errorf("date %q: want %s", s, form) }

// validForm says whether a profile's form of dates has a day, a month and a year.
func validForm(form string) bool {
	rest := form
	for _, part := range [...]string{"yyyy", "mm", "dd"} {
		cut := strings.Replace(rest, part, "", 1)
		if cut == rest && part == "yyyy" {
			cut = strings.Replace(rest, "yy", "", 1)
		}
		if cut == rest {
			return false
		}
		rest = cut
	}
	return strings.Trim(rest, "/.- ") == ""
}
