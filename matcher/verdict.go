package matcher

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// verdict judges a credit on what is open in a view.
func (w *work) verdict(v *view, on *paper) reconcile.Verdict {
	out := reconcile.Verdict{Payment: w.p.ID}
	w.view, w.hyps = v, w.hyps[:0]
	kind, certain, why := w.receipt.kind, w.receipt.certain, w.receipt.why
	if kind != "" && certain {
		out.NotForInvoices, out.ReceiptCertain, out.ReceiptReason = kind, true, why
		ruling := w.s.rules.On(w.p)
		out.CompanyRule, out.NeverAlone = ruling.Kind, ruling.Never != ""
		if kind == "lump" && w.customersMoney() {
			out.Findings = append(out.Findings, reconcile.Finding{
				Kind: reconcile.BatchWithoutDetails, Amount: w.p.Amount})
		}
		return out
	}
	w.search(v)
	return w.conclude(on)
}

// conclude writes the verdict of the hypotheses that were found.
func (w *work) conclude(on *paper) reconcile.Verdict {
	out := reconcile.Verdict{Payment: w.p.ID}
	kind, why := w.receipt.kind, w.receipt.why
	w.finds = w.finds[:w.read]
	out.Proposals = w.proposals(on)
	if ruling := w.s.rules.On(w.p); ruling.Never != "" {
		w.forbid(&out, ruling.Never)
	}
	w.customer(&out, on)
	auto := automatic(&out, w.s.policy)
	if kind == "" && len(out.Proposals) == 0 && w.p.Detail.Payer.Name == "" {
		kind, why = w.s.pairAlone(w.p)
	}
	if kind != "" && !auto {
		out.NotForInvoices, out.ReceiptReason = kind, why
	}
	w.judge(&out, auto)
	out.Findings = w.finds
	return out
}

// forbid lets a rule of the company keep every proposal from being decided alone.
func (w *work) forbid(out *reconcile.Verdict, rule string) {
	out.CompanyRule, out.NeverAlone = rule, true
	for i := range out.Proposals {
		o := &out.Proposals[i]
		o.Obstacle = reconcile.ObstacleCompanyRule
		o.Evidence = append(slices.Clone(o.Evidence),
			reconcile.Evidence{Signal: reconcile.SignalCompanyRule, Quote: rule})
	}
}

// customersMoney says whether a lump is of customers: direct debits, cheques, transfers.
func (w *work) customersMoney() bool {
	family, _ := codeParts(w.p.Code)
	return family == "IDDT" || family == "RCHQ" || family == "RCDT" || family == "RRCT" ||
		w.p.Code == ""
}

// customer says who paid: of the best proposal, of the document that is settled already,
// else of the payer's own evidence.
func (w *work) customer(out *reconcile.Verdict, on *paper) {
	c, score := int32(-1), 0
	if w.settled >= 0 && w.believed() {
		c, score = w.view.book.docs[w.settled].customer, 9900
		out.CustomerReason = w.namesSettled()
	}
	if sure := w.payers.sure(); sure != nil && c < 0 {
		c, score = sure.customer, 9000
		if sure.weight >= 900 {
			score = 9700
		}
		out.CustomerReason = on.evidence.copy(sure.evidence)
	}
	if len(w.hyps) > 0 && c < 0 && out.Proposals[0].Confidence >= 5000 {
		c, score = w.hyps[0].customer, int(out.Proposals[0].Confidence)
	}
	if c < 0 {
		return
	}
	if w.r.words&(wordRefund|wordNoise|wordPSP) != 0 && w.settled < 0 {
		score = min(score, 9000)
	}
	out.Customer, out.CustomerScore = w.view.book.customers[c].id, reconcile.Score(score)
}

// namesSettled is where the text names the document that can take nothing, and who pays.
func (w *work) namesSettled() (why []reconcile.Evidence) {
	for _, c := range w.r.cites {
		if slices.Contains(c.docs, w.settled) {
			why = append(why, w.quoting("", &c, w.settled).evidence...)
			break
		}
	}
	if p := w.payers.of(w.view.book.docs[w.settled].customer); p != nil {
		why = append(why, p.evidence...)
	}
	return why
}

func (w *work) find(kind reconcile.AnomalyKind, doc int32, when reconcile.FindingWhen,
	minor int64) {
	f := reconcile.Finding{Kind: kind, When: when,
		Amount: reconcile.Money{Minor: minor, Currency: w.p.Amount.Currency}}
	if doc >= 0 {
		d := &w.view.book.docs[doc]
		f.Invoice = w.view.book.numberOf(doc)
		if d.customer >= 0 {
			f.Customer = w.view.book.customers[d.customer].id
		}
	}
	w.finds = append(w.finds, f)
}

