package bankcsv

import (
	"strings"
	"unicode/utf8"
)

// label is a bank's text taken apart.
type label struct {
	head string   // what stands before the first tag, or the whole label without tags
	name string   // of the counterparty
	mark string   // the tag that introduced it
	text []string // remittance
	e2e  string
	tags bool // at least one tag was found
}

// joinPieces undoes the cuts of one cell: the bank cuts at a width, so a piece of full width
// goes on in the next one without a space, and a shorter one ends a word. Without a known
// width the pieces stay as they were cut.
func joinPieces(cell string, width int) []string {
	cell = strings.Trim(cell, "\n")
	if cell == "" {
		return nil
	}
	pieces := strings.Split(cell, "\n")
	if width == 0 || len(pieces) == 1 {
		return pieces
	}
	var b strings.Builder
	for i, piece := range pieces {
		b.WriteString(piece)
		if i < len(pieces)-1 && utf8.RuneCountInString(piece) < width {
			b.WriteByte(' ')
		}
	}
	return []string{b.String()}
}

// parseLabel takes a label apart by the tags of its bank, each of which counts once.
func (p *Profile) parseLabel(pieces []string) label {
	if len(p.Tags) == 0 {
		return label{text: pieces}
	}
	text := strings.Join(pieces, " ")
	var l label
	into, used := &l.head, 0
	start := 0
	var motif string
	for i := 0; i < len(text); i++ {
		if i > 0 && text[i-1] != ' ' {
			continue
		}
		for n, t := range p.Tags {
			if used&(1<<n) != 0 || !tagAt(text[i:], t.mark) {
				continue
			}
			*into = trimSpaces(text[start:i])
			used |= 1 << n
			l.tags = true
			switch t.field {
			case "payer name":
				into, l.mark = &l.name, t.mark
			case "text":
				into = &motif
			default:
				into = &l.e2e
			}
			start = i + len(t.mark)
			i = start - 1
			break
		}
	}
	*into = trimSpaces(text[start:])
	if motif != "" {
		l.text = []string{motif}
	}
	return l
}

// tagAt says whether a tag stands at the start of s, with a space or nothing behind it.
func tagAt(s, mark string) bool {
	return strings.HasPrefix(s, mark) && (len(s) == len(mark) || s[len(mark)] == ' ')
}

// maxWord is how much of a label is compared with the bank's words; none is nearly as long.
const maxWord = 64

// code finds the bank's word for a kind of line. known is true when it is such a word, also
// where the code is that of the other direction.
func (p *Profile) code(text string, credit bool) (code string, known bool) {
	if len(text) > maxWord {
		text = text[:maxWord]
	}
	text = fold(text)
	for _, w := range p.Words {
		if w.text == text || w.prefix && strings.HasPrefix(text, w.text) {
			known = known || w.text == text
			if w.credit == credit {
				return w.code, known
			}
		}
	}
	return "", known
}

// endToEnd leaves out what banks write when there is no end-to-end id (DOMAIN 4.2).
func endToEnd(s string) string {
	switch strings.ToUpper(strings.Trim(s, ". ")) {
	case "", "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "UNKNOWN", "0", "-", "NONE":
		return ""
	}
	return s
}
