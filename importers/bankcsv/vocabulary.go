package bankcsv

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

//go:embed words/columns.txt
var columnWords string

//go:embed words/values.txt
var valueWords string

//go:embed words/codes.txt
var codeList string

// meaning is what the name of a column can say. Several columns can have one meaning; what
// stands in them decides.
type meaning string

// The meanings of words/columns.txt.
const (
	meansBooked     meaning = "booked"  // day of booking
	meansDay        meaning = "day"     // a day, without saying which
	meansDone       meaning = "done"    // day of the operation
	meansValue      meaning = "value"   // value date
	meansVoucher    meaning = "voucher" // day of a purchase, which is no booking date
	meansAmount     meaning = "amount"
	meansOwnAmount  meaning = "account amount" // in the currency of the account, where another stands beside it
	meansAmount2    meaning = "amount2"        // an amount, where there is no better one
	meansDebit      meaning = "debit"
	meansCredit     meaning = "credit"
	meansBalance    meaning = "balance"
	meansAvailable  meaning = "balance2"
	meansFee        meaning = "fee"
	meansSide       meaning = "side"
	meansCurrency   meaning = "currency"
	meansAccount    meaning = "account"
	meansOwnAccount meaning = "own account" // of the list itself, and never of the other side
	meansStatus     meaning = "status"
	meansIsBooked   meaning = "booked?"  // yes or no
	meansIsPending  meaning = "pending?" // yes or no
	meansText       meaning = "text"
	meansNever      meaning = "never"
)

// vocabulary is the words of banks in their languages.
type vocabulary struct {
	exact    map[string][]meaning
	joined   map[string][]meaning // exact, written without spaces
	days     []dayKind
	singles  []string // the names of exact that are one word, sorted
	patterns []pattern
	never    []string // parts of names
	values   map[string]map[string]bool
	order    map[string][]string // words of values in the order of the file
	shapes   *shaper
	figures  *figures
}

// pattern is a name with a * at its end.
type pattern struct {
	prefix string
	m      meaning
}

// readVocabulary reads the embedded words.
func readVocabulary() (*vocabulary, error) {
	v := &vocabulary{exact: map[string][]meaning{}, joined: map[string][]meaning{}, values: map[string]map[string]bool{},
		order: map[string][]string{}, shapes: newShaper()}
	err := eachWord(columnWords, func(key, word string) {
		m := meaning(key)
		prefix, open := strings.CutSuffix(word, "*")
		switch {
		case m == meansNever:
			v.never = append(v.never, strings.ReplaceAll(word, "*", ""))
		case open:
			v.patterns = append(v.patterns, pattern{prefix, m})
		default:
			word = strings.ReplaceAll(fold(word), "/", " ")
			v.exact[word] = append(v.exact[word], m)
			if join := strings.ReplaceAll(word, " ", ""); join != word && len(join) > 7 {
				v.joined[join] = append(v.joined[join], m)
			}
			v.addDay(word, m)
		}
	})
	if err != nil {
		return nil, err
	}
	for w := range v.exact {
		if !strings.Contains(w, " ") {
			v.singles = append(v.singles, w)
		}
	}
	slices.Sort(v.singles)
	err = eachWord(valueWords, func(key, word string) {
		if v.values[key] == nil {
			v.values[key] = map[string]bool{}
		}
		if strings.HasSuffix(key, namesIn) {
			v.values[key][strings.ToLower(word)] = true // an accent tells the language: "datum" is not "dátum"
			return
		}
		v.values[key][fold(word)] = true
		v.order[key] = append(v.order[key], fold(word))
	})
	v.figures = &figures{nouns: v.values["figure"], others: v.values["beside figure"], months: v.shapes.form.names}
	return v, err
}

// commonCodes are the words for kinds of lines that many banks use.
func commonCodes() ([]word, error) {
	var p Profile
	for line := range strings.Lines(codeList) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			if err := p.addWord(line); err != nil {
				return nil, err
			}
		}
	}
	return p.Words, nil
}

// eachWord reads "key: word, word" lines.
func eachWord(text string, f func(key, word string)) error {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		key, words, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("line %q: want key: word, word", line)
		}
		for _, w := range strings.Split(words, ",") {
			f(key, strings.TrimSpace(w))
		}
	}
	return nil
}

