package reconcile

import (
	"slices"
	"strings"
)

// A return is a debit that takes an earlier credit back: a direct debit that bounces, a transfer
// that is recalled, a cheque or a bill that is not paid, a chargeback. Its decision reopens exactly
// what the credit had closed, and says in each part which payment the money comes from.

// returnsMark stands before the id of the payment that a part takes money back of.
const returnsMark = "returns:"

// chargesKind is the kind of receipt of what banks take for their work.
const chargesKind = "charges"

// Returns is the earlier payment of which a part takes money back, as its reason says.
func (p Part) Returns() (ID, bool) {
	var id ID
	text, ok := strings.CutPrefix(p.Reason, returnsMark)
	if !ok || id.UnmarshalText([]byte(text)) != nil {
		return ID{}, false
	}
	return id, true
}

// returning marks a part as one that takes money back of a payment.
func (p Part) returning(original ID) Part {
	p.Reason = ReturnOf(original)
	return p
}

// ReturnOf is the reason of a part that takes money back of a payment, for [Part.Returns].
func ReturnOf(original ID) string {
	mark, _ := original.MarshalText() // it never fails
	return returnsMark + string(mark)
}

// Returns is the earlier payment that a returning debit takes back, as its parts say: the first,
// where a person put a sum together. It is what links a return to its credit, for as long as the
// decision is live.
func (d Decision) Returns() (ID, bool) {
	for _, p := range d.Parts {
		if id, ok := p.Returns(); ok {
			return id, true
		}
	}
	return ID{}, false
}

// reversed are the payments that a debit takes back, or may take back.
func (v *Verdict) reversed() []Reversal {
	if !v.Reverses.IsZero() {
		return []Reversal{{v.Reverses, v.CustomerReason}}
	}
	return v.MayReverse
}

// debit decides what is certain of a debit: which credit it takes back, or that it is the bank's
// fee for one.
func (r *run) debit(d Decision, p Payment, v Verdict, live bool) (Decision, bool) {
	switch {
	case live:
		return Decision{}, false
	case v.NotForInvoices == chargesKind && v.ReceiptCertain:
		d.Rule, d.Confidence, d.Evidence = RuleNotForInvoices, Certain, v.ReceiptReason
		d.Parts = []Part{receiptPart(chargesKind, p.Amount)}
		return d, true
	}
	original, ok := r.original(v.Reverses)
	if v.Reverses.IsZero() || !ok {
		return Decision{}, false
	}
	ways := r.waysBack(p, original, v.Quoted)
	if len(ways) != 1 {
		return Decision{}, false
	}
	d.Customer, d.Rule, d.Confidence = r.customerOf(original.ID), RuleReturn, Certain
	d.Evidence, d.Parts = v.CustomerReason, ways[0]
	return d, r.fits(d.Parts) == nil
}

// customerOf is whose a payment is by its first live decision.
func (r *run) customerOf(payment ID) (customer string) {
	for _, d := range r.live[payment] {
		customer = cmpOr(customer, d.Customer)
	}
	return customer
}

// proposeReturns are the ways in which a debit may take back the payments that nothing chooses
// between. Each is as likely as the next.
func (r *run) proposeReturns(p Payment, v Verdict) []Proposal {
	var out []Proposal
	for _, x := range v.reversed() {
		original, ok := r.original(x.Payment)
		if !ok {
			continue
		}
		for _, parts := range r.waysBack(p, original, v.Quoted) {
			if !r.isRefused(p.ID, parts) && r.fits(parts) == nil && len(out) < mostWaysBack {
				out = append(out, Proposal{Payment: p.ID, Rule: RuleReturn, Parts: parts,
					Customer: r.customerOf(x.Payment), Evidence: x.Evidence, Identified: true, Obstacle: "several_returns"})
			}
		}
	}
	if v.NotForInvoices == chargesKind && !v.ReceiptCertain {
		out = append(out, Proposal{Payment: p.ID, Rule: RuleNotForInvoices, Evidence: v.ReceiptReason,
			Parts: []Part{receiptPart(chargesKind, p.Amount)}, Obstacle: "text_only"})
	}
	out = slices.DeleteFunc(out, func(o Proposal) bool { return r.isRefused(p.ID, o.Parts) })
	for i := range out {
		out[i].Rank, out[i].Confidence = i+1, Certain*9/10/Score(len(out))
	}
	return out
}

