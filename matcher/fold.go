package matcher

import (
	"unicode"
	"unicode/utf8"
)

// piece is a run of letters or a run of digits in one field of a bank's text, folded for
// comparing: upper case, no accents, ASCII where Latin. Its place in the field is kept, so
// that evidence can point at the bank's own characters.
type piece struct {
	text       string
	start, end int       // byte offsets into the field
	class      wordClass // what the lexicon says of it, once it was asked
	digits     bool
	before     gap // what stands between the previous piece and this one
}

// gap says what separates two pieces; a higher one wins when several characters stand
// between them.
type gap byte

const (
	gapNone  gap = iota // letters and digits glued together
	gapSpace            // blanks
	gapLine             // the bank cut the text here, perhaps inside a number
	gapOther            // anything else
	gapDash             // - . _ that bind the parts of one number
	gapSlash            // / binds, and lists
	gapList             // , ; + & | that list
)

func gapOf(r rune) gap {
	switch r {
	case ' ', '\t', '\r', 0xA0, 0x202F:
		return gapSpace
	case '\n':
		return gapLine
	case '-', '.', '_', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014:
		return gapDash
	case '/', '\\':
		return gapSlash
	case ',', ';', '+', '&', '|':
		return gapList
	}
	return gapOther
}

// folder builds the pieces of one field after another; what it writes on is used again.
type folder struct {
	buf    []byte
	pieces []piece
	marks  []int // start of each piece in buf
	same   bool  // what was written is what stands in the field
	open   bool
	digits bool
	gap    gap
}

// fold cuts a field into pieces.
func fold(s string) []piece {
	n := 2 + len(s)/5
	f := folder{buf: make([]byte, 0, len(s)+8), marks: make([]int, 0, n)}
	return f.fold(make([]piece, 0, n), s)
}

// fold cuts a field into pieces that are written into an empty slice, as far as it has room.
func (f *folder) fold(pieces []piece, s string) []piece {
	f.buf, f.marks, f.pieces = f.buf[:0], f.marks[:0], pieces
	f.same, f.open, f.gap = true, false, gapNone
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case '0' <= c && c <= '9':
			f.put(true, i, i+1)
			f.buf = append(f.buf, c)
			i++
		case 'A' <= c && c <= 'Z':
			f.put(false, i, i+1)
			f.buf = append(f.buf, c)
			i++
		case 'a' <= c && c <= 'z':
			f.put(false, i, i+1)
			f.buf = append(f.buf, c-'a'+'A')
			f.same = false
			i++
		case c < utf8.RuneSelf:
			f.cut(gapOf(rune(c)))
			i++
		default:
			f.same = false
			i += f.rune(s, i)
		}
	}
	if f.same {
		for k := range f.pieces {
			f.pieces[k].text = s[f.pieces[k].start:f.pieces[k].end]
		}
		return f.pieces
	}
	text := string(f.buf)
	for k := range f.pieces {
		end := len(text)
		if k+1 < len(f.pieces) {
			end = f.marks[k+1]
		}
		f.pieces[k].text = text[f.marks[k]:end]
	}
	return f.pieces
}

// rune folds the character at i that is not ASCII and gives its length.
func (f *folder) rune(s string, i int) int {
	r, n := utf8.DecodeRuneInString(s[i:])
	if fixed, more := unbroken(r, s[i+n:]); more > 0 {
		r, n = fixed, n+more
	}
	switch b := baseLetters(r); {
	case b != "":
		f.put(false, i, i+n)
		f.buf = append(f.buf, b...)
	case 0x300 <= r && r <= 0x36F: // a combining accent belongs to the letter before it
		if f.open {
			f.pieces[len(f.pieces)-1].end = i + n
		}
	case unicode.IsLetter(r):
		f.put(false, i, i+n)
		f.buf = utf8.AppendRune(f.buf, unicode.ToUpper(r))
	default:
		f.cut(gapOf(r))
	}
	return n
}

func (f *folder) put(digits bool, start, end int) {
	if f.open && f.digits == digits {
		f.pieces[len(f.pieces)-1].end = end
		return
	}
	g := f.gap
	if f.open {
		g = gapNone
	}
	f.pieces = append(f.pieces, piece{start: start, end: end, digits: digits, before: g})
	f.marks = append(f.marks, len(f.buf))
	f.open, f.digits, f.gap = true, digits, gapNone
}

func (f *folder) cut(g gap) {
	f.open = false
	f.gap = max(f.gap, g)
}

// unbroken repairs UTF-8 that a bank read as Windows-1252: "Ã©" is é. It gives the letter
// and how many bytes after the first character belong to it, 0 when nothing is broken.
func unbroken(r rune, rest string) (rune, int) {
	if r < 0xC2 || r > 0xC5 && r != 0xCE && r != 0xCF && r != 0xD0 && r != 0xD1 {
		return 0, 0 // Latin, Greek and Cyrillic letters begin with these
	}
	next, n := utf8.DecodeRuneInString(rest)
	low := rune(0)
	switch {
	case 0x80 <= next && next <= 0xBF:
		low = next
	default:
		low = windows1252(next)
	}
	if low == 0 {
		return 0, 0
	}
	fixed := (r&0x1F)<<6 | low&0x3F
	if baseLetters(fixed) == "" {
		return 0, 0
	}
	return fixed, n
}

// windows1252 is the byte 0x80 to 0x9F that Windows-1252 shows as the character, else 0.
func windows1252(r rune) rune {
	for i, c := range []rune("€\x00‚ƒ„…†‡ˆ‰Š‹Œ\x00Ž\x00\x00‘’“”•–—˜™š›œ\x00žŸ") {
		if c == r && c != 0 {
			return rune(0x80 + i)
		}
	}
	return 0
}

// joined writes pieces without what stands between them.
func joined(pieces []piece) string {
	switch len(pieces) {
	case 0:
		return ""
	case 1:
		return pieces[0].text
	}
	n := 0
	for _, p := range pieces {
		n += len(p.text)
	}
	buf := make([]byte, 0, n)
	for _, p := range pieces {
		buf = append(buf, p.text...)
	}
	return string(buf)
}

// onlyAlnum folds a text to its letters and digits. What is folded already is given back.
func onlyAlnum(s string) string {
	for i := 0; i < len(s); i++ {
		if k := kindOf(s[i]); k != letterChar && k != digitChar {
			return joined(fold(s))
		}
	}
	return s
}
