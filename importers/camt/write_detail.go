package camt

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// detail writes one transaction of an entry.
func (w *Writer) detail(e *reconcile.Entry, d *reconcile.Detail) {
	w.open("TxDtls")
	texts, counts := cut(d.Text)
	if d.Reference+d.EndToEndID+d.MandateID+counts != "" {
		w.open("Refs")
		w.maybe("AcctSvcrRef", d.Reference, 35)
		w.maybe("EndToEndId", d.EndToEndID, 35)
		w.maybe("MndtId", d.MandateID, 35)
		if counts != "" {
			w.open("Prtry")
			w.leaf("Tp", markOurs)
			w.maybe("Ref", counts, 35)
			w.shut("Prtry")
		}
		w.shut("Refs")
	}
	if d.Amount.Currency != "" {
		w.money("Amt", d.Amount.Abs())
		w.leaf("CdtDbtInd", direction(d.Amount))
	}
	w.exchange(d)
	if d.Code != "" {
		w.code(d.Code)
	}
	if x := d.Exchanged(); x.Charges.Currency != "" {
		w.open("Chrgs")
		w.open("Rcrd")
		w.money("Amt", x.Charges)
		w.leaf("CdtDbtInd", "DBIT")
		w.leaf("ChrgInclInd", "true")
		w.shut("Rcrd")
		w.shut("Chrgs")
	}
	w.parties(e, d)
	w.remittance(d, texts)
	if d.ReturnReason != "" {
		kind := "Prtry"
		if len(d.ReturnReason) == 4 {
			kind = "Cd"
		}
		w.open("RtrInf")
		w.within("Rsn", kind, d.ReturnReason)
		w.shut("RtrInf")
	}
	w.maybe("AddtlTxInf", d.AdditionalText, 500)
	w.shut("TxDtls")
}

// exchange writes the amount ordered and the rate.
func (w *Writer) exchange(d *reconcile.Detail) {
	x := d.Exchanged()
	if x.Instructed.Currency == "" && x.Rate == "" {
		return
	}
	kind, m := "InstdAmt", x.Instructed
	if m.Currency == "" {
		kind, m = "TxAmt", d.Amount.Abs()
	}
	w.open("AmtDtls")
	w.open(kind)
	w.money("Amt", m)
	if x.Rate != "" {
		w.open("CcyXchg")
		w.leaf("SrcCcy", string(m.Currency))
		w.leaf("XchgRate", x.Rate)
		w.shut("CcyXchg")
	}
	w.shut(kind)
	w.shut("AmtDtls")
}

// parties writes the other side in its role: the debtor of a credit, the creditor of a
// debit, and of a return the other way round, as banks do.
func (w *Writer) parties(e *reconcile.Entry, d *reconcile.Detail) {
	returned := e.Reversal || d.ReturnReason != "" || returns(e.Code) || returns(d.Code)
	as := debtor()
	if (d.Amount.Minor < 0) != returned {
		as = creditor()
	}
	p, u := d.Payer, d.Ultimate()
	if p.Name+p.ID+p.IBAN != "" || u != (reconcile.Party{}) {
		w.open("RltdPties")
		w.party(as.party, p)
		if p.IBAN != "" {
			w.open(as.account)
			w.account(p.IBAN)
			w.shut(as.account)
		}
		w.party(as.ultimate, u)
		w.shut("RltdPties")
	}
	if p.BIC != "" {
		w.open("RltdAgts")
		w.open(as.agent)
		w.within("FinInstnId", "BICFI", p.BIC)
		w.shut(as.agent)
		w.shut("RltdAgts")
	}
	if u.IBAN+u.BIC != "" {
		w.notes.ultimate++
	}
}

func (w *Writer) party(name string, p reconcile.Party) {
	if p.Name+p.ID == "" {
		return
	}
	w.open(name)
	w.open("Pty")
	w.maybe("Nm", p.Name, 140)
	if p.ID != "" {
		w.open("Id")
		w.open("OrgId")
		w.open("Othr")
		w.maybe("Id", p.ID, 35)
		w.shut("Othr")
		w.shut("OrgId")
		w.shut("Id")
	}
	w.shut("Pty")
	w.shut(name)
}

// remittance writes what the payer wrote, its texts as they were cut.
func (w *Writer) remittance(d *reconcile.Detail, texts []string) {
	if len(texts)+len(d.References)+len(d.Documents) == 0 {
		return
	}
	w.open("RmtInf")
	for _, text := range texts {
		w.maybe("Ustrd", text, 140)
	}
	for _, doc := range d.Documents {
		w.document(doc)
	}
	for _, ref := range d.References {
		w.open("Strd")
		w.open("CdtrRefInf")
		w.maybe("Ref", ref, 35)
		w.shut("CdtrRefInf")
		w.shut("Strd")
	}
	w.shut("RmtInf")
}

// document writes an invoice or a credit note with what is remitted for it. Each stands in a
// Strd of its own, so that its amount is its own.
func (w *Writer) document(doc reconcile.Document) {
	code, amount := "CINV", "RmtdAmt"
	if doc.Amount.Minor < 0 {
		code, amount = "CREN", "CdtNoteAmt"
	}
	w.open("Strd")
	w.open("RfrdDocInf")
	if doc.Amount.Currency != "" {
		w.open("Tp")
		w.within("CdOrPrtry", "Cd", code)
		w.shut("Tp")
	}
	w.maybe("Nb", doc.Number, 35)
	w.shut("RfrdDocInf")
	if doc.Amount.Currency != "" {
		w.open("RfrdDocAmt")
		w.money(amount, doc.Amount.Abs())
		w.shut("RfrdDocAmt")
	}
	w.shut("Strd")
}

// cut makes texts short enough, and says how many each has become, as the reference of ours that
// rejoin asks for; nothing where each is one.
func cut(texts []string) (pieces []string, counts string) {
	all := make([]string, len(texts))
	for i, text := range texts {
		before := len(pieces)
		for text != "" {
			piece := line(text, 140)
			pieces = append(pieces, piece)
			text = text[len(piece):]
		}
		n := len(pieces) - before
		all[i] = strconv.Itoa(n)
		if n != 1 {
			counts = " "
		}
	}
	if counts != "" {
		counts = strings.Join(all, " ")
	}
	return pieces, counts
}

// line is the beginning of a text of at most n characters that ends with a space, or the
// whole text where it is short enough or has no space there.
func line(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end := 0
	for range n {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	if i := strings.LastIndexByte(s[:end], ' '); i >= 0 {
		return s[:i+1]
	}
	if i := strings.IndexByte(s[end:], ' '); i >= 0 {
		return s[:end+i+1]
	}
	return s
}