// name is the name of a column, taken apart.
type name struct {
	raw      string
	text     string // folded, without signs and currency
	currency reconcile.Currency
	means    []meaning
}

// named takes the name of a column apart.
func (v *vocabulary) named(raw string) name {
	n := name{raw: raw}
	text := fold(string(unquoteExcel([]byte(trimSpaces(raw)))))
	var words []string
	switch first, _, _ := strings.Cut(text, " "); first {
	case "-", "[-]", "(-)":
		words = []string{"-"} // what goes out, where "+" is what comes in
	}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune(" ()[]_/.:;#*\"'’°,-?!|", r) && r != '\''
	}) {
		w = strings.Trim(w, "'")
		if c := headerCurrency(w, raw); c != "" && n.currency == "" {
			n.currency = c
			continue
		}
		if w == "$" || w == "¥" {
			continue // of which currency is not said
		}
		if w != "" && w != "utc" && (w != "+" && w != "-" || len(words) == 0) {
			words = append(words, w)
		}
	}
	for last := len(words) - 1; n.currency != "" && last > 0 && (words[last] == "in" || words[last] == "en"); last-- {
		short := strings.Join(words[:last], " ")
		if v.exact[short] == nil && v.exact[strings.Join(words, " ")] != nil {
			break // "Money in (€)"
		}
		words = words[:last] // "Umsatz in EUR"
	}
	n.text = strings.Join(words, " ")
	n.means = v.means(n.text)
	if n.text == "" && n.currency != "" {
		n.means = []meaning{meansAmount2} // a column that is only called EUR
	}
	return n
}

// headerCurrency finds a currency in the name of a column, where only codes and signs that
// are no words count.
func headerCurrency(w, raw string) reconcile.Currency {
	switch code := strings.ToUpper(w); w {
	case "all", "top", "try", "mop", "cup", "bam", "cop", "sos", "mad", "lak", "gel", "amd", "ron":
		if strings.Contains(raw, "("+code+")") || strings.Contains(raw, "["+code+"]") || w == "ron" &&
			strings.Contains(raw, code) {
			break
		}
		return "" // words, or too short to be sure
	}
	switch w {
	case "euro", "euros", "euroa", "€":
		return "EUR"
	}
	if c := currencySign(w); c != "" && !ascii(w) {
		return c
	}
	w = strings.TrimRight(w, "$€£") // "CAD$"
	if len(w) == 3 {
		if c, err := reconcile.ParseCurrency(w); err == nil {
			return c
		}
	}
	return ""
}

// is says whether a cell is a word of a list of words/values.txt.
func (v *vocabulary) is(list, cell string) bool { return v.values[list][fold(trimSpaces(cell))] }

// begins finds the longest word of a list that a folded text begins with, as a whole word.
func (v *vocabulary) begins(list, folded string) string {
	found := ""
	for _, w := range v.order[list] {
		if len(w) > len(found) && len(w) <= len(folded) && w[0] == folded[0] &&
			strings.HasPrefix(folded, w) &&
			(len(folded) == len(w) || strings.IndexByte(" :;,.(0123456789\"=/", folded[len(w)]) >= 0) {
			found = w
		}
	}
	return found
}

func (n name) can(m meaning) bool {
	for _, x := range n.means {
		if x == m {
			return true
		}
	}
	return false
}

// beginnings are the words of some lists by their first byte.
type beginnings [256][]string

// starts gathers how the words of some lists begin, so that most cells need no closer look.
func (v *vocabulary) starts(lists ...string) *beginnings {
	var b beginnings
	for _, list := range lists {
		for _, w := range v.order[list] {
			if w != "" {
				b[w[0]] = append(b[w[0]], w)
			}
		}
	}
	return &b
}

// may says whether a cell may begin with one of the words once it is folded.
func (b *beginnings) may(cell string) bool {
	if cell == "" {
		return false
	}
	if cell[0] <= ' ' || cell[0] >= utf8.RuneSelf { // these fold to something else
		return true
	}
	for _, w := range b[lower(cell[0])] {
		if foldedPrefix(cell, w) {
			return true
		}
	}
	return false
}
