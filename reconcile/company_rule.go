package reconcile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// CompanyRule is what a company says of payments once and for all: if all its conditions
// hold, then the customer is this one, or the money is of this kind and no invoice's, or no
// machine decides. Rules lie in the store and not in the configuration, because they are
// decisions: they have an actor and a reason, they stand in the audit chain, and what was
// decided before one of them is explained without it.
type CompanyRule struct {
	ID string // its name, for ever: decisions and lists quote it
	// The conditions on a credit; empty ones do not ask. Names and texts are compared word
	// by word, ASCII letters in upper case, everything but letters and digits a blank.
	IBAN  string // the payer's account
	Payer string // the payer's whole name
	Text  string // words that stand together in the bank's text
	// What follows: exactly one.
	Customer string // who pays; the money goes on his invoices where they fit
	Kind     string // what it is, when it is no customer's payment: see NotForInvoices
	Never    bool   // nothing is decided without a person
}

// RuleChange is a rule added or removed. Changes are added to and never changed; Seq counts
// them per company from 1.
type RuleChange struct {
	Seq      int
	Rule     CompanyRule
	Removed  bool
	Actor    Actor
	Reason   string
	Recorded time.Time
}

// The signal of evidence that a company's rule gives, the obstacle that one which forbids
// puts up, and what stands before its name in the rule of a decision.
const (
	SignalCompanyRule   = "company_rule"
	ObstacleCompanyRule = "company_rule"
	RuleOfCompany       = "company_rule:"
)

// Check says what is wrong with a rule that a person wrote.
func (x CompanyRule) Check() error {
	if slug(x.ID) != x.ID || x.ID == "" {
		return fmt.Errorf("rule %q: a name has 1 to 36 characters of a-z, 0-9, - and _", x.ID)
	}
	if x.IBAN == "" && words(x.Payer) == "" && words(x.Text) == "" {
		return errors.New("a rule without a condition would hold for every payment: " +
			"give the payer's IBAN, his name, or words of the text")
	}
	if x.Text != "" && len(strings.ReplaceAll(words(x.Text), " ", "")) < 3 {
		return fmt.Errorf("text %q: fewer than three letters or digits stand in too many texts", x.Text)
	}
	if n := effects(x); n != 1 {
		return errors.New("a rule says one thing: a customer, a kind, or never")
	}
	if x.Kind != "" {
		return CheckReceiptKind(x.Kind)
	}
	return nil
}

func effects(x CompanyRule) (n int) {
	for _, said := range []bool{x.Customer != "", x.Kind != "", x.Never} {
		if said {
			n++
		}
	}
	return n
}

// Says is a rule's effect as text: "customer C1", "kind loan", "never".
func (x CompanyRule) Says() string {
	switch {
	case x.Customer != "":
		return "customer " + x.Customer
	case x.Kind != "":
		return "kind " + x.Kind
	}
	return "never"
}

// words is the form in which conditions are compared.
func words(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		if 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80 {
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			b.WriteByte(c)
		} else {
			blank = true
		}
	}
	return b.String()
}

// ActiveRules are the rules that stand after some changes, the oldest first.
func ActiveRules(changes []RuleChange) []CompanyRule {
	var out []CompanyRule
	for _, c := range changes {
		out = slices.DeleteFunc(out, func(x CompanyRule) bool { return x.ID == c.Rule.ID })
		if !c.Removed {
			out = append(out, c.Rule)
		}
	}
	return out
}
