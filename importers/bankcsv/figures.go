package bankcsv

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// figures are the words of texts that say nothing but that an amount is a balance or a sum: nouns
// for it, one of which has to stand there, and what banks write beside them. A text with any other
// word may be a payment: "SOLDE FACTURE 77" is a customer who pays the rest.
type figures struct {
	nouns, others map[string]bool
	months        map[string]int
}

// maxFigure is longer than what a bank writes beside a balance.
const maxFigure = 64

// starts gives the folded beginning of a text that is nothing but a balance or a sum, up to its
// day; nothing for any other text.
func (g *figures) starts(cell string) string {
	if cell == "" || len(cell) > maxFigure {
		return ""
	}
	text := fold(cell)
	noun, end := g.nouns[text], len(text)
	if noun && text != "total" {
		return text
	}
	rest := 0
	for word := range strings.FieldsSeq(text) {
		at := rest + strings.Index(text[rest:], word)
		rest = at + len(word)
		if digitsIn(word) > 0 {
			end = min(end, at)
			continue
		}
		is, ok := g.word(strings.Trim(word, ".,:;()*'\"-"))
		if !ok {
			return ""
		}
		noun = noun || is
	}
	if text[:end] == "total" || strings.HasPrefix(text, "total ") && end == len("total ") {
		return "" // a filling station
	}
	if !noun || !onlyDay(text[end:], g.months) {
		return ""
	}
	return strings.TrimRight(text[:end], " .,:;(*'\"-")
}

// word says whether a word is a noun for a balance or a sum, and whether it is that or one that
// stands beside them.
func (g *figures) word(w string) (noun, ok bool) {
	if g.nouns[w] {
		return true, true
	}
	ok = true
	for _, part := range strings.FieldsFunc(w, func(r rune) bool { return strings.ContainsRune("/'’-.", r) }) {
		noun = noun || g.nouns[part]
		ok = ok && (g.nouns[part] || g.others[part] || beside(part, g.months))
	}
	return noun, ok
}

// beside says whether a word is one of a day or an amount: the name of a month, a currency, the
// side of a balance, or as short as prepositions are.
func beside(w string, months map[string]int) bool {
	_, err := reconcile.ParseCurrency(strings.ToUpper(w))
	return utf8.RuneCountInString(w) <= 2 || months[w] > 0 || err == nil || strings.HasPrefix(w, "cred") ||
		strings.HasPrefix(w, "deb") || strings.HasPrefix(w, "euro")
}

// onlyDay says whether what stands behind the words for a balance is a day, a part of one or an
// amount, with the words beside it. A number of another form is that of an invoice.
func onlyDay(rest string, months map[string]int) bool {
	shapes := shaper{form: dateForm{names: months}}
	named := strings.ContainsFunc(rest, unicode.IsLetter)
	for word := range strings.FieldsSeq(rest) {
		word = strings.Trim(word, ",:;()*'\"")
		digits := digitsIn(word)
		switch {
		case digits == 0:
			for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return strings.ContainsRune(".-/'", r) }) {
				if !beside(part, months) {
					return false
				}
			}
		case isDay(&shapes, word):
		case digits == len(word) && (digits <= 2 && named || digits == 4 && (word[:2] == "19" || word[:2] == "20")):
		case isDayOfMonth(&shapes, word), decimals([]byte(word)) == 2:
		default:
			return false
		}
	}
	return true
}

// isDayOfMonth says whether a word is a day and a month without the year.
func isDayOfMonth(shapes *shaper, word string) bool {
	const leapYear = "2024"
	i := strings.IndexAny(word, "./-")
	return i > 0 && isDay(shapes, strings.TrimRight(word, "./-")+word[i:i+1]+leapYear)
}

// hasWord says whether a cell has more than a number or a letter or two; one character is a word in
// the scripts of East Asia.
func hasWord(cell string) bool {
	return strings.ContainsFunc(cell, unicode.IsLetter) && (utf8.RuneCountInString(cell) > 2 ||
		strings.ContainsFunc(cell, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hangul) }))
}

// isPlainBalance says whether a line of the table has one of the words of balances that nothing
// else stands beside, and no balance of its own that tells.
func (f *finder) isPlainBalance(row int) bool {
	return len(f.p.Balances) > 0 && f.figureOf(row) != ""
}

// figureOf is how the text of a line begins that is nothing but a balance or a sum, empty for any
// other line.
func (f *finder) figureOf(row int) string {
	r := f.sheet.rows[row]
	if f.balance.col >= 0 && r.at(f.balance.col) != "" || r.at(f.placeOf(f.p.Columns[colPayerIBAN])) != "" {
		return ""
	}
	found := ""
	for _, i := range f.wordPlaces() {
		cell := r.at(i)
		if i == f.money.side || !hasWord(cell) {
			continue // a number or a letter of the line or of its kind
		}
		if found = f.words.figures.starts(cell); found == "" || f.words.is("total", cell) {
			return "" // totals knows what to do with one of those
		}
	}
	return found
}

// plainBalances finds lines whose text is nothing but a balance or a sum, where one stands at an
// end of the table. Whether it is one the reader proves; a payment may be called so.
func (f *finder) plainBalances() {
	rows := f.money.entries
	ends := rows[:min(edgeLines, len(rows))]
	if f.sheet.whole {
		ends = slices.Concat(ends, rows[max(0, len(rows)-edgeLines):])
	}
	at := slices.IndexFunc(ends, func(r int) bool { return f.figureOf(r) != "" })
	if at < 0 {
		return
	}
	for _, r := range rows {
		if word := f.figureOf(r); word != "" && !slices.Contains(f.p.Balances, word) &&
			!f.saysOneOf(f.sheet.rows[r], f.p.Opening) && !f.saysOneOf(f.sheet.rows[r], f.p.Closing) {
			f.p.Balances = append(f.p.Balances, word)
			f.reason("balance line", word, "line %d says nothing else", f.sheet.rows[r].line)
		}
	}
}
