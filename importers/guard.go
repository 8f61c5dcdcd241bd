package importers

import "strings"

// Guard puts an apostrophe before a text that a spreadsheet would run as a formula: one
// that begins with = + - @, a tab or a line end, or their full-width forms. Apostrophes
// that stand before such a character already get one more, so that [Unguard] gives back
// exactly what was written.
func Guard(s string) string {
	if formula(s) {
		return "'" + s
	}
	return s
}

// Unguard takes back what [Guard] did, when a CSV of ours is imported.
func Unguard(s string) string {
	if strings.HasPrefix(s, "'") && formula(s) {
		return s[1:]
	}
	return s
}

func formula(s string) bool {
	s = strings.TrimLeft(s, "'")
	for _, r := range s {
		return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
	}
	return false
}
