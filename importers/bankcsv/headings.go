package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
)

// headsPending says whether a folded heading calls the lines below it not booked yet.
func (v *vocabulary) headsPending(folded string) bool {
	return v.wordIn("pending", folded) || v.stemIn("pending stem", folded)
}

// headsBooked says whether a folded heading calls the lines below it booked.
func (v *vocabulary) headsBooked(folded string) bool {
	return v.wordIn("booked", folded) || v.stemIn("booked stem", folded)
}

// aboutList says whether a text names a balance, a sum, an account, a period or a month, and so
// says nothing of the lines below it that they do not say themselves.
func (v *vocabulary) aboutList(folded string) bool {
	for _, list := range [...]string{"opening", "closing", "current", "total", "turnover", "account", "currency"} {
		if v.begins(list, folded) != "" {
			return true
		}
	}
	if digitsIn(folded) > 0 {
		return true // a page, a number, a day
	}
	for _, w := range strings.Fields(folded) {
		if v.shapes.form.names[w] > 0 {
			return true
		}
	}
	return false
}

// wordIn says whether a word of a list stands in a folded text.
func (v *vocabulary) wordIn(list, folded string) bool {
	for i := range len(folded) {
		if (i == 0 || folded[i-1] == ' ') && v.begins(list, folded[i:]) != "" {
			return true
		}
	}
	return false
}

// stemIn says whether a word of a folded text begins like a word of a list.
func (v *vocabulary) stemIn(list, folded string) bool {
	return beginsWord(folded, v.order[list])
}

// unknownHeading refuses lines below a heading that nobody understands.
func unknownHeading(line int, text string) error {
	return &importers.Error{Line: line, What: fmt.Sprintf("nothing says what %q means for the lines "+
		"below it: export the lines without headings, or name a profile with --profile", text)}
}
