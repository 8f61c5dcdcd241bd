package matcher_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

const (
	perrinIBAN = "FR7610278060610002041490128"
	secondIBAN = "BE68539007547034"
)

// came is a decided credit: who sent what from where, and where it was put.
type came struct {
	name, iban string
	parts      []reconcile.Part
}

// What lies on a customer's account goes back to him: proposed where the account or the name is that of
// the payer and the amount exactly what lies there, with or without a word; told of where nothing stands
// behind it; and nothing where a supplier or somebody else is paid as much.
func TestRefunds(t *testing.T) {
	const perrin, noted = "Boulangerie Perrin", "remboursement trop percu"
	invoiced := reconcile.CashOn("FA2026-00012", reconcile.EUR(120000))
	over := came{perrin, perrinIBAN, []reconcile.Part{invoiced, lying("C1", 5000)}}
	once := came{perrin, perrinIBAN, []reconcile.Part{invoiced}}
	twice := came{perrin, perrinIBAN, []reconcile.Part{lying("C1", 120000)}}
	moved := came{perrin, perrinIBAN, []reconcile.Part{lying("C1", 125000), lying("C1", -120000), invoiced}}
	used := came{perrin, perrinIBAN, []reconcile.Part{invoiced, lying("C1", 5000), lying("C1", -5000),
		reconcile.CashOn("FA2026-00013", reconcile.EUR(5000))}}
	acme := came{"Acme Tools", secondIBAN, []reconcile.Part{lying("C3", 5000)}}
	for name, c := range map[string]struct {
		came     []came
		cents    int64
		to, iban string
		text     string
		want     string // the credits that it may give back, by place, and what is told
	}{
		"rest of an overpayment":        {[]came{over}, 5000, perrin, perrinIBAN, noted, "0 refund_out"},
		"rest, its invoice quoted":      {[]came{over}, 5000, "", "", noted + " FA2026-00012", "0 refund_out"},
		"rest, the name in the text":    {[]came{over}, 5000, "", "", noted + " BOULANGERIE PERRIN", "0 refund_out"},
		"no word, the account":          {[]came{over}, 5000, "", perrinIBAN, "VIR 4471", "0 refund_out"},
		"no word, the name":             {[]came{over}, 5000, perrin, "", "", "0 refund_out"},
		"whole, then most of it placed": {[]came{moved}, 5000, perrin, perrinIBAN, "", "0 refund_out"},
		"paid twice, the second whole":  {[]came{once, twice}, 120000, perrin, perrinIBAN, "", "1 refund_out"},
		"paid twice, said":              {[]came{once, twice}, 120000, perrin, perrinIBAN, noted, "1 refund_out"},
		"paid twice, the invoice quoted": {[]came{once, twice}, 120000, perrin, perrinIBAN,
			noted + " FA2026-00012", "1 0 refund_out"},
		"to another account":          {[]came{over}, 5000, perrin, secondIBAN, noted, "0 refund_out refund_to_other_iban"},
		"to another account, no word": {[]came{over}, 5000, perrin, secondIBAN, "", "0 refund_out refund_to_other_iban"},
		"two fit":                     {[]came{over, over}, 5000, perrin, perrinIBAN, noted, "1 0 refund_out"},
		"another customer's as much":  {[]came{over, acme}, 5000, perrin, perrinIBAN, noted, "0 refund_out"},

		"more than lies there":          {[]came{over}, 5001, perrin, perrinIBAN, noted, "refund_out"},
		"less than lies there":          {[]came{over}, 4999, perrin, perrinIBAN, noted, "refund_out"},
		"nothing behind it":             {nil, 5000, perrin, "", noted, "refund_out"},
		"used since":                    {[]came{used}, 5000, perrin, perrinIBAN, noted, "refund_out"},
		"used since, no word":           {[]came{used}, 5000, perrin, perrinIBAN, "", ""},
		"no word, another sum":          {[]came{over}, 5001, perrin, perrinIBAN, "", ""},
		"no word, what settled":         {[]came{once}, 120000, perrin, perrinIBAN, "", ""},
		"no word, the name in the text": {[]came{over}, 5000, "", "", "SALAIRE BOULANGERIE PERRIN", ""},
		"a supplier, as much":           {[]came{over}, 5000, "Fournitures Nord", secondIBAN, "FACTURE 7712", ""},
		"the customer's own invoice":    {[]came{over}, 5000, perrin, perrinIBAN, "VOTRE FACTURE 4471", ""},
		"a loan":                        {[]came{over}, 5000, "Banque du Nord", "", "REMBOURSEMENT PRET 4471", ""},
		"somebody's expenses":           {[]came{over}, 5000, "Jeanne Dupuis", "", "REMBOURSEMENT FRAIS", ""},
	} {
		s := matcher.New().Open(ledger(doc{number: "FA2026-00012", customer: "C1", cents: 120000},
			doc{number: "FA2026-00013", customer: "C1", cents: 5000}))
		var ids []reconcile.ID
		for i, in := range c.came {
			ids = append(ids, in.applied(s, i))
		}
		s.Day(today()+2, nil)
		out := pay(-c.cents, c.to, c.text)
		out.Detail.Payer.IBAN, out.BookingDate, out.Code = c.iban, today()+20, "PMNT-ICDT-ESCT"
		v := s.Day(out.BookingDate, []reconcile.Payment{out})[0]
		var got []string
		for _, x := range v.MayReverse {
			got = append(got, fmt.Sprint(slices.Index(ids, x.Payment)))
		}
		for _, f := range v.Findings {
			got = append(got, string(f.Kind))
			if f.Customer != "C1" {
				t.Errorf("%s: %s is of %q", name, f.Kind, f.Customer)
			}
		}
		check(t, name, strings.Join(got, " "), c.want)
		if !v.Reverses.IsZero() {
			t.Errorf("%s: certain", name)
		}
	}
}

