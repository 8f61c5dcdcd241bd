package bankcsv

import (
	"bytes"
	"io"
	"strings"
	"unicode"

	"github.com/rappro/rappro/importers"
)

// legacy chooses among the one-byte character sets.
func (f *finder) legacy(raw []byte) string {
	names := []string{"windows-1252", "iso-8859-15", "windows-1250", "iso-8859-2", "windows-1251",
		"windows-1253", "windows-1254", "windows-1257", "macintosh", "ibm850", "ibm852"}
	upper := hasByte(raw, 0x80, 0x9F)
	best, most, tongue, fewest := names[0], -1, 0, 0
	for _, name := range names {
		if upper && strings.HasPrefix(name, "iso-") {
			continue // these bytes are control characters there
		}
		text := headIn(raw, name)
		known, odd := f.knownNames(text), oddLetters(text)
		own := f.namesOf(name, text)
		if known > most || known == most && (own > tongue || own == tongue && odd < fewest) {
			best, most, tongue, fewest = name, known, own, odd
		}
	}
	if best == "windows-1252" && !upper && hasByte(raw, 0xA4, 0xA4) {
		best = "iso-8859-15"
		f.reason("encoding", best, "it is not UTF-8, and byte A4 is the euro sign there")
		return best
	}
	f.reason("encoding", best, "it is not UTF-8, and %d of the names of columns are known in it, "+
		"not more in another", most)
	return best
}

// headIn is the head of a file in a character set.
func headIn(raw []byte, encoding string) string {
	d, err := newDecoder(bytes.NewReader(raw[:min(len(raw), importers.HeadSize)]), encoding)
	if err != nil {
		return ""
	}
	text, _ := io.ReadAll(&roomy{d})
	return string(text)
}

// knownNames counts the cells of a head that the vocabulary knows, where they are not ASCII, which
// is the same in every set.
func (f *finder) knownNames(text string) int {
	known := 0
	for i, line := range strings.SplitN(text, "\n", maxPreamble+1) {
		if i == maxPreamble {
			break
		}
		if ascii(line) {
			continue
		}
		for _, cell := range strings.FieldsFunc(line, func(r rune) bool {
			return strings.ContainsRune(separators, r)
		}) {
			cell = strings.Trim(cell, "\" \r")
			if ascii(cell) || len(cell) > maxName || digitsIn(cell) > 0 {
				continue
			}
			if n := f.words.named(cell); len(n.means) > 0 {
				known++
			}
		}
	}
	return known
}

// namesIn ends the key of the names of columns in languages that a character set is for.
const namesIn = " names"

// namesOf counts the cells of a head that are names in a language which is written in a character
// set: most of them have no letter that tells it.
func (f *finder) namesOf(encoding, text string) int {
	list := encoding + namesIn
	if len(f.words.values[list]) == 0 {
		return 0
	}
	n := 0
	for i, line := range strings.SplitN(text, "\n", maxPreamble+1) {
		if i == maxPreamble {
			break
		}
		for _, cell := range strings.FieldsFunc(line, func(r rune) bool {
			return strings.ContainsRune(separators, r)
		}) {
			if len(cell) <= maxName && f.words.values[list][strings.ToLower(strings.Trim(cell, "\"# \r"))] {
				n++
			}
		}
	}
	return n
}

// oddLetters counts what no language writes and a wrong character set shows: a sign between
// letters, letters of two scripts side by side, three letters with accents in a row.
func oddLetters(text string) int {
	odd, accents := 0, 0
	var before, last rune // the two characters before
	for _, r := range text {
		if last >= 0x80 && !unicode.IsLetter(last) && last != '’' && last != '·' &&
			unicode.IsLetter(before) && unicode.IsLetter(r) {
			odd++
		}
		if unicode.IsLetter(r) && unicode.IsLetter(last) && script(r) != script(last) {
			odd++
		}
		if accents++; r < 0x80 || script(r) != latin || !unicode.IsLetter(r) {
			accents = 0
		}
		if accents == 3 {
			odd++
		}
		before, last = last, r
	}
	return odd
}

const (
	latin = iota
	greek
	cyrillic
)

// script is that of a letter, as far as it matters here.
func script(r rune) int {
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	case unicode.Is(unicode.Greek, r):
		return greek
	}
	return latin
}
