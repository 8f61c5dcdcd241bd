package bankcsv

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// balanceLine is a line with a day and an amount that begins like a balance. A remittance may
// begin so too, and a payer writes it.
type balanceLine struct {
	line   int
	text   string
	before int  // lines of the statement above it
	plain  bool // it says nothing but that it is a balance, and perhaps its day

	minor int64 // of a line that has to be proved
	above tally // the sums of the lines above it
}

// takeBalance keeps a line that says it is a balance.
func (b *book) takeBalance(minor int64, opening bool, l balanceLine) {
	l.before = b.lines
	b.edges = append(b.edges, l)
	if opening {
		b.opening = &minor
	} else if b.closing == nil { // the first: what can be spent may stand behind it
		b.closing = &minor
	}
}

// left names the lines that were taken for balances. It refuses one that stands between the
// lines, and one with more text whose amount nothing proves.
func (b *book) left(sink importers.Sink, s *reconcile.Statement) error {
	proved := s.Opening != nil && s.Closing != nil &&
		s.Closing.Amount.Minor-s.Opening.Amount.Minor == b.sums[0]-b.sums[1]
	for _, l := range b.edges {
		if l.before > 0 && l.before < b.lines || !l.plain && !proved {
			return &importers.Error{Line: l.line, What: fmt.Sprintf("%q begins like a balance and "+
				"may be a payment: download the file without lines of balances, or name a profile "+
				"with --profile", l.text)}
		}
		sink.Note(fmt.Sprintf("line %d: %q is a balance and no entry", l.line, l.text))
	}
	return nil
}

// balanceText gives the cell that begins with one of the words, and whether it says nothing
// else of its own.
func (t *table) balanceText(record *record) (text string, plain bool) {
	for _, cell := range record.all() {
		folded := fold(string(trimBytes(cell)))
		longest := -1
		for _, w := range append(t.profile.Opening[:len(t.profile.Opening):len(t.profile.Opening)],
			t.profile.Closing...) {
			if strings.HasPrefix(folded, w) {
				longest = max(longest, len(w))
			}
		}
		if longest >= 0 {
			return string(trimBytes(cell)), t.onlyDays(folded[longest:])
		}
	}
	return "", false
}

// onlyDays says whether what stands behind the words for a balance is a day, a currency, or
// the side of the balance: no word of a payment, and no number of an invoice.
func (t *table) onlyDays(rest string) bool {
	names := monthNames()
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool {
		return strings.ContainsRune(" .,:;()/-'*\u00a0\u202f", r)
	}) {
		letters := strings.IndexFunc(w, unicode.IsLetter) >= 0
		_, err := reconcile.ParseCurrency(strings.ToUpper(w))
		switch {
		case !letters, names[w] > 0, err == nil, len(w) <= 2:
			continue
		case strings.HasPrefix(w, "cred"), strings.HasPrefix(w, "deb"), strings.HasPrefix(w, "euro"):
			continue
		}
		return false
	}
	return true
}
