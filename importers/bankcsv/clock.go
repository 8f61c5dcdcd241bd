package bankcsv

import "bytes"

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
