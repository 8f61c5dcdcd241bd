package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// Some banks write the balances and the turnover as lines like any other, in words that nobody
// knows. Numbers tell that they may be: the last line is the first and all between them, or the sum
// of all credits, or of all debits. Round payments may be so by chance, and numbers alone leave no
// line out: such a file is refused.

// edgeLines bounds how many such lines stand behind the entries, and fewBetween is how many
// entries it takes to rule out chance.
const (
	edgeLines  = 4
	fewBetween = 3
)

// edges finds the lines at both ends of the table that are balances and turnovers.
func (f *finder) edges() error {
	if err := f.bareEnd(); err != nil || f.balance.col >= 0 || !f.sheet.whole || f.p.Mixed {
		return err
	}
	rows, told := f.edgeCandidates()
	if told {
		return nil
	}
	if newest := slices.Clone(rows); !f.edgesOf(rows) {
		slices.Reverse(newest)
		if !f.edgesOf(newest) {
			return nil
		}
		rows = newest
	}
	for _, r := range rows {
		row := f.sheet.rows[r]
		kind := f.money.edges[r]
		if kind == "" || f.saysOneOf(row, f.p.Totals) || f.namesOther(r) {
			continue
		}
		return &importers.Error{Line: row.line, What: fmt.Sprintf("the amount is a balance or a "+
			"sum of the other lines (%s), and may be a payment: download the file without such "+
			"lines, or name a profile with --profile", kind)}
	}
	return nil
}

// bareEnd refuses a file where one line has a day and an amount and nothing else, and every other line
// has words, if it is the first, the last, or the last above a line of one text: it may be a balance.
func (f *finder) bareEnd() error {
	rows := f.money.entries
	bare := -1
	for _, r := range rows {
		if !f.isBare(r) {
			continue
		}
		if bare >= 0 {
			return nil
		}
		bare = r
	}
	if bare < 0 || bare != rows[0] && (bare != rows[len(rows)-1] || !f.sheet.whole) && !f.aboveText(bare) {
		return nil
	}
	return &importers.Error{Line: f.sheet.rows[bare].line, What: "the line has a day and an amount and " +
		"no word, as no other line: it may be a balance or a sum: download the file without such lines, or " +
		"name a profile with --profile"}
}

// aboveText says whether the line below a row has one text and nothing else, like a heading.
func (f *finder) aboveText(row int) bool {
	if row+1 == len(f.sheet.rows) {
		return false
	}
	text, _ := f.sheet.rows[row+1].only()
	return strings.ContainsFunc(text, isLetter)
}

// isBare says whether a line has nothing but a day, an amount and their currency and direction.
func (f *finder) isBare(row int) bool {
	for i, cell := range f.sheet.rows[row].cells {
		n := f.nameAt(i)
		if cell != "" && (hasWord(cell) || !n.namesKind() && len(n.means) > 0) && i != f.dates.day && i != f.money.amount && i != f.money.debit && i != f.money.credit &&
			i != f.money.side && !n.can(meansCurrency) && !n.can(meansAccount) && i != f.accountCol {
			return false
		}
	}
	return true
}

// namesOther says whether a line names the other side of a payment, which a balance does not have.
func (f *finder) namesOther(row int) bool {
	for _, c := range [...]column{colPayerName, colPayerIBAN, colEndToEnd, colMandate} {
		if f.p.Columns[c] != "" && f.sheet.rows[row].at(f.placeOf(f.p.Columns[c])) != "" {
			return true
		}
	}
	return false
}

// edgeCandidates are the booked lines; told says that words tell a balance among them, and a bank
// that has words for one has them for both.
func (f *finder) edgeCandidates() (all []int, told bool) {
	for _, r := range f.money.entries {
		row := f.sheet.rows[r]
		if f.saysPending(row) {
			continue
		}
		all = append(all, r)
		told = told || f.saysOneOf(row, f.p.Opening) || f.saysOneOf(row, f.p.Closing) || f.isPlainBalance(r)
	}
	return all, told
}

// edgesOf finds the lines at the ends of rows, oldest first, that follow from the others.
func (f *finder) edgesOf(rows []int) bool {
	few := fewBetween
	if f.endsLack(rows) {
		few = 1
	}
	for _, first := range [...]int{1, 0} {
		for last := len(rows) - 1; last >= len(rows)-edgeLines && last-first >= few; last-- {
			if kinds := f.explained(rows, first, last); kinds != nil {
				f.money.edges = kinds
				return true
			}
		}
	}
	return false
}

// endsLack says whether the lines at both ends are empty in a column that all others fill.
func (f *finder) endsLack(rows []int) bool {
	last := len(rows) - 1
	if last < 2 {
		return false
	}
	for i := range f.sheet.names {
		if i != f.money.debit && i != f.money.credit && f.filledOn(i, rows[1:last]) == last-1 &&
			f.filledOn(i, rows) == last-1 {
			return true
		}
	}
	return false
}

// explained says what each line outside first to last is, nil unless every one is explained.
func (f *finder) explained(rows []int, first, last int) map[int]string {
	var sums tally
	var count [2]int
	for _, r := range rows[first:last] {
		a := f.amountOf(r)
		sums.add(a)
		if a < 0 {
			count[1]++
		} else {
			count[0]++
		}
	}
	kinds := map[int]string{}
	closing := int64(0)
	if first == 1 {
		kinds[rows[0]] = "opening"
		closing = f.amountOf(rows[0]) + sums[0] - sums[1]
	}
	proved := first == 0
	for _, r := range rows[last:] {
		switch a := f.amountOf(r); {
		case first == 1 && a == closing && sums[0] != sums[1]:
			kinds[r], proved = "closing", true
		case first == 1 && (a == sums[0] || a == -sums[1]),
			a == sums[0] && count[0] >= fewBetween, a == -sums[1] && count[1] >= fewBetween:
			kinds[r] = "total"
		default:
			return nil
		}
	}
	if !proved {
		return nil
	}
	return kinds
}
