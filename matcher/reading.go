package matcher

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// cite is a place in a payment's text that names documents of ours.
type cite struct {
	field      reconcile.Field
	from, to   int // pieces of the field, to included
	start, end int // bytes of the field
	docs       []int32
	level      exactness
	order      bool // a word before it says that it is an order or another number
	time       bool // it may be a year or a month as well
	loose      bool // part of a longer compound, or blanks inside bare digits
	said       bool // a word before it says that it is an invoice's number
	digits     int
	alone      bool // the field holds nothing else
}

// fieldText is one field of a payment, folded.
type fieldText struct {
	field  reconcile.Field
	raw    string
	pieces []piece
	taken  []bool // pieces that a citation explains
	dated  []bool // pieces of a date or a month, nil for none
	days   []int  // first pieces of dates with a day
	named  []monthNamed
}

// reading is what a payment's text says.
type reading struct {
	desk     *desk
	fields   []fieldText
	cites    []cite
	dates    []reconcile.Date
	words    wordClass
	projects []int32 // documents whose project is quoted
	clients  []int32 // customers whose id is quoted
	badCheck *reconcile.Evidence
}

// read reads every field of a payment that may name a document.
func (s *session) read(p *reconcile.Payment) *reading {
	r := &reading{desk: &desk{}}
	s.readInto(r, p)
	return r
}

// readInto reads a payment into an empty reading.
func (s *session) readInto(r *reading, p *reconcile.Payment) {
	d := &p.Detail
	r.add(reconcile.FieldReference, join(d.References))
	if len(d.Documents) > 0 {
		numbers := make([]string, len(d.Documents))
		for i, doc := range d.Documents {
			numbers[i] = doc.Number
		}
		r.add(reconcile.FieldDocument, join(numbers))
	}
	r.add(reconcile.FieldText, join(d.Text))
	r.add(reconcile.FieldEndToEnd, d.EndToEndID)
	r.add(reconcile.FieldAddition, d.AdditionalText)
	r.add(reconcile.FieldEntryText, p.EntryText)
	r.add("mandate_id", d.MandateID)
	for i := range r.fields {
		f := &r.fields[i]
		s.book.lex.classify(f.pieces)
		r.readWords(f)
		r.readDates(f, p.BookingDate)
		s.book.readNumbers(r, f, p.BookingDate)
		s.book.readOthers(r, f, p.BookingDate)
		r.readChecks(f)
	}
	r.cites = distinct(r.cites)
}

func join(pieces []string) string {
	switch len(pieces) {
	case 0:
		return ""
	case 1:
		return pieces[0]
	}
	n := len(pieces) - 1
	for _, p := range pieces {
		n += len(p)
	}
	b := make([]byte, 0, n)
	for i, p := range pieces {
		if i > 0 {
			b = append(b, '\n')
		}
		b = append(b, p...)
	}
	return string(b)
}

const (
	maxField     = 2000  // bytes of a field that are read; banks send 140, and notes of 500
	maxDocuments = 20000 // of the numbers in a structured remittance, which has hundreds
)

// add folds a field, unless an earlier field says the same.
func (r *reading) add(field reconcile.Field, raw string) {
	if raw == "" {
		return
	}
	limit := maxField
	if field == reconcile.FieldDocument {
		limit = maxDocuments
	}
	raw = raw[:min(len(raw), limit)]
	for _, f := range r.fields {
		if f.raw == raw {
			return
		}
	}
	pieces := r.desk.fold(raw)
	if len(pieces) == 0 {
		return
	}
	r.fields = append(r.fields, fieldText{field: field, raw: raw,
		pieces: pieces, taken: r.desk.marks.take(len(pieces))})
}

// anyCredit is what German banks call every credit; of a payer it says that money comes back.
const anyCredit = "GUTSCHRIFT"

// readWords collects the classes of the words.
func (r *reading) readWords(f *fieldText) {
	mask := ^wordClass(0)
	if f.field == reconcile.FieldEntryText || f.field == reconcile.FieldAddition ||
		len(f.pieces) == 1 && f.pieces[0].text == anyCredit {
		mask = ^wordRefund // the bank's own word
	}
	for i, p := range f.pieces {
		r.words |= p.class & mask &^ wordForeign
		if p.class&wordForeign != 0 && f.abroad(i) {
			r.words |= wordForeign
		}
		if p.class&wordSupplier != 0 && mask&wordRefund != 0 && f.moneyBack(i) {
			r.words |= wordRefund
		}
		if i > 0 && mask&wordRefund != 0 && creditNote(f.pieces[max(0, i-2):i+1]) {
			r.words |= wordRefund
		}
	}
}

// creditNote says whether two or three words are "credit note", "nota de crédito" and the like,
// none of which says it alone.
func creditNote(words []piece) bool {
	first, last := words[0].text, words[len(words)-1].text
	if len(words) == 3 && words[1].text == "CREDIT" {
		first = words[1].text
	}
	switch last {
	case "NOTE", "NOTES", "NOTA":
		return first == "CREDIT"
	case "CREDIT", "CREDITO", "CREDITE":
		return first == "NOTE" || first == "NOTA" || len(words) == 3 && words[1].text == "NOTA"
	}
	return false
}

// distinct drops citations that repeat documents of a better one, best first, then in the
// order of the text.
func distinct(cites []cite) []cite {
	slices.SortStableFunc(cites, func(a, b cite) int {
		return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(len(a.docs), len(b.docs)))
	})
	out := cites[:0]
	for _, c := range cites {
		repeated := false
		for _, o := range out {
			repeated = repeated || slices.Contains(c.docs, o.docs[0]) && len(o.docs) == 1
		}
		if !repeated {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b cite) int {
		return cmp.Or(cmp.Compare(a.field, b.field), cmp.Compare(a.from, b.from))
	})
	return out
}
