package matcher_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// Of two equal documents the one is likelier that is as late as what the customer paid before. Those
// who pay on the day are believed to have paid what has just become due.
func TestWhoIsAlwaysLate(t *testing.T) {
	for _, c := range []struct {
		name  string
		late  int // days after the due date that he mostly pays
		first string
	}{{"always a month late", 31, "FA2026-00031"}, {"on the day", 1, "FA2026-00032"}} {
		var docs []doc
		for n := range 16 {
			docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", n+1), customer: "C1",
				cents: int64(10000 + 717*n), issued: 150 - n})
		}
		docs = append(docs, doc{number: "FA2026-00031", customer: "C1", cents: 5300, issued: 61},
			doc{number: "FA2026-00032", customer: "C1", cents: 5300, issued: 31})
		s := matcher.New().Open(ledger(docs...))
		for n, d := range docs[:16] {
			p := numbered(pay(d.cents, people("C1"), d.number), n+1)
			p.BookingDate = today() - reconcile.Date(d.issued) + 30 + reconcile.Date(c.late+n%3)
			v := s.Day(p.BookingDate, []reconcile.Payment{p})[0]
			s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: "C1",
				Parts: v.Proposals[0].Parts})
		}
		p := s.Day(today(), []reconcile.Payment{pay(5300, people("C1"), "virement")})[0].Proposals[0]
		if p.Parts[0].Invoice != c.first || p.Confidence < 6500 || p.Confidence > 9500 {
			t.Errorf("%s: %s is first, said %s", c.name, p.Parts[0].Invoice, p.Confidence)
		}
	}
}

// Who has paid nothing yet is taken to pay as late as the company's other customers do.
func TestCustomersOfOneCompanyPayAlike(t *testing.T) {
	for _, c := range []struct {
		name  string
		late  int // days after the due date that the others mostly paid
		first string
	}{{"a month late", 31, "FA2026-00031"}, {"on the day", 1, "FA2026-00032"}} {
		var docs []doc
		for n := range 60 {
			docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", n+101), customer: "C2",
				cents: int64(10000 + 717*n), issued: 150 - n/3})
		}
		docs = append(docs, doc{number: "FA2026-00031", customer: "C1", cents: 5300, issued: 61},
			doc{number: "FA2026-00032", customer: "C1", cents: 5300, issued: 31})
		s := matcher.New().Open(ledger(docs...))
		for n, d := range docs[:60] {
			p := numbered(pay(d.cents, people("C2"), d.number), n+1)
			p.BookingDate = today() - reconcile.Date(d.issued) + 30 + reconcile.Date(c.late+n%3)
			v := s.Day(p.BookingDate, []reconcile.Payment{p})[0]
			s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: "C2",
				Parts: v.Proposals[0].Parts})
		}
		p := s.Day(today(), []reconcile.Payment{pay(5300, people("C1"), "virement")})[0].Proposals[0]
		if p.Parts[0].Invoice != c.first || p.Confidence < 6000 {
			t.Errorf("%s: %s is first, said %s", c.name, p.Parts[0].Invoice, p.Confidence)
		}
	}
}

// A customer who pays in another currency means the invoice that he names; of a stranger the number
// may be another's.
func TestWhoPaysInAnotherCurrency(t *testing.T) {
	l := ledger(doc{number: "FA2026-00130", customer: "C2", cents: 88831})
	for payer, want := range map[string][2]reconcile.Score{people("C2"): {9000, 9899}, "": {0, 1000}} {
		p := pay(88831, payer, "FA2026-00130")
		p.Amount.Currency = "CHF"
		v := one(l, p)
		if auto(v) || v.Proposals[0].Confidence < want[0] || v.Proposals[0].Confidence > want[1] {
			t.Errorf("of %q: automatic %v, said %s", payer, auto(v), v.Proposals[0].Confidence)
		}
	}
}

