package bankcsv

// maxWord is how much of a label is compared with the bank's words; none is nearly as long.
const maxWord = 64

// codeWords are the words of a profile by the byte that they begin with, in lower case.
type codeWords struct {
	any bool
	by  [256][]word
}

func newCodeWords(words []word) *codeWords {
	c := &codeWords{any: len(words) > 0}
	for _, w := range words {
		if w.text != "" {
			c.by[w.text[0]] = append(c.by[w.text[0]], w)
		}
	}
	return c
}

// code finds the bank's word for a kind of line. known is true when it is such a word, also
// where the code is that of the other direction.
func (c *codeWords) code(text string, credit bool) (code string, known bool) {
	text = trimSpaces(text[:min(len(text), maxWord)])
	if text == "" {
		return "", false
	}
	first := lower(text[0])
	if first >= 0x80 {
		if text = fold(text); text == "" {
			return "", false
		}
		first = text[0]
	}
	list := c.by[first]
	for i := range list {
		w := &list[i]
		begins, same := foldedPrefix(text, w.text)
		if same || w.prefix && begins {
			known = known || same
			if w.credit == credit {
				return w.code, known
			}
		}
	}
	return "", known
}

// foldedPrefix says whether a text in the form of [fold] begins with a word in that form,
// and whether it is that word. Most texts differ in the first letters, so nothing is folded
// before the letters are there.
func foldedPrefix(text, word string) (begins, same bool) {
	n, space := 0, true // space: the text's last byte was one, or there was none
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 0x80:
			folded := fold(text)
			begins = len(folded) >= len(word) && folded[:len(word)] == word
			return begins, folded == word
		case c == ' ' || '\t' <= c && c <= '\r':
			if space {
				continue
			}
			c, space = ' ', true
		default:
			c, space = lower(c), false
		}
		if n == len(word) {
			return true, c == ' ' && onlySpaces(text[i:])
		}
		if c != word[n] {
			return false, false
		}
		n++
	}
	return n == len(word), n == len(word)
}

func onlySpaces(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' && (s[i] < '\t' || s[i] > '\r') {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
