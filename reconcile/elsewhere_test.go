package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// The same bytes given one account and then another are asked about, in one company and in two,
// until the first import is undone. Two accounts that one file tells of are no such thing.
func TestSameFileForAnotherAccount(t *testing.T) {
	of := func(account string) reconcile.File {
		s := statement("", "0.00", line("2026-06-01", "5.00", "", "A"))
		s.Account, s.Opening, s.Closing = account, nil, nil
		f := bankFile("same bytes", s)
		f.Answers = []reconcile.Answer{{Layout: "l", Question: "account", Value: account}}
		return f
	}
	for _, second := range []string{"", "other"} {
		o := newOffice(t)
		first := o.load(of("11111111"))[0]
		o.call.Cards = []reconcile.Account{{ID: "22222222"}}
		o.call.Company = cmpOr(second, o.call.Company)
		r := o.load(of("22222222"))[0]
		if r.Outcome != reconcile.OutcomeAsked || r.NewEntries != 0 ||
			!strings.Contains(strings.Join(r.Needs, ""), "entered for account 11111111 before: undo import "+first.ID) {
			t.Errorf("company %q: %s %d %q", second, r.Outcome, r.NewEntries, r.Needs)
		}
		if got := outcomes(o.load(of("22222222"))); got != "asked" {
			t.Errorf("company %q: again %s", second, got)
		}
		o.call.Company = reconcile.DefaultCompany
		if _, err := o.Undo(t.Context(), o.call, []string{first.ID}); err != nil {
			t.Fatal(err)
		}
		o.call.Company = cmpOr(second, o.call.Company)
		if got := outcomes(o.load(of("22222222"))); got != "read" || o.entries() != 1 {
			t.Errorf("company %q: after the undo %s, %d entries", second, got, o.entries())
		}
	}
	o := newOffice(t)
	both := of("11111111")
	both.Statements = append(both.Statements, of("22222222").Statements[0])
	both.Answers = nil
	if got := outcomes(o.load(both)); got != "read" || o.entries() != 2 {
		t.Errorf("two accounts of one file: %s, %d entries", got, o.entries())
	}
}

// Accounts of one file that stand on one line of it, with equal days and sums, are each entered:
// in one company, in two, and when the file comes once more. What an answer named before is still
// asked about.
func TestAccountsOnOneLine(t *testing.T) {
	on := func(name string, accounts ...string) reconcile.File {
		var list []reconcile.Statement
		for _, a := range accounts {
			s := of(a, "2026-06-05", "5.00")
			s.Source.Line = 2
			list = append(list, s)
		}
		return bankFile(name, list...)
	}
	o := newOffice(t)
	three := on("three", "11111111", "22222222", "33333333")
	if got := outcomes(o.load(three)); got != "read" || o.entries() != 3 {
		t.Errorf("three accounts on one line: %s, %d entries", got, o.entries())
	}
	if got := outcomes(o.load(three)); got != "known" || o.entries() != 3 {
		t.Errorf("and again: %s, %d entries", got, o.entries())
	}
	two := on("two", "44444444", "55555555")
	two.Statements[1].Opening.Amount, two.Statements[1].Closing.Amount = eur("5.00"), eur("10.00")
	two.Statements[1].Account = "44444444" // as an answer gave it: the file does not say
	if got := outcomes(o.load(two)); got != "read" || o.entries() != 5 {
		t.Errorf("two statements of one account: %s, %d entries", got, o.entries())
	}
	two.Statements[1].Account = "55555555"
	if r := o.load(two)[0]; r.Outcome != reconcile.OutcomeAsked || r.NewEntries != 0 {
		t.Errorf("a statement given another account: %s, %d new", r.Outcome, r.NewEntries)
	}
	c := newCabinet(t)
	c.want("read 2 of 2 new", on("both", "DE01", "DE02"))
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
