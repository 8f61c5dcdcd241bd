package reconcile_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// written is a statement of one day that a bank wrote with a number of an account, in a format.
func written(format, number string) reconcile.File {
	s := statement(number, "0.00", line("2026-06-15", "10.00", "", "VIR A"))
	s.Account = number
	f := bankFile(format+" of "+number, s)
	f.Format = format
	return f
}

// One account that comes by its IBAN and by the bank's own number is one account, in every order,
// in one call and in two: the same day in a second format is held, as for one number.
func TestOneAccountOfTwoNumbers(t *testing.T) {
	const iban, number = "DE73100200300001234567", "100200301234567"
	for _, order := range [][2]reconcile.File{
		{written("mt940", number), written("camt.053", iban)},
		{written("camt.053", iban), written("mt940", number)},
	} {
		o := newOffice(t)
		if got := outcomes(o.load(order[0])) + " " + outcomes(o.load(order[1])); got != "read held" {
			t.Errorf("%s first: %s", order[0].Name, got)
		}
		if o.entries() != 1 {
			t.Errorf("%s first: %d lines", order[0].Name, o.entries())
		}
		o.verify()
		both := newOffice(t)
		both.load(order[0], order[1])
		if both.entries() != 1 {
			t.Errorf("in one call: %d lines", both.entries())
		}
		two := newCabinet(t)
		two.cards = append(two.cards, reconcile.Account{ID: iban, Company: "two"})
		if _, err := two.drop(order[0], order[1]); err != nil || two.lines() != "one 1, two 2" {
			t.Errorf("two companies: %s, %v", two.lines(), err)
		}
	}
}

// A new number that ends the IBAN of an account is asked about until the configuration says which
// it is; one in another currency is not.
func TestNumberThatEndsAnIBAN(t *testing.T) {
	const iban, number = "DE73100200300001234567", "0001234567"
	for _, order := range [][2]reconcile.File{
		{written("mt940", number), written("camt.053", iban)},
		{written("camt.053", iban), written("mt940", number)},
	} {
		first, second := order[0].Statements[0].Account, order[1].Statements[0].Account
		o := newOffice(t)
		o.load(order[0])
		r := o.load(order[1])[0]
		if r.Outcome != reconcile.OutcomeAsked || o.entries() != 1 || !slices.ContainsFunc(r.Needs, func(s string) bool {
			return strings.HasPrefix(s, "account "+second+" may be account "+first+" by another number")
		}) {
			t.Errorf("%s: %s, %d lines, %q", second, r.Outcome, o.entries(), r.Needs)
		}
		for _, cards := range [][]reconcile.Account{
			{{ID: iban, Numbers: []string{number}}}, {{ID: number, Numbers: []string{iban}}},
		} {
			o.call.Cards = cards
			if got := outcomes(o.load(order[1])); got != "held" || o.entries() != 1 {
				t.Errorf("%s, one account: %s, %d lines", second, got, o.entries())
			}
		}
		apart := newOffice(t)
		apart.load(order[0])
		apart.call.Cards = []reconcile.Account{{ID: second}}
		if got := outcomes(apart.load(order[1])); got != "read" || apart.entries() != 2 {
			t.Errorf("%s, of its own: %s, %d lines", second, got, apart.entries())
		}
	}
	c := newCabinet(t)
	c.cards = append(c.cards, reconcile.Account{ID: iban, Company: "two"})
	if _, err := c.drop(written("camt.053", iban)); err != nil {
		t.Fatal(err)
	}
	if got, err := c.drop(written("mt940", number)); err != nil || !strings.Contains(got, "may be account "+iban) {
		t.Errorf("two companies: %s, %v", got, err)
	}
}

// One number in two currencies is held until the configuration says so; then it is two accounts,
// whichever comes first.
func TestOneNumberOfTwoCurrencies(t *testing.T) {
	const iban = "CH9300762011623852957"
	in := func(currency reconcile.Currency, number string) reconcile.File {
		f := written("camt.053", number)
		st := &f.Statements[0]
		st.Currency, st.Credits.Currency, st.Debits.Currency = currency, currency, currency
		for _, b := range []*reconcile.Balance{st.Opening, st.Closing} {
			b.Amount.Currency = currency
		}
		e := &st.Entries[0]
		e.Amount.Currency, e.Details[0].Amount.Currency = currency, currency
		return bankFile(string(currency)+" of "+number, *st)
	}
	both := []reconcile.Account{{ID: iban, Currency: "CHF"}, {ID: iban, Currency: "EUR"}}
	for _, order := range [][2]reconcile.Currency{{"CHF", "EUR"}, {"EUR", "CHF"}} {
		o := newOffice(t)
		o.load(in(order[0], iban))
		r := o.load(in(order[1], iban))[0]
		if r.Outcome != reconcile.OutcomeHeld || !strings.Contains(strings.Join(r.Messages, ""), "enter it twice") {
			t.Errorf("%s: %s %q", order, r.Outcome, r.Messages)
		}
		if got := o.anomalies(); !strings.Contains(got, "statement_currency") || strings.Contains(got, "statement_overlap") {
			t.Errorf("%s: %s", order, got)
		}
		o.call.Cards = both
		if got := outcomes(o.load(in(order[1], iban))); got != "read" || o.entries() != 2 {
			t.Errorf("%s, said: %s, %d lines", order, got, o.entries())
		}
		for _, c := range order {
			if got := outcomes(o.load(in(c, iban), in(c, "00762011623852957"))); got != "known known" &&
				got != "known read" || o.entries() != 2 {
				t.Errorf("%s, %s again: %s, %d lines", order, c, got, o.entries())
			}
		}
		o.verify()
		fresh := newOffice(t)
		fresh.call.Cards = both
		if got := outcomes(fresh.load(in(order[0], iban), in(order[1], iban))); got != "read read" {
			t.Errorf("%s, in one call: %s", order, got)
		}
		fresh.verify()
	}
}

// What came in another format before is told with the days that both tell of.
func TestDaysOfTheOtherFormat(t *testing.T) {
	o := newOffice(t)
	first := written("camt.053", "DE73100200300001234567")
	first.Statements[0].From, first.Statements[0].To = date("2026-06-01"), date("2026-06-15")
	second := written("mt940", "DE73100200300001234567")
	second.Statements[0].From, second.Statements[0].To = date("2026-06-15"), date("2026-06-30")
	o.load(first)
	r := o.load(second)[0]
	if got := strings.Join(r.Messages, "\n"); !strings.Contains(got, "2026-06-15 to 2026-06-15 came as camt.053 before") {
		t.Errorf("%s: %s", r.Outcome, got)
	}
}

// A new account whose number has the form of an IBAN and wrong check digits is entered, because
// banks write such, and said.
func TestWrongCheckDigitsAreSaid(t *testing.T) {
	for number, want := range map[string]bool{
		"DE00100200300001234567": true, "DE73100200300001234567": false, "100200301234567": false,
	} {
		r := newOffice(t).load(written("camt.053", number))[0]
		got := slices.Contains(r.Messages, "the check digits of account "+number+" are wrong")
		if got != want || r.Outcome != reconcile.OutcomeRead {
			t.Errorf("%s: %s %q", number, r.Outcome, r.Messages)
		}
	}
}
