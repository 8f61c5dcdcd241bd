package matcher

import "strings"

// wordClass is what a word hints at. Words only ever add or take away some weight: a text
// in a language that nobody listed here is read by its numbers, names and amounts alone.
type wordClass uint32

const (
	wordLegal    wordClass = 1 << iota // legal form or title: weak part of a name
	wordJoin                           // and, of: no part of a name's core; may list numbers
	wordOrder                          // the number that follows is of an order or a quote
	wordOther                          // the number that follows is a phone, tax or client number
	wordRange                          // from … to
	wordRefund                         // money back: supplier refunds, credit notes
	wordNoise                          // tax, insurance, subsidy, interest, loan, capital
	wordPSP                            // payment providers and card acquirers
	wordReturn                         // a payment that comes back
	wordForeign                        // words of international transfers
	wordCheque                         // cheques handed in
	wordCash                           // notes and coins
	wordInner                          // between own accounts
	wordAbbrev                         // may stand glued before a number: FACT100916, N°7
	wordThird                          // who pays for others: factors, accountants, groups, persons
	wordInvoice                        // what follows is the number of an invoice or credit note
	wordSupplier                       // of a supplier: money back, unless a payment to him is meant
	wordPay                            // paying, a transfer, a balance
	wordAccount                        // an account and its kind: no name of anybody
	firstMonth   = iota                // the months follow (lexicon_months.go)
)

// lexicon maps folded words to their classes.
type lexicon map[string]wordClass

func newLexicon() lexicon {
	lex := lexicon{}
	for _, l := range wordLists() {
		for _, w := range strings.Fields(l.words) {
			lex[w] |= l.class
		}
	}
	lex.addMonths()
	return lex
}

type wordList struct {
	class wordClass
	words string
}
