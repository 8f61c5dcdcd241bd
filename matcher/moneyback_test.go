package matcher_test

import "testing"

// A payer who pays a supplier pays us; who speaks of a supplier's credit is paid back by one.
func TestSuppliers(t *testing.T) {
	l := ledger(doc{number: "FA2026-00121", customer: "C1", cents: 11900})
	paid := "FA2026-00121=119.00"
	for text, want := range map[string]string{
		"SUPPLIER PAYMENT": paid, "paiement fournisseur": paid, "reglement des fournisseurs": paid,
		"pagamento fornitori": paid, "pago a proveedores": paid, "sold furnizor": paid,
		"Fornitori": paid, "supplier payment FA2026-00121": paid,
		"supplier credit": "-", "supplier credit FA2026-00121": "-", "Lieferant 5083": "-",
		"remboursement fournisseur": "-", "refund of supplier payment": "-",
	} {
		check(t, text, printed(one(l, pay(11900, people("C1"), text))), want)
	}
}
