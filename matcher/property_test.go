package matcher_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
	"pgregory.net/rapid"
)

// drawWorld draws a small ledger whose documents resemble each other, and a day of credits
// that quote, half quote or misquote them.
func drawWorld(t *rapid.T) (reconcile.Ledger, []reconcile.Payment) {
	ids := []string{"C1", "C2", "C3", "C4", "C5"}
	amounts := []int64{4900, 4900, 11900, 120000, 12345, 700}
	var docs []doc
	for n := range rapid.IntRange(1, 14).Draw(t, "docs") {
		d := doc{number: fmt.Sprintf("FA2026-%05d", n+1),
			customer: rapid.SampledFrom(ids).Draw(t, "customer"),
			cents:    rapid.SampledFrom(amounts).Draw(t, "amount"),
			terms:    rapid.SampledFrom([]string{"", "2/10 net 30", "retenue 5%"}).Draw(t, "terms"),
			issued:   rapid.IntRange(-10, 40).Draw(t, "issued")}
		if rapid.IntRange(0, 9).Draw(t, "credit note") == 0 {
			d.kind, d.cents = reconcile.CreditNote, -d.cents/2
		}
		docs = append(docs, d)
	}
	var payments []reconcile.Payment
	for range rapid.IntRange(1, 8).Draw(t, "payments") {
		d := rapid.SampledFrom(docs).Draw(t, "paid")
		e := rapid.SampledFrom(docs).Draw(t, "other")
		cents := rapid.SampledFrom([]int64{d.cents, d.cents + e.cents, d.cents - 1, d.cents * 2,
			d.cents * 98 / 100, 777}).Draw(t, "cents")
		text := rapid.SampledFrom([]string{d.number, d.number + " " + e.number, d.number[:9],
			"VIREMENT", d.number[2:], "12/06/2026", "REFUND " + d.number}).Draw(t, "text")
		payer := rapid.SampledFrom([]string{people(d.customer), "", "Somebody Else AG"}).Draw(t, "payer")
		if cents > 0 {
			payments = append(payments, numbered(pay(cents, payer, text), len(payments)+1))
		}
	}
	return ledger(docs...), payments
}

// TestDayKeepsTheRules proves on random days: parts balance to the cent, no document is
// closed beyond what is open whatever the day decides, and the order of the payments does
// not matter.
func TestDayKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, payments := drawWorld(t)
		s := matcher.New().Open(l)
		verdicts := s.Day(today(), payments)
		open := map[string]int64{}
		for v := range l.Invoices {
			open[v.Number] = v.Outstanding().Minor
		}
		for i, v := range verdicts {
			for _, p := range v.Proposals {
				balanced(t, payments[i], p)
			}
			if !auto(v) {
				continue
			}
			for _, part := range v.Proposals[0].Parts {
				if part.Kind.OnInvoice() {
					open[part.Invoice] -= part.Closes.Minor
				}
			}
		}
		for v := range l.Invoices {
			left := open[v.Number]
			if was := v.Outstanding().Minor; was >= 0 && left < 0 || was < 0 && left > 0 {
				t.Fatalf("%s: %d was open and %d is left", v.Number, was, left)
			}
		}
		sameInAnyOrder(t, l, payments, verdicts)
	})
}

func balanced(t *rapid.T, p reconcile.Payment, o reconcile.Proposal) {
	sum := int64(0)
	for _, part := range o.Parts {
		sum += part.Moves.Minor
	}
	if sum != p.Amount.Minor {
		t.Fatalf("%v: parts move %d of %d", o.Parts, sum, p.Amount.Minor)
	}
}

// sameInAnyOrder judges the day again with the payments turned around.
func sameInAnyOrder(t *rapid.T, l reconcile.Ledger, payments []reconcile.Payment,
	want []reconcile.Verdict) {
	turned := slices.Clone(payments)
	slices.Reverse(turned)
	got := matcher.New().Open(l).Day(today(), turned)
	slices.Reverse(got)
	for i := range want {
		if a, b := printed(want[i]), printed(got[i]); a != b {
			t.Fatalf("payment %d: %s in one order, %s in the other", i, a, b)
		}
	}
}

// TestDayIsPure proves that asking changes nothing.
func TestDayIsPure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, payments := drawWorld(t)
		s := matcher.New().Open(l)
		first := s.Day(today(), payments)
		for i, v := range s.Day(today(), payments) {
			if printed(v) != printed(first[i]) {
				t.Fatalf("payment %d: %s, then %s", i, printed(first[i]), printed(v))
			}
		}
	})
}

