package reconcile

import (
	"cmp"
	"slices"
	"strings"
)

// Rejected is a candidate that something else was preferred to, with the one signal that
// failed. A candidate that the matcher weighed has its parts, evidence and confidence; one
// that it never came to has the invoice alone.
type Rejected struct {
	Proposal
	Invoice string
	Open    Money  // of the invoice, before the decision
	Failed  Signal // why it is not the one
}

// Signal names what failed of a rejected candidate.
type Signal string

// The signals that fail. Obstacles of proposals (conflict, before_issue…) stand beside them.
const (
	FailedNumber    Signal = "number"       // the text names another document, or none
	FailedPayer     Signal = "payer"        // somebody else's invoice
	FailedAmount    Signal = "amount"       // another amount is open
	FailedPaid      Signal = "already_paid" // nothing was open any more
	FailedState     Signal = "cancelled"    // a cancelled or draft document takes nothing
	FailedTwin      Signal = "twins"        // an equal invoice, and nothing tells them apart
	FailedHabit     Signal = "habit"        // the customer pays the oldest first
	FailedMargin    Signal = "margin"       // too close to another candidate
	FailedOrder     Signal = "order_number" // the text names another order
	FailedReceipt   Signal = "receipt"      // the money is no customer's
	FailedRefused   Signal = "refused"      // a person turned it away
	FailedThreshold Signal = "below_threshold"
)

const (
	mostWeighed = 3 // candidates of the matcher that are shown
	mostNear    = 3 // and invoices that it never came to
)

// rejected lists the best candidates that are not the decision: what the matcher weighed, first what a
// person turned away, then invoices nearby that one signal kept out.
func (r *run) rejected(p Payment, v Verdict, refused []Proposal, d *Decision) []Rejected {
	var out []Rejected
	known := map[string]bool{}
	var chosen []Part
	if d != nil {
		chosen = d.Parts
	}
	for _, part := range chosen {
		known[part.Invoice] = true
	}
	weighed := func(o Proposal, why Signal) {
		if len(out) == mostWeighed {
			return
		}
		x := Rejected{Proposal: o, Failed: why}
		if part := o.Parts[0]; part.Kind.OnInvoice() {
			x.Invoice, x.Open = part.Invoice, r.outstanding(part.Invoice)
		}
		out = append(out, x)
	}
	for _, o := range refused {
		for _, part := range o.Parts {
			known[part.Invoice] = true
		}
		if settlementKey(p.ID, o.Parts) != settlementKey(p.ID, chosen) {
			weighed(o, FailedRefused)
		}
	}
	for _, o := range v.Proposals {
		if d != nil && settlementKey(p.ID, o.Parts) == settlementKey(p.ID, chosen) {
			continue
		}
		for _, part := range o.Parts {
			known[part.Invoice] = true
		}
		if d != nil {
			weighed(o, failed(o, d))
		}
	}
	return append(out, r.near(p, v, d, known)...)
}

// near finds invoices that the matcher never came to, or dropped: the document that the text
// names and that took nothing, those of the amount, and the customer's own of the nearest one.
func (r *run) near(p Payment, v Verdict, d *Decision, known map[string]bool) []Rejected {
	var out []Rejected
	add := func(number string, why Signal) {
		if inv, ok := r.document(number); ok && !known[number] && len(out) < mostNear {
			known[number] = true
			out = append(out, Rejected{Invoice: number, Open: inv.Outstanding(), Failed: why,
				Proposal: Proposal{Payment: p.ID, Customer: inv.Customer}})
		}
	}
	for _, f := range v.Findings {
		switch f.Kind {
		case PaymentOnPaidInvoice, DuplicatePayment:
			add(f.Invoice, FailedPaid)
		case PaymentOnCancelled, PaymentOnDraft:
			add(f.Invoice, FailedState)
		}
	}
	if p.Amount.Minor <= 0 {
		return out
	}
	customer := v.Customer
	if d != nil {
		customer = cmpOr(d.Customer, customer)
	}
	var same, paid, others, nearest []string
	for inv := range r.all() {
		n := inv.Number
		open := inv.Outstanding()
		switch {
		case open.IsZero() && inv.Amount == p.Amount && inv.Customer == customer && !inv.closedState() &&
			inv.IssueDate <= p.BookingDate:
			paid = append(paid, n)
		case !inv.owed() || open.Currency != p.Amount.Currency || open.Minor <= 0 ||
			inv.IssueDate > p.BookingDate+15: // further ahead the matcher does not look either
		case open == p.Amount && inv.Customer == customer:
			same = append(same, n)
		case open == p.Amount:
			others = append(others, n)
		case inv.Customer == customer:
			nearest = append(nearest, n)
		}
	}
	for _, n := range same {
		add(n, missed(d))
	}
	for _, n := range paid[max(0, len(paid)-2):] { // the latest numbers
		add(n, FailedPaid)
	}
	for _, n := range others[:min(len(others), 2)] {
		why := FailedPayer
		if v.NotForInvoices != "" {
			why = FailedReceipt
		}
		add(n, why)
	}
	slices.SortStableFunc(nearest, func(a, b string) int {
		return cmp.Compare(distance(r.outstanding(a), p), distance(r.outstanding(b), p))
	})
	for _, n := range nearest[:min(len(nearest), 1)] {
		add(n, FailedAmount)
	}
	return out
}

func distance(open Money, p Payment) int64 {
	n := open.Minor - p.Amount.Minor
	return max(n, -n)
}

// missed is what an equal invoice of the same customer lacks that the decision had.
func missed(d *Decision) Signal {
	if d != nil {
		w := weightsOf(d.Evidence)
		switch {
		case w[FailedNumber] > 0:
			return FailedNumber
		case w[FailedHabit] > 0:
			return FailedHabit
		case w[FailedOrder] > 0:
			return FailedOrder
		}
	}
	return FailedTwin
}

// failed is the one signal in which a proposal falls behind the decision the most, or what
// stands against it whatever it weighs.
func failed(o Proposal, d *Decision) Signal {
	switch o.Obstacle {
	case "", "ambiguous", "below_threshold", "amount_only":
	default:
		return Signal(o.Obstacle)
	}
	ours, theirs := weightsOf(d.Evidence), weightsOf(o.Evidence)
	best, most := FailedMargin, 0
	for _, s := range []Signal{FailedNumber, FailedPayer, FailedAmount, FailedOrder, FailedHabit} {
		if behind := ours[s] - theirs[s]; behind > most {
			best, most = s, behind
		}
	}
	if best == FailedMargin && o.Obstacle == string(FailedThreshold) {
		return FailedThreshold
	}
	return best
}

// weightsOf sums evidence by what it speaks of.
func weightsOf(list []Evidence) map[Signal]int {
	out := map[Signal]int{}
	for _, e := range list {
		out[speaksOf(e.Signal)] += e.Weight
	}
	return out
}

func speaksOf(signal string) Signal {
	switch {
	case strings.HasPrefix(signal, "invoice_number"), signal == "structured_reference", signal == "issue_date":
		return FailedNumber
	case strings.HasPrefix(signal, "amount"):
		return FailedAmount
	case signal == "order_number":
		return FailedOrder
	case signal == "habit":
		return FailedHabit
	}
	return FailedPayer
}
