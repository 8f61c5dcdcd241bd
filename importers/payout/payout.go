package payout

import (
	"context"
	"io"
	"slices"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
)

// Importer reads payout reports. It holds no state.
type Importer struct{}

// Format is "payout".
func (Importer) Format() string { return "payout" }

// Claims says whether the first line names the columns of a provider.
func (Importer) Claims(head []byte) bool {
	_, ok := recognise(sheet.Heading(head))
	return ok
}

// recognise finds the provider whose columns a heading has.
func recognise(columns []string) (provider, bool) {
	has := func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(columns, n) })
	}
	for _, p := range providers() {
		if !has(p.not) && !slices.ContainsFunc(p.needs, func(n []string) bool { return !has(n) }) {
			return p, true
		}
	}
	return provider{}, false
}

// ReadBatches reads a report whole: the rows of one payout may stand anywhere in it.
func (Importer) ReadBatches(ctx context.Context, r io.Reader,
	opt importers.Options) (importers.Batches, error) {
	s, err := sheet.Open(r)
	if err != nil {
		return importers.Batches{}, err
	}
	p, ok := recognise(s.Columns())
	if !ok {
		return importers.Batches{}, &importers.Error{Line: 1, What: "the columns are of no provider's " +
			"payout report that is known: export the itemised report with all columns"}
	}
	t := table{provider: p, sheet: s}
	t.find()
	err = s.Each(func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return t.read()
	})
	if err != nil {
		return importers.Batches{}, err
	}
	return t.batches(opt)
}

var _ importers.BatchImporter = Importer{}
