package mt940

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// sepaKeywords begin a part of the purpose, each with a plus sign behind it.
const sepaKeywords = "EREF KREF MREF CRED DEBT SVWZ ABWA ABWE IBAN BIC COAM OAMT PURP RREF SQTP"

// sepaKeyword gives the keyword at the beginning of a text, with the sign behind it.
func sepaKeyword(s string, sign byte) string {
	end := strings.IndexByte(s[:min(len(s), 5)], sign)
	if end < 3 {
		return ""
	}
	for word := range strings.SplitSeq(sepaKeywords, " ") {
		if word == s[:end] {
			return word
		}
	}
	return ""
}

// part is one keyword of a purpose and the place of its value.
type part struct {
	word     string
	from, to int
}

// parts finds the keywords of a purpose. One counts at the beginning of a word or of a
// piece; its value runs to the next.
func (p *purpose) parts(text string) []part {
	var list []part
	for i := 0; i < len(text); i++ {
		if i > 0 && text[i-1] != ' ' && !slices.Contains(p.starts, i) {
			continue
		}
		word := sepaKeyword(text[i:], '+')
		if word == "" {
			continue
		}
		if n := len(list); n > 0 {
			list[n-1].to = i
		}
		list = append(list, part{word, i + len(word) + 1, len(text)})
	}
	return list
}

// keywords reads the purpose. Without keywords its pieces are the text, those that continue
// each other in one. With keywords the text is what stands before the first, in SVWZ, and
// behind an id that ended with a short piece.
func (in *info) keywords(p *purpose) {
	text := string(p.text)
	list := p.parts(text)
	if len(list) == 0 {
		from := 0
		for _, at := range append(p.breaks, len(text)) {
			in.addText(text[from:at])
			from = at
		}
		return
	}
	in.addText(text[:list[0].from-len(list[0].word)-1])
	for _, v := range list {
		value := text[v.from:v.to]
		switch v.word {
		case "SVWZ":
			in.addText(value)
			in.colonKeywords(value)
		case "ABWA":
			in.ultDebtor = plain(value)
		case "ABWE":
			in.ultPayee = plain(value)
		default:
			end := p.idEnd(v)
			in.id(v.word, strings.TrimSpace(text[v.from:end]))
			in.addText(text[end:v.to])
		}
	}
}

// idEnd is where the value of an id ends: with the first piece that is not full.
func (p *purpose) idEnd(v part) int {
	for _, at := range p.breaks {
		if v.from < at && at < v.to {
			return at
		}
	}
	return v.to
}

func (in *info) id(word, value string) {
	switch word {
	case "EREF":
		setID(&in.endToEnd, value)
	case "KREF":
		setID(&in.customer, value)
	case "MREF":
		setID(&in.mandate, value)
	case "CRED":
		setID(&in.creditor, value)
	case "DEBT":
		setID(&in.debtor, value)
	case "IBAN":
		in.account(value)
	case "BIC":
		if v := reconcile.CompactAccount(value); in.payer.BIC == "" && isBIC(v) {
			in.payer.BIC = v
		}
	case "COAM":
		in.charges = value
	case "OAMT":
		in.ordered = value
	}
}

// colonKeywords fills what is still unknown from the older form of the keywords, with a
// colon: "… EREF: RF18 IBAN: DE… BIC: COBADEFF". The text keeps them: a payer may have typed
// them himself, and something may follow.
func (in *info) colonKeywords(text string) {
	if !strings.Contains(text, ":") {
		return
	}
	words := strings.Fields(text)
	for i, w := range words {
		word := sepaKeyword(w, ':')
		if word == "" {
			continue
		}
		value := w[len(word)+1:]
		if value == "" && i+1 < len(words) {
			value = words[i+1]
		}
		switch word {
		case "IBAN":
			if v := reconcile.CompactAccount(value); reconcile.ValidIBAN(v) {
				in.account(v)
			}
		case "EREF", "MREF", "BIC":
			in.id(word, value)
		}
	}
}