// judge names what a person should know about the payment.
func (w *work) judge(out *reconcile.Verdict, auto bool) {
	if w.r.badCheck != nil {
		w.find(reconcile.InvalidReferenceChecksum, -1, reconcile.FindingAlways, w.amount)
	}
	if w.settled >= 0 && !auto && w.believed() {
		w.onSettled(w.settled)
	}
	if len(w.hyps) == 0 {
		return
	}
	h := &w.hyps[0]
	doc := h.set.lines[0].doc
	if h.rule == "currency" {
		if w.payers.of(h.customer) == nil && h.obstacle != "" {
			return // a stranger's number that looks like ours
		}
		w.find(reconcile.CurrencyMismatch, doc, reconcile.FindingAlways, w.amount)
		return
	}
	listed := h.rule == "number_list" || h.rule == "credit_note" // the text names some of them
	if h.obstacle == "conflict" && !listed && w.quotes(h.customer) {
		w.find(reconcile.ReferenceAmountConflict, doc, reconcile.FindingIfWaiting, w.amount)
	}
	switch h.set.fit {
	case fitOver:
		w.find(reconcile.Overpayment, doc, reconcile.FindingIfApplied, h.set.rest)
	case fitLate:
		w.find(reconcile.DiscountNotAllowed, doc, reconcile.FindingIfApplied,
			w.view.open(doc)-w.amount)
	}
	if w.view.book.docs[doc].issue > w.p.BookingDate {
		w.find(reconcile.PaymentBeforeIssue, doc, reconcile.FindingIfApplied, w.amount)
	}
	w.judgePayer(h, doc)
}

// believed says whether the quotation of a settled document can be taken at its word: not
// when a stranger sends another amount or speaks of money back: his numbers may only look
// like ours.
func (w *work) believed() bool {
	d := &w.view.book.docs[w.settled]
	return w.payers.of(d.customer) != nil ||
		d.amount == w.amount && w.r.words&(wordRefund|wordNoise|wordPSP) == 0
}

// onSettled names why the quoted document can take nothing.
func (w *work) onSettled(i int32) {
	d := &w.view.book.docs[i]
	kind := reconcile.PaymentOnPaidInvoice
	switch {
	case d.cancelled:
		kind = reconcile.PaymentOnCancelled
	case d.draft:
		kind = reconcile.PaymentOnDraft
	case d.ours && d.paidOn > w.p.BookingDate:
		kind = reconcile.ReferenceAmountConflict // open on its day, and paid by another since
	case d.ours || w.view.used[i] != 0:
		kind = reconcile.DuplicatePayment
	}
	w.find(kind, i, reconcile.FindingIfWaiting, w.amount)
}

// judgePayer names payers that are not the customer, and customers on a new account: the less
// the text says, the more a person wants to know of it. Who pays for others without a number is
// known to do so, else it would not be applied.
func (w *work) judgePayer(h *hypothesis, doc int32) {
	if h.customer < 0 {
		return
	}
	quoted := h.quoted < exactTail || h.rule == "number_slip"
	p := w.payers.of(h.customer)
	own := how(0)
	if p != nil {
		own = p.how
	}
	iban := w.from.account
	switch {
	case quoted && len(w.from.name.core) > 0 && w.p.Detail.MandateID == "" &&
		(w.stranger(h.customer, own) || w.ofSeveral(&h.set)):
		w.find(reconcile.ThirdPartyPayer, doc, reconcile.FindingIfApplied, w.amount)
	case iban != "" && own&(byFileIBAN|byPaidIBAN) == 0 && own&(byExactName|bySomeName) != 0 &&
		w.s.hasIBAN(h.customer):
		w.find(reconcile.PayerIBANChanged, doc, reconcile.FindingIfApplied, w.amount)
	}
}

// ofSeveral says whether documents of several customers are paid, whose payer can only be one of
// them or none.
func (w *work) ofSeveral(set *settlement) bool {
	first := w.view.book.docs[set.lines[0].doc].customer
	return slices.ContainsFunc(set.lines, func(l line) bool {
		return w.view.book.docs[l.doc].customer != first
	})
}

// stranger says whether the payer is somebody else than the customer. A name that paid for
// this customer before may be the customer's own other name, unless the customer also pays
// under its own, is named in the text besides, or the payer pays for others too.
func (w *work) stranger(c int32, own how) bool {
	if own&(byExactName|bySomeName|byFileIBAN|byClientID|byRule) != 0 {
		return false
	}
	if own&(byTextName|byUltimate) != 0 || w.s.book.customers[c].ownPaid > 0 || w.says(wordThird) {
		return true
	}
	const himself = byExactName | byFileIBAN
	if other := w.payers.sure(); other != nil && other.customer != c && other.how&himself != 0 {
		return true // another customer, by his own name or account
	}
	if own&(byPaidIBAN|byAlias) == 0 {
		return w.s.hasIBAN(c) // never seen under its own name: this may be another one
	}
	return len(w.s.names.of(w.from.keyAt, nil)) > 1
}

// says tells whether the payer's name has a word of a class.
func (w *work) says(class wordClass) bool {
	return w.from.class&class != 0 || class == wordThird && w.from.factor
}
