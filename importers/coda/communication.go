package coda

import (
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// communication is what a movement says in words or in one of the structures of CODA.
type communication struct {
	detail   *reconcile.Detail
	exchange reconcile.Exchange
	other    []string
	back     bool // it says that a direct debit was refused or came back
}

// detail reads everything that one movement or detail says of its payment.
func (r *reader) detail(m *movement, amount reconcile.Money) (reconcile.Detail, communication) {
	d := reconcile.Detail{Amount: amount}
	c := communication{detail: &d}
	c.second(m)
	c.third(m)
	if d.Payer.IBAN == r.st.row.Account {
		d.Payer = reconcile.Party{} // converters name the holder himself
	}
	zones := []string{m.first.Field(63, 115), m.second.Field(11, 63), m.third.Field(83, 125)}
	if m.first.Char(62) == "1" {
		c.structured(strings.Join(zones, ""))
	} else {
		for _, zone := range zones {
			if zone = strings.TrimRight(zone, " "); strings.TrimSpace(zone) != "" {
				d.Text = append(d.Text, zone)
			}
		}
	}
	for _, info := range m.infos {
		c.information(info)
	}
	d.AdditionalText = strings.Join(c.other, " ")
	if c.exchange.Instructed.Currency == amount.Currency {
		c.exchange.Instructed = reconcile.Money{}
	}
	d.Exchange = c.exchange.OrNil()
	return d, c
}

// second reads 22: the customer's reference, the bank of the other side, and what came back.
func (c *communication) second(m *movement) {
	if m.second.Size == 0 {
		return
	}
	c.detail.EndToEndID = importers.Reference(m.second.Field(64, 98))
	c.detail.Payer.BIC = m.second.Trim(99, 109)
	c.returned(m.second.Char(113), m.second.Trim(114, 117))
}

// third reads 23: account and name of the other side. The account is a Belgian number of
// twelve digits, or up to 34 characters.
func (c *communication) third(m *movement) {
	if m.third.Size == 0 {
		return
	}
	account := m.third.Trim(11, 44)
	if number, _, _ := strings.Cut(account, " "); len(number) == 12 {
		account = belgian(number)
	}
	c.detail.Payer.IBAN = reconcile.CompactAccount(importers.Reference(account))
	c.detail.Payer.Name = m.third.Trim(48, 82)
}

// returned reads the kind of an R-transaction and its ISO reason.
func (c *communication) returned(kind, reason string) {
	if kind >= "1" && kind <= "5" {
		c.back = true
		if c.detail.ReturnReason == "" {
			c.detail.ReturnReason = reason
		}
	}
}

// structured reads a communication by its type, the first three characters.
func (c *communication) structured(s string) {
	rec := records.New(s, 0)
	d := c.detail
	switch kind := rec.Field(1, 3); kind {
	case "100":
		c.reference(rec.Trim(4, 28), reconcile.ValidCreditorReference)
	case "101", "102":
		c.reference(rec.Trim(4, 15), reconcile.ValidBelgianReference)
	case "105":
		c.original(rec)
	case "107":
		d.MandateID = importers.Reference(rec.Field(4, 15))
		c.say(rec.Field(22, 51))
		c.back = c.back || strings.Trim(rec.Char(52), " 0") != ""
	case "127":
		c.directDebit(rec)
	default:
		c.say(rec.Field(4, rec.Size))
	}
}

// reference keeps a structured reference whose check digits are right; else it is text.
func (c *communication) reference(s string, valid func(string) bool) {
	if valid(s) {
		c.detail.References = append(c.detail.References, s)
		return
	}
	c.text(s)
}

// original reads 105: gross amount in both currencies, rate, currency, communication.
func (c *communication) original(rec records.Record) {
	currency, err := reconcile.ParseCurrency(rec.Trim(46, 48))
	if err == nil {
		if m, err := records.Money(rec.Field(19, 33), 3, currency); err == nil {
			c.exchange.Instructed = m
		}
	}
	if n, ok := records.Number(rec.Field(34, 45)); ok && n > 0 {
		whole, rest := strings.TrimLeft(rec.Field(34, 37), "0"), strings.TrimRight(rec.Field(38, 45), "0")
		if whole == "" {
			whole = "0"
		}
		c.exchange.Rate = strings.TrimSuffix(whole+"."+rest, ".")
	}
	if s := rec.Trim(49, 60); strings.Trim(s, "0") != "" {
		c.reference(s, reconcile.ValidBelgianReference)
	}
}

// directDebit reads 127: creditor and mandate, the payer's communication, and why it came
// back.
func (c *communication) directDebit(rec records.Record) {
	d := c.detail
	d.MandateID = importers.Reference(rec.Field(48, 82))
	c.text(rec.Trim(83, 144))
	c.returned(rec.Char(145), rec.Trim(146, 149))
	if refused := rec.Char(12); refused >= "1" && refused <= "4" {
		c.back = true
		if d.ReturnReason == "" && refused == "3" {
			d.ReturnReason = "MD06"
		}
	}
	if d.Amount.Minor < 0 && !c.back { // else the creditor is ourselves
		d.Payer.ID = importers.Reference(rec.Field(13, 47))
	}
}

// information reads 31 to 33: data of the other side, or words.
func (c *communication) information(info *information) {
	if !info.structured {
		c.say(info.text)
		return
	}
	rec := records.New(info.text, 0)
	d := c.detail
	name := rec.Trim(4, 73)
	switch kind := rec.Field(1, 3); kind {
	case "001": // the name of 23 is cut at 35 characters
		if strings.HasPrefix(name, d.Payer.Name) {
			d.Payer.Name = name
		}
	case "008", "009":
		if d.UltimatePayer == nil {
			d.UltimatePayer = reconcile.Party{Name: name}.OrNil()
			break
		}
		c.say(name)
	default:
		c.say(rec.Field(4, rec.Size))
	}
}

func (c *communication) text(s string) {
	if s != "" {
		c.detail.Text = append(c.detail.Text, s)
	}
}

// say keeps words that have no field, without the blanks of their zones.
func (c *communication) say(s string) {
	if s = strings.Join(strings.Fields(s), " "); s != "" {
		c.other = append(c.other, s)
	}
}
