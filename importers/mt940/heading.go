package mt940

import (
	"math"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// heading is what a message says before its first balance.
type heading struct {
	line      int
	reference string // :20:
	account   string // :25: as written, first line
	numbered  string // :28C: as written
	owner     string // :NS:22
	currency  reconcile.Currency
	interim   bool // it has a field that only MT942 has
}

// read takes one field of the heading.
func (h *heading) read(f field) error {
	first := strings.TrimSpace(f.lines[0])
	switch f.tag {
	case "25", "25P":
		if h.account != "" {
			return bad(f.line, "a second account :25: in one statement: the file is damaged, "+
				"download it again")
		}
		h.account = first
	case "28", "28C":
		h.numbered = first
	case "34F":
		h.interim = true
		if len(first) >= 3 {
			if c, err := reconcile.ParseCurrency(first[:3]); err == nil {
				h.currency = c
			}
		}
	case "13D":
		h.interim = true
	case "NS":
		h.owner = plain(nonSwift(f.lines, "22"))
	}
	return nil
}

// row is the beginning of a statement.
func (h *heading) row(c reconcile.Currency, opt importers.Options) reconcile.Statement {
	row := reconcile.Statement{Account: account(h.account, c), Owner: h.owner, Currency: c,
		Reference: h.name(), Sequence: h.sequence()}
	row.Source.Line = h.line
	if row.Account == "" {
		row.Account = opt.Account
	}
	if row.Currency == "" {
		row.Currency = opt.Currency
	}
	return row
}

// name is the statement's own id: :20: where it distinguishes, else the number in :28C:. Many
// banks write a word into :20: that is always the same ("STARTUMS", their name, zeros).
func (h *heading) name() string {
	digits := 0
	for i := 0; i < len(h.reference); i++ {
		if '1' <= h.reference[i] && h.reference[i] <= '9' {
			digits++
		}
	}
	if digits >= 4 || h.sequence() == 0 {
		return h.reference
	}
	return h.numbered
}

// sequence is the statement's number, before the slash and the page.
func (h *heading) sequence() int64 {
	s, _, _ := strings.Cut(h.numbered, "/")
	n, ok := number(strings.TrimSpace(s))
	if !ok {
		return 0
	}
	return int64(n)
}

// page is the number behind the slash of :28C:, 0 when there is none.
func (h *heading) page() int {
	_, s, _ := strings.Cut(h.numbered, "/")
	n, ok := number(strings.TrimSpace(s))
	if !ok || n > math.MaxInt32 {
		return 0
	}
	return n
}

// account is the account as :25: has it, compact: its IBAN where there is one, alone, after a
// BIC, or before the currency; else whatever stands there, without the currency.
func account(s string, c reconcile.Currency) string {
	for part := range strings.SplitSeq(s, "/") {
		if v := withoutCurrency(reconcile.CompactAccount(part), c); reconcile.ValidIBAN(v) {
			return v
		}
	}
	return withoutCurrency(reconcile.CompactAccount(s), c)
}

// withoutCurrency takes the code off that some banks write behind the number.
func withoutCurrency(s string, c reconcile.Currency) string {
	if part := strings.TrimSuffix(s, string(c)); c != "" && endsDigit(part) {
		return part
	}
	return s
}

func endsDigit(s string) bool { return s != "" && digit(s[len(s)-1]) }

// country is that of an IBAN, or of a BIC before a slash; it tells the alphabet.
func country(s string) string {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	bic, _, slash := strings.Cut(s, "/")
	switch {
	case slash && isBIC(bic):
		return bic[4:6]
	case len(s) > 4 && upper(s[0]) && upper(s[1]) && digit(s[2]) && digit(s[3]):
		return s[:2]
	}
	return ""
}

// isBIC checks the form: six letters, two letters or digits, and three more or none.
func isBIC(s string) bool {
	if len(s) != 8 && len(s) != 11 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !upper(s[i]) && (i < 6 || !digit(s[i])) {
			return false
		}
	}
	return true
}
