package reconcile

import (
	"context"
	"slices"
)

// CompaniesOf says of each file which companies it may be for: those whose accounts its
// statements and batches name, or else those that imported the same bytes before. An
// account is the company's that the store knows it by, else that of its card, when the card
// names one. Nobody knows a file of which the list is empty; one of several companies needs
// a person. Each list is in order of code.
func (s *Service) CompaniesOf(ctx context.Context, cards []Account, files []File) ([][]string, error) {
	out := make([][]string, len(files))
	err := s.Store.View(ctx, func(r Reader) error {
		clear(out)
		o := owners{ctx: ctx, r: r, of: map[string]string{}}
		if err := o.load(cards); err != nil {
			return err
		}
		for i, f := range files {
			list, err := o.companies(f)
			if err != nil {
				return err
			}
			out[i] = list
		}
		return nil
	})
	return out, err
}

// owners finds whose a file is on one snapshot.
type owners struct {
	ctx  context.Context
	r    Reader
	of   map[string]string     // account: company
	seen map[[32]byte][]string // bytes: companies that imported them; read when first needed
}

func (o *owners) load(cards []Account) error {
	for _, c := range cards {
		if c.Company != "" {
			o.of[c.ID] = c.Company
		}
	}
	accounts, err := o.r.Accounts(o.ctx, "")
	for _, a := range accounts {
		o.of[a.ID] = a.Company
	}
	return err
}

func (o *owners) companies(f File) ([]string, error) {
	var list []string
	for _, st := range f.Statements {
		list = append(list, o.of[st.Account])
	}
	for _, b := range f.Batches {
		list = append(list, o.of[b.Account])
	}
	slices.Sort(list)
	list = slices.DeleteFunc(slices.Compact(list), func(company string) bool { return company == "" })
	if len(list) > 0 || f.Err != nil {
		return list, nil
	}
	if o.seen == nil {
		if err := o.remember(); err != nil {
			return nil, err
		}
	}
	return o.seen[f.Digest], nil
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
