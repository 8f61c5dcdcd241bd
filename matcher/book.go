package matcher

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// doc is an invoice as the matcher holds it: what never changes, and what is still open. A
// company may have millions, so that it holds no pointer, which the garbage collector would
// follow: texts stand in the book, and what many documents share is there once.
type doc struct {
	texts     [4]uint32 // where number, reference and project start, and where the last one ends
	amount    int64
	open      int64 // outstanding; 0 for drafts, cancelled and settled ones
	terms     int32 // place among the book's terms
	customer  int32
	scheme    int32 // of its number, in the grammar's list
	replaced  int32 // document that took the place of this cancelled one, -1 for none
	same      int32 // documents of this amount and currency, itself among them, roughly
	issue     reconcile.Date
	due       reconcile.Date // 0 when nobody says
	paidOn    reconcile.Date // when money that we saw last closed some of it
	currency  uint16         // place among the book's currencies
	ours      bool           // money that we saw closed some of it
	cancelled bool
	draft     bool
	credit    bool // a credit note
}

// The texts of a document, in their order: the book holds 4 GB of them, which is more than there
// is memory for beside the documents themselves.
const (
	docNumber    = iota
	docReference // the payment reference in compact form
	docProject
)

// customer is who owes, with the documents that can still take money in order of issue.
type customer struct {
	id   string
	name name
	docs []int32
	// What the session learns: how many of its accounts are known, and its payments under
	// its own name.
	accounts, ownPaid int32
}

// book is everything a session knows about documents and customers.
type book struct {
	docs       []doc
	customers  []customer
	texts      string // numbers, references and projects of all documents
	terms      []terms
	currencies []reconcile.Currency
	byID       map[string]int32 // customers
	byNumber   index
	lengths    lengths // of the texts in it
	references lengths // of the references among them
	byProject  index   // documents by the order that they belong to
	byAmount   index   // documents by their whole amount
	byName     index   // customers by the key of their core name
	byGlued    index
	wholes     wholeNames // of the customers
	byWord     index      // customers by each word
	words      lengths    // of the words
	longest    int        // words of the longest name
	projects   lengths    // of the projects
	clients    lengths    // of the customers' ids
	byClient   index      // customers by the digits and letters of their id
	grammar    grammar
	lex        lexicon
	openCount  int
	powers     powers
}

// text is one of the texts of a document.
func (b *book) text(i int32, which int) string {
	t := &b.docs[i].texts
	return b.texts[t[which]:t[which+1]]
}

// numberOf is the printed number of a document.
func (b *book) numberOf(i int32) string { return b.text(i, docNumber) }

func (b *book) referenceOf(i int32) string { return b.text(i, docReference) }

func (b *book) projectOf(i int32) string { return b.text(i, docProject) }

// currencyOf is the currency of a document.
func (b *book) currencyOf(i int32) reconcile.Currency { return b.currencies[b.docs[i].currency] }

// rarity is how many hundredths of a bit it tells that one of n things was met, when k of
// the n would have done.
func rarity(n, k int) int {
	if k < 1 {
		k = 1
	}
	if n <= k {
		return 0
	}
	return log2x100(uint64(n)) - log2x100(uint64(k))
}

// log2x100 is the binary logarithm in hundredths, by repeated squaring of the mantissa.
func log2x100(v uint64) int {
	if v <= 1 {
		return 0
	}
	whole := bits.Len64(v) - 1
	m := v << (63 - uint(whole)) // mantissa in [1,2) with 63 fractional bits
	frac := 0
	for i := 0; i < 10; i++ {
		hi, _ := bits.Mul64(m, m)
		frac <<= 1
		if hi>>63 != 0 {
			frac |= 1
			m = hi
		} else {
			m = hi << 1
		}
	}
	return whole*100 + frac*100>>10
}

// number finds a document by its printed number.
func (b *book) number(number string) int32 {
	h := hashStart
	for i := 0; i < len(number); i++ {
		switch kindOf(number[i]) {
		case foldedChar:
			h = hashText(hashStart, onlyAlnum(number))
			i = len(number)
		case letterChar, digitChar:
			h = hashText(h, number[i:i+1])
		}
	}
	for _, e := range b.byNumber.find(mixed(h)) {
		if b.numberOf(position(e)) == number {
			return position(e)
		}
	}
	return -1
}

// sameAmount gives the documents of an amount, and a few others by chance.
func (b *book) sameAmount(minor int64, c reconcile.Currency) []uint64 {
	return b.byAmount.find(hashAmount(minor, string(c)))
}

// discount is what the document's terms let the payer keep back on a day, and whether the
// day is in time. Rule 8 of the benchmark: half up to the cent on each invoice.
func (b *book) discount(i int32, day reconcile.Date) (minor int64, inTime bool) {
	d := &b.docs[i]
	t := &b.terms[d.terms]
	if t.steps[0].percent == 0 || d.issue == 0 || d.amount <= 0 {
		return 0, false
	}
	s, inTime := t.step(int(day - d.issue))
	return (d.amount*int64(s.percent) + 5000) / 10000, inTime
}

// retention is what the document's terms keep back until later.
func (b *book) retention(i int32) int64 {
	d := &b.docs[i]
	return (d.amount*int64(b.terms[d.terms].retention) + 5000) / 10000
}

// sortCustomers orders each customer's documents by issue date, then number: the order in
// which the oldest is paid first.
func (b *book) sortCustomers() {
	for i := range b.customers {
		slices.SortFunc(b.customers[i].docs, b.byIssue)
	}
}

// byIssue orders documents by issue date, then number.
func (b *book) byIssue(x, y int32) int {
	return cmp.Or(cmp.Compare(b.docs[x].issue, b.docs[y].issue),
		cmp.Compare(b.numberOf(x), b.numberOf(y)))
}
