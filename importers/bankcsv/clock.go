package bankcsv

import (
	"bytes"
	_ "embed"
	"strings"
)

//go:embed words/weekdays.txt
var weekdayWords string

// isTime says whether what follows a date is nothing or a time of the day, perhaps behind a word for
// the year: 02.03.2026 г., 14/03/2026-15:22:10, 14.03.2026 um 15:22 Uhr.
func isTime(s []byte) bool {
	if len(s) == 0 {
		return true
	}
	if s = withoutYearWord(s); len(s) == 0 {
		return true
	}
	switch s[0] {
	case ' ', 'T', ',', '_':
		s = bytes.TrimLeft(s[1:], " ")
	case '-': // of a time, or it would be a longer number
		if s = s[1:]; !bytes.ContainsAny(s, ":.") {
			return false
		}
	default:
		return false
	}
	for _, w := range [...]string{"- ", "um ", "at ", "om ", "kl. ", "kl ", "ore ", "alle ore ", "a las ", "à ", "\u00e0s "} {
		if bytes.HasPrefix(s, []byte(w)) {
			s = s[len(w):]
			break
		}
	}
	for _, c := range s {
		if (c < '0' || c > '9') && bytes.IndexByte([]byte(" :.,+-TZAPMUCESGapmhur()HR"), c) < 0 {
			return false
		}
	}
	return len(s) == 0 || '0' <= s[0] && s[0] <= '9'
}

// withoutYearWord takes a word for the year off, as Slavic and Baltic languages write it.
func withoutYearWord(s []byte) []byte {
	rest := bytes.TrimLeft(s, " \u00a0")
	for _, w := range [...]string{"г.", "год.", "год", "г", "r.", "roku", "g.", "god.", "m."} {
		if cut, ok := bytes.CutPrefix(rest, []byte(w)); ok && (len(cut) == 0 || cut[0] == ' ' || cut[0] == ',') {
			return cut
		}
	}
	return s
}

// afterWeekday gives what stands behind the name of a day of the week, nil where none stands in
// front or no number follows.
func (f *dateForm) afterWeekday(s []byte) []byte {
	n := 0
	for n < len(s) && isLetter(rune(s[n])) {
		n++
	}
	if n == 0 || n == len(s) || n > 2*maxWeekday {
		return nil
	}
	rest := bytes.TrimLeft(s[n:], "., \u00a0")
	if len(rest) == 0 || len(rest) == len(s)-n || rest[0] < '0' || '9' < rest[0] {
		return nil
	}
	if f.week == nil {
		f.week = map[string]bool{}
		for _, w := range strings.Fields(weekdayWords) {
			f.week[fold(w)] = true
		}
	}
	if !f.week[fold(string(s[:n]))] {
		return nil
	}
	return rest
}

// maxWeekday is as many letters as a day of the week has, which may take two bytes each.
const maxWeekday = 14
