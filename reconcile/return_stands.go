package reconcile

// decided takes away what was proposed and said of a payment, for a person has looked at it. What
// stays is that the bank took money back: to say which is not to deal with it. It stands, with the invoice
// that is owed again, as it does where a rule knew the payment.
func (k *desk) decided(d Decision) error {
	stands, err := k.takenBackStill(d)
	if err != nil {
		return err
	}
	if err := k.clear(d.Payment); err != nil {
		return err
	}
	return k.w.PutAnomalies(k.ctx, k.c.Company, stands)
}

// takenBackStill are the anomalies of a return that stand once it is known what it takes back.
func (k *desk) takenBackStill(d Decision) (out []Anomaly, err error) {
	invoice, ok := k.owedAgain(d)
	if !ok {
		return nil, nil
	}
	for a, err := range k.w.Anomalies(k.ctx, Query{Company: k.c.Company}) {
		if err != nil {
			return nil, err
		}
		if a.Payment == d.Payment && a.Kind == ReturnedPayment {
			a.Invoice, a.Customer = cmpOr(invoice, a.Invoice), d.Customer
			out = append(out, a)
		}
	}
	return out, nil
}

// owedAgain is the first invoice that a decision takes money from, empty where it only takes some that
// lay on a customer's account. It is false where nothing is taken: what pays a credit note back, or is
// the bank's fee.
func (k *desk) owedAgain(d Decision) (invoice string, ok bool) {
	for _, p := range d.Parts {
		if p.Moves.Minor >= 0 {
			continue
		}
		v, known := k.document(p.Invoice)
		if p.Kind == Cash && known && v.Amount.Minor > 0 {
			return p.Invoice, true
		}
		ok = ok || p.Kind == OnAccount
	}
	return "", ok
}
