package camt

import (
	"github.com/rappro/rappro/reconcile"
)

// draft is one transaction as it was read, before the entry decides its sign and which side
// is the other one. An entry can have very many, so what many have not lies apart, in lists of
// the reader, and so does the detail itself.
type draft struct {
	amount reconcile.Money // Amt, unsigned; without currency when absent
	rest   int32           // place in a list, none when there is nothing of it
	sides  int32           // the same
	sign   int8            // 0 when not said
	plain  bool            // the detail says nothing, and is not in the list until link
}

// rest is what else is read of a transaction.
type rest struct {
	amounts  [2]reconcile.Money // TxAmt, CntrValAmt as Amt
	bankRef  string             // AcctSvcrRef
	otherRef string             // TxId or ClrSysRef: unique at another bank, not here
}

// sides are the two sides of a payment.
type sides struct{ debtor, creditor side }

// side is one of the two parties of a payment.
type side struct {
	party    reconcile.Party
	ultimate reconcile.Party
}

func (r *rest) ref() string {
	if r.bankRef != "" {
		return r.bankRef
	}
	return r.otherRef
}

// draft reads the amount of the transaction in the tree: Amt from version 3 on, AmtDtls/TxAmt
// before, which is among the rest. Where these are in another currency than the account's, the
// counter value may be in it.
func (t *tree) draft() (d draft, more rest, err error) {
	sign, err := t.direction(0)
	if err != nil {
		return d, more, err
	}
	d.sign = int8(sign)
	refs, amounts := t.at(0, "Refs"), t.at(0, "AmtDtls")
	more.bankRef = t.id(refs, "AcctSvcrRef")
	if more.otherRef = t.id(refs, "TxId"); more.otherRef == "" {
		more.otherRef = t.id(refs, "ClrSysRef")
	}
	more.amounts[0], _ = t.maybeMoney(t.at(amounts, "TxAmt", "Amt"))
	more.amounts[1], _ = t.maybeMoney(t.at(amounts, "CntrValAmt", "Amt"))
	if n := t.at(0, "Amt"); n != none {
		d.amount, err = t.money(n)
	}
	return d, more, err
}

// detail reads what the transaction says of the payment. Charges and the amount ordered are as
// the bank shows them: see complete.
func (t *tree) detail(d *reconcile.Detail) {
	refs := t.at(0, "Refs")
	d.Exchange = t.exchange().OrNil()
	d.EndToEndID = t.id(refs, "EndToEndId")
	d.MandateID = t.id(refs, "MndtId")
	d.Code = t.code(0)
	d.AdditionalText = t.get(0, "AddtlTxInf")
	if t.remittance(d); t.exact {
		d.Text = t.rejoin(d.Text)
	}
	if rtr := t.at(0, "RtrInf"); rtr != none {
		d.ReturnReason = t.get(rtr, "Rsn", "Cd")
		if d.ReturnReason == "" {
			d.ReturnReason = t.get(rtr, "Rsn", "Prtry")
		}
		for n := range t.each(rtr, "AddtlInf") {
			d.AdditionalText = joined(d.AdditionalText, t.get(n))
		}
	}
}

// exchange reads charges, the amount ordered and the rate, of a transaction or of an entry.
func (t *tree) exchange() reconcile.Exchange {
	x := reconcile.Exchange{Charges: t.charged(0), Rate: t.rate()}
	x.Instructed, _ = t.maybeMoney(t.at(0, "AmtDtls", "InstdAmt", "Amt"))
	return x
}

// in gives the amount of a draft in a currency: the first that is stated and not zero, else
// zero where one is stated.
func (r *reader) in(c reconcile.Currency, d *draft) (m reconcile.Money, ok bool) {
	more := r.restOf(d)
	for _, a := range [...]reconcile.Money{d.amount, more.amounts[0], more.amounts[1]} {
		if a.Currency == c && (!ok || m.IsZero()) {
			m, ok = a, true
		}
	}
	return m, ok
}

