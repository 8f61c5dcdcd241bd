package bankcsv

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
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

// addPieces adds the pieces of a cell to the label that waits.
func (t *table) addPieces(cell []byte) {
	if !t.scan.multi || bytes.IndexByte(cell, '\n') < 0 {
		if len(cell) > 0 {
			t.arena.add(t.arena.keep(cell))
		}
		return
	}
	for _, piece := range joinPieces(t.arena.keep(cell), t.profile.LabelWidth) {
		t.arena.add(piece)
	}
}

// isWords says whether a cell of a column that nobody knows is text: it has two letters, and
// it is no day, amount, currency or word for a direction. It looks at the cell alone, so that
// the same line has the same text in every file.
func (t *table) isWords(cell []byte) bool {
	letters, digits := 0, 0
	for _, c := range cell {
		switch {
		case c >= 0x80 || 'a' <= c|0x20 && c|0x20 <= 'z':
			letters++
		case '0' <= c && c <= '9':
			digits++
		}
	}
	if letters < 2 {
		return false
	}
	if len(cell) > 40 {
		return true
	}
	cell = trimBytes(cell)
	if digits > 0 {
		return !looksLikeAmount(string(cell)) && !t.shapes.isDate(cell)
	}
	if len(cell) > 24 {
		return true // longer than the words below, however their accents are written
	}
	s := string(cell)
	switch fold(s) {
	case "credit", "debit", "cr", "dr", "haben", "soll", "gutschrift", "lastschrift", "belastung",
		"af", "bij", "in", "out", "true", "false", "yes", "no", "ja", "nein", "oui", "non":
		return false
	}
	return len(s) != 3 || !currencyKnown(cell)
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

// flush completes the entry that waits for the rest of its label.
func (t *table) flush() error {
	if !t.waits {
		return nil
	}
	t.waits = false
	return t.complete(&t.waiting)
}

// complete gives an entry its label and its code, and gives it to its statement.
func (t *table) complete(e *reconcile.Entry) error {
	pieces := t.arena.list()
	d := &e.Details[0]
	credit := e.Amount.Minor > 0
	if len(t.profile.Tags) == 0 || t.hasColumn(colType) {
		if t.hasColumn(colType) {
			if e.Code, _ = t.words.code(e.Text, credit); e.Code == "" {
				e.Code = e.Text
			}
		} else {
			e.Code, _ = t.words.code(join(pieces), credit)
		}
		d.Text = pieces
		return t.open.entry(t.sink, e)
	}
	l := t.profile.parseLabel(pieces)
	code, known := t.words.code(l.head, credit)
	e.Code = code
	switch {
	case known || len(l.text) > 0:
		e.Text = l.head
	case l.head != "":
		l.text = []string{l.head}
	}
	d.Text = l.text
	if l.name != "" {
		d.Payer.Name = l.name
		e.Text = strings.TrimSpace(e.Text + " " + l.mark + " " + l.name)
	}
	if d.EndToEndID == "" {
		d.EndToEndID = endToEnd(l.e2e)
	}
	return t.open.entry(t.sink, e)
}

func join(pieces []string) string {
	if len(pieces) == 1 {
		return pieces[0]
	}
	return strings.Join(pieces, " ")
}

// parseLabel takes a label apart by the tags of its bank, each of which counts once.
func (p *Profile) parseLabel(pieces []string) label {
	if len(p.Tags) == 0 {
		return label{text: pieces}
	}
	text := join(pieces)
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

// endToEnd leaves out what banks write when there is no end-to-end id (DOMAIN 4.2).
func endToEnd(s string) string {
	if s == "" || len(s) > 12 {
		return s
	}
	switch strings.ToUpper(strings.Trim(s, ". ")) {
	case "", "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "UNKNOWN", "0", "-", "NONE":
		return ""
	}
	return s
}
