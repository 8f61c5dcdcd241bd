package matcher

// lengths are the lengths of all texts of an index by what they begin with, and how many of
// their characters are digits. Most runs of pieces that stand in a bank's text are like no
// number of ours: they need not be looked up, which would cost two waits for memory each.
type lengths struct {
	digits  [64][64]uint64 // of each first character and length, a bit for each count of digits
	longest [64]int        // of each first character
}

// add takes in a text.
func (l *lengths) add(text []byte) {
	if len(text) == 0 {
		return
	}
	l.digits[text[0]%64][min(len(text), 63)] |= 1 << min(digitsIn(text), 63)
	l.longest[text[0]%64] = max(l.longest[text[0]%64], len(text))
}

// has says whether a text has the run's beginning, its length and its count of digits.
func (l *lengths) has(r *run) bool {
	return l.digits[r.first%64][min(r.length, 63)]>>min(r.digits, 63)&1 != 0
}

// goesOn says whether a text with the run's beginning is as long or longer.
func (l *lengths) goesOn(r *run) bool { return r.length <= l.longest[r.first%64] }

// hasWord says so for a text by itself.
func (l *lengths) hasWord(s string) bool {
	return s != "" && l.has(&run{first: s[0], length: len(s), digits: digitsIn(s)})
}

func digitsIn[T string | []byte](s T) (n int) {
	for i := 0; i < len(s); i++ {
		n += bit('0' <= s[i] && s[i] <= '9')
	}
	return n
}
