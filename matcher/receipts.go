package matcher

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// receipt is what a credit is when it is no customer's payment, kind empty for none.
type receipt struct {
	kind    string
	certain bool
	why     []reconcile.Evidence
}

// receipt says whether a credit is no customer's payment, or waits for its details, and
// whether that is certain (bank code, own account, own name) or only said by words.
func (s *session) receipt(p *reconcile.Payment, r *reading, from *party) (kind string,
	certain bool, why []reconcile.Evidence) {
	if ruling := s.rules.On(p); ruling.Kind != "" {
		return ruling.Receipt, true, []reconcile.Evidence{{Signal: reconcile.SignalCompanyRule, Quote: ruling.Kind}}
	}
	if from.account != "" && s.own[from.account] {
		return "own_transfer", true, evidenceOf("own_account", reconcile.FieldIBAN, p.Detail.Payer.IBAN)
	}
	if p.Detail.Payer.Name != "" && s.ownName(from.name) {
		return "own_transfer", true, evidenceOf("own_name", reconcile.FieldPayer, p.Detail.Payer.Name)
	}
	if p.Lump {
		return "lump", true, evidenceOf("no_details", reconcile.FieldEntryText, p.EntryText)
	}
	if s.returnsReturn(p) {
		return "", false, nil
	}
	if kind := byCode(p); kind != "" {
		return kind, true, evidenceOf("bank_code", reconcile.FieldCode, p.Code)
	}
	if kind, certain, why := s.answers(p, r, from); kind != "" {
		return kind, certain, why
	}
	return s.receiptWords(p, r, from)
}

// returnsReturn says whether a credit that the bank calls a return takes back a return of its own: a
// rejected direct debit that is collected after all. It is then the customer's payment again.
func (s *session) returnsReturn(p *reconcile.Payment) bool {
	c, ok := s.counterparts[p.ID]
	if !ok || !c.Back || !s.saysReturn(&c.Debit, s.read(&c.Debit)) {
		return false
	}
	was, is := &c.Debit.Detail, &p.Detail
	same := func(a, b string) bool { return a != "" && a == b }
	return same(was.EndToEndID, is.EndToEndID) && plainID(is.EndToEndID) || same(was.MandateID, is.MandateID) ||
		same(was.Payer.Name, is.Payer.Name)
}

// receiptWords is what the words of the text and of the payer's name say. They never prove it.
func (s *session) receiptWords(p *reconcile.Payment, r *reading, from *party) (kind string,
	certain bool, why []reconcile.Evidence) {
	words := r.words | from.class&(wordPSP|wordNoise)
	for _, k := range [...]struct {
		class wordClass
		kind  string
	}{{wordPSP, "psp"}, {wordCheque, "cheque"}, {wordCash, "cash"}, {wordNoise, "no_sale"},
		{wordRefund, "supplier_refund"}, {wordInner, "own_transfer"}} {
		if p.Detailed() && k.class&(wordPSP|wordCheque) != 0 {
			continue // the details of the sum have come: this is one of them
		}
		if words&k.class != 0 {
			return k.kind, false, []reconcile.Evidence{s.word(k.class, append(slices.Clone(r.fields), from.text))}
		}
	}
	return "", false, nil
}

// word shows the first word of a class.
func (s *session) word(class wordClass, fields []fieldText) reconcile.Evidence {
	for i := range fields {
		for k, p := range fields[i].pieces {
			if s.book.lex[p.text]&class != 0 || class == wordRefund && fields[i].moneyBack(k) {
				return fields[i].shown("words", k, k)
			}
		}
	}
	return reconcile.Evidence{Signal: "words", Field: reconcile.FieldText}
}

// refundOf says whether the words right before a quoted invoice call the money a refund or a
// return: "refund invoice 2026-101" is our own money, whoever sends it. Behind the number they
// speak of something else, such as what was taken off.
func (w *work) refundOf(h *hypothesis) bool {
	for k := range w.r.cites {
		c := &w.r.cites[k]
		if i := w.stand(c.docs[0]); !contains(docsOf(&h.set), i) || w.view.book.docs[i].amount < 0 {
			continue
		}
		for j := range w.r.fields {
			if f := &w.r.fields[j]; f.field == c.field && w.refundBefore(f, c.from) {
				return true
			}
		}
	}
	return false
}

const refundNear = 3 // words from "refund" to the number it speaks of, those of invoices aside

func (w *work) refundBefore(f *fieldText, from int) bool {
	words := 0
	for i := from - 1; i >= 0 && words < refundNear && !f.pieces[i].digits; i-- {
		if f.pieces[i].class&wordReturn != 0 || f.moneyBack(i) {
			return true
		}
		words += bit(f.pieces[i].class&(wordAbbrev|wordInvoice|wordJoin) == 0)
	}
	return false
}

func evidenceOf(signal string, field reconcile.Field, quote string) []reconcile.Evidence {
	return []reconcile.Evidence{{Signal: signal, Field: field, Quote: quote}}
}

// ownName says whether a party's name is ours, legal forms aside.
func (s *session) ownName(v name) bool {
	for _, own := range s.ownNames {
		if len(v.core) > 0 && sameWords(own.core, v.core) {
			return len(s.sameName(v, nil)) == 0 || sameWords(own.forms, v.forms)
		}
	}
	return false
}

// byCode routes by the ISO bank transaction code (DOMAIN 4.4). A code can say that a
// credit is no customer's transfer; it is never proof of one.
func byCode(p *reconcile.Payment) string {
	family, sub := codeParts(p.Code)
	switch {
	case p.Detail.ReturnReason != "" || sub == "RRTN" || p.Reversal:
		return "returned_transfer"
	case strings.HasPrefix(p.Code, "PMNT-MCRD"), strings.HasPrefix(p.Code, "PMNT-CCRD"),
		strings.HasPrefix(p.Code, "PMNT-MERC"):
		if p.Detailed() && (p.Detail.Payer.Name != "" || len(p.Detail.Documents) > 0) {
			return "" // the sale of a provider's report
		}
		return "card"
	case strings.HasPrefix(p.Code, "PMNT-CNTR"):
		return "cash"
	case (family == "RCHQ" || family == "ICHQ") && !p.Detailed():
		return "cheque"
	case sub == "INTR":
		return "interest"
	case sub == "CHRG" || sub == "COMM" || sub == "FEES":
		return "charges"
	case strings.HasPrefix(p.Code, "LDAS"):
		return "loan"
	case strings.HasPrefix(p.Code, "SECU") || strings.HasPrefix(p.Code, "FORX") ||
		strings.HasPrefix(p.Code, "ACMT"):
		return "bank"
	case sub == "SALA" || sub == "PAYR":
		return "salary"
	}
	return ""
}

func codeParts(code string) (family, sub string) {
	_, rest, _ := strings.Cut(code, "-")
	family, rest, _ = strings.Cut(rest, "-")
	sub, _, _ = strings.Cut(rest, "-")
	return family, sub
}
