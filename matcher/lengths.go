package matcher

// lengths are the lengths of all texts of an index, with how many of their characters are
// digits. Most runs of pieces that stand in a bank's text are as long as no number of ours:
// they need not be looked up, which would cost two waits for memory each.
type lengths struct {
	digits  [64]uint64 // of each length, a bit for each count of digits
	longest int
}

// add takes in a text.
func (l *lengths) add(text []byte) {
	digits := 0
	for _, c := range text {
		digits += bit('0' <= c && c <= '9')
	}
	l.digits[min(len(text), 63)] |= 1 << min(digits, 63)
	l.longest = max(l.longest, len(text))
}

// has says whether a text has the length of the run and its count of digits.
func (l *lengths) has(r *run) bool {
	return l.digits[min(r.length, 63)]>>min(r.digits, 63)&1 != 0
}
