package bankcsv

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// periodMarks finds the two ends of the period in a line.
func (f *finder) periodMarks(r sheetRow) []mark {
	var marks []mark
	var days []mark
	for i, cell := range r.cells {
		for _, w := range splitDays(cell) {
			if s, ok := f.words.shapes.shape(w); ok && f.usableDay(s) {
				days = append(days, mark{i, w, ""})
			}
		}
	}
	switch label := strings.TrimLeft(fold(strings.Join(r.cells, " ")), "#*\"' "); {
	case len(days) == 2 && !f.said("from") && f.balanceKind(label) == "" && days[0].text != days[1].text:
		days[0].field, days[1].field = "from", "to"
		marks = append(marks, days...)
	case len(days) == 1 && !f.said("from") && f.words.begins("from", label) != "" && f.onlyValue(r, days[0]):
		days[0].field = "from"
		marks = append(marks, days[0])
	case len(days) == 1 && !f.said("to") && f.words.begins("to", label) != "" && f.onlyValue(r, days[0]):
		days[0].field = "to"
		marks = append(marks, days[0])
	}
	return marks
}

// onlyValue says whether a day is the end of its cell.
func (f *finder) onlyValue(r sheetRow, m mark) bool {
	return strings.HasSuffix(strings.TrimRight(r.cells[m.cell], " ;"), m.text)
}

// splitDays cuts a cell into the words that may be days.
func splitDays(cell string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(cell, func(r rune) bool {
		return strings.ContainsRune(" :;,()\"'=", r)
	}) {
		if len(w) >= 8 {
			out = append(out, w)
		}
	}
	return out
}

// period is the period that the lines above the table state, read in an order.
func (f *finder) period(o order) (from, to reconcile.Date) {
	saved := f.p.Date
	defer func() { f.p.Date = saved }()
	f.p.Date = f.dates.written[0].day.form(o, true)
	for _, r := range f.sheet.above {
		marks := f.periodMarks(r)
		for _, m := range marks {
			s, _ := f.words.shapes.shape(m.text)
			day := s.date(o)
			if s.year() == 0 {
				day = s.date(yearFirst)
			}
			if m.field == "from" && from == 0 {
				from = day
			} else if m.field == "to" && to == 0 {
				to = day
			}
		}
	}
	return from, to
}
