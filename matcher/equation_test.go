package matcher_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// TestEquations shows each way in which an amount can settle documents, and what a person
// is told.
func TestEquations(t *testing.T) {
	docs := []doc{
		{number: "FA2026-00010", customer: "C1", cents: 100000, terms: "2/10 net 30", issued: 5},
		{number: "FA2026-00011", customer: "C1", cents: 200000, terms: "2/10 net 30", issued: 25},
		{number: "FA2026-00012", customer: "C1", cents: -30000, kind: reconcile.CreditNote},
		{number: "FA2026-00020", customer: "C2", cents: 40000, state: reconcile.StatePaid},
		{number: "FA2026-00021", customer: "C2", cents: 41000, state: reconcile.StateCancelled},
		{number: "FA2026-00022", customer: "C2", cents: 42000, state: reconcile.StateDraft},
		{number: "FA2026-00023", customer: "C2", cents: 43000, state: reconcile.StateCancelled},
		{number: "FA2026-00024", customer: "C2", cents: 43000, project: "ersetzt FA2026-00023"},
		{number: "FA2026-00030", customer: "C3", cents: 50000, issued: -6},
		{number: "FA2026-00031", customer: "C3", cents: 60000, terms: "retenue de garantie 5%"},
	}
	c1, c2, c3 := people("C1"), people("C2"), people("C3")
	for _, c := range []struct {
		name        string
		cents       int64
		payer, text string
		want, finds string
	}{
		{"exact", 100000, c1, "FA2026-00010", "FA2026-00010=1000.00", ""},
		{"part", 40000, c1, "FA2026-00010", "FA2026-00010=400.00", ""},
		{"too much", 110000, c1, "FA2026-00010", "FA2026-00010=1000.00 on_account=100.00",
			"overpayment"},
		{"cents short", 99997, c1, "FA2026-00010", "FA2026-00010=999.97 rounding=0.03", ""},
		{"discount in time", 98000, c1, "FA2026-00010", "FA2026-00010=980.00 discount=20.00", ""},
		{"discount too late", 196000, c1, "FA2026-00011", "FA2026-00011=1960.00",
			"discount_not_allowed"},
		{"retention", 57000, c3, "FA2026-00031", "FA2026-00031=570.00", ""},
		{"credit note netted", 170000, c1, "FA2026-00011 less FA2026-00012",
			"FA2026-00011=2000.00 FA2026-00012=-300.00", ""},
		{"paid already", 40000, c2, "FA2026-00020", "-", "payment_on_paid_invoice"},
		{"cancelled", 41000, c2, "FA2026-00021", "-", "payment_on_cancelled_invoice"},
		{"draft", 42000, c2, "FA2026-00022", "-", "payment_on_draft_invoice"},
		{"cancelled and replaced", 43000, c2, "FA2026-00023", "FA2026-00024=430.00", ""},
		{"before its issue", 50000, c3, "FA2026-00030", "FA2026-00030=500.00",
			"payment_before_issue"},
		{"somebody else pays", 60000, "Treuhand Nord", "FA2026-00031", "FA2026-00031=600.00",
			"third_party_payer"},
		{"a stranger's refund", 60000, "Treuhand Nord", "REFUND FA2026-00031", "-", ""},
	} {
		v := one(ledger(docs...), pay(c.cents, c.payer, c.text))
		check(t, c.name, printed(v), c.want)
		check(t, c.name+", findings", findings(v), c.finds)
	}
}

// TestPayers shows what tells who paid when no number does.
func TestPayers(t *testing.T) {
	docs := []doc{{number: "FA2026-00040", customer: "C1", cents: 12345},
		{number: "FA2026-00041", customer: "C2", cents: 23456},
		{number: "FA2026-00042", customer: "C2", cents: 6544},
		{number: "FA2026-00043", customer: "C5", cents: 34567}}
	for _, c := range []struct {
		name  string
		cents int64
		payer string
		want  string
	}{
		{"name", 12345, "SARL BOULANGERIE PERRIN", "FA2026-00040=123.45"},
		{"umlaut as two letters", 23456, "MUELLER MASCHINENBAU", "FA2026-00041=234.56"},
		{"broken UTF-8", 23456, "MÃ¼ller Maschinenbau GmbH", "FA2026-00041=234.56"},
		{"sum of all", 30000, "Müller Maschinenbau", "FA2026-00041=234.56 FA2026-00042=65.44"},
		{"half a name that two share", 34567, "PERRIN", "-"},
		{"nobody", 12345, "", "-"},
	} {
		check(t, c.name, printed(one(ledger(docs...), pay(c.cents, c.payer, "VIREMENT"))), c.want)
	}
}

// TestNotForInvoices shows which credits are no customer's payment.
func TestNotForInvoices(t *testing.T) {
	docs := []doc{{number: "FA2026-00050", customer: "C1", cents: 50000}}
	card := pay(50000, "", "REMISE CB")
	card.Code = "PMNT-MCRD-POSP"
	own := pay(50000, "OUR HOUSE", "FA2026-00050")
	lump := pay(50000, "", "")
	lump.Lump, lump.Code = true, "PMNT-IDDT-ESDD"
	words := pay(50000, "STRIPE", "PAYOUT")
	for _, c := range []struct {
		p       reconcile.Payment
		kind    string
		certain bool
	}{{card, "card", true}, {own, "own_transfer", true}, {lump, "lump", true}, {words, "psp", false}} {
		v := one(ledger(docs...), c.p)
		if v.NotForInvoices != c.kind || v.ReceiptCertain != c.certain || auto(v) {
			t.Errorf("%s: got %q certain %v, automatic %v", c.kind, v.NotForInvoices,
				v.ReceiptCertain, auto(v))
		}
	}
}
