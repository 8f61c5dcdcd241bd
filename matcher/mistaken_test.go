package matcher_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// What is easily mistaken for something else: each line is a text, and what a careful person
// makes of it.
func TestEasilyMistaken(t *testing.T) {
	l := ledger(
		doc{number: "FA2026-00121", customer: "C1", cents: 11900, issued: 40},
		doc{number: "FA2026-00134", customer: "C1", cents: 25000, issued: 38},
		doc{number: "FA2026-00139", customer: "C1", cents: 11900, issued: 36},
		doc{number: "FA2026-00210", customer: "C2", cents: 70000, issued: 30},
		doc{number: "FA2026-00211", customer: "C2", cents: 30000, issued: 29},
		doc{number: "FA2026-00312", customer: "C3", cents: 43100, issued: 5},
		doc{number: "FA2026-00313", customer: "C3", cents: 43100, issued: 4})
	for _, c := range []struct {
		name, payer, text, want string
		cents                   int64
	}{
		{"counters alone", "Boulangerie Perrin", "factures 00121, 00134",
			"FA2026-00121=119.00 FA2026-00134=250.00", 36900},
		{"counters of equal amounts", "Boulangerie Perrin", "00134 + 00139",
			"FA2026-00134=250.00 FA2026-00139=119.00", 36900},
		{"cut at the end", "Acme Tools Ltd", "payment invoice FA2026-0031", "-", 43100},
		{"refund of an invoice", "Boulangerie Perrin", "remboursement facture FA2026-00121", "-", 11900},
		{"refund of an invoice, in more words", "Boulangerie Perrin",
			"remboursement partiel de notre facture n° FA2026-00121", "-", 5000},
		{"a supplier's credit for an invoice", "Müller Maschinenbau", "Gutschrift zu Ihrer Rechnung Nr. FA2026-00210",
			"-", 70000},
		{"our money that comes back", "Boulangerie Perrin", "rejet virement FA2026-00121", "-", 11900},
		{"the bank's word for a credit", "Müller Maschinenbau", "GUTSCHRIFT", "FA2026-00210=700.00", 70000},
		{"a payer's word for a refund", "Müller Maschinenbau", "GUTSCHRIFT ZU 4711", "-", 70000},
		{"a refund taken off", "Boulangerie Perrin", "FA2026-00134 moins avoir", "FA2026-00134=250.00",
			25000},
		{"a month", "Müller Maschinenbau", "Rechnungen 05/2026",
			"FA2026-00210=700.00 FA2026-00211=300.00", 100000},
		{"more than the named ones", "Boulangerie Perrin", "FA2026-00121 FA2026-00901", "-", 21900},
		{"a short number that is none of the next", "Acme Tools Ltd", "payment FA2026-00312 xx 77 invoices", "-", 86200},
		{"a short number behind a word", "Acme Tools Ltd", "Zahlung FA2026-00312 u. 13 danke",
			"FA2026-00312=431.00 FA2026-00313=431.00", 86200},
		{"the day of the named one", "Müller Maschinenbau", "FA2026-00211 du 10/03/26", "FA2026-00211=100.00",
			10000},
		{"a tag before the text", "Boulangerie Perrin", "EREF+AB12345678 SVWZ+FA2026-00121",
			"FA2026-00121=119.00 on_account=1.00", 12000},
		{"money back", "Boulangerie Perrin", "overcharge invoice FA2026-00122", "-", 11900},
	} {
		check(t, c.name, printed(one(l, pay(c.cents, c.payer, c.text))), c.want)
	}
}

// A number that a word calls an order's, a customer's or a phone's is no invoice of another amount,
// though an invoice of the payer has it.
func TestPartOfAnOrder(t *testing.T) {
	l := ledger(doc{number: "3410217", customer: "C1", cents: 50000})
	for text, want := range map[string]string{"CDE 3410217": "-", "Kundennummer: 3410217": "-",
		"TEL 3410217": "-", "facture 3410217": "3410217=180.00"} {
		check(t, text, printed(one(l, pay(18000, people("C1"), text))), want)
	}
}

