package mt940

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// slashWords are the keywords between slashes that are read, or known and left out. ID, CD
// and their like stand only behind another keyword.
const slashWords = "TRTP IBAN BIC NAME REMI EREF MARF CSID ISDT ORDP BENM CNTP ADDR PURP RTRN " +
	"ULTD ULTB ULTC UDTR UCRD CDTRREFTP CDTRREF ISSR PREF KREF TRCD OCMT CHGS EXCH SVCL ROC " +
	"IACC BTNR CREF"

// slashWord gives the keyword at the beginning of a text: a slash, letters, a slash.
func slashWord(s string) string {
	if len(s) < 5 || s[0] != '/' {
		return ""
	}
	end := strings.IndexByte(s[1:min(len(s), 12)], '/')
	if end < 3 {
		return ""
	}
	for word := range strings.SplitSeq(slashWords, " ") {
		if word == s[1:end+1] {
			return word
		}
	}
	return ""
}

// slashes reads keywords between slashes:
//
//	/EREF/RF18/ORDP//NAME/ACME BV/REMI/FA-2026-0123/ISDT/2026-01-02
//	/CNTP/NL…/INGBNL2A/ACME BV///REMI/USTD//FA-2026-0123/
//
// It is false when the text does not begin with one.
func (in *info) slashes(lines []string) bool {
	s := joined(trimmedRight(lines))
	if slashWord(s) == "" {
		return false
	}
	// A line that was broken within a keyword needs no space, whatever its length.
	if raw := strings.Join(lines, ""); countSlashWords(raw) > countSlashWords(s) {
		s = raw
	}
	role := ""
	for s != "" {
		word := slashWord(s)
		value := s[len(word)+2:]
		end := 0
		for end < len(value) && slashWord(value[end:]) == "" {
			end++
		}
		s = value[end:]
		role = in.slash(word, strings.TrimSpace(value[:end]), role)
	}
	return true
}

func countSlashWords(s string) (n int) {
	for i := range len(s) {
		if s[i] == '/' && slashWord(s[i:]) != "" {
			n++
		}
	}
	return n
}

func trimmedRight(lines []string) []string {
	out := make([]string, len(lines))
	for i, s := range lines {
		out[i] = strings.TrimRight(s, " \t")
	}
	return out
}

// slash takes one keyword; role is the party that NAME and ID belong to, given back for
// the next keyword.
func (in *info) slash(word, value, role string) string {
	bare := strings.Trim(value, "/ ")
	switch word {
	case "TRTP":
		in.posting = bare
	case "REMI":
		in.remittance(value)
	case "CNTP":
		in.counterparty(value)
	case "ORDP", "BENM", "ULTD", "ULTB", "ULTC", "UDTR", "UCRD":
		if id, ok := strings.CutPrefix(bare, "ID/"); ok && in.payer.ID == "" {
			in.payer.ID = id
		}
		return word
	case "NAME":
		in.name(role, bare)
	case "IBAN", "BIC", "EREF", "KREF":
		in.id(word, bare)
	case "MARF":
		in.id("MREF", bare)
	case "CSID":
		in.id("CRED", bare)
	case "CDTRREF":
		if ref := reference(bare); ref != "" {
			in.refs = append(in.refs, ref)
		}
	case "RTRN":
		code, rest, _ := strings.Cut(bare, "/")
		if len(code) == 4 {
			in.reason, bare = code, rest
		}
		in.addText(bare)
	case "OCMT":
		in.ordered = bare
	case "CHGS":
		in.charges = bare
	case "EXCH":
		in.rate = bare
	}
	return role
}

// remittance reads the value of REMI: text, or USTD and text, or STRD, the issuer and a
// structured reference. A slash at the end only closes the field.
func (in *info) remittance(s string) {
	if rest, ok := strings.CutPrefix(s, "STRD/"); ok {
		kind, ref, ok := strings.Cut(strings.Trim(rest, "/ "), "/")
		if !ok {
			kind, ref = "", kind
		}
		if ref = reference(strings.Trim(ref, "/ ")); ref != "" && kind != "USTD" {
			in.refs = append(in.refs, ref)
		}
		return
	}
	if rest, ok := strings.CutPrefix(s, "USTD//"); ok {
		s = strings.TrimSuffix(rest, "/")
	}
	s = strings.TrimSpace(strings.Trim(s, "/"))
	if rest, ok := strings.CutPrefix(s, "ISSUER:"); ok {
		if _, ref, ok := strings.Cut(rest, "REF:"); ok && reference(ref) != "" {
			in.refs = append(in.refs, reference(ref))
			return
		}
	}
	in.addText(plain(s))
}

// counterparty reads CNTP: account, BIC, name and place, by position.
func (in *info) counterparty(s string) {
	parts := strings.SplitN(s, "/", 4)
	for i, p := range parts {
		p = strings.TrimSpace(p)
		switch i {
		case 0:
			in.account(p)
		case 1:
			in.id("BIC", p)
		case 2:
			in.payer.Name = reference(p)
		}
	}
}

func (in *info) name(role, value string) {
	switch role {
	case "ULTD", "UDTR":
		in.ultDebtor = value
	case "ULTB", "ULTC", "UCRD":
		in.ultPayee = value
	default:
		if in.payer.Name == "" {
			in.payer.Name = reference(value)
		}
	}
}

// written reads an amount as slash and plus keywords have it: "EUR4,5", "4,50 EUR", "4,50".
func written(s string, c reconcile.Currency) (reconcile.Money, bool) {
	s = strings.TrimSpace(strings.ReplaceAll(s, "/", ""))
	if len(s) > 3 && upper(s[0]) {
		c, s = reconcile.Currency(s[:3]), strings.TrimSpace(s[3:])
	} else if n := len(s); n > 3 && upper(s[n-1]) {
		c, s = reconcile.Currency(s[n-3:]), strings.TrimSpace(s[:n-3])
	}
	if !c.Valid() {
		return reconcile.Money{}, false
	}
	m, _, what := amount(s, c)
	return m, what == ""
}