const mostWaysBack = 10 // as many as a credit has proposals at most

// waysBack are the ways in which a debit takes back a payment, each as the parts of its decision:
// one where it is told, none where nothing is decided on the payment or too little is left of it. What
// was settled elsewhere stays as it is: where the payment took the place of it, it was this money that
// the seller's system spoke of, and the invoice is owed again.
func (r *run) waysBack(p, original Payment, quoted []string) [][]Part {
	var parts []Part
	for _, o := range r.live[original.ID] {
		parts = append(parts, o.Parts...)
	}
	for _, o := range r.takenBack[original.ID] { // what went back before does not go back twice
		o.Reason = ""
		parts = append(parts, o)
	}
	parts = slices.DeleteFunc(parts, func(o Part) bool { return o.Kind == SettledElsewhere })
	b := bounce{parts: mergeParts(parts), amount: p.Amount.Neg(), fee: max(r.c.Policy.FeeMinor, shownFee(p)),
		charges: original.Detail.Exchanged().Charges, quoted: quoted}
	var out [][]Part
	for _, way := range b.ways() {
		for i := range way {
			if way[i] = way[i].Neg(); way[i].Reason != chargesKind {
				way[i] = way[i].returning(original.ID)
			}
		}
		out = append(out, way)
	}
	return out
}

func shownFee(p Payment) int64 {
	if c := p.Detail.Exchanged().Charges; c.Currency == p.Amount.Currency {
		return c.Minor
	}
	return 0
}

// bounce is an amount that is to be taken from where a payment was put.
type bounce struct {
	parts   []Part // of the payment, what went back before taken off
	amount  Money
	fee     int64 // the most that the bank may have added
	charges Money // that were kept of the payment on its way
	quoted  []string
}

// ways are what the amount may be taken from: everything when it is all that is left, with the
// bank's fee or what was kept on the way on top; else a place of exactly that amount; else the one
// that the bank's text names, or the only one. Where several may be meant each is one way.
func (b bounce) ways() [][]Part {
	sum := int64(0)
	for _, o := range b.parts {
		sum += o.Moves.Minor
	}
	over := b.amount.Minor - sum
	switch {
	case sum <= 0:
		return nil
	case over == 0:
		return [][]Part{slices.Clone(b.parts)}
	case over > 0:
		if over > b.fee && (over != b.charges.Minor || b.charges.Currency != b.amount.Currency) {
			return nil
		}
		return [][]Part{append(slices.Clone(b.parts), Part{Kind: NotForInvoices, Reason: chargesKind,
			Moves: Money{over, b.amount.Currency}})}
	}
	whole, some := b.places()
	for _, list := range [][]taken{whole, some} {
		if named := slices.DeleteFunc(slices.Clone(list), func(t taken) bool {
			return !slices.Contains(b.quoted, t.parts[0].Invoice)
		}); len(named) > 0 {
			list = named
		}
		if len(list) > 0 {
			var out [][]Part
			for _, t := range list {
				out = append(out, t.parts)
			}
			return out
		}
	}
	return nil
}

// taken is what is taken from one place: an invoice, a customer's account, no invoice at all.
type taken struct{ parts []Part }

// places are those that hold exactly the amount, with all that closes the invoice beside the money,
// and those that hold more of it in money of one currency.
func (b bounce) places() (whole, some []taken) {
	done := map[Part]bool{}
	for _, o := range b.parts {
		at := Part{Kind: o.Kind, Invoice: o.Invoice, Customer: o.Customer, Reason: o.Reason}
		if o.Invoice != "" {
			at = Part{Invoice: o.Invoice}
		}
		if done[at] {
			continue
		}
		done[at] = true
		var here []Part
		sum := int64(0)
		for _, x := range b.parts {
			if x.Invoice == o.Invoice && (o.Invoice != "" || x == o) {
				here, sum = append(here, x), sum+x.Moves.Minor
			}
		}
		switch money := o.Kind == Cash || !o.Kind.OnInvoice(); {
		case sum == b.amount.Minor:
			whole = append(whole, taken{here})
		case sum > b.amount.Minor && money && (o.Invoice == "" || o.Closes == o.Moves):
			o.Moves = b.amount
			if o.Invoice != "" {
				o.Closes = b.amount
			}
			some = append(some, taken{[]Part{o}})
		}
	}
	return whole, some
}
