package reconcile

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// repeats is how often a person has to decide alike before a rule is proposed for it.
const repeats = 3

// ProposedRule is a rule that history speaks for.
type ProposedRule struct {
	Rule  CompanyRule
	Cases int // decisions of persons that it repeats
}

// ProposedRules are the rules that would say what persons said again and again: the same payer
// (account, else name, else words of the text) for the same customer, or no customer's payment
// of the same kind, three times; or decisions of the machine undone three times. Nothing that
// is decided on such a payment may say otherwise, and what a rule or the seller's file says
// already is not proposed.
func (s *Service) ProposedRules(ctx context.Context, r Reader, c Call) ([]ProposedRule, error) {
	h := habits{found: map[CompanyRule]int{}, said: map[ID][]CompanyRule{}, own: map[string]string{}}
	if err := h.read(ctx, r, c); err != nil {
		return nil, err
	}
	var out []ProposedRule
	for _, x := range h.order {
		if h.found[x] >= repeats && !h.known(x) && !h.contradicted(x) {
			x.ID = h.name(x)
			out = append(out, ProposedRule{x, h.found[x.unnamed()]})
		}
	}
	return out, nil
}

type habits struct {
	payments []Payment // credits that something is decided on, in order
	said     map[ID][]CompanyRule
	found    map[CompanyRule]int // what persons said, by condition and effect
	order    []CompanyRule
	active   []CompanyRule
	taken    []string          // names that rules have or had
	own      map[string]string // accounts of the seller's file, with their customers
}

func (x CompanyRule) unnamed() CompanyRule {
	x.ID = ""
	return x
}

func (h *habits) read(ctx context.Context, r Reader, c Call) error {
	changes, err := r.RuleChanges(ctx, c.Company)
	if err != nil {
		return err
	}
	h.active = ActiveRules(changes)
	for _, o := range changes {
		h.taken = append(h.taken, o.Rule.ID)
	}
	customers, err := r.Customers(ctx, c.Company)
	if err != nil {
		return err
	}
	for _, k := range customers {
		for _, iban := range k.IBANs {
			h.own[CompactAccount(iban)] = k.ID
		}
	}
	decisions := map[ID][]Decision{}
	for d, err := range r.Decisions(ctx, Query{Company: c.Company, Brief: true}) {
		if err != nil {
			return err
		}
		if !d.Payment.IsZero() {
			decisions[d.Payment] = append(decisions[d.Payment], d)
		}
	}
	for p, err := range r.Payments(ctx, Query{Company: c.Company}) {
		if err != nil {
			return err
		}
		if list := decisions[p.ID]; p.Amount.Minor > 0 && len(list) > 0 {
			h.payments = append(h.payments, p)
			h.note(p, list)
		}
	}
	return nil
}

// note counts what a person said of a payment, and remembers what holds for it now.
func (h *habits) note(p Payment, list []Decision) {
	when, ok := condition(p)
	automatic := map[ID]bool{}
	for _, d := range list {
		automatic[d.ID] = d.Kind == Applied && d.Automatic()
		says, effect := effectOf(d)
		switch {
		case d.Kind == Undone && len(d.Refuses) > 0 && !d.Automatic() && automatic[d.Undoes] && ok:
			x := when
			x.Never = true
			h.count(x)
		case d.Kind == Applied && d.Live && effect:
			h.said[p.ID] = append(h.said[p.ID], says)
			if !d.Automatic() && ok {
				x := when
				x.Customer, x.Kind = says.Customer, says.Kind
				h.count(x)
			}
		}
	}
}

func (h *habits) count(x CompanyRule) {
	if h.found[x] == 0 {
		h.order = append(h.order, x)
	}
	h.found[x]++
}

// effectOf is what a decision says of its payment, as a rule would.
func effectOf(d Decision) (x CompanyRule, ok bool) {
	for _, part := range d.Parts {
		switch {
		case part.Moves.Minor <= 0:
		case part.Kind == OwnTransfer:
			return CompanyRule{Kind: string(OwnTransfer)}, true
		case part.Kind == NotForInvoices && part.Reason != "":
			return CompanyRule{Kind: part.Reason}, true
		}
	}
	return CompanyRule{Customer: d.Customer}, d.Customer != ""
}

// condition is by what a payer is known again: account, else name, else words of the text.
func condition(p Payment) (CompanyRule, bool) {
	switch d := p.Detail; {
	case d.Payer.IBAN != "":
		return CompanyRule{IBAN: CompactAccount(d.Payer.IBAN)}, true
	case d.Payer.Name != "":
		return CompanyRule{Payer: words(d.Payer.Name)}, true
	}
	text := stem(words(strings.Join(p.Detail.Text, " ")))
	if text == "" {
		text = stem(words(p.EntryText))
	}
	return CompanyRule{Text: text}, text != ""
}

// stem is the first run of two to four words without digits: what comes back each month.
func stem(text string) string {
	var run []string
	for w := range strings.FieldsSeq(text) {
		if strings.ContainsAny(w, "0123456789") {
			if len(run) > 1 {
				break
			}
			run = nil
			continue
		}
		if run = append(run, w); len(run) == 4 {
			break
		}
	}
	if len(run) < 2 {
		return ""
	}
	return strings.Join(run, " ")
}

// known says whether a rule or the seller's file says the same already.
func (h *habits) known(x CompanyRule) bool {
	if x.Customer != "" && x.IBAN != "" && h.own[x.IBAN] == x.Customer {
		return true
	}
	return slices.ContainsFunc(h.active, func(o CompanyRule) bool {
		if o.Customer != x.Customer || o.Kind != x.Kind || o.Never != x.Never {
			return false
		}
		return !slices.ContainsFunc(h.payments, func(p Payment) bool { return x.Holds(&p) && !o.Holds(&p) })
	})
}

// contradicted says whether something decided on a payment for which the rule holds says
// otherwise; of a rule that forbids, whether the machine was left to decide.
func (h *habits) contradicted(x CompanyRule) bool {
	return slices.ContainsFunc(h.payments, func(p Payment) bool {
		return x.Holds(&p) && !x.Never && slices.ContainsFunc(h.said[p.ID], func(o CompanyRule) bool {
			return o.Customer != x.Customer || o.Kind != x.Kind
		})
	})
}

// name derives a name that no rule has or had.
func (h *habits) name(x CompanyRule) string {
	base := cmpOr(x.Kind, x.Customer)
	if x.Never {
		base = "never"
	}
	base = slug(base + "-" + cmp.Or(x.Text, x.Payer, x.IBAN))
	name := base
	for n := 2; slices.Contains(h.taken, name); n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	h.taken = append(h.taken, name)
	return name
}

// slug keeps of a text what a rule's name may have.
func slug(s string) string {
	b := []byte(strings.ToLower(s))
	for i, c := range b {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			b[i] = '-'
		}
	}
	s = string(b)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	return strings.Trim(s[:min(len(s), 36)], "-_")
}
