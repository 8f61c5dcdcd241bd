package matcher

// lengths are the lengths of all texts of an index, with how many of their characters are
// digits, and what they begin with. Most runs of pieces that stand in a bank's text are like no
// number of ours: they need not be looked up, which would cost two waits for memory each.
type lengths struct {
	digits  [64]uint64 // of each length, a bit for each count of digits
	first   [4]uint64  // a bit for each first byte
	longest int
}

// add takes in a text.
func (l *lengths) add(text []byte) {
	if len(text) == 0 {
		return
	}
	l.digits[min(len(text), 63)] |= 1 << min(digitsIn(text), 63)
	l.first[text[0]/64] |= 1 << (text[0] % 64)
	l.longest = max(l.longest, len(text))
}

// has says whether a text has the length of the run, its count of digits and its beginning.
func (l *lengths) has(r *run) bool {
	return l.first[r.first/64]>>(r.first%64)&1 != 0 &&
		l.digits[min(r.length, 63)]>>min(r.digits, 63)&1 != 0
}

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
