package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
)

// pendingSection refuses a table in which a line of one text, where days stand, says that the
// entries below it are not booked yet: they look like all others, and would be booked.
func (f *finder) pendingSection() error {
	if len(f.money.entries) == 0 {
		return nil
	}
	last := 0
	for _, r := range f.money.entries {
		last = max(last, r)
	}
	for _, row := range f.sheet.rows[:last] {
		text := row.at(f.dates.day)
		if text == "" || strings.Join(row.cells, "") != text {
			continue
		}
		folded := fold(text)
		for i := range len(folded) {
			if (i == 0 || folded[i-1] == ' ') && f.words.begins("pending", folded[i:]) != "" {
				return &importers.Error{Line: row.line, What: fmt.Sprintf("%q says that lines below it "+
					"are not booked yet, and nothing else tells them apart: export booked lines "+
					"alone, or name a profile with --profile", text)}
			}
		}
	}
	return nil
}
