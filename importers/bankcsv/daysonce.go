package bankcsv

import (
	"context"
	"slices"
)

// Some lists write a day once, at the first of its lines, like a printed statement. A line without
// a day may as well be a sum, or an entry whose day is lost: only a balance that follows through all
// of them says that they are entries, and the place where they stand of which day.

// findDaysOnce tries such a reading of a file whose lines without a day the first reading f left
// over. It gives nil where nothing is proved.
func (f *finder) findDaysOnce(ctx context.Context, raw []byte, whole bool) *finder {
	if len(f.blank) == 0 || f.balance.col >= 0 && f.balance.proved() {
		return nil
	}
	g := &finder{words: f.words, opt: f.opt, accountCol: -1, hint: f.hint, file: f.file, balanceSide: -1,
		fill: true}
	if err := g.find(ctx, raw, whole); err != nil || g.balance.steps < provedSteps {
		return nil
	}
	from, to := g.provedLines()
	for _, row := range g.blank {
		if row < from || row > to {
			return nil
		}
	}
	g.p.DayAbove = true
	g.reason("day", "that of the line above", "where a line has none: the balances follow through all "+
		"of them")
	return g
}

// findBlankDays lists the lines with an amount and without a day, below one that has a day, unless
// they say that they are sums or balances. The second reading gives them the day above.
func (f *finder) findBlankDays() error {
	var days, amounts []int
	for i, n := range f.sheet.names {
		switch {
		case n.isDay() && !n.can(meansValue):
			days = append(days, i)
		case n.isMoney():
			amounts = append(amounts, i)
		}
	}
	above := -1
	for i, r := range f.sheet.rows {
		if f.anyDay(r, days) {
			above = i
			continue
		}
		if above < 0 || !f.isBlankDay(r, days, amounts) {
			continue
		}
		f.blank = append(f.blank, i)
		if f.fill {
			for _, day := range days {
				r.cells[day] = f.sheet.rows[above].at(day)
			}
			f.sheet.money = append(f.sheet.money, i)
		}
	}
	if f.fill {
		slices.Sort(f.sheet.money)
		f.sheet.money = slices.Compact(f.sheet.money)
	}
	return nil
}

// anyDay says whether a line has a day in one of the columns.
func (f *finder) anyDay(r sheetRow, cols []int) bool {
	return slices.ContainsFunc(cols, func(i int) bool { return f.looksLikeDay(r.at(i)) })
}

// looksLikeDay says whether a cell is written like a day, which may not exist. Most lines have
// that of the line above, which is kept.
func (f *finder) looksLikeDay(cell string) bool {
	if cell == f.seen.day && cell != "" {
		return true
	}
	_, ok := f.words.shapes.shape(cell)
	if ok {
		f.seen.day = cell
	}
	return ok
}

// isBlankDay says whether a line has an amount, nothing where days stand, and no word of a sum or
// a balance.
func (f *finder) isBlankDay(r sheetRow, days, amounts []int) bool {
	for _, i := range days {
		if i >= len(r.cells) || r.cells[i] != "" {
			return false
		}
	}
	if !slices.ContainsFunc(amounts, func(i int) bool { return looksLikeAmount(r.at(i)) }) {
		return false
	}
	return !slices.ContainsFunc(r.cells, f.isEdgeWord)
}

// isEdgeWord says whether a cell begins like a sum or a balance.
func (f *finder) isEdgeWord(cell string) bool {
	if looksLikeAmount(cell) {
		return false
	}
	text := fold(cell)
	return slices.ContainsFunc([]string{"total", "turnover", "opening", "closing", "current"},
		func(list string) bool { return f.words.begins(list, text) != "" })
}
