package reconcile

import "slices"

// The names of rules that the service itself applies; the matcher names its own.
const (
	RuleOnAccount      = "on_account"       // a certain customer, and no invoice to put it on
	RuleNotForInvoices = "not_for_invoices" // by bank code, own account or own name
	RuleReturn         = "returned_payment" // a debit that takes an earlier credit back
	RuleERPPaid        = "settled_elsewhere"
	RuleERPReplaced    = "replaces_settled_elsewhere"
)

// decide turns a verdict into the decision of a rule, unless a person refused it before or
// a document that came back as another kind makes it impossible: one payment that waits
// never stops the others.
func (r *run) decide(p Payment, v Verdict) (Decision, bool) {
	d, ok := r.certain(p, v)
	return d, ok && !r.isRefused(p.ID, d.Parts) && r.settles(p, d) == nil
}

// certain finds what the policy lets the machine decide alone: confidence above the
// threshold, a margin over the best rival, evidence of payer or document, and nothing that
// stands against it (DESIGN section 3).
func (r *run) certain(p Payment, v Verdict) (Decision, bool) {
	live := len(r.live[p.ID]) > 0
	base := Decision{Kind: Applied, Payment: p.ID, Effective: p.BookingDate}
	if p.Amount.Minor < 0 {
		return r.debit(base, p, v, live)
	}
	if v.NeverAlone {
		return Decision{}, false
	}
	if o, ok := r.automatic(v); ok {
		return r.settle(base, p, o), true
	}
	switch {
	case live:
		return Decision{}, false
	case v.NotForInvoices != "":
		return receipt(base, p, v)
	case len(v.Proposals) == 0 && v.Customer != "" && v.CustomerScore >= r.c.Policy.Customer:
		base.Customer, base.Rule, base.Confidence = v.Customer, RuleOnAccount, v.CustomerScore
		base.Parts = []Part{Waiting(v.Customer, p.Amount)}
		base.Evidence = v.CustomerReason
		return base, true
	}
	return Decision{}, false
}

// automatic finds the proposal that the policy lets pass, if the best one does.
func (r *run) automatic(v Verdict) (Proposal, bool) {
	if len(v.Proposals) == 0 || v.NotForInvoices != "" {
		return Proposal{}, false
	}
	best := v.Proposals[0]
	if best.Confidence < r.c.Policy.Automatic || !best.Identified || best.Obstacle != "" {
		return Proposal{}, false
	}
	if len(v.Proposals) > 1 && best.Confidence-v.Proposals[1].Confidence < r.c.Policy.Margin {
		return Proposal{}, false
	}
	return best, true
}

// settle is the decision that follows a proposal; money that lay on account is moved.
func (r *run) settle(d Decision, p Payment, o Proposal) Decision {
	_, taken := r.waiting(p)
	d.Customer, d.Rule, d.Rank, d.Confidence = o.Customer, o.Rule, o.Rank, o.Confidence
	d.Parts = mergeParts(append(slices.Clone(taken), o.Parts...))
	d.Evidence = o.Evidence
	return d
}

// receipt marks what is no customer's payment. Only bank code, own account and own name do
// that alone, and a lump waits for its details instead.
func receipt(d Decision, p Payment, v Verdict) (Decision, bool) {
	if !v.ReceiptCertain || p.Lump || waitsForDetails(v.NotForInvoices) ||
		v.NotForInvoices == "card" && !p.Detailed() && v.CompanyRule == "" {
		return Decision{}, false
	}
	d.Rule, d.Confidence = RuleNotForInvoices, Certain
	if v.CompanyRule != "" {
		d.Rule = RuleOfCompany + v.CompanyRule
	}
	d.Parts, d.Evidence = []Part{receiptPart(v.NotForInvoices, p.Amount)}, v.ReceiptReason
	return d, true
}

// receiptPart is the whole of a payment that is no customer's.
func receiptPart(kind string, m Money) Part {
	if kind == string(OwnTransfer) {
		return Part{Kind: OwnTransfer, Moves: m}
	}
	return Part{Kind: NotForInvoices, Reason: kind, Moves: m}
}

// proposeReceipt is the proposal that a credit is no customer's payment, where only its
// text says so, or where it is of cards: their report may come yet, and most shops have none.
func (r *run) proposeReceipt(p Payment, v Verdict) (Proposal, bool) {
	if p.Amount.Minor <= 0 || v.NotForInvoices == "" || waitsForDetails(v.NotForInvoices) {
		return Proposal{}, false
	}
	obstacle := "text_only"
	switch {
	case v.NeverAlone:
		obstacle = ObstacleCompanyRule
	case v.ReceiptCertain:
		if v.NotForInvoices != "card" || p.Lump || p.Detailed() {
			return Proposal{}, false
		}
		obstacle = "no_report"
	}
	o := Proposal{Payment: p.ID, Rule: RuleNotForInvoices, Evidence: v.ReceiptReason,
		Confidence: Certain / 2, Obstacle: obstacle,
		Parts: []Part{receiptPart(v.NotForInvoices, p.Amount)}}
	return o, !r.isRefused(p.ID, o.Parts)
}

// waitsForDetails says whether a kind of receipt is customers' money in one sum.
func waitsForDetails(kind string) bool {
	switch kind {
	case "lump", "cheque", "psp":
		return true
	}
	return false
}

// anomalyKey is the bank's reference of a payment, else its id: the details of an entry have
// that of the entry in common, and it names none of them.
func anomalyKey(p Payment) string {
	if p.ID != p.Entry && p.Detail.Reference == "" {
		return p.ID.String()
	}
	return cmpOr(p.Reference, p.ID.String())
}

// findings turns what the matcher saw into anomalies with their keys.
func (r *run) findings(p Payment, v Verdict) []Anomaly {
	onInvoice := false
	for _, d := range r.live[p.ID] {
		for _, part := range d.Parts {
			onInvoice = onInvoice || part.Kind.OnInvoice()
		}
	}
	var out []Anomaly
	for _, f := range v.Findings {
		if f.When == FindingIfApplied && !onInvoice || f.When == FindingIfWaiting && onInvoice {
			continue
		}
		a := Anomaly{Kind: f.Kind, Key: anomalyKey(p), Severity: f.Kind.Severity(),
			Account: p.Account, BookingDate: p.BookingDate, Amount: p.Amount, Invoice: f.Invoice,
			Customer: f.Customer, Payment: p.ID, Evidence: f.Evidence}
		out = append(out, a)
	}
	return out
}
