// Package formats is the list of what rappro reads. It is a literal list, in one place: a
// format is added by adding a line, and no package registers itself.
package formats

import (
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
)

// All lists every format. The order means nothing: exactly one importer claims a file.
func All() importers.Formats {
	all := importers.Formats{
		Statements: []importers.Importer{camt.Statements()},
	}
	for _, i := range camt.Known() {
		all.Known = append(all.Known, i)
	}
	return all
}
