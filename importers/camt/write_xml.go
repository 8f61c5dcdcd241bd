package camt

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

func (w *Writer) raw(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

func (w *Writer) open(name string) { w.raw("<" + name + ">\n") }

func (w *Writer) shut(name string) { w.raw("</" + name + ">\n") }

// leaf writes an element with a text.
func (w *Writer) leaf(name, text string) {
	w.raw("<" + name + ">")
	w.text(text)
	w.shut(name)
}

// within writes an element with a text in an element of its own.
func (w *Writer) within(outer, name, text string) {
	w.raw("<" + outer + ">")
	w.raw("<" + name + ">")
	w.text(text)
	w.raw("</" + name + ">")
	w.shut(outer)
}

// maybe writes an element when there is a text, and notes one above its length.
func (w *Writer) maybe(name, text string, limit int) {
	if text == "" {
		return
	}
	if len(text) > limit && utf8.RuneCountInString(text) > limit {
		w.notes.long++
	}
	w.leaf(name, text)
}

// money writes an amount, which has no sign.
func (w *Writer) money(name string, m reconcile.Money) {
	w.raw("<" + name + ` Ccy="` + string(m.Currency) + `">`)
	w.raw(m.Abs().Decimal())
	w.shut(name)
}

// account writes an IBAN, or another number.
func (w *Writer) account(number string) {
	w.open("Id")
	if reconcile.ValidIBAN(number) {
		w.leaf("IBAN", number)
	} else {
		w.open("Othr")
		w.maybe("Id", number, 34)
		w.shut("Othr")
	}
	w.shut("Id")
}

// code writes a bank transaction code: domain, family and sub-family, or the bank's own.
func (w *Writer) code(code string) {
	if code == "" {
		w.raw("<BkTxCd/>\n")
		return
	}
	w.open("BkTxCd")
	parts := strings.Split(code, "-")
	if len(parts) == 3 && len(parts[0]) == 4 && len(parts[1]) == 4 && len(parts[2]) == 4 {
		w.open("Domn")
		w.leaf("Cd", parts[0])
		w.open("Fmly")
		w.leaf("Cd", parts[1])
		w.leaf("SubFmlyCd", parts[2])
		w.shut("Fmly")
		w.shut("Domn")
	} else {
		w.open("Prtry")
		w.maybe("Cd", code, 35)
		w.shut("Prtry")
	}
	w.shut("BkTxCd")
}

// text writes characters so that they are read back to the letter: a CR would become a line
// end. What XML has no place for is an error, because without it the line would have another
// identity.
func (w *Writer) text(s string) {
	start := 0
	for i, c := range s {
		as := ""
		switch {
		case c == '&':
			as = "&amp;"
		case c == '<':
			as = "&lt;"
		case c == '>':
			as = "&gt;"
		case c == '\r':
			as = "&#13;"
		case c < ' ' && c != '\t' && c != '\n', c == 0xFFFE, c == 0xFFFF,
			c == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			if w.err == nil {
				w.err = fmt.Errorf("character %U in %q cannot stand in XML: convert to csv or json", c, s)
			}
			return
		default:
			continue
		}
		w.raw(s[start:i])
		w.raw(as)
		start = i + utf8.RuneLen(c)
	}
	w.raw(s[start:])
}

func direction(m reconcile.Money) string {
	if m.Minor < 0 {
		return "DBIT"
	}
	return "CRDT"
}

func orNone(s string) string {
	if s == "" {
		return notProvided
	}
	return s
}