// rate is the exchange rate of the transaction as written.
func (t *tree) rate() string {
	details := t.at(0, "AmtDtls")
	if details == none {
		return ""
	}
	for _, kind := range []string{"InstdAmt", "TxAmt", "CntrValAmt"} {
		if s := t.get(details, kind, "CcyXchg", "XchgRate"); s != "" {
			return s
		}
	}
	return ""
}

// charged sums the charges that were kept on the way: those said to be in the amount, or
// not said at all. Charges booked apart are entries of their own. Version 2 has no records.
func (t *tree) charged(parent int) reconcile.Money {
	var sum reconcile.Money
	for n := range t.each(parent, "Chrgs") {
		records := 0
		for rec := range t.each(n, "Rcrd") {
			records++
			sum = t.chargedIn(sum, rec)
		}
		if records == 0 {
			sum = t.chargedIn(sum, n)
		}
	}
	return sum
}

func (t *tree) chargedIn(sum reconcile.Money, n int) reconcile.Money {
	m, ok := t.maybeMoney(t.at(n, "Amt"))
	if !ok {
		if m, ok = t.maybeMoney(t.at(n, "TtlChrgsAndTaxAmt")); !ok {
			return sum
		}
	}
	included := t.get(n, "ChrgInclInd")
	if included != "" && !truth(included) || t.get(n, "CdtDbtInd") == "CRDT" {
		return sum
	}
	if total, err := sum.Add(m); err == nil {
		return total
	}
	return sum // another currency: the first one counts
}

// inherit takes what the bank wrote on the entry in the tree for its only transaction, where that does
// not show it: charges, rate and amount ordered.
func (t *tree) inherit(d *reconcile.Detail) {
	x, entry := d.Exchanged(), t.exchange()
	if x.Charges.IsZero() {
		x.Charges = entry.Charges
	}
	if x.Rate == "" {
		x.Rate = entry.Rate
	}
	if x.Instructed.Currency == "" {
		x.Instructed = entry.Instructed
	}
	d.Exchange = x.OrNil()
}

// remittance reads what the payer wrote: free text, each piece as the bank cut it, and
// structured references and documents.
func (t *tree) remittance(d *reconcile.Detail) {
	info := t.at(0, "RmtInf")
	for n := range t.each(info, "Ustrd") {
		if t.get(n) != "" {
			d.Text = append(d.Text, t.verbatim(n))
		}
	}
	for n := range t.each(info, "Strd") {
		if ref := t.id(n, "CdtrRefInf", "Ref"); ref != "" {
			d.References = append(d.References, ref)
		}
		t.documents(d, n)
		for extra := range t.each(n, "AddtlRmtInf") {
			if t.get(extra) != "" {
				d.Text = append(d.Text, t.verbatim(extra))
			}
		}
	}
}

// documents reads the invoices named in one Strd. The amount remitted counts only where one
// document is named: shared amounts cannot be told apart. A credit note is negative.
func (t *tree) documents(d *reconcile.Detail, strd int) {
	first := len(d.Documents)
	amounts := t.at(strd, "RfrdDocAmt")
	for n := range t.each(strd, "RfrdDocInf") {
		number := t.id(n, "Nb")
		if number == "" {
			continue
		}
		doc := reconcile.Document{Number: number}
		kind := "RmtdAmt"
		sign := int64(1)
		if t.get(n, "Tp", "CdOrPrtry", "Cd") == "CREN" {
			sign = -1
			if t.at(amounts, kind) == none {
				kind = "CdtNoteAmt"
			}
		}
		if m, ok := t.maybeMoney(t.at(amounts, kind)); ok {
			doc.Amount = signed(m, sign)
		}
		d.Documents = append(d.Documents, doc)
	}
	if len(d.Documents)-first > 1 {
		for i := first; i < len(d.Documents); i++ {
			d.Documents[i].Amount = reconcile.Money{}
		}
	}
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
