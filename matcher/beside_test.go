package matcher_test

import (
	"fmt"
	"testing"
)

// A short number that many may share is read beside a whole one where it makes up the amount.
func TestShortNumberBesideAWholeOne(t *testing.T) {
	docs := []doc{{number: "V2606799", customer: "C1", cents: 34057}, {number: "V2506652", customer: "C2", cents: 59324, issued: 180},
		{number: "V2506651", customer: "C3", cents: 59324, issued: 180}}
	for n := range 24 { // a scheme that counts on over the years
		docs = append(docs, doc{number: fmt.Sprintf("V250%d", 6600+n), customer: "C4", cents: 1, issued: 180},
			doc{number: fmt.Sprintf("V260%d", 6700+n), customer: "C4", cents: 1})
	}
	for _, c := range []struct {
		text, want string
		cents      int64
	}{
		{"Laskut V2606799; 6652", "V2606799=340.57 V2506652=593.24", 93381},
		{"Laskut V2606799; 6652", "-", 93380},
		{"Laskut V2606799; 6652 6651", "-", 93381}, // either
		{"Laskut V2606799; Tel. 6653", "-", 93381},
	} {
		check(t, c.text, printed(one(ledger(docs...), pay(c.cents, "Havlíček Stavby s.r.o.", c.text))), c.want)
	}
}

// Numbers of which each alone may be of several documents are those of who pays, where they make up the
// sum; the bank may have broken one of them.
func TestShortNumbersOfWhoPays(t *testing.T) {
	docs := []doc{{number: "AQX/26-0093", customer: "C1", cents: 93320}, {number: "AQX/26-0173", customer: "C1", cents: 309822},
		{number: "AQX/26-0201", customer: "C1", cents: 12345}, {number: "BQX/26-0093", customer: "C2", cents: 5500},
		{number: "BQX/26-0173", customer: "C3", cents: 6600}}
	for n := range 16 {
		docs = append(docs, doc{number: fmt.Sprintf("AQX/26-%04d", 20+n), customer: "C4", cents: 1},
			doc{number: fmt.Sprintf("BQX/26-%04d", 20+n), customer: "C4", cents: 1})
	}
	for _, c := range []struct {
		payer, want string
		lines       []string
		cents       int64
	}{
		{people("C1"), "AQX/26-0093=933.20 AQX/26-0173=3098.22", []string{"VIRAMENT FACTURI 0093 + 017", "3"}, 403142},
		{people("C1"), "-", []string{"VIRAMENT FACTURI 0093 + 017", "3"}, 403143},
		{"Somebody Else AG", "-", []string{"VIRAMENT FACTURI 0093 + 017", "3"}, 403142},
	} {
		check(t, c.payer, printed(one(ledger(docs...), pay(c.cents, c.payer, c.lines...))), c.want)
	}
}
