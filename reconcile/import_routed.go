package reconcile

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// ImportRouted stores files where their accounts are. The unit is a company's share of a file:
// each is one transaction, in order of company, so that after a crash between two of them the
// same files complete what is missing. The call of each company is asked for. The reports are
// in the order of the files, one for each file with what became of all its shares.
//
// The books of one company that cannot be written keep no other's files out: the error is then
// a [NotImported], and the reports of the files without a share there are as ever.
func (s *Service) ImportRouted(ctx context.Context, call func(company string) Call, files []File,
	routed []Routed) ([]ImportReport, error) {
	parts := make([][]ImportReport, len(files))
	var failed NotImported
	for _, company := range Companies(routed) {
		var mine []File
		var at []int
		for i, r := range routed {
			for _, share := range r.Shares {
				if share.Company == company {
					mine, at = append(mine, share.File), append(at, i)
				}
			}
		}
		list, err := s.Import(ctx, call(company), mine)
		if ctx.Err() != nil {
			return nil, cmp.Or(err, ctx.Err())
		} else if err != nil {
			failed = append(failed, CompanyError{company, err})
			continue
		}
		for n, i := range at {
			parts[i] = append(parts[i], list[n])
		}
	}
	reports := make([]ImportReport, len(files))
	for i, f := range files {
		reports[i] = together(f, parts[i], routed[i].Needs)
	}
	if len(failed) > 0 {
		return reports, failed
	}
	return reports, nil
}

// NotImported says of which companies no file could be stored, in order of code.
type NotImported []CompanyError

// CompanyError is what went wrong with one company.
type CompanyError struct {
	Company string
	Err     error
}

// Error is all that went wrong, each thing once.
func (n NotImported) Error() string {
	var list []string
	for _, f := range n {
		list = union(list, []string{f.Err.Error()})
	}
	return strings.Join(list, "\n")
}

// Unwrap gives the errors of the companies.
func (n NotImported) Unwrap() []error {
	list := make([]error, len(n))
	for i, f := range n {
		list[i] = f.Err
	}
	return list
}

// Of says whether a file has a share that was not stored.
func (n NotImported) Of(r Routed) bool {
	return slices.ContainsFunc(r.Shares, func(s Share) bool {
		return slices.ContainsFunc(n, func(f CompanyError) bool { return f.Company == s.Company })
	})
}

// Companies are those that get something, in order of code.
func Companies(routed []Routed) []string {
	var ids []string
	for _, r := range routed {
		for _, share := range r.Shares {
			ids = append(ids, share.Company)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// together is the report of a file whose shares went to several companies, or of which a
// person is asked for the rest.
func together(f File, parts []ImportReport, needs []string) ImportReport {
	if len(parts) == 1 && len(needs) == 0 {
		return parts[0]
	}
	r := Describe(f)
	if f.Err != nil {
		return r
	}
	r.Messages, r.Needs = slices.Clone(f.Messages), slices.Concat(f.Needs, needs)
	r.Held, r.BatchesHeld, r.Outcome = 0, 0, OutcomeKnown
	for _, p := range parts {
		r.Outcome = worse(r.Outcome, p.Outcome)
		r.Held += p.Held
		r.BatchesHeld += p.BatchesHeld
		r.Anomalies += p.Anomalies
		r.NewEntries += p.NewEntries
		r.NewInvoices += p.NewInvoices
		r.NewVersions += p.NewVersions
		r.NewCustomers += p.NewCustomers
		r.Attached += p.Attached
		r.Waiting += p.Waiting
		r.Needs = union(r.Needs, p.Needs)
		r.Messages = union(r.Messages, p.Messages)
	}
	if len(needs) > 0 {
		r.Outcome = worse(r.Outcome, OutcomeAsked)
	}
	return r
}

// union adds the remarks that are not there yet.
func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// worse is the outcome of two that a person has to hear of first.
func worse(a, b Outcome) Outcome {
	order := []Outcome{OutcomeRefused, OutcomeAsked, OutcomeHeld, OutcomeRead, OutcomeKnown}
	return order[min(slices.Index(order, a), slices.Index(order, b))]
}
