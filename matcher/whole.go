package matcher

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// Banks lose blanks ("NoirotPlomberieSA"), cut what is too long, and lose letters that their
// character set lacks ("?ukasz ?urawski"). Such a name has no word in common with the customer's,
// so it is looked up as a whole: by all its letters, legal form and small words included, or by
// those that every character set has, which are the ones that nothing can happen to.

const (
	wholeCut   = 12 // letters of a name that was cut, lost ones too, which are enough to look for it
	wholeSure  = 8  // letters left of a name that lost some, for it to be as good as a whole one
	wholeLeast = 5  // and to be looked up at all
)

// wholeName is a customer's name without blanks: as it is looked up, and with all its letters.
type wholeName struct {
	letters, all string
	customer     int32
}

// wholeNames are those of all customers, sorted.
type wholeNames []wholeName

func (list wholeNames) add(raw string, pieces []piece, customer int32) wholeNames {
	all := joined(pieces)
	whole := oneSpelling(all)
	list = append(list, wholeName{whole, all, customer})
	if bare := bareLetters(raw); bare != whole && len(bare) >= wholeLeast {
		list = append(list, wholeName{bare, all, customer})
	}
	return list
}

func (list wholeNames) sort() {
	slices.SortFunc(list, func(a, b wholeName) int {
		return cmp.Or(strings.Compare(a.letters, b.letters), cmp.Compare(a.customer, b.customer))
	})
}

// find lists the customers whose whole name is so written, or begins so, as far as they fit.
func (list wholeNames) find(letters string, begins bool, fits func(wholeName) bool) (out []int32) {
	from, _ := slices.BinarySearchFunc(list, letters, func(w wholeName, s string) int {
		return strings.Compare(w.letters, s)
	})
	for _, w := range list[from:] {
		if !strings.HasPrefix(w.letters, letters) || !begins && w.letters != letters || len(out) == maxNames {
			break
		}
		if !slices.Contains(out, w.customer) && fits(w) {
			out = append(out, w.customer)
		}
	}
	return out
}

// bareLetters are the letters and digits of a text that every character set has, as capitals.
func bareLetters(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z':
			b = append(b, c-'a'+'A')
		case 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
			b = append(b, c)
		}
	}
	return string(b)
}

// lost says whether a character stands where a bank could not write a letter.
func lost(r rune) bool { return r == '?' || r == utf8.RuneError || r == 0x1A || r == 0xBF }

// stretches are what is left between the letters that a bank lost. What UTF-8 leaves of one when
// it is read as Windows-1252 is a letter of Latin-1 with the mark behind it: "Å?".
func stretches(raw string) []string {
	var out []string
	from := 0
	for i, r := range raw {
		if !lost(r) {
			continue
		}
		left := raw[from:i]
		if r, n := utf8.DecodeLastRuneInString(left); r >= 0xC3 && r <= 0xC9 {
			left = left[:len(left)-n]
		}
		_, n := utf8.DecodeRuneInString(raw[i:])
		out, from = append(out, joined(fold(left))), i+n
	}
	return append(out, joined(fold(raw[from:])))
}

// agrees says whether a name is what the stretches leave of it: they follow each other with one
// letter between two of them, which may be folded to two, and nothing remains unless it was cut.
func agrees(name string, left []string, cut bool) bool {
	at := []int{0} // where the next stretch may begin
	for k, s := range left {
		var next []int
		for _, i := range at {
			end := i + len(s)
			switch {
			case i > len(name) || !strings.HasPrefix(name[i:], s):
				continue
			case k == len(left)-1 && (cut || end == len(name)):
				return true
			}
			for n := end + 1; n <= end+2; n++ {
				if !slices.Contains(next, n) {
					next = append(next, n)
				}
			}
		}
		at = next
	}
	return false
}

// wholeLike lists the customers whose name, written without blanks, is that of a payer or begins
// so, and says how many letters show it and whether some are missing.
func (s *session) wholeLike(raw string, cut bool) (found []int32, letters int, missing bool) {
	least := 1
	if cut {
		least = wholeCut
	}
	if whole := oneSpelling(joined(fold(raw))); len(whole) >= least {
		found = s.book.wholes.find(whole, cut, func(w wholeName) bool {
			return strings.HasPrefix(oneSpelling(w.all), whole) // and not what is left of another name
		})
		if len(found) > 0 {
			return found, len(whole), false
		}
	}
	if !strings.ContainsFunc(raw, lost) {
		return nil, 0, false
	}
	bare, left := bareLetters(raw), stretches(raw)
	if len(bare) < wholeLeast || cut && (len(bare) < wholeSure || len(bare)+len(left)-1 < wholeCut) {
		return nil, 0, false
	}
	return s.book.wholes.find(bare, cut, func(w wholeName) bool { return agrees(w.all, left, cut) }),
		len(bare), true
}

// wholeNamed adds the customers whose name was damaged on its way, or cut as well, and says
// whether there are any.
func (s *session) wholeNamed(d *desk, ps *payers, h how, e reconcile.Evidence, cut bool) bool {
	found, letters, missing := s.wholeLike(e.Quote, cut)
	weight := 1100
	switch {
	case missing && letters < wholeSure:
		weight, h = 700, h|bySlip // few letters may be another's too
	case cut:
		weight = 900
	case missing:
		weight = 1000
	}
	weight -= 2 * rarity(len(found), 1)
	for _, c := range found {
		if weight > 0 {
			ps.add(d, c, weight, h, e)
		}
	}
	return len(found) > 0
}
