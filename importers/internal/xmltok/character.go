package xmltok

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// characters checks that w[from:to] is UTF-8 and holds only characters that XML has: of the
// controls tab, CR and LF, and neither U+FFFE nor U+FFFF. Surrogates are not UTF-8.
func (r *Reader) characters(w []byte, from, to int) error {
	b := w[from:to]
	ascii := true
	for i, c := range b {
		if c >= ' ' && c < utf8.RuneSelf {
			continue
		}
		if c >= utf8.RuneSelf {
			ascii = false
		} else if c != '\t' && c != '\n' && c != '\r' {
			return r.malformed(from+i, illegal(rune(c)))
		}
	}
	if ascii {
		return nil
	}
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			return r.malformed(from+i, "invalid UTF-8")
		case !isCharacter(c):
			return r.malformed(from+i, illegal(c))
		}
		i += n
	}
	return nil
}

func illegal(c rune) string { return fmt.Sprintf("illegal character code %U", c) }

// isCharacter is the production Char of XML 1.0.
func isCharacter(c rune) bool {
	return c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c <= 0xD7FF ||
		c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 && c <= utf8.MaxRune
}

// reference reads a reference to a character, &#228; &#xE4; or one of the five names that
// need no DOCTYPE, and gives its length: 0 when it is none.
func reference(b []byte) (c rune, n int) {
	if len(b) > 2 && b[1] == '#' {
		return number(b)
	}
	for _, e := range [...]struct {
		text string
		c    rune
	}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&apos;", '\''}, {"&quot;", '"'}} {
		if bytes.HasPrefix(b, []byte(e.text)) {
			return e.c, len(e.text)
		}
	}
	return 0, 0
}

func number(b []byte) (c rune, n int) {
	base, n := rune(10), 2
	if b[n] == 'x' {
		base, n = 16, 3
	}
	for first := n; n < len(b); n++ {
		d := rune(99)
		switch x := b[n]; {
		case '0' <= x && x <= '9':
			d = rune(x - '0')
		case 'a' <= x && x <= 'f':
			d = rune(x-'a') + 10
		case 'A' <= x && x <= 'F':
			d = rune(x-'A') + 10
		case x == ';' && n > first && isCharacter(c):
			return c, n + 1
		}
		if d >= base {
			break
		}
		c = min(c*base+d, utf8.MaxRune+1)
	}
	return 0, 0
}

// entityText is the reference as it stands, for the message that refuses it.
func entityText(b []byte) string {
	n := 1
	if n < len(b) && b[n] == '#' {
		n++
	}
	n += nameLength(b[n:])
	if n < len(b) && b[n] == ';' {
		return clip(b[:n+1])
	}
	return clip(b[:n]) + " (no semicolon)"
}
