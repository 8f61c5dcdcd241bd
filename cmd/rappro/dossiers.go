package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// dossiers says where the files of a call go. With one company, or with one that was named,
// everything is that company's. With several a file goes where its accounts are, and the
// others are asked about.
type dossiers struct {
	several bool
	asked   map[int]string   // file: what a person has to say first
	files   map[string][]int // company: its files
}

// companies are those that get something, in order of code.
func (d dossiers) companies() []string {
	var ids []string
	for id := range d.files {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (a *app) dossiers(ctx context.Context, svc *reconcile.Service, files []reconcile.File) (dossiers, error) {
	d := dossiers{asked: map[int]string{}, files: map[string][]int{}}
	known, err := a.known(ctx, svc)
	if err != nil {
		return d, err
	}
	if a.cfg.Company != "" || len(known) < 2 {
		company := reconcile.DefaultCompany
		if len(known) == 1 {
			company = known[0]
		}
		if a.cfg.Company != "" {
			company = a.cfg.Company
		}
		for i := range files {
			d.files[company] = append(d.files[company], i)
		}
		return d, nil
	}
	d.several = true
	of, err := svc.CompaniesOf(ctx, a.cfg.Accounts, files)
	for i, f := range files {
		switch {
		case err != nil || f.Err != nil:
		case len(of[i]) == 1:
			d.files[of[i][0]] = append(d.files[of[i][0]], i)
		default:
			d.asked[i] = whose(f, of[i], known)
		}
	}
	return d, err
}

// whose asks for the company of a file that nobody knows, or that several know.
func whose(f reconcile.File, of, known []string) string {
	list := strings.Join(known, ", ")
	var accounts []string
	for _, st := range f.Statements {
		if st.Account != "" && !slices.Contains(accounts, st.Account) {
			accounts = append(accounts, st.Account)
		}
	}
	switch {
	case len(accounts) == 0:
		return fmt.Sprintf("say whose file it is with --company (%s)", list)
	case len(of) > 1:
		return fmt.Sprintf("it holds accounts of several companies (%s): get a file for each",
			strings.Join(of, ", "))
	}
	return fmt.Sprintf("account %s is new: say whose it is under accounts: in the configuration (%s)",
		strings.Join(accounts, ", "), list)
}

// importAll stores files in the books of their companies. The reports are in the order of
// the files.
func (a *app) importAll(ctx context.Context, svc *reconcile.Service, d dossiers, files []reconcile.File,
	o importOptions) ([]reconcile.ImportReport, error) {
	reports := make([]reconcile.ImportReport, len(files))
	for i, f := range files {
		reports[i] = reconcile.Describe(f)
		if need, ok := d.asked[i]; ok {
			reports[i].Outcome = reconcile.OutcomeAsked
			reports[i].Needs = append(slices.Clone(f.Needs), need)
		}
	}
	for _, company := range d.companies() {
		var mine []reconcile.File
		for _, i := range d.files[company] {
			mine = append(mine, files[i])
		}
		c := a.callFor(company)
		c.DryRun, c.Override, c.Reason = o.dry, o.override, o.reason
		list, err := svc.Import(ctx, c, mine)
		if err != nil {
			return nil, err
		}
		for n, i := range d.files[company] {
			reports[i] = list[n]
		}
	}
	return reports, nil
}
