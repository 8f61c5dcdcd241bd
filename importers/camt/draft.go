package camt

import (
	"github.com/rappro/rappro/reconcile"
)

// draft is one transaction as it was read, before the entry decides its sign and which side
// is the other one. An entry can have very many, so what most have not lies apart.
type draft struct {
	detail   *reconcile.Detail  // in the reader's list, see link; Charges and Instructed as read
	amounts  [3]reconcile.Money // Amt, TxAmt, CntrValAmt, unsigned; without currency when absent
	sign     int64              // 0 when not said
	bankRef  string             // AcctSvcrRef
	otherRef string             // TxId or ClrSysRef: unique at another bank, not here
	sides    int32              // in the reader's list, none when nobody is named
	plain    bool               // the detail says nothing, and is not in the list until then
}

// sides are the two sides of a payment.
type sides struct{ debtor, creditor side }

// side is one of the two parties of a payment.
type side struct {
	party    reconcile.Party
	ultimate reconcile.Party
}

func (d *draft) ref() string {
	if d.bankRef != "" {
		return d.bankRef
	}
	return d.otherRef
}

// draft reads the transaction in the tree.
func (t *tree) draft(d *draft) (err error) {
	refs := t.at(0, "Refs")
	d.bankRef = t.id(refs, "AcctSvcrRef")
	if d.otherRef = t.id(refs, "TxId"); d.otherRef == "" {
		d.otherRef = t.id(refs, "ClrSysRef")
	}
	if d.sign, err = t.direction(0); err != nil {
		return err
	}
	if err := t.amounts(d); err != nil {
		return err
	}
	d.detail.Charges = t.charged(0)
	d.detail.EndToEndID = t.id(refs, "EndToEndId")
	d.detail.MandateID = t.id(refs, "MndtId")
	d.detail.Code, d.detail.Rate = t.code(0), t.rate()
	d.detail.AdditionalText = t.get(0, "AddtlTxInf")
	t.remittance(d.detail)
	if rtr := t.at(0, "RtrInf"); rtr != none {
		d.detail.ReturnReason = t.get(rtr, "Rsn", "Cd")
		if d.detail.ReturnReason == "" {
			d.detail.ReturnReason = t.get(rtr, "Rsn", "Prtry")
		}
		for n := range t.each(rtr, "AddtlInf") {
			d.detail.AdditionalText = joined(d.detail.AdditionalText, t.get(n))
		}
	}
	return nil
}

// amounts reads the amount: Amt from version 3 on, AmtDtls/TxAmt before. Where these are in
// another currency than the account's, the counter value may be in it.
func (t *tree) amounts(d *draft) error {
	details := t.at(0, "AmtDtls")
	d.detail.Instructed, _ = t.maybeMoney(t.at(details, "InstdAmt", "Amt"))
	d.amounts[1], _ = t.maybeMoney(t.at(details, "TxAmt", "Amt"))
	d.amounts[2], _ = t.maybeMoney(t.at(details, "CntrValAmt", "Amt"))
	if n := t.at(0, "Amt"); n != none {
		var err error
		d.amounts[0], err = t.money(n)
		return err
	}
	return nil
}

// stated says whether an amount is, in any currency.
func (d *draft) stated() bool {
	return d.amounts[0].Currency != "" || d.amounts[1].Currency != "" || d.amounts[2].Currency != ""
}

// in gives the amount in a currency: the first that is stated and not zero, else zero where
// one is stated.
func (d *draft) in(c reconcile.Currency) (m reconcile.Money, ok bool) {
	for _, a := range d.amounts {
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

// inherit takes what the bank wrote on the entry for its only transaction, where that does
// not show it: charges, rate and amount ordered.
func (d *draft) inherit(entry *tree) {
	if d.detail.Charges.IsZero() {
		d.detail.Charges = entry.charged(0)
	}
	if d.detail.Rate == "" {
		d.detail.Rate = entry.rate()
	}
	if d.detail.Instructed.Currency == "" {
		d.detail.Instructed, _ = entry.maybeMoney(entry.at(0, "AmtDtls", "InstdAmt", "Amt"))
	}
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
