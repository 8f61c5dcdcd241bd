package matcher_test

import (
	"fmt"
	"testing"
)

// Short numbers behind a whole one are others of its customer, whatever they look like.
func TestShortNumbersInLists(t *testing.T) {
	polish := []doc{
		{number: "FV/61/05/2026/A", customer: "C1", cents: 11900},
		{number: "FV/25/05/2026/A", customer: "C1", cents: 25000},
		{number: "FV/103/05/2026/A", customer: "C1", cents: 30100},
		{number: "FV/21/05/2026/A", customer: "C1", cents: 4700},
		{number: "FV/125/05/2026/A", customer: "C2", cents: 9900},
		{number: "FV/114/05/2026/A", customer: "C2", cents: 8800}}
	checked := []doc{{number: "104305-8", customer: "C1", cents: 11900},
		{number: "104526-9", customer: "C1", cents: 25000}, {number: "104341-3", customer: "C1", cents: 30000}}
	serial := []doc{{number: "VF261126", customer: "C1", cents: 11900},
		{number: "VF260958", customer: "C1", cents: 25000}, {number: "CN-VF261147", customer: "C1", cents: -3000}}
	mixed := []doc{{number: "8C1F2AB4-0468", customer: "C1", cents: 11900},
		{number: "8C1F2AB4-0499", customer: "C1", cents: 25000}, {number: "CN-8C1F2AB4-0472", customer: "C1", cents: -3000}}
	for n := 200; n < 216; n++ { // schemes are learned
		polish = append(polish, doc{number: fmt.Sprintf("FV/%d/05/2026/A", n), customer: "C4", cents: 1})
		serial = append(serial, doc{number: fmt.Sprintf("VF26%04d", 1200+n), customer: "C4", cents: 1})
		checked = append(checked, doc{number: fmt.Sprintf("104%03d-%d", n, n%10), customer: "C4", cents: 1})
		mixed = append(mixed, doc{number: fmt.Sprintf("8C1F2AB4-%04d", n), customer: "C4", cents: 1})
	}
	for _, c := range []struct {
		docs       []doc
		text, want string
		cents      int64
	}{
		{polish, "FV/61/05/2026/A, 25/05/2026 OG 21/05/2026",
			"FV/61/05/2026/A=119.00 FV/25/05/2026/A=250.00 FV/21/05/2026/A=47.00", 41600},
		{polish, "FV/103/05/2026/A, 25/05/2026", "FV/103/05/2026/A=301.00 FV/25/05/2026/A=250.00", 55100},
		{polish, "FV/61/05/2026/A, 25/05/2026", "FV/61/05/2026/A=119.00", 11900},
		{polish, "FV/61/05/2026/A, 25/05/2026", "-", 21900}, // neither
		{polish, "FV/103/05/2026/A 1/4", "FV/103/05/2026/A=75.25", 7525},
		{polish, "FV103052026A 1/4", "FV/103/05/2026/A=75.25", 7525},
		{checked, "104305-8+104526+104341", "104305-8=119.00 104526-9=250.00 104341-3=300.00", 66900},
		{checked, "104526, 104341", "104341-3=300.00 104526-9=250.00", 55000},
		{serial, "VF261126+958+CN-VF261147", "VF261126=119.00 VF260958=250.00 CN-VF261147=-30.00", 33900},
		{mixed, "8C1F2AB4-0468+8C1F2AB4-0499+CN-8C1F2AB4-0472",
			"8C1F2AB4-0468=119.00 8C1F2AB4-0499=250.00 CN-8C1F2AB4-0472=-30.00", 33900},
		{mixed, "8C1F2AB4-0468; 8C1F2A\nB4-0499", "8C1F2AB4-0468=119.00 8C1F2AB4-0499=250.00", 36900},
	} {
		check(t, c.text, printed(one(ledger(c.docs...), pay(c.cents, people("C1"), c.text))), c.want)
	}
}

// A factor's list is of many customers: the short numbers in it are of nobody in particular.
func TestShortNumbersOfManyCustomers(t *testing.T) {
	slashed := []doc{{number: "778/PA", customer: "C1", cents: 35300}, {number: "792/PA", customer: "C2", cents: 52500},
		{number: "767/PA", customer: "C3", cents: 62500}}
	checked := []doc{{number: "145483-4", customer: "C1", cents: 35300}, {number: "145742-3", customer: "C2", cents: 52500},
		{number: "145379-4", customer: "C3", cents: 62500}}
	serial := []doc{{number: "VF261050", customer: "C1", cents: 35300}, {number: "VF260973", customer: "C2", cents: 52500},
		{number: "VF261042", customer: "C3", cents: 62500}}
	bare := []doc{{number: "2026/1123", customer: "C1", cents: 35300}, {number: "2026/1010", customer: "C2", cents: 52500},
		{number: "2026/996", customer: "C3", cents: 62500}}
	for n := range 16 { // schemes are learned
		slashed = append(slashed, doc{number: fmt.Sprintf("%d/PA", 700+n), customer: "C4", cents: 1})
		checked = append(checked, doc{number: fmt.Sprintf("145%03d-%d", 200+n, n%10), customer: "C4", cents: 1})
		serial = append(serial, doc{number: fmt.Sprintf("VF26%04d", 1200+n), customer: "C4", cents: 1})
		bare = append(bare, doc{number: fmt.Sprintf("2026/%d", 900+n), customer: "C4", cents: 1})
	}
	for _, c := range []struct {
		docs       []doc
		text, want string
	}{
		{slashed, "FT. NN. 778/PA 792 767", "778/PA=353.00 792/PA=525.00 767/PA=625.00"},
		{checked, "145483-4; 145742; 145379", "145483-4=353.00 145742-3=525.00 145379-4=625.00"},
		{serial, "Rechnungen VF261050, 973 u. 1042", "VF261050=353.00 VF260973=525.00 VF261042=625.00"},
		{bare, "FAKTURY 2026/1123 1010 I 996", "2026/1123=353.00 2026/1010=525.00 2026/996=625.00"},
	} {
		check(t, c.text, printed(one(ledger(c.docs...), pay(150300, "Hispania Confirming EFC", c.text))), c.want)
	}
}

// Most digits of a number name it among the documents of who pays, in part too.
func TestMostDigits(t *testing.T) {
	l := ledger(doc{number: "9090001444", customer: "C1", cents: 40000},
		doc{number: "9090001555", customer: "C1", cents: 50000},
		doc{number: "104340-5", customer: "C2", cents: 40000}, doc{number: "R-76187", customer: "C4", cents: 9000})
	for _, c := range []struct{ payer, text, want string }{
		{people("C1"), "faktura 90001444 1/4", "9090001444=100.00"},
		{people("C1"), "Kundennr 90001444", "-"},
		{people("C1"), "faktura 0001444", "-"},
		{people("C3"), "faktura 90001444", "-"},
		{people("C2"), "104340 1/4", "104340-5=100.00"},
		{people("C4"), "VS76187/SS/KS0308", "R-76187=90.00 on_account=10.00"},
	} {
		check(t, c.text, printed(one(l, pay(10000, c.payer, c.text))), c.want)
	}
}
