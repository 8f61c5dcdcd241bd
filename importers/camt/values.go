package camt

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// date reads an ISO date, or the day written in a date with time or zone: a booking at
// 23:30+01:00 is of the day that the bank wrote, wherever rappro runs.
func date(s string, line int) (reconcile.Date, error) {
	day := s
	if len(s) > 10 && strings.IndexByte("TZ+-", s[10]) >= 0 {
		day = s[:10]
	}
	d, err := reconcile.ParseDate(day)
	if err != nil {
		return 0, &importers.Error{Line: line, What: err.Error()}
	}
	return d, nil
}

// dateAt reads Dt or DtTm of a date element. Some banks write a time into Dt.
func (t *tree) dateAt(n int) (reconcile.Date, error) {
	if n == none {
		return 0, nil
	}
	s := t.get(n, "Dt")
	if s == "" {
		s = t.get(n, "DtTm")
	}
	if s == "" {
		return 0, nil
	}
	return date(s, t.line(n))
}

// money reads an amount with its currency: digits with a dot, without a sign. Zeros beyond
// the currency's decimals are accepted, other digits are not.
func (t *tree) money(n int) (reconcile.Money, error) {
	fail := func(what string) (reconcile.Money, error) {
		return reconcile.Money{}, &importers.Error{Line: t.line(n), What: what}
	}
	ccy, err := reconcile.ParseCurrency(t.nodes[n].currency)
	if err != nil {
		return fail(err.Error())
	}
	text := t.get(n)
	if strings.ContainsRune(text, ',') {
		return fail("amount " + strconv.Quote(text) + " has a comma: camt writes 1234.56")
	}
	m, err := reconcile.ParseMoney(text, ccy)
	if err != nil {
		return fail(err.Error())
	}
	if m.Minor < 0 {
		return fail("amount " + m.Decimal() + " has a sign: CdtDbtInd says the direction")
	}
	return m, nil
}

// maybeMoney reads an amount that only informs; it is left out when it cannot be read,
// because a payer's slip must not keep a bank's statement away.
func (t *tree) maybeMoney(n int) (reconcile.Money, bool) {
	if n == none {
		return reconcile.Money{}, false
	}
	m, err := t.money(n)
	return m, err == nil
}

// direction reads CdtDbtInd: 1, -1, or 0 when it is absent.
func (t *tree) direction(parent int) (int64, error) {
	n := t.at(parent, "CdtDbtInd")
	switch s := t.get(n); {
	case n == none:
		return 0, nil
	case s == "CRDT":
		return 1, nil
	case s == "DBIT":
		return -1, nil
	}
	return 0, &importers.Error{Line: t.line(n), What: "CdtDbtInd is neither CRDT nor DBIT"}
}

func signed(m reconcile.Money, sign int64) reconcile.Money {
	return reconcile.Money{Minor: m.Minor * sign, Currency: m.Currency}
}

// reference gives an id, or nothing where the bank or the payer had none and said so in
// words, as the rules of SEPA ask.
func reference(s string) string {
	if evident(s) {
		return s
	}
	var b strings.Builder
	for _, c := range strings.ToUpper(s) {
		if 'A' <= c && c <= 'Z' || '1' <= c && c <= '9' || c >= utf8.RuneSelf && unicode.IsLetter(c) {
			b.WriteRune(c)
		}
	}
	switch b.String() {
	case "", "NOTPROVIDED", "NOTPROVIDE", "NOTAVAILABLE", "NOTAVAIL", "NONREF", "NOREF", "NONE",
		"NULL", "UNKNOWN", "NICHTANGEGEBEN":
		if !strings.ContainsFunc(s, digit) {
			return ""
		}
		if strings.Trim(s, "0 -/.") == "" {
			return ""
		}
	}
	return s
}

// evident says of nearly every id at once that it is none of those words: the first letter
// or digit that counts is not the beginning of one.
func evident(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i] | 0x20; {
		case s[i] >= utf8.RuneSelf:
			return false // upper case of some is an ASCII letter
		case '1' <= s[i] && s[i] <= '9':
			return true
		case 'a' <= c && c <= 'z':
			return c != 'n' && c != 'u'
		}
	}
	return false
}

func digit(c rune) bool { return '0' <= c && c <= '9' }

// code prints a bank transaction code: domain, family and sub-family, or the bank's own.
func (t *tree) code(parent int) string {
	n := t.at(parent, "BkTxCd")
	if n == none {
		return ""
	}
	domain := t.at(n, "Domn")
	parts := [3]string{t.get(domain, "Cd"), t.get(domain, "Fmly", "Cd"),
		t.get(domain, "Fmly", "SubFmlyCd")}
	if parts == [3]string{} {
		return t.get(n, "Prtry", "Cd")
	}
	if parts != t.parts {
		given := make([]string, 0, len(parts))
		for _, s := range parts {
			if s != "" {
				given = append(given, s)
			}
		}
		t.parts, t.whole = parts, strings.Join(given, "-")
	}
	return t.whole
}

// truth reads an xs:boolean.
func truth(s string) bool { return s == "true" || s == "1" }
