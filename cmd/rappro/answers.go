package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/formats"
	"github.com/rappro/rappro/reconcile"
)

// answered reads the files that ask something once more, with what earlier files of the same
// account and layout proved, or what a person answered for them. A file that names no account is taken for one of those that
// such a file was imported for, if it begins with the balance with which that one's last
// statement ended. What a file proves itself was not asked, so no answer stands against it.
func (a *app) answered(ctx context.Context, svc *reconcile.Service, files []reconcile.File,
	opt importers.ReadOptions) error {
	asks := func(f reconcile.File) bool {
		return f.Err == nil && len(f.Needs) > 0 && f.Layout != "" && f.Path != ""
	}
	if !slices.ContainsFunc(files, asks) {
		return nil
	}
	known, err := formats.With(a.cfg.Profiles)
	if err != nil {
		return err
	}
	return svc.Read(ctx, func(r reconcile.Reader) error {
		accounts, err := r.Accounts(ctx, "")
		if err != nil {
			return err
		}
		for i, f := range files {
			if !asks(f) {
				continue
			}
			var found []reconcile.File
			for _, account := range accounts {
				again, ok, err := readFor(ctx, r, known, f, account, opt)
				if err != nil {
					return err
				}
				if ok {
					found = append(found, again)
				}
			}
			if len(found) == 1 {
				files[i] = found[0]
			}
		}
		return nil
	})
}

// readFor reads a file with the answers kept for an account; ok says that nothing is open then
// and that the file is of this account.
func readFor(ctx context.Context, r reconcile.Reader, known importers.Formats, f reconcile.File,
	account reconcile.Account, opt importers.ReadOptions) (again reconcile.File, ok bool, err error) {
	named := namesAccount(f)
	if named && f.Statements[0].Account != account.ID {
		return again, false, nil
	}
	if !named && !account.Knows(f.Layout) {
		return again, false, nil
	}
	said, err := fill(&opt, f, account)
	if err != nil {
		return again, false, err
	}
	opt.Account = account.ID
	if opt.Currency == "" && asksFor(f, "currency:") {
		opt.Currency = account.Currency
		said = append(said, "currency "+string(account.Currency))
	}
	list := known.OpenAll(ctx, f.Path, nil, opt)
	i := slices.IndexFunc(list, func(x reconcile.File) bool {
		return x.Name == f.Name && x.Digest == f.Digest
	})
	if i < 0 || list[i].Err != nil || len(list[i].Needs) > 0 {
		return again, false, nil
	}
	again = list[i]
	if !named {
		before, err := r.Statements(ctx, reconcile.Query{Company: account.Company, Account: account.ID})
		if err != nil || !again.Statements[0].Continues(before) {
			return again, false, err
		}
		said = append([]string{"account"}, said...)
	}
	again.Messages = append(again.Messages, fmt.Sprintf("account %s: as with earlier files of this kind: %s",
		account.ID, strings.Join(said, ", ")))
	return again, true, nil
}

// fill answers the questions of a file with what is known of its account, and lists the answers.
// What nobody asks stays open, so that no answer stands against a proof.
func fill(opt *importers.ReadOptions, f reconcile.File, account reconcile.Account) (said []string,
	err error) {
	for _, q := range [...]struct {
		need, question string
		set            func(string) error
	}{
		{"dates:", "dates", func(s string) (err error) {
			opt.Dates, err = importers.ParseDayOrder(s)
			return err
		}},
		{"decimal sign:", "decimal", func(s string) (err error) {
			opt.Decimal, err = importers.ParseDecimal(s)
			return err
		}},
		{"signs:", "signs", func(s string) (err error) {
			opt.Signs, err = importers.ParseSigns(s)
			return err
		}},
	} {
		answer := account.Answer(f.Layout, q.question)
		if moreDecimals(f, answer) {
			answer = account.Said(f.Layout, q.question)
		}
		if answer != "" && asksFor(f, q.need) {
			if err := q.set(answer); err != nil {
				return nil, err
			}
			said = append(said, q.question+" "+answer)
		}
	}
	return said, nil
}

// moreDecimals says whether a file asks about three digits behind the sign that is known for the
// decimals of others, which have fewer: it may be another program's. Only a person settles that.
func moreDecimals(f reconcile.File, answer string) bool {
	return answer == "." && slices.Contains(f.Needs, importers.DecimalNeed) ||
		answer == "," && slices.Contains(f.Needs, importers.DecimalCommaNeed)
}

// namesAccount says whether a file is of one account and says which.
func namesAccount(f reconcile.File) bool {
	return len(f.Statements) > 0 && f.Statements[0].Account != "" &&
		!slices.ContainsFunc(f.Statements, func(s reconcile.Statement) bool {
			return s.Account != f.Statements[0].Account
		})
}

// asksFor says whether a file asks a question, which its first word names.
func asksFor(f reconcile.File, question string) bool {
	return slices.ContainsFunc(f.Needs, func(n string) bool { return strings.HasPrefix(n, question) })
}
