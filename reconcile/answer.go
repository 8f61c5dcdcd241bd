package reconcile

import (
	"cmp"
	"slices"
)

// Answer is what is known of the files of an account that have one layout, because an earlier
// one proved it or a person said it of one that left it open: the order of day and month, the
// decimal sign, what a positive amount is. It is kept with the account, so that the next such
// file is not asked about. A file that proves something else is read as it proves: an answer is
// only used where the file itself leaves it open.
type Answer struct {
	Layout   string // digest of the column line, as the importer says
	Question string // "dates", "decimal", "signs", or "account" for a file that names none
	Value    string
	Proved   bool   // by a file; else a person said it
	Import   string // the first for which a person said it, whose undo forgets it; else empty
}

// Answer is what is known of a question for files of a layout: what all files that prove
// something prove, else what a person said last; empty when files prove different things. Of
// signs a file proves little, as the list of a card with one refund shows: where a person said
// another, it is empty too.
func (a Account) Answer(layout, question string) string {
	proved, said := "", ""
	for _, x := range a.Answers {
		switch {
		case x.Layout != layout || x.Question != question:
		case !x.Proved:
			said = x.Value
		case proved != "" && proved != x.Value:
			return ""
		default:
			proved = x.Value
		}
	}
	if question == "signs" && proved != "" && said != "" && proved != said {
		return ""
	}
	return cmp.Or(proved, said)
}

// Said is what a person said last to a question of files of a layout, whatever others proved.
func (a Account) Said(layout, question string) string {
	for _, x := range a.Answers {
		if x.Layout == layout && x.Question == question && !x.Proved {
			return x.Value
		}
	}
	return ""
}

// Knows says whether files of a layout were imported for the account before.
func (a Account) Knows(layout string) bool {
	return slices.ContainsFunc(a.Answers, func(x Answer) bool { return x.Layout == layout })
}

// answered adds answers to those of an account. Proofs add up, whatever the order of files; of
// what a person says to one question the last counts.
func (a Account) answered(list []Answer) Account {
	all := slices.Clone(list)
	for _, old := range a.Answers {
		i := slices.IndexFunc(all[:len(list)], func(n Answer) bool {
			return n.Layout == old.Layout && n.Question == old.Question && n.Proved == old.Proved &&
				(n.Value == old.Value || !n.Proved)
		})
		switch {
		case i < 0:
			all = append(all, old)
		case all[i].Value == old.Value:
			all[i].Import = old.Import
		}
	}
	slices.SortFunc(all, func(a, b Answer) int {
		return cmp.Or(cmp.Compare(a.Layout, b.Layout), cmp.Compare(a.Question, b.Question),
			cmp.Compare(a.Value, b.Value), boolOrder(a.Proved, b.Proved))
	})
	a.Answers = all
	return a
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// keepAnswers keeps what this file proved, and what a person said of it, with its accounts.
func (in *importing) keepAnswers() error {
	if len(in.f.Answers) == 0 {
		return nil
	}
	accounts, err := in.w.Accounts(in.ctx, in.c.Company)
	if err != nil {
		return err
	}
	fresh := slices.Clone(in.f.Answers)
	for i, a := range fresh {
		if !a.Proved {
			fresh[i].Import = ImportID(in.f.Digest)
		}
	}
	var changed []Account
	for _, a := range accounts {
		of := slices.ContainsFunc(in.f.Statements, func(s Statement) bool { return s.Account == a.ID })
		if now := a.answered(fresh); of && !slices.Equal(now.Answers, a.Answers) {
			changed = append(changed, now)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	return in.w.PutAccounts(in.ctx, changed)
}

// Continues says whether a statement begins with the balance with which the last one before
// it ended: the proof that it is of the same account, where its file names none. A balance of
// zero proves nothing.
func (s Statement) Continues(before []Statement) bool {
	var last *Statement
	for i, o := range before {
		if o.State == StatementEntered && o.To < s.From && (last == nil || o.To > last.To) {
			last = &before[i]
		}
	}
	return last != nil && last.Closing != nil && s.Opening != nil && s.Opening.Amount.Minor != 0 &&
		s.Opening.Amount == last.Closing.Amount
}