// What lies on an account goes back months later and from another account of ours, and what went back
// before does not lie there; nothing that is collected from us is a refund.
func TestRefundOfWhatIsLeft(t *testing.T) {
	s := matcher.New().Open(ledger(doc{number: "FA2026-00012", customer: "C1", cents: 120000}))
	over := came{"Boulangerie Perrin", perrinIBAN, []reconcile.Part{
		reconcile.CashOn("FA2026-00012", reconcile.EUR(120000)), lying("C1", 5000)}}
	id := over.applied(s, 1)
	refund := func(cents int64) reconcile.Payment {
		p := pay(-cents, "Boulangerie Perrin", "VIR")
		p.Account, p.Code = "FR1420041010050500013M02606", "PMNT-ICDT-ESCT"
		p.Detail.Payer.IBAN, p.BookingDate = perrinIBAN, today()+500
		return p
	}
	offered := func(p reconcile.Payment) bool {
		v := s.Day(p.BookingDate, []reconcile.Payment{p})[0]
		return len(v.MayReverse) == 1 && v.MayReverse[0].Payment == id
	}
	if !offered(refund(5000)) || offered(refund(3000)) {
		t.Error("50.00 lie there")
	}
	some := refund(2000)
	part := lying("C1", -2000)
	part.Reason = reconcile.ReturnOf(id)
	s.Apply(some, reconcile.Decision{Kind: reconcile.Applied, Payment: some.ID, Parts: []reconcile.Part{part}})
	if offered(refund(5000)) || !offered(refund(3000)) {
		t.Error("20.00 of 50.00 went back")
	}
	collected := refund(3000)
	collected.Code = "PMNT-RDDT-ESDD"
	salary := refund(3000)
	salary.Code = "PMNT-ICDT-SALA"
	if offered(collected) || offered(salary) {
		t.Error("the bank's code tells of something else")
	}
}

// lying is money on a customer's account.
func lying(customer string, cents int64) reconcile.Part {
	return reconcile.Waiting(customer, reconcile.EUR(cents))
}

// applied tells a session of the credit, each part of a sign as the decision that puts it there.
func (c came) applied(s reconcile.Session, n int) reconcile.ID {
	cents := int64(0)
	for _, part := range c.parts {
		cents += part.Moves.Minor
	}
	p := numbered(pay(cents, c.name, "VIR"), n)
	p.Detail.Payer.IBAN, p.BookingDate = c.iban, today()+reconcile.Date(n)
	for i, from := 0, 0; i < len(c.parts); i++ {
		if i+1 == len(c.parts) || c.parts[i+1].Moves.Minor < 0 {
			s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Parts: c.parts[from : i+1],
				Customer: ownerOf(c.parts)})
			from = i + 1
		}
	}
	return p.ID
}

func ownerOf(parts []reconcile.Part) string {
	for _, p := range parts {
		if p.Customer != "" {
			return p.Customer
		}
	}
	return "C1"
}
