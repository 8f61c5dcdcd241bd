package bankcsv

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// What is asked when neither the file nor a person says it.
const (
	accountNeed  = "account: the file does not say which (--account)"
	currencyNeed = "currency: the file does not say which (--currency)"
)

// account makes sure that the open statement is that of the line's account and currency.
func (t *table) account(record *record, line int) error {
	if t.open != nil && !t.index.account {
		return nil
	}
	rawAccount, rawCurrency := t.cell(record, colAccount), t.cell(record, colCurrencyColumn)
	if len(rawCurrency) == 0 {
		rawCurrency = t.cell(record, colCreditCurrency)
	}
	if t.open != nil && bytes.Equal(rawAccount, t.raw[0]) && bytes.Equal(rawCurrency, t.raw[1]) {
		return nil
	}
	t.raw[0] = append(t.raw[0][:0], rawAccount...)
	t.raw[1] = append(t.raw[1][:0], rawCurrency...)
	account, currency := reconcile.CompactAccount(string(rawAccount)), string(rawCurrency)
	if t.open != nil && t.open.holds(account, currency) {
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	if t.profile.Mixed {
		for _, b := range t.books {
			if b.holds(account, currency) {
				t.open = b
				return nil
			}
		}
	} else if t.open != nil {
		if err := t.end(); err != nil {
			return err
		}
	}
	if err := t.begin(account, currency); err != nil {
		return err
	}
	if t.ended[t.open.key()] {
		return &importers.Error{Line: line, What: "lines of several accounts alternate: sort the " +
			"file by account, or download each account by itself"}
	}
	return nil
}

// begin starts the statement of an account, as the line, the lines above the table, the
// options and at last the name of the file say.
func (t *table) begin(account, currency string) error {
	if account == "" {
		account = t.outside.account
	}
	account = fromRIB(account)
	asked := reconcile.CompactAccount(t.opt.Account)
	switch {
	case account == "" && asked == "" && t.profile.FromName:
		account = accountInName(t.opt.Name)
	case asked == "":
	case account == "":
		account = asked
		if s, ok := t.sink.(importers.AnswerSink); ok {
			s.Answered("account", asked, false)
		}
	case sameAccount(asked, account):
		account = asked
	default:
		return fmt.Errorf("the file is of account %s, not %s: leave --account out", account, asked)
	}
	c, err := t.currency(currency, account)
	if err != nil {
		return err
	}
	if account == "" {
		t.ask(accountNeed)
	}
	if c == reconcile.NoCurrency {
		t.ask(currencyNeed)
	}
	b := newBook(reconcile.Statement{Account: account, Currency: c}, len(t.books) == 0,
		t.profile.Order)
	t.books, t.open = append(t.books, b), b
	if b.live {
		return t.sink.Begin(b.st)
	}
	return nil
}

// currency is that of the line, of the lines above the table, or the layout's own; --currency
// says it where none of them does.
func (t *table) currency(written, account string) (reconcile.Currency, error) {
	said := t.outside.currency
	if written != "" {
		c, err := reconcile.ParseCurrency(written)
		if err != nil {
			c = currencySign(written)
		}
		if c == "" {
			return "", err
		}
		said = c
	}
	switch asked := t.opt.Currency; {
	case said == "" && asked != "":
		return asked, nil
	case said == "" && !t.profile.currencyHolds(account, t.codes):
		return reconcile.NoCurrency, nil
	case said == "":
		return t.profile.Currency, nil
	case asked != "" && asked != said:
		return "", fmt.Errorf("the file is in %s, not %s: leave --currency out", said, asked)
	}
	return said, nil
}

// currencyHolds says whether the layout's own currency is that of an account, given the codes of
// currencies that stand above the table.
func (p *Profile) currencyHolds(account string, codes []reconcile.Currency) bool {
	if p.Currency == "" || p.CurrencyOf == "" {
		return p.Currency != ""
	}
	return reconcile.ValidIBAN(account) && strings.HasPrefix(account, p.CurrencyOf) &&
		!slices.ContainsFunc(codes, func(c reconcile.Currency) bool { return c != p.Currency })
}

// seeCodes notes the codes of currencies that stand in a line above the table.
func (t *table) seeCodes(record *record) {
	for _, cell := range record.all() {
		for _, word := range bytes.FieldsFunc(cell, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if c := currencyCode(string(word)); c != "" && string(c) == string(word) && len(t.codes) < maxCodes {
				t.codes = append(t.codes, c)
			}
		}
	}
}

// maxCodes is more than a bank names above a table.
const maxCodes = 100

// end completes the first statement that is open.
func (t *table) end() error {
	if err := t.flush(); err != nil {
		return err
	}
	b := t.books[0]
	if t.books = t.books[1:]; t.open == b {
		t.open = nil
	}
	if err := b.tell(t.sink); err != nil {
		return err
	}
	if err := t.provedToEnd(b); err != nil {
		return err
	}
	s := b.st
	var note string
	s.Opening, s.Closing, note = b.chain.balances()
	if note != "" {
		t.sink.Note(note)
	}
	if err := b.statedBalances(&s); err != nil {
		return err
	}
	b.lineBalances(&s)
	if err := t.stated(&s); err != nil {
		return err
	}
	if err := b.plainBalances(t.sink, &s); err != nil {
		return err
	}
	if err := b.left(t.sink, &s); err != nil {
		return err
	}
	if err := b.explained(&s); err != nil {
		return err
	}
	if err := b.sumLines(t.sink, &s); err != nil {
		return err
	}
	if err := t.provedBelow(&s); err != nil {
		return err
	}
	if t.ended == nil {
		t.ended = map[string]bool{}
	}
	t.ended[b.key()] = true
	return t.sink.End(s)
}

// sameAccount says whether two compact numbers name one account: equal, or the one is the
// IBAN that contains the other, a national number.
func sameAccount(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	return len(b) >= 8 && reconcile.ValidIBAN(a) && !reconcile.ValidIBAN(b) &&
		strings.Contains(a[4:], b)
}

// fromRIB writes a French account with its key, 23 characters, as the IBAN it is.
func fromRIB(account string) string {
	if len(account) != 23 || reconcile.ValidIBAN(account) {
		return account
	}
	iban, ok := reconcile.IBANFromRIB(account[:5], account[5:10], account[10:21])
	if ok && strings.HasSuffix(iban, account[21:]) {
		return iban
	}
	return account
}

// accountInName finds the one IBAN in a file's name.
func accountInName(name string) string {
	found := ""
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, word := range strings.FieldsFunc(base, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	}) {
		if c := reconcile.CompactAccount(word); reconcile.ValidIBAN(c) {
			if found != "" && found != c {
				return ""
			}
			found = c
		}
	}
	return found
}
