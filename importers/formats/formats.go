// Package formats is the list of what rappro reads. It is a literal list, in one place: a
// format is added by adding a line, and no package registers itself.
package formats

import (
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bai2"
	"github.com/rappro/rappro/importers/bankcsv"
	"github.com/rappro/rappro/importers/camt"
	"github.com/rappro/rappro/importers/card"
	"github.com/rappro/rappro/importers/cfonb120"
	"github.com/rappro/rappro/importers/coda"
	"github.com/rappro/rappro/importers/invoices"
	"github.com/rappro/rappro/importers/jsonstatements"
	"github.com/rappro/rappro/importers/mt940"
	"github.com/rappro/rappro/importers/ofx"
	"github.com/rappro/rappro/importers/pain"
	"github.com/rappro/rappro/importers/payout"
	"github.com/rappro/rappro/importers/qif"
	"github.com/rappro/rappro/importers/slip"
	"github.com/rappro/rappro/importers/statements"
)

// All lists every format. The order means nothing: exactly one importer claims a file. An
// error means that an embedded bank CSV profile is broken, which the tests exclude.
func All() (importers.Formats, error) { return With("") }

// With is All with a folder of a person's own profiles of bank CSV.
func With(profiles string) (importers.Formats, error) {
	csv, err := bankcsv.New(profiles)
	if err != nil {
		return importers.Formats{}, err
	}
	all := importers.Formats{
		Statements: []importers.Importer{camt.Statements(), camt.Reports(), csv},
		Invoices:   []importers.InvoiceImporter{invoices.Importer{}},
		Batches: []importers.BatchImporter{camt.Notices{}, payout.Importer{}, slip.Importer{},
			card.Importer{}, pain.Collections{}, pain.Rejects{}},
	}
	all.Statements = append(all.Statements, cfonb120.Importer{}, coda.Importer{}, bai2.Importer{})
	all.Known = append(all.Known, cfonb120.Known240{})
	all.Statements = append(all.Statements, ofx.Importer{}, qif.Importer{})
	all.Statements = append(all.Statements, mt940.Importer{}, statements.Importer{},
		jsonstatements.Importer{})
	return all, nil
}
