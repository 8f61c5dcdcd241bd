package matcher_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Of equal documents the month that a text names says which is paid; today is the 15th of June.
func TestMonths(t *testing.T) {
	issued := func(month, day int) int { return int(today() - reconcile.NewDate(2026, month, day)) }
	// Documents of the tests fall due 30 days after their issue: those of the 1st in its own month.
	l := ledger(
		doc{number: "FA2026-00121", customer: "C1", cents: 11900, issued: issued(3, 1)},
		doc{number: "FA2026-00134", customer: "C1", cents: 11900, issued: issued(5, 1)},
		doc{number: "FA2026-00210", customer: "C2", cents: 70000, issued: issued(2, 24)},
		doc{number: "FA2026-00211", customer: "C2", cents: 70000, issued: issued(3, 10)},
		doc{number: "FA2026-00301", customer: "C4", cents: 5000, issued: issued(4, 1)},
		doc{number: "FA2026-00302", customer: "C4", cents: 5000, issued: issued(4, 1)},
		doc{number: "FA2026-00303", customer: "C4", cents: 5000, issued: issued(2, 1)},
		doc{number: "FA2026-00304", customer: "C4", cents: 5000, issued: issued(2, 1)},
		doc{number: "FA2026-00401", customer: "C5", cents: 31200, issued: issued(3, 9)},
		doc{number: "FA2026-00402", customer: "C5", cents: 31200, issued: issued(3, 11)},
		doc{number: "FA2026-00403", customer: "C5", cents: 31200, issued: issued(3, 20)},
		doc{number: "FA2026-00404", customer: "C5", cents: 31200, issued: issued(4, 9)},
		doc{number: "FA2026-00405", customer: "C5", cents: 31200, issued: issued(4, 20)},
		doc{number: "FA2026-00406", customer: "C5", cents: 77700, issued: issued(4, 21)})
	march, may := "FA2026-00121=119.00", "FA2026-00134=119.00"
	for _, c := range []struct {
		payer, text, want string
		cents             int64
	}{
		{people("C1"), "règlement mars 2026", march, 11900},
		{people("C1"), "Zahlung Mai", may, 11900},
		{people("C1"), "2026. május havi", may, 11900},
		{people("C1"), "płatność za marzec", march, 11900},
		{people("C1"), "facture du 1 mars 2026", "-", 11900}, // a day may be another's
		{people("C1"), "Zahlung Mai 2025", "-", 11900},
		{people("C1"), "Zahlung August", "-", 11900}, // of last year
		{people("C1"), "mars et mai", "-", 11900},
		{people("C1"), "virement mar", "-", 11900}, // short, and no year
		{people("C1"), "virement", "-", 11900},
		{people("C2"), "Zahlung März", "-", 70000}, // issued in it or due in it
		{people("C4"), "pago abril", "FA2026-00301=50.00 FA2026-00302=50.00", 10000},
		{people("C4"), "pago abril", "-", 5000},
		{people("C5"), "pago abril", "FA2026-00404=312.00 FA2026-00405=312.00", 62400}, // all of one amount
		{people("C5"), "pago 04/2026", "FA2026-00404=312.00 FA2026-00405=312.00", 62400},
		{people("C5"), "pago abril", "-", 93600}, // three fall due in it, of two months
		{people("C5"), "pago abril", "-", 31200},
	} {
		check(t, c.text, printed(one(l, pay(c.cents, c.payer, c.text))), c.want)
	}
	l.Customers[0].Name = "Mars Confiserie SARL"
	check(t, "his name", printed(one(l, pay(11900, "Mars Confiserie", "virement Mars Confiserie"))), "-")
}
