package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// aboveLine refuses a file where a line above the column line has a day and an amount in the columns
// of the table, and does not say that it is a balance: to leave it out would lose an entry. A day that
// is written in another way is about the list.
func (f *finder) aboveLine() error {
	for n, r := range f.sheet.above {
		day, ok := f.words.shapes.shape(r.at(f.dates.day))
		if !ok || !sameWriting(f.dates.written[0].day, day) || f.saysBalance(r) {
			continue
		}
		for _, col := range [...]int{f.money.amount, f.money.debit, f.money.credit} {
			if cell := r.at(col); looksLikeAmount(cell) && !f.belowBalance(n, col) {
				return &importers.Error{Line: r.line, What: "the line stands above the column line and has a day " +
					"and an amount: it may be an entry: download the file again, or name a profile with --profile"}
			}
		}
	}
	return nil
}

// belowBalance says whether the cell above one of a line outside the table calls it a balance.
func (f *finder) belowBalance(above, col int) bool {
	if above == 0 {
		return false
	}
	cell := f.sheet.above[above-1].at(col)
	return cell != "" && (f.named(cell).can(meansBalance) || f.balanceKind(fold(cell)) != "")
}

// saysBalance says whether a line outside the table is about a balance or a sum.
func (f *finder) saysBalance(r sheetRow) bool {
	if f.balanceKind(fold(strings.Join(r.cells, " "))) != "" {
		return true
	}
	return slices.ContainsFunc(r.cells, func(cell string) bool {
		return f.words.figures.starts(cell) != "" || f.balanceKind(fold(cell)) != ""
	})
}

// lateNames refuses a table without names that are known where a line among its lines can only be
// the names of its columns: what stands above it is about the list, and no entry.
func (f *finder) lateNames() error {
	t := f.places
	for _, r := range t.rows[t.lines[0]:t.lines[len(t.lines)-1]] {
		if t.canName(r) && (t.names < 0 || !slices.Equal(r.cells, t.rows[t.names].cells)) {
			return &importers.Error{Line: r.line, What: "the line may name the columns, and lines with a day and " +
				"an amount stand above it: cut the file there, or name a profile with --profile"}
		}
	}
	return nil
}
