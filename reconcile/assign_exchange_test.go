package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func usd(s string) reconcile.Money {
	m, err := reconcile.ParseMoney(s, "USD")
	if err != nil {
		panic(err)
	}
	return m
}

// abroad is a company with invoices in dollars and in pounds, and an account in euros.
func abroad(t *testing.T, lines ...reconcile.Entry) *office {
	o := newOffice(t)
	in := func(number, amount string, c reconcile.Currency) reconcile.Invoice {
		v := invoice(number, amount)
		v.Amount.Currency = c
		return v
	}
	o.load(invoiceFile("inv", in("AV1", "-200.00", "USD"), in("E1", "100.00", "EUR"), in("P1", "80.00", "GBP"),
		in("U1", "1000.00", "USD"), in("U2", "500.00", "USD"), in("Y1", "90.00", "JPY")),
		bankFile("bank", statement("S1", "0.00", lines...)))
	o.run()
	return o
}

// words are the parts of the last change with their rates.
func words(changes []reconcile.Change) string {
	var out []string
	for _, p := range changes[len(changes)-1].Decision.Parts {
		s := string(p.Kind) + " " + p.Invoice + p.Customer
		for _, m := range []reconcile.Money{p.Moves, p.Closes} {
			if !m.IsZero() {
				s += " " + m.String()
			}
		}
		if p.Rate() != "" {
			s += " at " + p.Rate()
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// A payment closes what a person says of invoices in another currency: whole or in part, several
// at one rate, to the cent; and all of it is taken back.
func TestAssignAbroad(t *testing.T) {
	account := func(a reconcile.Assignment, amount string) reconcile.Assignment {
		a.Accounts = []reconcile.AssignedAmount{{Name: "C1", Amount: amount}}
		return a
	}
	part := func(a reconcile.Assignment, kind reconcile.PartKind, number, amount string) reconcile.Assignment {
		a.Parts = append(a.Parts, reconcile.AssignedPart{Kind: kind, Invoice: number, Amount: amount})
		return a
	}
	for _, c := range []struct {
		say         reconcile.Assignment
		words, open string
	}{
		{on("R1", "U1", ""), "cash U1 900.00 EUR 1000.00 USD at 0.9", "U1 paid outstanding 0.00"},
		{on("R1", "U1", "999.99"), "cash U1 900.00 EUR 999.99 USD at 0.900009",
			"U1 partially_paid outstanding 0.01"},
		{part(on("R1", "U1", "980.00"), reconcile.ExchangeDifference, "U1", "20.00"),
			"exchange_difference U1 20.00 USD; cash U1 900.00 EUR 980.00 USD at 0.918367",
			"U1 paid outstanding 0.00"},
		{account(on("R1", "U1", "100.00"), "807.50"),
			"on_account C1 807.50 EUR; cash U1 92.50 EUR 100.00 USD at 0.925",
			"U1 partially_paid outstanding 900.00"},
		{on("R1", "E1", "", "U1", "", "U2", "400.00"), // the last cent on the largest
			"cash E1 100.00 EUR 100.00 EUR; cash U1 571.43 EUR 1000.00 USD at 0.57143; cash U2 228.57 EUR 400.00 USD at 0.571425",
			"U2 partially_paid outstanding 100.00"},
		{on("R1", "U1", "", "AV1", ""),
			"cash U1 1125.00 EUR 1000.00 USD at 1.125; cash AV1 -225.00 EUR -200.00 USD at 1.125",
			"AV1 paid outstanding 0.00"},
		{on("R1", "Y1", ""), // no decimals: 9 000 yen
			"cash Y1 900.00 EUR 9000 JPY at 0.1", "Y1 paid outstanding 0"},
		{on("R2", "U1", ""), "cash U1 500.00 EUR 600.00 USD at 0.833333", // what the bank says was ordered
			"U1 partially_paid outstanding 400.00"},
		{on("R2", "U2", "", "U1", ""),
			"cash U2 416.67 EUR 500.00 USD at 0.83334; cash U1 83.33 EUR 100.00 USD at 0.8333",
			"U1 partially_paid outstanding 900.00"},
		{on("R3", "AV1", ""), "cash AV1 -150.00 EUR -200.00 USD at 0.75", "AV1 paid outstanding 0.00"},
	} {
		told := line("2026-06-02", "500.00", "R2", "?")
		told.Details[0].Exchange = &reconcile.Exchange{Instructed: usd("600.00")}
		o := abroad(t, line("2026-06-01", "900.00", "R1", "?"), told, line("2026-06-03", "-150.00", "R3", "?"))
		before := o.state()
		dry := o.call
		dry.DryRun = true
		would, err := o.Assign(t.Context(), dry, c.say)
		if err != nil {
			t.Errorf("%+v: %v", c.say, err)
			continue
		}
		if got := o.state(); got != before {
			t.Errorf("%+v: a dry run wrote:\n%s", c.say, got)
		}
		done := o.assign(c.say)
		if words(would) != c.words || words(done) != c.words {
			t.Errorf("would\n\t%s\ndid\n\t%s\nwant\n\t%s", words(would), words(done), c.words)
		}
		if got := o.state(); !strings.Contains(got, c.open+"\n") {
			t.Errorf("%+v leaves\n%swant %s", c.say, got, c.open)
		}
		if _, err := o.Undo(t.Context(), o.call, []string{c.say.Payment}); err != nil {
			t.Error(err)
		}
		o.verify()
		if got := o.state(); got != before {
			t.Errorf("%+v undone:\n%swant\n%s", c.say, got, before)
		}
	}
}

// What no rate can be told of is refused, and changes nothing.
func TestAssignAbroadRefuses(t *testing.T) {
	o := abroad(t, line("2026-06-01", "900.00", "R1", "?"), line("2026-06-02", "-900.00", "R2", "?"), line("2026-06-03", "0.01", "R3", "?"))
	before := o.state()
	rest := reconcile.Assignment{Payment: "R1", Invoices: on("", "U1", "1.00").Invoices,
		Accounts: []reconcile.AssignedAmount{{Name: "C1"}}}
	over := rest
	over.Accounts = []reconcile.AssignedAmount{{Name: "C1", Amount: "900.00"}}
	for why, a := range map[string]reconcile.Assignment{
		"beyond its amount":                            on("R1", "U1", "1000.01"),
		"say how much stays on account":                rest,
		"0.00 EUR of the payment is left":              over,
		"invoices in USD and in GBP":                   on("R1", "U1", "1.00", "P1", ""),
		"-10.00 USD of invoices":                       on("R1", "U1", "-10.00"),
		"takes nothing of what is left":                on("R1", "U1", "0.00"),
		"say how much of it the debit takes back":      on("R2", "U1", ""),
		"invoice U2: its share of 0.01 EUR is nothing": on("R3", "U1", "", "U2", "1.00"),
		"invoice P1: invalid amount":                   on("R1", "P1", "1.001"),
	} {
		if _, err := o.Assign(t.Context(), o.call, a); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", why, err)
		}
	}
	if got := o.state(); got != before {
		t.Errorf("state is\n%s", got)
	}
}

// Money that came in another currency is taken back as it was put: a person says of a debit how much of
// the invoice is owed again, and the credit cannot be undone under it.
func TestAssignAbroadTakesBack(t *testing.T) {
	o := abroad(t, line("2026-06-01", "900.00", "R1", "?"), line("2026-06-02", "-450.00", "R2", "?"))
	before := o.state()
	o.assign(on("R1", "U1", ""))
	if got := words(o.assign(on("R2", "U1", "-500.00"))); got != "cash U1 -450.00 EUR -500.00 USD at 0.9" {
		t.Error(got)
	}
	if got := o.state(); !strings.Contains(got, "U1 partially_paid outstanding 500.00\n") {
		t.Error(got)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{"R1"}); err == nil {
		t.Error("the credit was undone under the debit that takes it back")
	}
	for _, ref := range []string{"R2", "R1"} {
		if _, err := o.Undo(t.Context(), o.call, []string{ref}); err != nil {
			t.Error(err)
		}
		o.verify()
	}
	if got := o.state(); got != before {
		t.Errorf("undone:\n%swant\n%s", got, before)
	}
}
