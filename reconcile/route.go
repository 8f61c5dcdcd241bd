package reconcile

import (
	"fmt"
	"slices"
)

// route finds whose account a statement is of, and enters a new one while there is one
// company; from the second on a new account is asked for, never guessed. It stops the
// statement when it was held or asked about; the others of the file go on.
func (in *importing) route(st *Statement) (stop bool, err error) {
	if stop, err := in.elsewhere(*st); err != nil || stop {
		return stop, err
	}
	accounts, err := in.w.Accounts(in.ctx, "")
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(accounts, func(a Account) bool { return a.ID == st.Account })
	switch {
	case i >= 0 && accounts[i].Company != in.c.Company:
		in.ask(fmt.Sprintf("account %s belongs to company %s (--company %s)",
			st.Account, accounts[i].Company, accounts[i].Company))
		return true, nil
	case i >= 0 && accounts[i].Currency != st.Currency:
		return true, in.hold(st, fmt.Sprintf("statement %s is held: account %s is in %s and not in %s: "+
			"if the bank keeps both under one number, enter it twice under accounts: in the configuration, "+
			"each with its currency:", statementName(*st), st.Account, accounts[i].Currency, st.Currency))
	case i >= 0:
		a := accounts[i]
		a.Owner = cmpOr(a.Owner, st.Owner)
		if card, ok := in.card(a.ID, a.Currency); ok {
			a.Card = card.Card // the configuration may say more by now
		}
		if a.Owner == accounts[i].Owner && a.Card == accounts[i].Card {
			return false, nil
		}
		return false, in.w.PutAccounts(in.ctx, []Account{a})
	}
	companies, err := in.w.Companies(in.ctx)
	if err != nil {
		return false, err
	}
	a := Account{ID: st.Account, Currency: st.Currency, Company: in.c.Company, Owner: st.Owner}
	card, ok := in.card(st.Account, st.Currency)
	if ok {
		a.Card, a.Company = card.Card, cmpOr(card.Company, in.c.Company)
	}
	if !ok && len(companies) > 1 {
		in.ask(fmt.Sprintf("account %s is new: say whose it is under accounts: in the configuration",
			st.Account))
		return true, nil
	}
	if a.Company != in.c.Company {
		in.ask(fmt.Sprintf("account %s belongs to company %s (--company %s)",
			st.Account, a.Company, a.Company))
		return true, nil
	}
	names := accountNames{stored: accounts, cards: in.c.Cards}
	if need := names.doubt(st.Account, st.Currency); need != "" {
		in.ask(need)
		return true, nil
	}
	in.note("account %s (%s) is new and was entered", a.ID, a.Currency)
	if _, err := ParseAccount(a.number()); err != nil {
		in.r.Messages = union(in.r.Messages, []string{"the check digits of account " + a.ID + " are wrong"})
	}
	return false, in.w.PutAccounts(in.ctx, []Account{a})
}

// elsewhere asks when lines of the same bytes are in the books under an account that the file does
// not give them now: a file that does not say whose it is, given one account and then another.
func (in *importing) elsewhere(st Statement) (bool, error) {
	if st.Source.Line == 0 && !slices.ContainsFunc(in.f.Answers, func(a Answer) bool {
		return a.Question == "account" && a.Value == st.Account
	}) {
		return false, nil // the file says whose it is
	}
	companies, err := in.w.Companies(in.ctx)
	if err != nil {
		return false, err
	}
	told := in.f.told()
	for _, c := range companies {
		stored, err := in.w.Statements(in.ctx, Query{Company: c.ID, Import: st.Source.Import})
		if err != nil {
			return false, err
		}
		for _, o := range stored {
			alike := func(s Statement) bool { return s.Account == o.Account && sameLines(s, o) }
			if o.Account != st.Account && sameLines(o, st) && count(stored, alike) > count(told, alike) {
				in.ask(fmt.Sprintf("account: the same file was entered for account %s before: undo import %s "+
					"to enter it for %s", o.Account, o.Source.Import, st.Account))
				return true, nil
			}
		}
	}
	return false, nil
}

// sameLines says whether two statements of the same bytes may be one: accounts that stand on one
// line of a file, with equal days and sums, are no more than alike.
func sameLines(a, b Statement) bool {
	return a.Source.Line == b.Source.Line && a.From == b.From && a.To == b.To &&
		a.Credits == b.Credits && a.Debits == b.Debits
}

func count(list []Statement, of func(Statement) bool) (n int) {
	for _, s := range list {
		if of(s) {
			n++
		}
	}
	return n
}

// card is what the configuration says of an account.
func (in *importing) card(account string, c Currency) (Account, bool) {
	i := slices.IndexFunc(in.c.Cards, func(a Account) bool { return a.known(account) && a.holds(c) })
	if i < 0 {
		return Account{}, false
	}
	return in.c.Cards[i], true
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// ask leaves a statement or batch of the file out until a person has said whose it is.
func (in *importing) ask(need string) {
	in.asked++
	in.r.Needs = union(in.r.Needs, []string{need})
}