// A year is no invoice, though 2026 is how some would write the invoice 20/26, and though there may be
// an invoice 2026: with its amount the payer pays it, otherwise nobody knows.
func TestYears(t *testing.T) {
	docs := []doc{{number: "0020/26", customer: "C1", cents: 80000}, {number: "2026", customer: "C4", cents: 70000},
		{number: "0101/26", customer: "C3", cents: 24000}}
	for n := 21; n < 40; n++ { // a scheme with the year behind, and one of counters
		docs = append(docs, doc{number: fmt.Sprintf("%04d/26", n), customer: "C2", cents: 1},
			doc{number: fmt.Sprint(2010 + n), customer: "C2", cents: 1})
	}
	for _, c := range []struct {
		payer, text, want string
		cents             int64
	}{
		{people("C1"), "acompte mai 2026", "-", 30000},
		{people("C1"), "factures 2026", "-", 90000},
		{people("C1"), "FACT 2026", "0020/26=800.00", 80000},
		{people("C1"), "facture 0020/26", "0020/26=300.00", 30000},
		{people("C5"), "contrat annuel 2026", "-", 80000},
		{people("C4"), "virement du 10/06/2026", "-", 30000},
		{people("C4"), "facture 2026", "2026=700.00", 70000},
		{people("C3"), "avoir 2026-0101", "-", 24000},
	} {
		check(t, c.text, printed(one(ledger(docs...), pay(c.cents, c.payer, c.text))), c.want)
	}
}

// A month with its year is no invoice either, in whatever way the company writes its sixth of 2026,
// and the end of a word before it is no prefix.
func TestMonthsThatLookLikeNumbers(t *testing.T) {
	texts := []string{"LOYER 06/26", "LOYER 06/2026", "loyer 06-26", "PERIODE 2026-06", "202606", "LOYER 0626",
		"VIR DU 12.06.26", "PERIODE 2606", "FACTURES 2026"}
	for _, number := range []string{"%04d/26", "%d/26", "%02d-26", "%d/2026", "%03d/2026", "2026/%02d", "26-%02d",
		"2026%02d", "26%02d", "%02d26", "R%02d/26"} {
		var docs []doc
		for n := 1; n < 40; n++ {
			d := doc{number: fmt.Sprintf(number, n), customer: "C2", cents: int64(30000 + n), state: reconcile.StatePaid}
			if n == 6 {
				d.customer, d.cents, d.state = "C1", 80000, ""
			}
			docs = append(docs, d)
		}
		l, sixth := ledger(docs...), fmt.Sprintf(number, 6)
		for _, text := range texts {
			check(t, number+" a part, "+text, printed(one(l, pay(30000, people("C1"), text))), "-")
			check(t, number+" another's, "+text, printed(one(l, pay(80000, people("C5"), text))), "-")
			check(t, number+" exact, "+text, printed(one(l, pay(80000, people("C1"), text))), sixth+"=800.00")
		}
		check(t, number, printed(one(l, pay(30000, people("C1"), "facture "+sixth))), sixth+"=300.00")
	}
}

// A few digits are an invoice's of which a part is paid only where a word says so or nothing else
// stands there; else they are a street's.
func TestFewDigits(t *testing.T) {
	for _, c := range []struct{ number, text, want string }{
		{"241", "241 rue de la gare", "-"}, {"241", "facture 241", "241=180.00"}, {"241", "241", "241=180.00"},
		{"00041", "41 rue de la gare", "-"}, {"00041", "acompte 00041", "00041=180.00"},
		{"01241", "1241 rue de la gare", "-"}, {"01241", "facture 1241", "01241=180.00"},
	} {
		docs := []doc{{number: c.number, customer: "C1", cents: 50000}}
		check(t, c.number+", "+c.text, printed(one(ledger(docs...), pay(18000, people("C1"), c.text))), c.want)
	}
}

// Two digits of a month are no number that a part is paid of.
func TestPartOfTwoDigits(t *testing.T) {
	docs := []doc{{number: "QJ 260311/03", customer: "C2", cents: 216000, issued: 96},
		{number: "91/PA", customer: "C1", cents: 392631, issued: 96}}
	for n := range 16 { // a scheme of days that count from one
		docs = append(docs, doc{number: fmt.Sprintf("QJ 2603%02d/%02d", 5+n/4, 4+n%4), customer: "C4", cents: 1, issued: 102 - n/4})
	}
	for n := range 16 {
		docs = append(docs, doc{number: fmt.Sprintf("%d/PA", 70+n), customer: "C4", cents: 1, issued: 97})
	}
	check(t, "91", printed(one(ledger(docs...), pay(196315, people("C1"), "BETALING FACTUURNUMMER 91"))), "91/PA=1963.15")
	check(t, "03/24", printed(one(ledger(docs...), pay(170600, people("C2"), "FAKTURY 03/24"))), "-")
}

