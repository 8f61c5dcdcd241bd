package mt940

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// colonWords are words with a colon that open a part of a text: those of ABN AMRO and Knab,
// and the Polish ones of mBank.
func colonWords() []string {
	return []string{"IBAN:", "BIC:", "NAAM:", "OMSCHRIJVING:", "KENMERK:", "MACHTIGING:",
		"INCASSANT:", "BETALINGSKENM.:", "REK:", "Z RACH.:", "OD:", "TYT.:", "TNR:"}
}

// colons reads words with a colon:
//
//	SEPA OVERBOEKING                 IBAN: NL56CHAS0101010101
//	BIC: CHASNL2XXXX                 NAAM: ACME BV
//	OMSCHRIJVING: FA-2026-0123       KENMERK: 7541410
//
// It is false unless an account or a title stands beside a name: single words with a colon
// are what people write, too.
func (in *info) colons(lines []string) bool {
	s := strings.Join(lines, "\n")
	dutch := strings.Contains(s, "NAAM:") &&
		(strings.Contains(s, "IBAN:") || strings.Contains(s, "REK:"))
	polish := strings.Contains(s, "OD:") && strings.Contains(s, "TYT.:")
	if !dutch && !polish {
		return false
	}
	s = strings.ReplaceAll(s, "\n", " ")
	head, titled := "", strings.Contains(s, "OMSCHRIJVING:") || polish
	from, word := 0, ""
	for i := 0; i <= len(s); i++ {
		next := ""
		if i < len(s) {
			if i > 0 && s[i-1] != ' ' && s[i-1] != '/' {
				continue
			}
			if next = colonWord(s[i:]); next == "" {
				continue
			}
		}
		value := plain(strings.Trim(s[from:i], " /;"))
		if word == "" {
			head = value
		} else {
			in.colon(word, value)
		}
		word, from = next, i+len(next)
		i = max(i, from-1)
	}
	if titled || len(in.refs) > 0 {
		in.posting = head
	} else {
		in.addText(head)
	}
	return true
}

func colonWord(s string) string {
	for _, w := range colonWords() {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

func (in *info) colon(word, value string) {
	switch word {
	case "IBAN:", "REK:":
		in.account(value)
	case "Z RACH.:":
		if v := reconcile.CompactAccount(value); reconcile.ValidIBAN("PL" + v) {
			in.account("PL" + v)
		} else {
			in.account(v)
		}
	case "BIC:":
		in.id("BIC", value)
	case "NAAM:", "OD:":
		in.payer.Name = reference(value)
	case "OMSCHRIJVING:", "TYT.:":
		in.addText(value)
	case "KENMERK:":
		in.id("EREF", value)
	case "MACHTIGING:":
		in.id("MREF", value)
	case "INCASSANT:":
		in.id("CRED", value)
	case "BETALINGSKENM.:":
		if ref := reference(value); ref != "" {
			in.refs = append(in.refs, ref)
		}
	default:
		in.extra = append(in.extra, value)
	}
}
