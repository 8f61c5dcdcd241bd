package reconcile

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Routed says who gets what of a file: accounts route their lines to companies.
type Routed struct {
	Shares []Share  // in order of company
	Rest   File     // what no account gives to anybody; empty when Needs is
	Needs  []string // what a person has to say of the rest
}

// Share is what one company gets of a file.
type Share struct {
	Company string
	File    File
}

// Route says of each file which companies get what of it: those whose accounts its statements
// and batches name, or else the one that imported the same bytes before. An account is the
// company's that the store knows it by, else that of its card, when the card names one. What
// names no account goes with the rest of its file when that is one company's. An account that
// nobody knows holds its part of the file and delays no other. The companies known are what a
// person is told to choose from.
func (s *Service) Route(ctx context.Context, cards []Account, known []string, files []File) ([]Routed, error) {
	out := make([]Routed, len(files))
	err := s.Store.View(ctx, func(r Reader) error {
		clear(out)
		o := owners{ctx: ctx, r: r, known: strings.Join(known, ", "), of: map[string]string{}}
		if err := o.load(cards); err != nil {
			return err
		}
		names, err := namesOf(ctx, r, cards, files)
		if err != nil {
			return err
		}
		o.names = names
		for i, f := range names.name(files) {
			routed, err := o.route(f)
			if err != nil {
				return err
			}
			out[i] = routed
		}
		return nil
	})
	return out, err
}

// owners finds whose a file is on one snapshot.
type owners struct {
	ctx   context.Context
	r     Reader
	known string
	of    map[string]string // account: company
	names accountNames
	seen  map[[32]byte][]string // bytes: companies that imported them; read when first needed
}

func (o *owners) load(cards []Account) error {
	for _, c := range cards {
		if c.Company != "" {
			o.of[c.ID], o.of[c.ID+string(c.Currency)] = c.Company, c.Company
		}
	}
	accounts, err := o.r.Accounts(o.ctx, "")
	for _, a := range accounts {
		o.of[a.ID] = a.Company
	}
	return err
}

func (o *owners) route(f File) (Routed, error) {
	if f.Err != nil {
		return Routed{}, nil
	}
	companies, strangers, err := o.companies(f)
	if err != nil {
		return Routed{}, err
	}
	if len(companies) == 1 {
		o.of[""] = companies[0]
	}
	var out Routed
	for _, c := range companies {
		out.Shares = append(out.Shares, Share{c, f.part(func(account string) bool {
			return o.of[account] == c
		})})
	}
	rest := f.part(func(account string) bool { return o.of[account] == "" })
	delete(o.of, "")
	switch {
	case len(companies) == 1 && len(strangers) == 0:
		out.Shares[0].File = f // whole, with all that is no statement
	case len(companies) == 0 || len(rest.Statements)+len(rest.Batches) > 0:
		out.Rest, out.Needs = rest, o.needs(rest, strangers)
	}
	return out, nil
}

// companies are those of a file, in order of code, and its accounts that nobody knows, in the
// order in which they come.
func (o *owners) companies(f File) (list, strangers []string, err error) {
	see := func(account string) {
		switch {
		case o.of[account] != "":
			list = append(list, o.of[account])
		case account != "" && !slices.Contains(strangers, account):
			strangers = append(strangers, account)
		}
	}
	for _, st := range f.Statements {
		see(st.Account)
	}
	for _, b := range f.Batches {
		see(b.Account)
	}
	slices.Sort(list)
	if list = slices.Compact(list); len(list) > 0 {
		return list, strangers, nil
	}
	if o.seen == nil {
		if err := o.remember(); err != nil {
			return nil, nil, err
		}
	}
	if seen := o.seen[f.Digest]; len(seen) == 1 {
		return seen, nil, nil
	}
	return nil, strangers, nil
}

func (o *owners) needs(rest File, strangers []string) []string {
	if len(rest.Statements) == 0 || len(strangers) == 0 {
		return []string{fmt.Sprintf("say whose file it is with --company (%s)", o.known)}
	}
	var needs []string
	for _, account := range strangers {
		if need := o.names.doubt(account, ""); need != "" {
			needs = append(needs, need)
			continue
		}
		needs = append(needs, fmt.Sprintf("account %s is new: say whose it is under accounts: in "+
			"the configuration (%s)", account, o.known))
	}
	return needs
}

func (o *owners) remember() error {
	o.seen = map[[32]byte][]string{}
	companies, err := o.r.Companies(o.ctx)
	if err != nil {
		return err
	}
	for _, c := range companies {
		imports, err := o.r.Imports(o.ctx, c.ID)
		if err != nil {
			return err
		}
		for _, i := range imports {
			o.seen[i.Digest] = append(o.seen[i.Digest], c.ID)
		}
	}
	return nil
}

// part is a file with only the statements and batches of some accounts.
func (f File) part(keep func(account string) bool) File {
	out := f
	out.Statements, out.Batches, out.whole = nil, nil, f.told()
	at := make([]int, len(f.Statements)) // place in the part, -1 for none
	for i, st := range f.Statements {
		at[i] = -1
		if keep(st.Account) {
			at[i] = len(out.Statements)
			out.Statements = append(out.Statements, st)
		}
	}
	for _, b := range f.Batches {
		if keep(b.Account) {
			out.Batches = append(out.Batches, b)
		}
	}
	if f.Again != nil {
		out.Again = func(ctx context.Context, entry func(int, Entry) error) error {
			return f.Again(ctx, func(i int, e Entry) error {
				if at[i] < 0 {
					return nil
				}
				return entry(at[i], e)
			})
		}
	}
	return out
}

// told are all statements of the file that this is, or is a part of.
func (f File) told() []Statement {
	if f.whole != nil {
		return f.whole
	}
	return f.Statements
}
