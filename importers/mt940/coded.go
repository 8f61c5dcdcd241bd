package mt940

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// separator is the mark of subfields of a coded text: the character after the business code
// of three digits, or the first one, when two digits follow it; 0 when the text is not coded.
func separator(s string) byte {
	s = strings.TrimLeft(s, " ")
	if len(s) >= 3 && digit(s[0]) && digit(s[1]) && digit(s[2]) {
		s = s[3:]
	}
	if len(s) < 3 || !strings.ContainsRune("?~<>^|", rune(s[0])) || !digit(s[1]) || !digit(s[2]) {
		return 0
	}
	return s[0]
}

// coded reads subfields:
//
//	166?00GUTSCHRIFT?109310?20EREF+RF18?21SVWZ+FA-2026-0123?30COBADEFF?31DE…?32MUSTER GMBH
//
// It is false when the text is in another form.
func (in *info) coded(s string) bool {
	mark := separator(s)
	if mark == 0 {
		return false
	}
	s = strings.TrimLeft(s, " ")
	if digit(s[0]) {
		in.gvc, s = s[:3], s[3:]
	}
	var p purpose
	var bank, own string
	nextSubfield(s, mark, func(code, value string) {
		switch {
		case code == "00":
			in.posting = strings.TrimSpace(value)
		case "20" <= code && code <= "29", "60" <= code && code <= "63":
			p.add(value)
		case code == "30":
			bank = strings.TrimSpace(value)
		case code == "31":
			own = strings.TrimSpace(value)
		case code == "32" || code == "33":
			in.payer.Name = continued(in.payer.Name, value)
		case code == "34":
			in.reason = returnKey(strings.TrimSpace(value))
		case code == "38":
			if v := reconcile.CompactAccount(value); reconcile.ValidIBAN(v) {
				in.payer.IBAN = v
			}
		case code == "10":
			// prima nota: a number of the bank's own bookkeeping
		default:
			if value = strings.TrimSpace(value); value != "" {
				in.extra = append(in.extra, value)
			}
		}
	})
	in.payer.Name = plain(in.payer.Name)
	in.bankAndAccount(bank, own)
	in.keywords(&p)
	return true
}

// nextSubfield calls f for each subfield: the mark, two digits, and the value up to the
// next. A mark without digits is text.
func nextSubfield(s string, mark byte, f func(code, value string)) {
	start := -1
	for i := 0; i <= len(s); i++ {
		if i < len(s) && (s[i] != mark || i+2 >= len(s) || !digit(s[i+1]) || !digit(s[i+2])) {
			continue
		}
		if start >= 0 {
			f(s[start+1:start+3], s[start+3:i])
		}
		start = i
	}
}

// bankAndAccount sets the other side's bank and account. A national account needs its bank
// code to mean something; written together they are what :25: has for such an account.
func (in *info) bankAndAccount(bank, own string) {
	compact := reconcile.CompactAccount(bank)
	if isBIC(compact) {
		in.payer.BIC = compact
	}
	v := reconcile.CompactAccount(own)
	if n, ok := number(compact); ok && n > 0 && v != "" && !reconcile.ValidIBAN(v) {
		v = compact + v
	}
	in.account(v)
}

// pieceWidth is the length of a piece of the purpose. A piece of that length goes on in the
// next without a space; a shorter one ended there, or lost the blank at its end.
const pieceWidth = 27

// purpose is the remittance text of a coded field, put together from its pieces.
type purpose struct {
	text   []byte
	starts []int // where pieces begin
	breaks []int // where a piece begins that does not continue the one before
	short  bool  // the last piece was shorter than the width
}

func (p *purpose) add(value string) {
	short := utf8.RuneCountInString(value) < pieceWidth
	if len(p.text) > 0 && p.short {
		p.text = append(bytes.TrimRight(p.text, " "), ' ')
		p.breaks = append(p.breaks, len(p.text))
		value = strings.TrimLeft(value, " ")
	}
	p.starts = append(p.starts, len(p.text))
	p.text = append(p.text, value...)
	p.short = short
}

// continued joins a name of two pieces.
func continued(name, piece string) string {
	if name == "" || utf8.RuneCountInString(name) >= pieceWidth {
		return name + piece
	}
	return name + " " + piece
}

// returnKey gives the reason of a return from the German key in subfield 34, for the keys
// whose meaning is sure.
func returnKey(key string) string {
	switch key {
	case "903":
		return "AC06" // account blocked
	case "914":
		return "MS03" // reason not specified
	}
	return ""
}