// Two credits of a day that may each pay one of three equal documents pay two of them: which pays
// which makes no difference.
func TestTwoForThreeEqualDocuments(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 4900},
		doc{number: "FA2026-00002", customer: "C1", cents: 4900},
		doc{number: "FA2026-00003", customer: "C1", cents: 4900})
	p := pay(4900, people("C1"), "virement")
	alone := matcher.New().Open(l).Day(today(), []reconcile.Payment{p})[0].Proposals[0].Confidence
	if alone < 3200 || alone > 3400 {
		t.Errorf("one for three: said %s", alone)
	}
	for _, v := range matcher.New().Open(l).Day(today(), []reconcile.Payment{p, numbered(p, 2)}) {
		if c := v.Proposals[0].Confidence; auto(v) || c < 6500 || c > 6800 {
			t.Errorf("two for three: automatic %v, said %s", auto(v), c)
		}
	}
}

// What waits is said as likely as such proposals are right, the likeliest first, and never so
// sure that it could be applied.
func TestWhatWaitsIsLikely(t *testing.T) {
	l := ledger(
		doc{number: "FA2026-00121", customer: "C1", cents: 11977, issued: 40},
		doc{number: "FA2026-00122", customer: "C1", cents: 70113, issued: 39},
		doc{number: "FA2026-00123", customer: "C1", cents: 4900, issued: 39},
		doc{number: "FA2026-00124", customer: "C1", cents: 4900, issued: 38},
		doc{number: "FA2026-00110", customer: "C1", cents: 5300, issued: 120},
		doc{number: "FA2026-00125", customer: "C1", cents: 5300, issued: 33},
		doc{number: "FA2026-00126", customer: "C1", cents: 6100, issued: 36},
		doc{number: "FA2026-00127", customer: "C1", cents: 6100, issued: 12},
		doc{number: "FA2026-00201", customer: "C3", cents: 2000}, doc{number: "FA2026-00202", customer: "C3", cents: 2000},
		doc{number: "FA2026-00203", customer: "C3", cents: 2000}, doc{number: "FA2026-00204", customer: "C3", cents: 2000},
		doc{number: "FA2026-00205", customer: "C3", cents: 2000}, doc{number: "FA2026-00206", customer: "C3", cents: 2000},
		doc{number: "FA2026-00301", customer: "C3", cents: 102152},
		doc{number: "FA2026-00130", customer: "C2", cents: 88831, issued: 36})
	for _, c := range []struct {
		name, payer, text, first string
		cents                    int64
		low, high                reconcile.Score
	}{
		{"another document's number", people("C1"), "facture FA2026-00122", "FA2026-00121", 11977, 9000, 9899},
		{"two equal documents", people("C1"), "virement", "FA2026-00124", 4900, 5000, 5500},
		{"one of two is long overdue", people("C1"), "virement", "FA2026-00125", 5300, 7500, 9000},
		{"one of two is not due yet", people("C1"), "virement", "FA2026-00126", 6100, 8500, 9500},
		{"a sum of any three of six", people("C3"), "virement", "FA2026-00201", 6000, 300, 700},
		{"an amount alone", "", "virement", "FA2026-00130", 88831, 9000, 9899},
		{"an amount of a stranger", "Somebody Else AG", "rent", "FA2026-00130", 88831, 0, 3000},
		{"an amount of who shares a word", "Boulangerie Dupont SA", "rent", "FA2026-00121", 11977, 0, 5000},
		{"an account's name", "GESCHAEFTSKONTO", "virement", "FA2026-00130", 88831, 9000, 9899},
		{"a cheque", "", "REMISE CHEQUE 0041877", "FA2026-00130", 88831, 9000, 9899},
		{"a settled document of the amount", people("C3"), "facture FA2026-00904", "FA2026-00301", 102152, 0, 1000},
		{"words of money back", "Somebody Else AG", "refund FA2026-00130", "FA2026-00130", 88831, 0, 1000},
		{"numbers that nobody can read", people("C2"), "FA2026-00130 and 4711, 4712", "FA2026-00130", 90000, 0, 2000},
	} {
		v := one(l, pay(c.cents, c.payer, c.text))
		if auto(v) || len(v.Proposals) == 0 {
			t.Errorf("%s: automatic %v, %d proposals", c.name, auto(v), len(v.Proposals))
			continue
		}
		p := v.Proposals[0]
		if p.Rank != 1 || p.Parts[0].Invoice != c.first || p.Confidence < c.low || p.Confidence > c.high {
			t.Errorf("%s: rank %d on %s, said %s", c.name, p.Rank, p.Parts[0].Invoice, p.Confidence)
		}
	}
}
