package matcher_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// What a return asks for is told by the bank's code, else by its words, and else unknown.
func TestReturnClass(t *testing.T) {
	for text, want := range map[string]reconcile.ReturnClass{
		"CHEQUE IMPAYE DEFAUT DE PROVISION": reconcile.ReturnRetry, "REJET PRLV COMPTE CLÔTURÉ": reconcile.ReturnFixData,
		"Rücklastschrift wegen Widerspruch": reconcile.ReturnDispute, "REJET SANS MANDAT": reconcile.ReturnMandate,
		"IMPAYE DECES TITULAIRE": reconcile.ReturnEstate, "IMPAYE": reconcile.ReturnUnknown,
		"RETURNED PROVISION": reconcile.ReturnUnknown,
	} {
		for code, coded := range map[string]reconcile.ReturnClass{"": want, "FRAD": reconcile.ReturnFraud} {
			p := pay(-4900, "", text)
			p.Detail.ReturnReason = code
			v := one(ledger(), p)
			if len(v.Findings) == 0 {
				t.Errorf("%s: nobody is told", text)
			} else if got := (reconcile.Anomaly{Evidence: v.Findings[0].Evidence}).ReturnClass(); got != coded {
				t.Errorf("%s %s: %s, want %s", text, code, got, coded)
			}
		}
	}
}

// A debit whose words give money back and that quotes an open credit note is told of. So is one that
// quotes an invoice, or nothing of ours, and goes to a customer; one without such a word is not.
func TestRefundOfACreditNote(t *testing.T) {
	const number = "FA2026-00012"
	for name, c := range map[string]struct {
		text   string
		note   doc
		raised bool
	}{
		"whole":        {"remboursement " + number, doc{cents: -8000, kind: reconcile.CreditNote}, true},
		"in part":      {"REMBT AVOIR " + number, doc{cents: -10000, kind: reconcile.CreditNote}, true},
		"no such word": {"achat " + number, doc{cents: -8000, kind: reconcile.CreditNote}, false},
		"an invoice":   {"remboursement " + number, doc{cents: 8000}, true},
	} {
		c.note.number, c.note.customer = number, "C1"
		v := one(ledger(c.note), pay(-8000, "Boulangerie Perrin", c.text))
		raised := len(v.Findings) == 1 && v.Findings[0].Kind == reconcile.RefundOut &&
			v.Findings[0].Invoice == number && v.Findings[0].Customer == "C1"
		if raised != c.raised || !c.raised && len(v.Findings) > 0 {
			t.Errorf("%s: %+v", name, v.Findings)
		}
	}
}
