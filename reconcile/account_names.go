package reconcile

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// accountNames knows under which id each account stands, whatever number a file gives it: one
// account that comes with its IBAN and with the bank's own number is entered once.
type accountNames struct {
	stored []Account
	cards  []Account
	fresh  []Account // of the files at hand: known to nobody
}

func namesOf(ctx context.Context, r Reader, cards []Account, files []File) (accountNames, error) {
	stored, err := r.Accounts(ctx, "")
	n := accountNames{stored: stored, cards: cards}
	for _, f := range files {
		for _, st := range f.Statements {
			if !has(n.fresh, st.Account, st.Currency) {
				n.fresh = append(n.fresh, Account{ID: st.Account, Currency: st.Currency})
			}
		}
	}
	return n, err
}

// id is under which an account stands: as it is stored, else as the configuration has it, else
// its IBAN where a file at hand has that.
func (n accountNames) id(number string, c Currency) string {
	if number == "" || has(n.stored, number, c) {
		return number
	}
	if n.another(number, c) {
		return number + string(c)
	}
	group := n.group(number, c)
	for _, other := range group {
		if has(n.stored, other, c) {
			return other
		}
	}
	for _, id := range [...]string{only(n.stored, number, c), first(group), only(n.cards, number, c),
		only(n.fresh, number, c)} {
		switch id {
		case "":
		case number:
			return number
		default:
			return n.id(id, c)
		}
	}
	return number
}

// another says whether an account is the second one of its number, in another currency: the
// configuration has it with its currency, behind the first or beside a stored one.
func (n accountNames) another(number string, c Currency) bool {
	i := slices.IndexFunc(n.cards, func(a Account) bool { return a.ID == number && a.Currency == c })
	return i >= 0 && c != "" && (has(n.stored, number, "") || has(n.cards[:i], number, ""))
}

// group lists the numbers of the account in the configuration that has one of them.
func (n accountNames) group(number string, c Currency) []string {
	for _, card := range n.cards {
		if card.known(number) && card.holds(c) {
			return append([]string{card.ID}, card.Numbers...)
		}
	}
	return nil
}

// perhaps is a stored account that a new number may be of as well, empty where none is.
func (n accountNames) perhaps(number string, c Currency) string {
	if has(n.cards, number, "") {
		return "" // the configuration says that it is an account of its own
	}
	for _, a := range n.stored {
		if a.holds(c) && sameNumber(a.number(), number) != otherAccount {
			return a.ID
		}
	}
	return ""
}

func has(list []Account, id string, c Currency) bool {
	return slices.ContainsFunc(list, func(a Account) bool {
		return a.ID == id && a.holds(c)
	})
}

// holds says whether an account may have money of a currency: a card need not name its own, and
// a list of payers has none.
func (a Account) holds(c Currency) bool { return c == "" || a.Currency == "" || a.Currency == c }

// known says whether a number is one of a card.
func (a Account) known(number string) bool {
	return a.ID == number || slices.Contains(a.Numbers, number) || a.ID+string(a.Currency) == number
}

// number is an account's without the currency that tells it from another of the same IBAN.
func (a Account) number() string {
	if iban := strings.TrimSuffix(a.ID, string(a.Currency)); ValidIBAN(iban) {
		return iban
	}
	return a.ID
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// only is the one account of a list that a number is of, its IBAN before the bank's own number.
func only(list []Account, number string, c Currency) string {
	found := ""
	for _, a := range list {
		switch {
		case a.ID == found || !a.holds(c) || sameNumber(a.number(), number) != sameAccount:
		case found == "" || ValidIBAN(a.number()) && !ValidIBAN(found):
			found = a.ID
		case a.ID != number && ValidIBAN(a.ID) == ValidIBAN(found):
			return "" // it is of two
		}
	}
	return found
}

// name gives files in which every account has the id that it stands under.
func (n accountNames) name(files []File) []File {
	out := slices.Clone(files)
	type written struct {
		number string
		Currency
	}
	ids := map[written]string{}
	id := func(number string, c Currency) string {
		w := written{number, c}
		if _, seen := ids[w]; !seen {
			ids[w] = n.id(number, c)
		}
		return ids[w]
	}
	for i := range out {
		f := &out[i]
		f.Statements, f.Batches = slices.Clone(f.Statements), slices.Clone(f.Batches)
		f.Answers = slices.Clone(f.Answers)
		for k := range f.Statements {
			st := &f.Statements[k]
			for j, a := range f.Answers {
				if a.Question == "account" && a.Value == st.Account {
					f.Answers[j].Value = id(st.Account, st.Currency)
				}
			}
			st.Account = id(st.Account, st.Currency)
		}
		f.whole = slices.Clone(f.whole)
		for k := range f.whole {
			f.whole[k].Account = id(f.whole[k].Account, f.whole[k].Currency)
		}
		for k := range f.Batches {
			b := &f.Batches[k]
			b.Account = id(b.Account, b.Amount.Currency)
		}
	}
	return out
}

// named names the accounts of a call's files.
func (s *Service) named(ctx context.Context, cards []Account, files []File) (out []File, err error) {
	err = s.Store.View(ctx, func(r Reader) error {
		n, err := namesOf(ctx, r, cards, files)
		out = n.name(files)
		return err
	})
	return out, err
}

// doubt is what to ask about a number that nobody knows and that may be of a stored account, empty
// when there is nothing to ask.
func (n accountNames) doubt(number string, c Currency) string {
	other := n.perhaps(number, c)
	if other == "" {
		return ""
	}
	return fmt.Sprintf("account %s may be account %s by another number: if it is, write also: \"%s\" "+
		"beside that one under accounts: in the configuration, else give it an entry of its own there",
		number, other, number)
}
