package anomalies

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// waitingCredits examines the credits on which nothing is decided.
func (b *books) waitingCredits() {
	issued := map[string]bool{}
	for _, v := range b.invoices {
		if v.PaymentReference != "" {
			issued[reconcile.CompactReference(v.PaymentReference)] = true
		}
	}
	known := map[string]bool{}
	for _, c := range b.customers {
		for _, iban := range c.IBANs {
			known[reconcile.CompactAccount(iban)] = true
		}
	}
	for _, p := range b.payments {
		account, ok := b.accounts[p.Account]
		if p.Amount.Minor <= 0 || len(b.live[p.ID]) > 0 || ok && !account.Counted() {
			continue
		}
		proposals := b.proposals[p.ID]
		b.toChoose(p, proposals)
		b.waitsLong(p, proposals)
		if i := slices.IndexFunc(p.Detail.References, func(s string) bool {
			return proven(s) && !issued[reconcile.CompactReference(s)]
		}); i >= 0 && len(proposals) == 0 {
			b.onPayment(ReferenceUnknown, p, evidence("reference", p.Detail.References[i]))
		}
		if len(proposals) > 0 {
			continue
		}
		if !b.limits.reaches("penny_amount", reconcile.Money{Minor: p.Amount.Minor - 1, Currency: p.Amount.Currency}) &&
			!known[reconcile.CompactAccount(p.Detail.Payer.IBAN)] {
			b.onPayment(PennyTest, p, reconcile.Anomaly{})
		}
		if !p.Lump && len(p.Detail.References) == 0 && b.limits.multiple("round_amount", p.Amount) {
			b.onPayment(RoundAmount, p, reconcile.Anomaly{})
		}
	}
}

// evidence is an anomaly with one fact.
func evidence(signal, quote string) reconcile.Anomaly {
	return reconcile.Anomaly{Evidence: []reconcile.Evidence{{Signal: signal, Quote: quote}}}
}

// proven says whether a reference has right check digits.
func proven(s string) bool {
	s = reconcile.CompactReference(s)
	return reconcile.ValidCreditorReference(s) || reconcile.ValidBelgianReference(s) ||
		reconcile.ValidSwissReference(s)
}

// multiple says whether an amount is a round number of a threshold.
func (l limits) multiple(name string, m reconcile.Money) bool {
	exp, ok := m.Currency.Exponent()
	if !ok || exp > 2 {
		return false
	}
	minor := m.Minor
	for ; exp < 2; exp++ {
		minor *= 10
	}
	return minor > 0 && minor%l[name] == 0
}

// toChoose finds credits of which several settlements are as likely, or whose documents are known
// and do not make up the sum.
func (b *books) toChoose(p reconcile.Payment, list []reconcile.Proposal) {
	if len(list) == 0 || !list[0].Identified {
		return
	}
	best := documentsOf(list[0])
	from := reconcile.Anomaly{Customer: list[0].Customer}
	switch {
	case len(best) == 0: // a receipt of another kind
	case len(list) > 1 && list[0].Confidence-list[1].Confidence < b.policy.Margin:
		kind := ReferenceAmbiguous
		if len(best) > 1 && len(documentsOf(list[1])) > 1 {
			kind = SubsetAmbiguous
		}
		b.onPayment(kind, p, from)
	case len(best) > 1 && b.openOf(best) != p.Amount:
		b.onPayment(MultiInvoice, p, from)
	}
}

func documentsOf(o reconcile.Proposal) (out []string) {
	for _, p := range o.Parts {
		if p.Kind == reconcile.Cash && !slices.Contains(out, p.Invoice) {
			out = append(out, p.Invoice)
		}
	}
	return out
}

// openOf sums what is open of some documents of one currency.
func (b *books) openOf(numbers []string) (sum reconcile.Money) {
	for _, n := range numbers {
		v, _ := b.invoice(n)
		sum = reconcile.Money{Minor: sum.Minor + v.Outstanding().Minor, Currency: v.Amount.Currency}
	}
	return sum
}

// waitsLong finds credits that nobody decides on. A sum without details waits for these instead,
// which is an anomaly of its own.
func (b *books) waitsLong(p reconcile.Payment, list []reconcile.Proposal) {
	age := bankDays(p.BookingDate, b.asOf)
	switch {
	case p.Lump:
	case age > b.limits["stale_high_days"]:
		b.onPayment(StaleUnmatched, p, reconcile.Anomaly{Severity: reconcile.High})
	case age > b.limits["stale_days"]:
		b.onPayment(StaleUnmatched, p, reconcile.Anomaly{})
	case age > b.limits["unknown_payer_days"] && len(list) == 0:
		b.onPayment(UnknownPayer, p, reconcile.Anomaly{})
	}
}
