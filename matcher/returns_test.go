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
