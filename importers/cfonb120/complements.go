package cfonb120

import (
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// complements are the 05 records of one movement.
type complements struct {
	some      bool // there is one that is not blank
	reference string
	detail    reconcile.Detail
	exchange  reconcile.Exchange
	debtor    side
	creditor  side
	labels    []string // LIB
	remitted  []string // LCC, LC2
	other     []string // kept word for word
}

type side struct{ party, ultimate reconcile.Party }

// add reads the content of one complement. A qualifier that repeats, where one value can
// be, is kept word for word.
func (c *complements) add(qualifier, content string) {
	if strings.TrimSpace(content) == "" {
		return
	}
	c.some = true
	d := &c.detail
	ok := true
	switch qualifier {
	case "LIB":
		c.labels = append(c.labels, content)
	case "LCC", "LC2":
		c.remitted = append(c.remitted, content)
	case "LCS":
		if ref := importers.Reference(part(content, 0, 35)); ref != "" {
			d.References = append(d.References, ref)
		}
	case "NPY":
		ok = put(&c.debtor.party.Name, content)
	case "NPO":
		ok = put(&c.debtor.ultimate.Name, content)
	case "NBE":
		ok = put(&c.creditor.party.Name, content)
	case "NBU":
		ok = put(&c.creditor.ultimate.Name, content)
	case "IPY":
		ok = put(&c.debtor.party.ID, importers.Reference(part(content, 0, 35)))
	case "IBE":
		ok = put(&c.creditor.party.ID, importers.Reference(part(content, 0, 35)))
	case "CPY":
		ok = found(&c.debtor.party.IBAN, accountIn(content))
	case "CBE":
		ok = found(&c.creditor.party.IBAN, accountIn(content))
	case "BPY":
		ok = found(&c.debtor.party.BIC, bicIn(content))
	case "BDB":
		ok = found(&c.creditor.party.BIC, bicIn(content))
	case "RCN":
		ok = put(&d.EndToEndID, importers.Reference(part(content, 0, 35)))
		if purpose := part(content, 35, 70); len(purpose) > 4 { // longer than an ISO code
			c.keep("", purpose)
		}
	case "REF":
		ok = put(&c.reference, importers.Reference(content))
	case "RUM":
		ok = put(&d.MandateID, importers.Reference(part(content, 0, 35)))
	case "RET":
		c.returned(content)
	case "MMO":
		ok = c.original(content)
	case "FEE":
		ok = c.fee(content)
	case "LEM":
		c.keep("", content)
	default:
		ok = false
	}
	if !ok {
		c.keep(qualifier, content)
	}
}

// keep adds words that have no field of their own.
func (c *complements) keep(qualifier, content string) {
	if s := strings.TrimSpace(qualifier + " " + strings.TrimSpace(content)); s != "" {
		c.other = append(c.other, s)
	}
}

// put fills a field that is empty. It is false where the field holds something else, which
// then has to be kept elsewhere; a word that stands for nothing is dropped.
func put(field *string, value string) bool {
	value = strings.TrimSpace(value)
	if *field == "" {
		*field = value
	}
	return *field == value
}

// found is put for what had to be searched for: nothing found is kept word for word.
func found(field *string, value string) bool { return value != "" && put(field, value) }

// returned reads RET: the ISO reason, the reason of the old clearing, and a text.
func (c *complements) returned(content string) {
	code, text := part(content, 0, 4), part(content, 4, 70)
	if len(code) == 4 && only(code[:2], letter) && only(code[2:], letterOrDigit) {
		c.detail.ReturnReason = code
		c.keep("", text)
		return
	}
	c.keep("RET", content)
}

// original reads MMO: currency, decimals, amount, then the decimals and digits of the rate.
func (c *complements) original(content string) bool {
	m, ok := amountIn(content)
	if !ok || c.exchange.Instructed.Currency != "" {
		return false
	}
	c.exchange.Instructed = m
	places, ok1 := records.Number(part(content, 18, 19))
	rate := part(content, 19, 30)
	if _, ok2 := records.Number(rate); !ok1 || !ok2 || int(places) > len(rate) {
		c.keep("", part(content, 18, 70))
		return true
	}
	at := len(rate) - int(places)
	whole := strings.TrimLeft(rate[:at], "0")
	if whole == "" {
		whole = "0"
	}
	c.exchange.Rate = strings.TrimSuffix(whole+"."+rate[at:], ".")
	return true
}

// fee reads FEE: currency, decimals and amount.
func (c *complements) fee(content string) bool {
	m, ok := amountIn(content)
	if !ok || c.exchange.Charges.Currency != "" {
		return false
	}
	c.exchange.Charges = m
	return true
}

func amountIn(content string) (reconcile.Money, bool) {
	currency, err := reconcile.ParseCurrency(part(content, 0, 3))
	decimals, ok := records.Number(part(content, 3, 4))
	if err != nil || !ok {
		return reconcile.Money{}, false
	}
	m, err := records.Money(part(content, 4, 18), int(decimals), currency)
	return m, err == nil
}

// part gives the characters from (from 0) to, without the blanks around them.
func part(content string, from, to int) string {
	return records.New(content, 0).Trim(from+1, to)
}

// accountIn finds an IBAN, or a RIB whose key is right, in an account zone: the layout of
// the zone differs from bank to bank.
func accountIn(content string) string {
	for _, word := range strings.Fields(content) {
		if reconcile.ValidIBAN(word) {
			return word
		}
		if len(word) == 23 && only(word, letterOrDigit) {
			if iban, ok := reconcile.IBANFromRIB(word[:5], word[5:10], word[10:21]); ok &&
				strings.HasSuffix(iban, word[21:]) {
				return iban
			}
		}
	}
	if all := reconcile.CompactAccount(content); reconcile.ValidIBAN(all) {
		return all
	}
	return ""
}

func bicIn(content string) string {
	for _, word := range strings.Fields(content) {
		if (len(word) == 8 || len(word) == 11) && only(word[:6], letter) && only(word, letterOrDigit) {
			return word
		}
	}
	return ""
}

// finished chooses the other side: the payer of a credit, the beneficiary of a debit. What
// comes back keeps the roles of the payment it takes back, so there it is the other way
// round. Banks name the creditor of a direct debit as payer too: one name is better than none.
func (c *complements) finished(amount reconcile.Money, back bool) reconcile.Detail {
	d := c.detail
	debit := amount.Minor < 0
	first, second := c.debtor, c.creditor
	if debit != (back || d.ReturnReason != "") {
		first, second = second, first
	}
	if first.party == (reconcile.Party{}) && (debit || back || d.ReturnReason != "") {
		first = second
	}
	d.Payer, d.UltimatePayer = first.party, first.ultimate.OrNil()
	d.Text = c.remitted
	if len(d.Text) == 0 {
		d.Text = c.labels
	} else {
		c.other = append(c.labels, c.other...)
	}
	d.AdditionalText = strings.Join(c.other, " ")
	if c.exchange.Instructed.Currency == amount.Currency {
		c.exchange.Instructed = reconcile.Money{}
	}
	d.Exchange = c.exchange.OrNil()
	return d
}
