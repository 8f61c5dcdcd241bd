package matcher_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// Money on one customer's account may have been for one of the equal documents of another whose name
// the payer bears as well: no habit of his is followed then.
func TestHabitIsDoubtedByMoneyOnAnAccount(t *testing.T) {
	for _, c := range []struct{ name, payer, customer, want string }{
		{"his own", people("C1"), "C1", "FA2026-00044=49.00"},
		{"of one with such a name", "Boulangerie SARL", "C5", "-"},
		{"of another", people("C4"), "C4", "FA2026-00044=49.00"}} {
		s := habitual(t)
		p := numbered(pay(4900, c.payer, "acompte"), 20)
		p.BookingDate = today() - 10
		s.Day(p.BookingDate, []reconcile.Payment{p})
		s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: c.customer,
			Parts: []reconcile.Part{reconcile.Waiting(c.customer, p.Amount)}})
		p = numbered(pay(4900, people("C1"), "VIREMENT"), 10)
		check(t, c.name, printed(s.Day(today(), []reconcile.Payment{p})[0]), c.want)
	}
}

// Money of his amount whose payer's name the bank damaged may have been for the oldest document.
func TestHabitIsDoubtedByADamagedName(t *testing.T) {
	for payer, want := range map[string]string{"?o?l?n?e?ie P?": "-", "Somebody Else AG": "FA2026-00044=49.00"} {
		s := habitual(t)
		p := numbered(pay(4900, payer, "virement"), 20)
		p.BookingDate = today() - 10
		s.Wait(p, s.Day(p.BookingDate, []reconcile.Payment{p})[0])
		p = numbered(pay(4900, people("C1"), "VIREMENT"), 10)
		check(t, payer, printed(s.Day(today(), []reconcile.Payment{p})[0]), want)
	}
}

// A number that is called another one than an invoice's is no sign that a certain invoice is meant.
func TestHabitAndNumbersOfOthers(t *testing.T) {
	for text, want := range map[string]string{"VIREMENT": "FA2026-00044=49.00",
		"EREF+ZV38211934 SVWZ+pavedimas": "FA2026-00044=49.00", "VIREMENT CLIENT 77123": "FA2026-00044=49.00",
		"VIREMENT 77123": "-", "PAYMENT ZV38211934": "-"} {
		p := numbered(pay(4900, people("C1"), text), 10)
		check(t, text, printed(habitual(t).Day(today(), []reconcile.Payment{p})[0]), want)
	}
}

// Who pays too much for the oldest document, or a part of it, has shown no habit.
func TestOtherSumsAreNoHabit(t *testing.T) {
	for more, want := range map[int64]string{0: "FA2026-00044=49.00", 100: "-"} {
		p := numbered(pay(4900, people("C1"), "VIREMENT"), 10)
		check(t, want, printed(habitualWith(t, more).Day(today(), []reconcile.Payment{p})[0]), want)
	}
}

// habitual is a session in which a customer has paid the oldest of equal documents four times.
func habitual(t *testing.T) reconcile.Session { return habitualWith(t, 0) }

// habitualWith is one in which he paid so much more each time.
func habitualWith(t *testing.T, more int64) reconcile.Session {
	t.Helper()
	var docs []doc
	for n := range 8 {
		docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", 40+n), customer: "C1", cents: 4900, issued: 60 - n})
	}
	s := matcher.New().Open(ledger(docs...))
	for n := range 4 {
		p := numbered(pay(4900+more, people("C1"), docs[n].number), n+1)
		p.BookingDate = today() - reconcile.Date(20-n)
		v := s.Day(p.BookingDate, []reconcile.Payment{p})[0]
		s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: "C1",
			Parts: v.Proposals[0].Parts})
	}
	return s
}
