package bankcsv

import (
	"slices"
	"strings"
)

// twoWays is how many words tell a credit from a debit.
const twoWays = 2

// provedSide looks for a column with two words, whatever they mean in whatever language, one of
// which stands on the lines that raise the balance by their amount and the other on those that
// lower it. Two letters of an unknown table prove nothing by themselves; that every line of the
// balance follows with them, and with neither of them alone, does, where each of them stands on
// several lines: any two payers differ in one.
func (f *finder) provedSide(b balanceFacts, name string) (balanceFacts, bool) {
	m := &f.money
	if m.amount < 0 || m.side >= 0 || !m.unsigned {
		return b, false
	}
	for i, n := range f.sheet.names {
		if i == m.amount || i == b.col || i == m.currencyAt || i == f.accountCol || n.isMoney() || n.isDay() {
			continue
		}
		words := f.twoWords(i)
		if words == nil {
			continue
		}
		r, credit, ok := f.followWords(b.col, i, words)
		if !ok {
			continue
		}
		debit := 1 - credit
		m.side, m.unsigned = i, false
		f.p.CreditWord, f.p.DebitWord = []string{words[credit]}, []string{words[debit]}
		f.setColumn(colSide, i)
		f.reason("sign", "column "+f.sideName(i), "%s follows from the amounts on each of %d lines when %s "+
			"means a credit there and %s a debit, and in no other way", name, r.steps, words[credit], words[debit])
		return r, true
	}
	return b, false
}

// followWords finds which of two words of a column is that of the credits. The balance has to say
// so itself: where it follows with one direction for both words too, it tells them not apart.
func (f *finder) followWords(balance, col int, words []string) (best balanceFacts, credit int, ok bool) {
	sign := [twoWays]int64{}
	proved := 0
	for mask := range 1 << twoWays {
		for w := range sign {
			sign[w] = 1 - int64(mask>>w&1)*2
		}
		r := f.follow(balance, -1, func(row int) int64 {
			return sign[f.wordAt(row, col, words)] * abs(f.amountOf(row))
		})
		if !r.provedWell() {
			continue
		}
		if proved++; sign[0] == sign[1] || !f.daysGo(r.oldestFirst) {
			return r, 0, false
		}
		if best = r; sign[1] > 0 {
			credit = 1
		}
	}
	return best, credit, proved == 1 && f.repeats(col, words, best.oldestFirst)
}

// repeats says whether each of two words stands on several of the lines that a balance stands before.
func (f *finder) repeats(col int, words []string, oldestFirst bool) bool {
	rows := f.money.entries[:len(f.money.entries)-1]
	if oldestFirst {
		rows = f.money.entries[1:]
	}
	var count [twoWays]int
	for _, r := range rows {
		count[f.wordAt(r, col, words)]++
	}
	return min(count[0], count[1]) > 1
}

// twoWords lists the two words that stand in a column on all entries, "none" for an empty cell; nil
// where there are more or fewer.
func (f *finder) twoWords(col int) []string {
	var words []string
	for _, r := range f.money.entries {
		word := sideText(f.sheet.rows[r].at(col))
		if slices.Contains(words, word) {
			continue
		}
		if words = append(words, word); len(words) > twoWays {
			return nil
		}
	}
	if len(words) < twoWays || strings.EqualFold(words[0], words[1]) {
		return nil
	}
	return words
}

// wordAt is which of two words stands in a column of a line.
func (f *finder) wordAt(row, col int, words []string) int {
	if sideText(f.sheet.rows[row].at(col)) == words[0] {
		return 0
	}
	return 1
}

// sideText is a cell as a profile writes it among the words for credit and debit.
func sideText(cell string) string {
	if cell == "" {
		return "none"
	}
	return cell
}
