package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// tally is the sums of the credits and of the debits of the lines so far, both positive.
type tally [2]int64

func (s *tally) add(amount int64) {
	if amount < 0 {
		s[1] -= amount
	} else {
		s[0] += amount
	}
}

// has says whether an amount is one of the sums.
func (s tally) has(amount int64) bool {
	return amount != 0 && (amount == s[0] || amount == -s[1])
}

// near says whether an amount is one of the sums or what is left of both, whatever its sign.
func (s tally) near(amount int64) bool {
	v := abs(amount)
	return v != 0 && (v == s[0] || v == s[1] || v == abs(s[0]-s[1]))
}

// fewSummed is how many lines it takes for a line that is their sum to the cent to be no chance.
const fewSummed = 3

// totals finds the lines with a day that say they are totals, and are the sum of what stands
// above them. One that is not is refused: counting it would count everything twice, and leaving
// it out could leave an entry out.
func (f *finder) totals() error {
	from, to := f.provedLines()
	var sums, since tally // of all lines, and of those behind the last total
	totals, lines := 0, 0
	below, places := f.below(f.money.entries), f.wordPlaces()
	for _, r := range f.money.entries {
		row, a := f.sheet.rows[r], f.amountOf(r)
		if f.saysOneOf(row, f.p.Opening) || f.saysOneOf(row, f.p.Closing) || f.isPlainBalance(r) {
			continue
		}
		word, text := f.sumWord(row, places)
		if from <= r && r <= to {
			word = "" // the balances prove it an entry
		}
		switch {
		case word != "" && sums.has(a) && (lines > 1 || totals > 0 || word == text) && !isPayee(word, text):
			f.totalWord(word, r)
			totals, lines, since = totals+1, 0, tally{}
			continue
		case word != "" && lines == 0 && totals == 0 && below.near(a):
			return &importers.Error{Line: row.line, What: fmt.Sprintf("%q has a day and "+
				"an amount, and may be a total: name a profile with --profile", text)}
		case word != "" && since.has(a) && totals > 0:
			return &importers.Error{Line: row.line, What: fmt.Sprintf("%q is the sum of the lines behind "+
				"the last total: export the lines without totals of days, or name a profile with "+
				"--profile", text)}
		case word != "" && sums.near(a), word != "" && a != 0 &&
			f.words.begins("total", text) == word && (!isPayee(word, text) || word == text && a > 0 && f.isLast(r)):
			return &importers.Error{Line: row.line, What: fmt.Sprintf("%q has a day and "+
				"an amount, and may be a total: name a profile with --profile", text)}
		case from > to && lines >= fewSummed && a == since[0]-since[1] && a%100 != 0:
			return &importers.Error{Line: row.line, What: fmt.Sprintf("the amount is the sum of the %d lines "+
				"above, and may be a total: export the lines without totals, or name a profile with "+
				"--profile", lines)}
		}
		sums.add(a)
		since.add(a)
		lines++
	}
	return nil
}

// below are the sums of all lines but the first, which is a total where the newest line comes first.
func (f *finder) below(rows []int) (sums tally) {
	for _, r := range rows[1:] {
		sums.add(f.amountOf(r))
	}
	return sums
}

// isLast says whether a line is the last of the table, where banks write totals.
func (f *finder) isLast(row int) bool {
	return f.sheet.whole && row == f.money.entries[len(f.money.entries)-1]
}

// isPayee says whether the label of a line may be that of a payment: a filling station is called
// Total, and names of people begin with one of these words.
func isPayee(word, text string) bool {
	return !strings.Contains(word, " ") && (word != text || word == "total")
}

// sumWord finds the word for a total or a turnover that a text of a line, in one of the places,
// begins with.
func (f *finder) sumWord(r sheetRow, places []int) (word, text string) {
	if f.sums == nil {
		f.sums = f.words.starts("total", "turnover")
	}
	for _, i := range places {
		if !f.sums.may(r.at(i)) {
			continue
		}
		text = fold(r.at(i))
		for _, list := range [...]string{"total", "turnover"} {
			if word = f.words.begins(list, text); word != "" {
				return word, text
			}
		}
	}
	return "", ""
}

func (f *finder) totalWord(word string, row int) {
	if !slices.Contains(f.p.Totals, word) {
		f.p.Totals = append(f.p.Totals, word)
		f.reason("total line", word, "line %d is the sum of the lines above it", f.sheet.rows[row].line)
	}
}

// withoutPairSums leaves out the lines whose debit and credit are both filled with the sums of
// what stands above them, and that say so.
func (f *finder) withoutPairSums(rows []int) []int {
	var out []int
	var sums tally
	for _, r := range rows {
		debit, _ := f.minor(r, f.money.debit)
		credit, _ := f.minor(r, f.money.credit)
		if debit != 0 && credit != 0 && abs(debit) == sums[1] && credit == sums[0] {
			if word := f.anySumWord(f.sheet.rows[r]); word != "" {
				f.totalWord(word, r)
				continue
			}
		}
		sums[0], sums[1] = sums[0]+credit, sums[1]+abs(debit)
		out = append(out, r)
	}
	return out
}

// anySumWord is sumWord before the columns of texts are known.
func (f *finder) anySumWord(r sheetRow) string {
	for _, cell := range r.cells {
		for _, list := range [...]string{"total", "turnover"} {
			if word := f.words.begins(list, fold(cell)); word != "" {
				return word
			}
		}
	}
	return ""
}

// saysOneOf says whether a cell of a line begins with one of the folded words.
func (f *finder) saysOneOf(r sheetRow, words []string) bool {
	for _, cell := range r.cells {
		if slices.ContainsFunc(words, func(w string) bool { return foldedPrefix(cell, w) }) {
			return true
		}
	}
	return false
}
