// Package formats is the list of what rappro reads. It is a literal list, in one place: a
// format is added by adding a line, and no package registers itself.
package formats

import (
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
)

// All lists every format. The order means nothing: exactly one importer claims a file.
func All() importers.Formats {
	var all importers.Formats
	for _, i := range camt.All() {
		all.Statements = append(all.Statements, i)
	}
	return all
}
