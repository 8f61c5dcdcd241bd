package reconcile

import "strings"

// namesAnother says whether a text has an id of the same make as a group's: the letters that it
// begins with, and another rest. "STRIPE po_9XYZ" is not payout po_1ABC, nor is "PRLV PMT-2026-07"
// collection PMT-2026-06. An id that the bank cut off, or wrote more behind, is no other.
func namesAnother(text, group string) bool {
	text, group = strings.ToUpper(text), strings.ToUpper(group)
	n := strings.IndexFunc(group, func(r rune) bool { return r < 'A' || 'Z' < r })
	if n < 2 {
		return false // no beginning that tells an id from a word
	}
	head, rest := group[:n], CompactReference(group[n:])
	for from := 0; ; {
		i := strings.Index(text[from:], head)
		if i < 0 {
			return false
		}
		i, from = i+from, i+from+n
		if i > 0 && isIDRune(rune(text[i-1])) || from == len(text) || 'A' <= text[from] && text[from] <= 'Z' {
			continue // within a word
		}
		// Written as the group is.
		own := text[from] == group[n] && strings.IndexByte("_-./", text[from]) >= 0
		word := strings.TrimLeftFunc(text[from:], func(r rune) bool { return !isIDRune(r) })
		if end := strings.IndexFunc(word, func(r rune) bool { return r == ' ' || r == '\n' }); end >= 0 {
			word = word[:end]
		}
		word = CompactReference(word)
		if word == "" || strings.HasPrefix(rest, word) || strings.HasPrefix(word, rest) {
			continue
		}
		// A word that follows is one that anybody writes, unless it has the make of the rest.
		number := strings.ContainsAny(word, "0123456789")
		if own && (number || text[from] == '_') || number && len(word) == len(rest) {
			return true
		}
	}
}

// isIDRune says whether a character is of a word or a number.
func isIDRune(r rune) bool { return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || r >= 0x80 }