// Where fees may be kept, what is missing is none if another invoice of the customer has the amount.
func TestFeeOrAnotherInvoice(t *testing.T) {
	for cents, want := range map[int64]string{54500: "-", 54600: "FA2026-00121=546.00 bank_fee=4.00"} {
		p := pay(cents, people("C1"), "invoice FA2026-00121")
		p.Code = "PMNT-RCDT-XBCT"
		check(t, want, printed(one(ledger(doc{number: "FA2026-00121", customer: "C1", cents: 55000},
			doc{number: "FA2026-00134", customer: "C1", cents: 54500}), p)), want)
	}
}

// A number that the bank cut in two is not one of ours because a half of it is, and a half that
// is one slip away is not either.
func TestHalfOfANumber(t *testing.T) {
	l := ledger(doc{number: "FA2026-00121", customer: "C1", cents: 11977})
	for _, lines := range [][]string{
		{"VIREMENT FACTURE FA202600121", "45 MERCI"},
		{"VIREMENT FACTURE FA20260012", "145 MERCI"},
		{"VIREMENT DU CLIENT 45", "202600121 FACTURE"},
	} {
		check(t, lines[0], printed(one(l, pay(11977, "Somebody Else AG", lines...))), "-")
		check(t, lines[0]+", by the customer", printed(one(l, pay(11977, people("C1"), lines...))),
			"FA2026-00121=119.77")
	}
	for text, want := range map[string]string{"FA202600121A45": "-", "VIREMENT FACTURE FA202600121\nA45": "-",
		"VIREMENT FACTURE FA202600121\nFA202600999": "FA2026-00121=119.77"} {
		check(t, text, printed(one(l, pay(11977, "Somebody Else AG", text))), want)
	}
	check(t, "cut in two", printed(one(l, pay(11977, "Somebody Else AG", "VIREMENT FACTURE FA20260", "0121"))),
		"FA2026-00121=119.77")
}

// A name in another script is the name that banks write in Latin letters.
func TestOtherScripts(t *testing.T) {
	l := ledger(doc{number: "FA2026-00121", customer: "C9", cents: 11900})
	l.Customers = append(l.Customers, reconcile.Customer{ID: "C9", Name: "Θεσνίδης Ξυλουργική ΟΕ"})
	for _, name := range []string{"THESNIDIS XYLOYRGIKI OE", "Θεσνίδης Ξυλουργική"} {
		check(t, name, printed(one(l, pay(11900, name, ""))), "FA2026-00121=119.00")
	}
}

// A customer who also sells to us pays money back and names his own document.
func TestTheirOwnDocument(t *testing.T) {
	l := ledger(doc{number: "FA2026-00121", customer: "C1", cents: 11900})
	for text, want := range map[string]string{
		"facture GKQ9130712":                "-",
		"supplier credit, credit note 5083": "-",
		"nota de crédito 5083":              "-",
		"commande GKQ9130712":               "FA2026-00121=119.00",
		"facture FA2026-0012":               "FA2026-00121=119.00",
	} {
		check(t, text, printed(one(l, pay(11900, "Boulangerie Perrin", text))), want)
	}
}

// A number behind a word glued to its letters is shown in whole letters, whatever alphabet they are of:
// half a letter is no text, and no store takes it.
func TestQuotesHoldWholeLetters(t *testing.T) {
	docs := []doc{{number: "E 002/05/26", customer: "C1", cents: 261137, issued: 36}}
	for n := range 16 { // a scheme is learned
		docs = append(docs, doc{number: fmt.Sprintf("E %03d/05/26", 10+n), customer: "C4", cents: 1, issued: 36})
	}
	for text, want := range map[string]string{"πληρωμηΕ 00205": "Ε 00205", "paymentE 00205": "E 00205"} {
		v := one(ledger(docs...), pay(261137, people("C1"), text))
		if len(v.Proposals) == 0 || v.Proposals[0].Evidence[0].Quote != want {
			t.Errorf("%s: %+v", text, v.Proposals)
		}
	}
}

// A number that ends or begins with a letter is none where more digits are glued to that letter: it is
// a part of a longer one, whatever the amount.
func TestPartOfALongerNumber(t *testing.T) {
	l := ledger(doc{number: "24.000864.P", customer: "C1", cents: 37981},
		doc{number: "P.24.000865", customer: "C1", cents: 41200})
	for _, c := range []struct {
		text, want string
		cents      int64
	}{
		{"MOKEJIMAS 24000864P", "24.000864.P=379.81", 37981},
		{"MOKEJIMAS 24000864P25", "-", 37981},
		{"MOKEJIMAS P24000865", "P.24.000865=412.00", 41200},
		{"MOKEJIMAS 25P24000865", "-", 41200},
	} {
		check(t, c.text, printed(one(l, pay(c.cents, "", c.text))), c.want)
	}
}