// TestTwins proves that as many equal credits as equal documents take one each, and that
// one credit too few decides nothing.
func TestTwins(t *testing.T) {
	docs := []doc{{number: "FA2026-00060", customer: "C1", cents: 4900},
		{number: "FA2026-00061", customer: "C1", cents: 4900, issued: 20}}
	a := pay(4900, people("C1"), "VIREMENT")
	b := numbered(a, 2)
	v := matcher.New().Open(ledger(docs...)).Day(today(), []reconcile.Payment{a, b})
	check(t, "first", printed(v[0]), "FA2026-00060=49.00")
	check(t, "second", printed(v[1]), "FA2026-00061=49.00")
	check(t, "alone", printed(one(ledger(docs...), a)), "-")
	l := ledger(docs...)
	l.Customers[0].IBANs = []string{"FR1420041010050500013M02606"}
	parent := pay(4900, "Groupe Rouzac Participations", "VIREMENT")
	parent.Detail.Payer.IBAN = l.Customers[0].IBANs[0]
	for i, v := range matcher.New().Open(l).Day(today(), []reconcile.Payment{a, parent}) {
		check(t, fmt.Sprint("one of them by another payer ", i), printed(v), "-")
	}
}

// TestSlipOfTwoIsNoTwin proves that a number one slip away from two equal documents is not paired with
// a credit that names neither: it means one of them.
func TestSlipOfTwoIsNoTwin(t *testing.T) {
	docs := []doc{{number: "0008297565", customer: "C1", cents: 79520}, {number: "0008297664", customer: "C1", cents: 79520}}
	for n := range 16 {
		docs = append(docs, doc{number: fmt.Sprintf("00082971%02d", n), customer: "C4", cents: 1})
	}
	payments := []reconcile.Payment{pay(79520, people("C1"), "FAKT. 0008297564"), pay(79520, people("C1"), "INDBETALING")}
	for i, v := range matcher.New().Open(ledger(docs...)).Day(today(), payments) {
		check(t, fmt.Sprint(i), printed(v), "-")
	}
}

// TestDuplicate proves that two credits for one document do not both take it.
func TestDuplicate(t *testing.T) {
	docs := []doc{{number: "FA2026-00070", customer: "C1", cents: 4900}}
	a := pay(4900, people("C1"), "FA2026-00070")
	b := numbered(a, 2)
	v := matcher.New().Open(ledger(docs...)).Day(today(), []reconcile.Payment{b, a})
	check(t, "first", printed(v[1]), "FA2026-00070=49.00")
	check(t, "second", printed(v[0]), "-")
	check(t, "second", findings(v[0]), "duplicate_payment")
}

// TestReturn proves that a returned direct debit finds what it takes back.
func TestReturn(t *testing.T) {
	l := ledger(doc{number: "FA2026-00080", customer: "C1", cents: 4900})
	s := matcher.New().Open(l)
	p := pay(4900, people("C1"), "PRLV FA2026-00080")
	p.Detail.EndToEndID = "E2E-80"
	v := s.Day(today(), []reconcile.Payment{p})[0]
	s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: "C1",
		Parts: v.Proposals[0].Parts})
	back := pay(-4900, people("C1"), "REJET FA2026-00080")
	back.Detail.EndToEndID, back.Detail.ReturnReason = "E2E-80", "AM04"
	got := s.Day(today()+3, []reconcile.Payment{back})[0]
	if got.Reverses != p.ID {
		t.Fatalf("reverses %v, want %v", got.Reverses, p.ID)
	}
	check(t, "finding", findings(got), "returned_payment")
	supplier := pay(-4900, "Supplier", "INVOICE 77")
	if v := s.Day(today()+3, []reconcile.Payment{supplier})[0]; !v.Reverses.IsZero() {
		t.Fatal("an ordinary debit takes nothing back")
	}
}

// TestWorstCase proves that ten thousand equal documents of one customer are not guessed
// among.
func TestWorstCase(t *testing.T) {
	var docs []doc
	for n := range 10_000 {
		docs = append(docs, doc{number: fmt.Sprintf("XB-%06d", n), customer: "C1", cents: 4900})
	}
	s := matcher.New().Open(ledger(docs...))
	p := pay(4900, people("C1"), "VIREMENT 77123")
	v := s.Day(today(), []reconcile.Payment{p})[0]
	check(t, "ten thousand equals", printed(v), "-")
}

