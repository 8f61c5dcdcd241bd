package reconcile

import "strings"

// Rulebook is a company's rules, ready to be asked about many payments.
type Rulebook struct {
	rules []CompanyRule // with their conditions in the form that is compared
}

// NewRulebook takes rules in force, the oldest first.
func NewRulebook(rules []CompanyRule) Rulebook {
	b := Rulebook{rules: make([]CompanyRule, len(rules))}
	for i, x := range rules {
		x.IBAN, x.Payer, x.Text = CompactAccount(x.IBAN), words(x.Payer), words(x.Text)
		b.rules[i] = x
	}
	return b
}

// Ruling is what a company's rules say of one credit. Where several hold and contradict each
// other, what forbids comes first, then a kind, the oldest one; customers of several rules are
// several hints, which the matcher weighs against each other.
type Ruling struct {
	Never, Kind string // names of the rules, empty for none
	Receipt     string // the kind of receipt that the rule Kind says
	Customers   []CompanyRule
}

// On says what the rules say of a payment; of a debit they say nothing.
func (b Rulebook) On(p *Payment) (r Ruling) {
	if len(b.rules) == 0 || p.Amount.Minor <= 0 {
		return r
	}
	iban, payer := CompactAccount(p.Detail.Payer.IBAN), words(p.Detail.Payer.Name)
	text := " " + words(strings.Join(p.Detail.Text, " ")+" "+p.Detail.AdditionalText+" "+p.EntryText) + " "
	for i := range b.rules {
		x := &b.rules[i]
		switch {
		case x.IBAN != "" && x.IBAN != iban, x.Payer != "" && x.Payer != payer,
			x.Text != "" && !strings.Contains(text, " "+x.Text+" "):
		case x.Never && r.Never == "":
			r.Never = x.ID
		case x.Kind != "" && r.Kind == "":
			r.Kind, r.Receipt = x.ID, x.Kind
		case x.Customer != "":
			r.Customers = append(r.Customers, *x)
		}
	}
	return r
}

// Holds says whether all conditions of a rule hold for a credit.
func (x CompanyRule) Holds(p *Payment) bool {
	x.Customer, x.Kind, x.Never = "", "", true
	return NewRulebook([]CompanyRule{x}).On(p).Never != ""
}
