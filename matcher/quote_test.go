package matcher_test

import "testing"

// TestQuotes shows how a number may be written and what must not be taken for one. The
// payer is known and the amount is the document's, unless a case says otherwise.
func TestQuotes(t *testing.T) {
	docs := []doc{{number: "FA2026-00123", customer: "C1", cents: 11900},
		{number: "FA2026-00124", customer: "C2", cents: 24150},
		{number: "FA2026-00125", customer: "C2", cents: 5000},
		{number: "FA2026-00231", customer: "C3", cents: 70000, reference: "RF18539007547034"},
		{number: "FA2026-00232", customer: "C1", cents: 11900}}
	c1, c2, c3 := people("C1"), people("C2"), people("C3")
	for _, c := range []struct {
		name  string
		cents int64
		payer string
		text  string
		want  string
	}{
		{"in full", 11900, c1, "FACTURE FA2026-00123", "FA2026-00123=119.00"},
		{"other separators", 11900, c1, "fa 2026/00123", "FA2026-00123=119.00"},
		{"no separators", 11900, c1, "RECHNUNG FA202600123", "FA2026-00123=119.00"},
		{"no zeros", 11900, c1, "FA 2026 123", "FA2026-00123=119.00"},
		{"short year", 11900, c1, "FA-26-00123", "FA2026-00123=119.00"},
		{"no prefix", 11900, c1, "2026/00123", "FA2026-00123=119.00"},
		{"glued to a word", 11900, c1, "PAIEMENTFA2026-00123", "FA2026-00123=119.00"},
		{"cut by the bank", 11900, c1, "REGLEMENT FACTURE FA20\n26-00123", "FA2026-00123=119.00"},
		{"serial with a word", 11900, c1, "invoice no 123", "FA2026-00123=119.00"},
		{"letter O for zero", 11900, c1, "FA2026-0O123", "FA2026-00123=119.00"},
		{"two digits swapped", 11900, c1, "FA2026-00213", "FA2026-00123=119.00"},
		{"a slip that fits two", 11900, c1, "FA2026-00132", "-"},
		{"a digit too many", 11900, c1, "FA2026-001123", "FA2026-00123=119.00"},
		{"structured reference", 70000, c3, "RF18 5390 0754 7034", "FA2026-00231=700.00"},
		{"list", 29150, c2, "FA2026-00124, FA2026-00125", "FA2026-00124=241.50 FA2026-00125=50.00"},
		{"list of ends", 29150, c2, "FA2026-00124/125", "FA2026-00124=241.50 FA2026-00125=50.00"},
		{"range", 29150, c2, "FA2026-00124 bis 125", "FA2026-00124=241.50 FA2026-00125=50.00"},
		{"part of a longer number", 11900, "Unknown AG", "KD 9FA2026-001234", "-"},
		{"another scheme's letters", 11900, "Unknown AG", "CN2026-00123", "-"},
		{"a date", 11900, c1, "VIREMENT DU 12/03/2026", "-"},
		{"a serial alone, from a stranger", 11900, "Unknown AG", "123", "-"},
		{"two of one amount", 11900, c1, "VIREMENT", "-"},
		{"another document's amount", 5000, c2, "FA2026-00124", "-"},
	} {
		check(t, c.name, printed(one(ledger(docs...), pay(c.cents, c.payer, c.text))), c.want)
	}
}

// TestSchemes shows that the numbering is learned: nothing of these shapes is written down
// anywhere in the matcher.
func TestSchemes(t *testing.T) {
	for _, c := range []struct{ number, like, text string }{
		{"R/26/06/0417", "R/26/0%d/02%02d", "zaplata 26/06/417"},
		{"ZX-88.0417.K", "ZX-88.0%d%02d.K", "ZX88 0417"},
		{"202606000417", "20260%d0002%02d", "Rechnung 202606000417"},
		{"0417/2026", "0%d%02d/2026", "fattura 417/2026"},
		{"AB 77-4170", "AB 77-%d1%02d", "AB77 4170"},
	} {
		docs := []doc{{number: c.number, customer: "C2", cents: 33345, issued: 5},
			{number: "OLD-1", customer: "C2", cents: 33345}}
		for n := range 20 {
			docs = append(docs, doc{number: sprintf(c.like, 6, 10+n), customer: "C3",
				cents: int64(1000 + n), issued: 6})
		}
		v := one(ledger(docs...), pay(33345, people("C2"), c.text))
		check(t, c.number+" as "+c.text, printed(v), c.number+"=333.45")
	}
}