// BenchmarkWorstCase prints what one credit costs among ten thousand equal documents of its
// customer: the bar is 50 ms.
func BenchmarkWorstCase(b *testing.B) {
	var docs []doc
	for n := range 10_000 {
		docs = append(docs, doc{number: fmt.Sprintf("XB-%06d", n), customer: "C1", cents: 4900})
	}
	s := matcher.New().Open(ledger(docs...))
	p := pay(4900, people("C1"), "VIREMENT 77123")
	for b.Loop() {
		s.Day(today(), []reconcile.Payment{p})
	}
}

// FuzzText proves that no text of a bank breaks the reader, and that evidence points at
// characters that are there.
func FuzzText(f *testing.F) {
	for _, s := range []string{"FA2026-00123", "RF18 5390 0754 7034", "+++000/2026/00159+++",
		"fa 26 123/124-126 et 2/3", "Ã©\x00\xff12/2026 é́ ß", "210000000003139471430009017"} {
		f.Add(s, "Boulangerie Perrin", int64(11900))
	}
	l := ledger(doc{number: "FA2026-00123", customer: "C1", cents: 11900},
		doc{number: "FA2026-00124", customer: "C2", cents: 5000, reference: "RF18539007547034"})
	s := matcher.New().Open(l)
	f.Fuzz(func(t *testing.T, text, payer string, cents int64) {
		if cents <= 0 || cents > reconcile.MaxMinor {
			return
		}
		p := pay(cents, payer, text)
		for _, o := range s.Day(today(), []reconcile.Payment{p})[0].Proposals {
			for _, e := range o.Evidence {
				if e.Field == reconcile.FieldText && (e.Start < 0 || e.End > len(text) ||
					e.End > e.Start && text[e.Start:e.End] != e.Quote) {
					t.Errorf("evidence %+v does not stand in %q", e, text)
				}
			}
		}
	})
}

// TestHabitAndLists: a list that passes over an older document of the amount ends a habit.
func TestHabitAndLists(t *testing.T) {
	docs := []doc{{number: "FA2026-00060", customer: "C1", cents: 777, issued: 70}}
	for n := range 8 {
		docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", 40+n), customer: "C1", cents: 4900, issued: 60 - n})
	}
	for list, want := range map[string]string{"FA2026-00060 FA2026-00044": "FA2026-00045=49.00",
		"FA2026-00060 FA2026-00046": "-"} {
		s := matcher.New().Open(ledger(docs...))
		pays := []reconcile.Payment{pay(5677, people("C1"), list)}
		for n := 3; n >= 0; n-- { // four times the oldest
			pays = append([]reconcile.Payment{numbered(pay(4900, people("C1"), docs[n+1].number), n+1)}, pays...)
		}
		for n, p := range pays {
			p.BookingDate = today() - reconcile.Date(20-n)
			v := s.Day(p.BookingDate, []reconcile.Payment{p})[0]
			s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: "C1",
				Parts: v.Proposals[0].Parts})
		}
		check(t, list, printed(s.Day(today(), []reconcile.Payment{numbered(pay(4900, people("C1"), "VIREMENT"), 10)})[0]),
			want)
	}
}

// TestHabitAndNobody: who pays by habit is not followed while a credit of that amount waits of
// which nobody knows who sent it.
func TestHabitAndNobody(t *testing.T) {
	var docs []doc
	for n := range 8 {
		docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", 40+n), customer: "C1", cents: 4900, issued: 60 - n})
	}
	for _, nameless := range []bool{false, true} {
		s := matcher.New().Open(ledger(docs...))
		for n := range 4 { // four times the oldest
			p := numbered(pay(4900, people("C1"), docs[n].number), n+1)
			p.BookingDate = today() - reconcile.Date(20-n)
			v := s.Day(p.BookingDate, []reconcile.Payment{p})[0]
			s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: "C1",
				Parts: v.Proposals[0].Parts})
		}
		if nameless {
			p := numbered(pay(4900, "", "VIREMENT"), 9)
			p.BookingDate--
			s.Wait(p, s.Day(p.BookingDate, []reconcile.Payment{p})[0])
		}
		want := map[bool]string{false: "FA2026-00044=49.00", true: "-"}[nameless]
		check(t, fmt.Sprint("nameless credit ", nameless),
			printed(s.Day(today(), []reconcile.Payment{numbered(pay(4900, people("C1"), "VIREMENT"), 10)})[0]), want)
	}
}
