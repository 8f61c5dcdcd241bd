package matcher_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestSumsByChance sends round deposits of a customer who owes many round amounts: nearly always
// some set of them makes up the deposit, and often only one. It is not what he pays. Before that
// was counted every tenth deposit was put on invoices.
func TestSumsByChance(t *testing.T) {
	wrong, only := 0, 0
	for n := range 400 {
		r := rand.New(rand.NewPCG(7, uint64(n)))
		count, unit := 8+n%12, [...]int64{1, 10, 100, 1000}[n%4]
		var docs []doc
		var total int64
		for i := range count {
			cents := (20000 + r.Int64N(200000)) / unit * unit
			total += cents
			docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", 100+i), customer: "C1",
				cents: cents, issued: 40 - i})
		}
		v := one(ledger(docs...), pay((20000+r.Int64N(total-20000))/10000*10000, people("C1"), "ACOMPTE"))
		if auto(v) {
			wrong++
		}
		if len(v.Proposals) == 1 {
			only++
		}
	}
	if wrong > 3 || only < 20 {
		t.Errorf("%d of 400 deposits were put on invoices, of %d that one sum fits", wrong, only)
	}
}

// Few documents, or the oldest of many, make a sum that is no chance.
func TestSumsThatAreMeant(t *testing.T) {
	docs := []doc{{number: "FA2026-00121", customer: "C1", cents: 31241, issued: 30},
		{number: "FA2026-00122", customer: "C1", cents: 45063, issued: 29},
		{number: "FA2026-00123", customer: "C1", cents: 77707, issued: 28},
		{number: "FA2026-00124", customer: "C1", cents: 12345, issued: 27}}
	check(t, "two of four", printed(one(ledger(docs...), pay(57408, people("C1"), ""))),
		"FA2026-00122=450.63 FA2026-00124=123.45")
	for n := range 14 {
		docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", 130+n), customer: "C1",
			cents: 41000 + int64(n*n)*1700, issued: 20 - n})
	}
	check(t, "the three oldest of eighteen", printed(one(ledger(docs...), pay(154011, people("C1"), ""))),
		"FA2026-00121=312.41 FA2026-00122=450.63 FA2026-00123=777.07")
}
