package matcher

import "slices"

// name is a party's name cut into what tells it from others (core) and what does not
// (forms: legal form, title).
type name struct {
	core  []string
	forms []string
}

// nameOf folds a name. Letters that banks write in two ways (Müller, Mueller, Muller) are
// folded to one, initials are joined (S.A.R.L., N V), joining words are left out.
func (lex lexicon) nameOf(s string) name {
	pieces := fold(s)
	lex.classify(pieces)
	return lex.nameIn(pieces, &slab[string]{all: make([]string, len(pieces))})
}

// classify asks the lexicon about every word.
func (lex lexicon) classify(pieces []piece) {
	for i := range pieces {
		if p := &pieces[i]; !p.digits {
			p.class = lex[p.text]
		}
	}
}

// nameIn is the name of folded and classified pieces.
func (lex lexicon) nameIn(pieces []piece, words *slab[string]) name {
	n := name{core: words.take(len(pieces))[:0]}
	for i := 0; i < len(pieces); i++ {
		word, class := pieces[i].text, pieces[i].class
		if len(word) == 1 && !pieces[i].digits {
			for i+1 < len(pieces) && len(pieces[i+1].text) == 1 && !pieces[i+1].digits &&
				pieces[i+1].before <= gapDash {
				i++
				word += pieces[i].text
				class = lex[word]
			}
		}
		n.add(word, class)
	}
	if len(n.core) == 0 { // a name of nothing but legal forms keeps them
		n.core, n.forms = n.forms, nil
	}
	return n
}

func (n *name) add(word string, class wordClass) {
	switch {
	case class&wordLegal != 0:
		n.forms = append(n.forms, word)
	case class&wordJoin != 0:
	default:
		n.core = append(n.core, oneSpelling(word))
	}
}

// oneSpelling writes AE, OE, UE and AA as the plain vowel, as other banks do.
func oneSpelling(s string) string {
	for i := 0; i+1 < len(s); i++ {
		if s[i+1] == 'E' && (s[i] == 'A' || s[i] == 'O' || s[i] == 'U') || s[i:i+2] == "AA" {
			b := make([]byte, 0, len(s))
			for j := 0; j < len(s); j++ {
				b = append(b, s[j])
				if j+1 < len(s) && (s[j+1] == 'E' && (s[j] == 'A' || s[j] == 'O' || s[j] == 'U') ||
					s[j:j+2] == "AA") {
					j++
				}
			}
			return string(b)
		}
	}
	return s
}

// key hashes the core whatever the order of its words, which a sum does not show.
func (n name) key() uint64 {
	h := uint64(0)
	for _, w := range n.core {
		h += hashOf(w)
	}
	return mixed(h)
}

// glued hashes the core without spaces, in order: banks lose blanks.
func (n name) glued() uint64 {
	h := hashStart
	for _, w := range n.core {
		h = hashText(h, w)
	}
	return gluedKey(h)
}

func gluedKey(h uint64) uint64 { return mixed(h ^ 0x5bd1e995) }

// wordKey hashes one word of a name.
func wordKey(w string) uint64 { return mixed(hashText(hashStart^0xabcdef, w)) }

// sameWords says whether both lists hold the same words.
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	if slices.Equal(a, b) {
		return true
	}
	var room [2][8]string
	x, y := append(room[0][:0], a...), append(room[1][:0], b...)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// alike says whether two words are one, but for a slip of the pen in a long word or the
// end that a bank cut off.
func alike(ours, theirs string, last bool) bool {
	switch {
	case ours == theirs:
		return true
	case last && len(theirs) >= 2 && len(ours) > len(theirs) && ours[:len(theirs)] == theirs:
		return true
	}
	return len(ours) >= 5 && len(theirs) >= 4 && oneSlip(ours, theirs)
}
