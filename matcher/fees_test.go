package matcher_test

import (
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// What is missing is a bank's fee only where banks keep fees: twenty euros less are twenty euros
// less, whatever words stand in the text and whatever the payer is called.
func TestWhereFeesExist(t *testing.T) {
	const part, fee = "FA2026-00121=480.00", "FA2026-00121=480.00 bank_fee=20.00"
	for _, c := range []struct {
		text, code, iban, want string
	}{
		{"our invoice FA2026-00121", "PMNT-RCDT-ESCT", "", part},
		{"BEN ROSE FA2026-00121", "PMNT-RCDT-ESCT", "", part},
		{"BOULANGERIE PERRIN INTERNATIONAL FA2026-00121", "PMNT-RCDT-ESCT", "", part},
		{"FA2026-00121 SWIFT AGRIFRPP", "PMNT-RCDT-ESCT", "FR1420041010050500013M02606", part},
		{"FA2026-00121", "PMNT-RCDT-ESCT", "GB94BARC10201530093459", part},
		{"FA2026-00121", "PMNT-RCDT-ESCT", "MA64011519000001205000534921", fee},
		{"FA2026-00121", "PMNT-RCDT-XBCT", "", fee},
		{"VIR INTERNATIONAL RECU DE BOULANGERIE PERRIN FA2026-00121", "", "", fee},
		{"AUSLANDSZAHLUNG FA2026-00121", "", "", fee},
	} {
		p := pay(48000, people("C1"), c.text)
		p.Code, p.Detail.Payer.IBAN = c.code, c.iban
		check(t, c.text+" "+c.code+c.iban,
			printed(one(ledger(doc{number: "FA2026-00121", customer: "C1", cents: 50000}), p)), c.want)
	}
}

// Swiss banks settle francs among themselves and keep nothing.
func TestFeesAtHome(t *testing.T) {
	for iban, want := range map[string]string{
		"CH5604835012345678009":  "FA2026-00121=480.00",
		"DE89370400440532013000": "FA2026-00121=480.00 bank_fee=20.00",
	} {
		l := ledger(doc{number: "FA2026-00121", customer: "C1", cents: 50000})
		var francs []reconcile.Invoice
		for v := range l.Invoices {
			v.Amount.Currency = "CHF"
			francs = append(francs, v)
		}
		l.Invoices = slices.Values(francs)
		p := pay(48000, people("C1"), "FA2026-00121")
		p.Account, p.Amount.Currency, p.Detail.Payer.IBAN = "CH9300762011623852957", "CHF", iban
		check(t, iban, printed(one(l, p)), want)
	}
}
