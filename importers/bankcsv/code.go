package bankcsv

import "strings"

// maxWord is how much of a label is compared with the bank's words; none is nearly as long.
const maxWord = 64

// codeWords are the words of a profile as a tree of letters: a label is compared with all of
// them at once, letter by letter, and most labels end that after a few.
type codeWords struct {
	words   []word
	letters []letter // the first one stands before every word
	begin   [256]int // the letters behind the first one, by themselves: they are many
	last    [2]found // of each direction: the lines of a kind often follow each other
}

// found is what the beginning of a text led to, whatever comes behind it.
type found struct {
	beginning  string // empty for none
	best, same int    // see find
}

// letter is a place in the tree: the words that go on here, and those that end here.
type letter struct {
	char        byte
	next, below int   // the letter beside it and the first of those behind it, 0 for none
	ends        []int // words, in their order
}

func newCodeWords(words []word) *codeWords {
	c := &codeWords{words: words, letters: make([]letter, 1)}
	for n, w := range words {
		at := 0
		for i := range len(w.text) {
			below := c.below(at, w.text[i])
			if below == 0 {
				below = len(c.letters)
				c.letters = append(c.letters, letter{char: w.text[i], next: c.letters[at].below})
				if c.letters[at].below = below; at == 0 {
					c.begin[w.text[i]] = below
				}
			}
			at = below
		}
		if at > 0 {
			c.letters[at].ends = append(c.letters[at].ends, n)
		}
	}
	return c
}

// below finds the letter behind another one, 0 where no word has it there.
func (c *codeWords) below(at int, char byte) int {
	if at == 0 {
		return c.begin[char]
	}
	for at = c.letters[at].below; at > 0 && c.letters[at].char != char; {
		at = c.letters[at].next
	}
	return at
}

// code finds the bank's word for a kind of line: the first one that fits, as the profile lists
// them. known is true when it is such a word, also where the code is that of the other direction.
func (c *codeWords) code(text string, credit bool) (code string, known bool) {
	if len(c.words) == 0 {
		return "", false
	}
	text = trimSpaces(text[:min(len(text), maxWord)])
	last := &c.last[0]
	if credit {
		last = &c.last[1]
	}
	best, same := last.best, last.same
	if last.beginning == "" || !strings.HasPrefix(text, last.beginning) {
		best, same = c.find(text, credit, last)
	}
	if best < 0 {
		return "", same >= 0
	}
	return c.words[best].code, same >= 0 && same <= best
}

// find goes down the tree with a text in the form of [fold]. It gives the first word of the
// direction that the text is or begins with, and the first word of either direction that it is,
// -1 for none. Nothing is folded before a letter outside ASCII is reached. What the beginning of
// the text settled goes into last, which is nil for a text that is folded.
func (c *codeWords) find(text string, credit bool, last *found) (best, same int) {
	best, same = -1, -1
	at, space := 0, true // space: the text's last byte was one, or there was none
	for i := 0; i < len(text); i++ {
		char := text[i]
		switch {
		case char >= 0x80:
			if last != nil {
				return c.find(fold(text), credit, nil)
			}
			space = false
		case char == ' ' || '\t' <= char && char <= '\r':
			if space || onlySpaces(text[i:]) {
				continue
			}
			char, space = ' ', true
		default:
			char, space = lower(char), false
		}
		if len(c.letters[at].ends) > 0 {
			best = c.first(best, at, credit, false)
		}
		if at = c.below(at, char); at == 0 {
			if last != nil && char != ' ' { // whether a space ends the text is said by what follows
				*last = found{text[:i+1], best, same}
			}
			return best, same
		}
	}
	if ends := c.letters[at].ends; len(ends) > 0 {
		same = ends[0]
	}
	return c.first(best, at, credit, true), same
}

// first is the earlier one of a word, -1 for none, and those of a direction that end at a letter
// and stand for a beginning, or also for the whole text.
func (c *codeWords) first(best, at int, credit, whole bool) int {
	for _, n := range c.letters[at].ends {
		if w := &c.words[n]; w.credit == credit && (w.prefix || whole) && (best < 0 || n < best) {
			return n
		}
	}
	return best
}

// foldedPrefix says whether a text in the form of [fold] begins with a word in that form.
// Most texts differ in the first letters, so nothing is folded before the letters are there.
func foldedPrefix[T string | []byte](text T, word string) bool {
	n, space := 0, true // space: the text's last byte was one, or there was none
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 0x80:
			folded := fold(string(text))
			return len(folded) >= len(word) && folded[:len(word)] == word
		case c == ' ' || '\t' <= c && c <= '\r':
			if space {
				continue
			}
			c, space = ' ', true
		default:
			c, space = lower(c), false
		}
		if n == len(word) {
			return true
		}
		if c != word[n] {
			return false
		}
		n++
	}
	return n == len(word)
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
