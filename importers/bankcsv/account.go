package bankcsv

import (
	"fmt"
	"path"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// account makes sure that the statement begun last is that of the line's account and
// currency.
func (t *table) account(record []string, line int) error {
	account, currency := t.cell(record, colAccount), t.cell(record, colCurrencyColumn)
	if t.open != nil && account == "" && currency == "" {
		return nil
	}
	account = reconcile.CompactAccount(account)
	if t.open != nil && (account == "" || sameAccount(t.open.Account, account)) &&
		(currency == "" || strings.EqualFold(currency, string(t.open.Currency))) {
		return nil
	}
	if t.open != nil {
		if err := t.end(); err != nil {
			return err
		}
	}
	if err := t.begin(account, currency); err != nil {
		return err
	}
	key := t.open.Account + " " + string(t.open.Currency)
	if t.ended[key] {
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
	case account == "" || sameAccount(asked, account):
		account = asked
	default:
		return fmt.Errorf("the file is of account %s, not %s: leave --account out", account, asked)
	}
	c, err := t.currency(currency)
	if err != nil {
		return err
	}
	if account == "" && !t.asked {
		t.asked = true
		t.sink.Ask("account: the file does not say which (--account)")
	}
	t.open = &reconcile.Statement{Account: account, Currency: c}
	t.chain = chain{sum: reconcile.Money{Currency: c}}
	return t.sink.Begin(*t.open)
}

// currency is that of the line, of the lines above the table, or the layout's own, which
// --currency overrides.
func (t *table) currency(written string) (reconcile.Currency, error) {
	said := t.outside.currency
	if written != "" {
		c, err := reconcile.ParseCurrency(written)
		if err != nil {
			return "", err
		}
		said = c
	}
	switch asked := t.opt.Currency; {
	case said == "" && asked != "":
		return asked, nil
	case said == "" && t.profile.Currency == "":
		return "", fmt.Errorf("the currency is not said: name it with --currency")
	case said == "":
		return t.profile.Currency, nil
	case asked != "" && asked != said:
		return "", fmt.Errorf("the file is in %s, not %s: leave --currency out", said, asked)
	}
	return said, nil
}

// end completes the statement begun last.
func (t *table) end() error {
	if err := t.flush(); err != nil {
		return err
	}
	s := *t.open
	var note string
	s.Opening, s.Closing, note = t.chain.balances()
	if note != "" {
		t.sink.Note(note)
	}
	if err := t.stated(&s); err != nil {
		return err
	}
	if t.ended == nil {
		t.ended = map[string]bool{}
	}
	t.ended[s.Account+" "+string(s.Currency)] = true
	t.open = nil
	return t.sink.End(s)
}

// stated adds what the lines outside the table say: period and balances.
func (t *table) stated(s *reconcile.Statement) error {
	o := t.outside
	if o.from != 0 && o.to != 0 {
		s.From, s.To, s.Stated = o.from, o.to, true
	}
	form := t.form()
	if o.opening != "" && s.Opening == nil {
		m, err := form.parse(o.opening, s.Currency)
		if err != nil {
			return &importers.Error{Line: o.openLine, What: err.Error()}
		}
		s.Opening = &reconcile.Balance{Amount: m, Date: o.from}
	}
	if o.closing != "" && s.Closing == nil {
		if o.dotted {
			form.decimal = '.'
		}
		m, err := form.parse(o.closing, s.Currency)
		if err != nil {
			return &importers.Error{Line: o.closLine, What: err.Error()}
		}
		s.Closing = &reconcile.Balance{Amount: m, Date: max(o.date, o.to)}
		if o.date != 0 {
			s.Closing.Date = o.date
		}
	}
	return nil
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
