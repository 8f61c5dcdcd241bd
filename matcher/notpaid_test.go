package matcher_test

import (
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// Money back from a customer who sells to us too, in the words of many countries, with a number
// of his and by chance the amount of his open invoice; and the same word beside our number, where
// it says what was taken off.
func TestMoneyBackInManyWords(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900})
	for _, words := range []string{"permoka", "túlfizetés", "ramburs", "rappel", "restituzione", "RFA annuelle",
		"Erstattung Überzahlung", "overpayment returned", "tilbakebetaling kreditnota", "terugstorting",
		"zwrot nadpłaty", "přeplatek", "preplatok", "preplačilo", "liikasuoritus", "pārmaksa", "enammakse",
		"överbetalning", "restituição", "endurgreiðsla", "iade", "възстановяване", "επιστροφή"} {
		check(t, words, printed(one(l, pay(11900, people("C1"), words+" 76947"))), "-")
		check(t, words+" beside ours", printed(one(l, pay(11900, people("C1"), "FA2026-00001 "+words))),
			"FA2026-00001=119.00")
	}
}

// A sum that we sent to the payer some days ago and that comes in again is no payment of an
// invoice of that amount, in whatever words the bank says so. One that names the invoice is.
func TestWeSentItBefore(t *testing.T) {
	for _, c := range []struct{ name, to, iban, text, want string }{
		{"words that nobody knows", people("C1"), "", "PERUTTU TILI 4711", "returned_transfer"},
		{"the same account", "B. Perrin", "LT601010012345678901", "PERUTTU TILI", "returned_transfer"},
		{"we paid somebody else", people("C2"), "", "PERUTTU TILI", " FA2026-00001=119.00"},
		{"he names the invoice", people("C1"), "", "FA2026-00001", " FA2026-00001=119.00"},
	} {
		l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900})
		p, d := pay(11900, people("C1"), c.text), pay(-11900, c.to, "VIR EMIS")
		p.Detail.Payer.IBAN, d.Detail.Payer.IBAN = "LT601010012345678901", c.iban
		l.Counterparts = map[reconcile.ID]reconcile.Counterpart{p.ID: {Debit: d, Back: true}}
		check(t, c.name, receipt(one(l, p)), c.want)
	}
}

// A debit that took back a payment of his was no transfer of ours: the same sum is paid again.
func TestPaidAgainAfterAReturn(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900})
	p, d := pay(11900, people("C1"), "virement"), pay(-11900, people("C1"), "REJET PRLV FA2026-00001")
	d.Code, d.Detail.ReturnReason = "PMNT-IDDT-UPDD", "AM04"
	l.Counterparts = map[reconcile.ID]reconcile.Counterpart{p.ID: {Debit: d, Back: true}}
	check(t, "after a return", receipt(one(l, p)), " FA2026-00001=119.00")
}

// A payment that names one invoice with the amount of another waits, and still does when a later
// payment has settled that other one: what it was for does not become clearer by that.
func TestContradictionStays(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 29872},
		doc{number: "FA2026-00002", customer: "C1", cents: 308946})
	s := matcher.New().Open(l)
	first := pay(308946, people("C1"), "facture FA2026-00001")
	check(t, "on its day", printed(s.Day(today(), []reconcile.Payment{first})[0]), "-")
	later := pay(308946, people("C1"), "facture FA2026-00002")
	later.BookingDate += 40
	v := s.Day(later.BookingDate, []reconcile.Payment{later})[0]
	check(t, "the other one", printed(v), "FA2026-00002=3089.46")
	s.Apply(later, reconcile.Decision{Kind: reconcile.Applied, Customer: "C1", Parts: v.Proposals[0].Parts})
	check(t, "looked at again", printed(s.Day(today(), []reconcile.Payment{first})[0]), "-")
}

// A customer who pays from an account that is not the known one is named to a person, above all
// where only the name and the amount say who he is (FORMAT: payer_iban_changed).
func TestNewAccountIsSaid(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900})
	l.Customers[0].IBANs = []string{"FR7630004000031234567890143"}
	for _, c := range []struct{ name, iban, text, want string }{
		{"name and amount", "LT601010012345678901", "virement", "payer_iban_changed"},
		{"a number", "LT601010012345678901", "FA2026-00001", "payer_iban_changed"},
		{"the known one", "FR7630004000031234567890143", "virement", ""},
		{"none", "", "virement", ""},
	} {
		p := pay(11900, people("C1"), c.text)
		p.Detail.Payer.IBAN = c.iban
		v := one(l, p)
		check(t, c.name, printed(v), "FA2026-00001=119.00")
		check(t, c.name, findings(v), c.want)
	}
}

// Who pays somebody else's invoice is named to a person: another customer by his own name, one
// for whom the bank names the customer, one who pays invoices of several. A name that nobody
// bears may be the customer's own other one, as long as he was never seen under his own.
func TestThirdPartyIsSaid(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900},
		doc{number: "FA2026-00002", customer: "C2", cents: 24300})
	for _, c := range []struct {
		name, payer, ultimate, text, want string
		cents                             int64
	}{
		{"another customer", people("C3"), "", "FA2026-00001", "third_party_payer", 11900},
		{"for the customer", "Oberholzer AG", people("C1"), "FA2026-00001", "third_party_payer", 11900},
		{"invoices of two", "Nordcollect Oy", "", "FA2026-00001 FA2026-00002", "third_party_payer", 36200},
		{"a name of his own", "Aux Trois Chenes", "", "FA2026-00001", "", 11900},
		{"himself", people("C1"), people("C1"), "FA2026-00001", "", 11900},
	} {
		p := pay(c.cents, c.payer, c.text)
		if c.ultimate != "" {
			p.Detail.UltimatePayer = &reconcile.Party{Name: c.ultimate}
		}
		check(t, c.name, findings(one(l, p)), c.want)
	}
}
