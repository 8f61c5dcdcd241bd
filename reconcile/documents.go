package reconcile

import (
	"encoding/binary"
	"iter"
	"strings"
)

// documents are the invoices of a company in memory, in order of number. A run holds a million
// of them in 130 MB: rows without a pointer, which the garbage collector need not follow, and
// their texts in large pieces. The line of the file, the claim, and since when and by what an
// invoice is closed, are not kept: no decision asks for them.
type documents struct {
	rows  []document
	texts texts
	slots []uint32 // places of rows plus one, by the hash of the number; 0 for none
	marks []mark
	known map[mark]uint32 // their places
	apart []apart         // of each row; empty while there is nothing
}

// document is an invoice without its texts. Sums are in minor units of its currency.
type document struct {
	amount, closed, paid int64
	text                 uint64 // place of its texts
	issue, due           Date
	version              int32
	ours                 int32  // live parts of cash, while the seller's system calls it paid
	own                  int16  // live decisions whose source it is
	ownERP               int16  // of which those that follow the seller's system
	shared               uint32 // place of its mark
}

// apart is, of what closes an invoice, what no session hears of: what live decisions put there that
// have no payment, or one that is booked after the as-of date.
type apart struct {
	closed, paid int64
	elsewhere    int64 // what live parts "settled elsewhere" close, whatever their source
}

// mark is what many documents share.
type mark struct {
	kind     InvoiceType
	state    InvoiceState
	currency Currency
	terms    string
	owner    string
}

// add takes an invoice whose number is greater than those before.
func (l *documents) add(v Invoice) {
	if 4*len(l.rows) >= 3*len(l.slots) {
		l.spread(max(64, 2*len(l.slots)))
	}
	l.rows = append(l.rows, document{})
	place := len(l.rows) - 1
	l.set(place, v)
	l.slots[l.slot(v.Number)] = uint32(place) + 1
}

// set writes an invoice into a row that has been added.
func (l *documents) set(place int, v Invoice) {
	l.rows[place] = document{amount: v.Amount.Minor, closed: v.Closed.Minor, paid: v.Paid.Minor,
		issue: v.IssueDate, due: v.DueDate, version: int32(v.Version),
		shared: l.marked(mark{v.Type, v.State, v.Amount.Currency, v.Terms, v.Owner}),
		text:   l.texts.keep(v.Number, v.Customer, v.PaymentReference, v.Project)}
}

// marked is the place of a mark in the list.
func (l *documents) marked(m mark) uint32 {
	if last := len(l.marks) - 1; last >= 0 && l.marks[last] == m {
		return uint32(last)
	}
	i, ok := l.known[m]
	if !ok {
		if l.known == nil {
			l.known = map[mark]uint32{}
		}
		m.terms, m.owner = strings.Clone(m.terms), strings.Clone(m.owner)
		i, l.marks = uint32(len(l.marks)), append(l.marks, m)
		l.known[m] = i
	}
	return i
}

func (l *documents) mark(i int) *mark { return &l.marks[l.rows[i].shared] }

// spread gives the numbers so many slots, a power of two.
func (l *documents) spread(slots int) {
	l.slots = make([]uint32, slots)
	for i := range l.rows {
		l.slots[l.slot(l.number(i))] = uint32(i) + 1
	}
}

// slot is where a number stands, or the free slot for it.
func (l *documents) slot(number string) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for i := 0; i < len(number); i++ {
		h = (h ^ uint64(number[i])) * 1099511628211
	}
	h ^= h >> 32
	for mask := uint64(len(l.slots) - 1); ; h++ {
		i := l.slots[h&mask]
		if i == 0 || l.number(int(i-1)) == number {
			return h & mask
		}
	}
}

// place finds the row of a number, or gives -1.
func (l *documents) place(number string) int {
	if len(l.rows) == 0 {
		return -1
	}
	return int(l.slots[l.slot(number)]) - 1
}

func (l *documents) number(i int) string {
	number, _ := l.texts.at(l.rows[i].text).next()
	return number
}

// document finds an invoice by its number.
func (l *documents) document(number string) (Invoice, bool) {
	i := l.place(number)
	if i < 0 {
		return Invoice{}, false
	}
	return l.invoice(i), true
}

// outstanding is what is open on an invoice.
func (l *documents) outstanding(number string) Money {
	v, _ := l.document(number)
	return v.Outstanding()
}

// invoice is the one of a row.
func (l *documents) invoice(i int) (v Invoice) {
	d := &l.rows[i]
	m := l.mark(i)
	v = Invoice{Type: m.kind, State: m.state, Terms: m.terms, Owner: m.owner,
		IssueDate: d.issue, DueDate: d.due,
		Amount: Money{d.amount, m.currency}, Version: int(d.version),
		Closed: Money{d.closed, m.currency}, Paid: Money{d.paid, m.currency}}
	t := l.texts.at(d.text)
	for _, s := range [...]*string{&v.Number, &v.Customer, &v.PaymentReference, &v.Project} {
		*s, t = t.next()
	}
	return v
}

// all are the invoices in order of number, as they stand.
func (l *documents) all() iter.Seq[Invoice] {
	return func(yield func(Invoice) bool) {
		for i := range l.rows {
			if !yield(l.invoice(i)) {
				return
			}
		}
	}
}

// untold are the invoices without what live decisions on payments closed of them: a session
// that is told of these decisions counts each of them once.
func (l *documents) untold() iter.Seq[Invoice] {
	return func(yield func(Invoice) bool) {
		for i := range l.rows {
			v := l.invoice(i)
			v.Closed.Minor, v.Paid.Minor = l.untoldOf(i)
			if !yield(v) {
				return
			}
		}
	}
}

func (l *documents) untoldOf(i int) (closed, paid int64) {
	if len(l.apart) == 0 {
		return 0, 0
	}
	return l.apart[i].closed, l.apart[i].paid
}

// apartOf is to be changed. All invoices have been added by then.
func (l *documents) apartOf(i int) *apart {
	if len(l.apart) == 0 {
		l.apart = make([]apart, len(l.rows))
	}
	return &l.apart[i]
}

// elsewhere is what live parts "settled elsewhere" close of an invoice.
func (l *documents) elsewhere(i int) int64 {
	if len(l.apart) == 0 {
		return 0
	}
	return l.apart[i].elsewhere
}

// texts holds lists of strings in pieces that never move, so that to read one copies nothing.
type texts struct {
	pieces []string
	last   *strings.Builder // writes the last piece
}

const textPiece = 1 << 18 // bytes

// keep writes strings one behind the other, each after its length, and gives their place.
func (t *texts) keep(list ...string) uint64 {
	size := 0
	for _, s := range list {
		size += len(s) + binary.MaxVarintLen64
	}
	if t.last == nil || t.last.Cap()-t.last.Len() < size {
		t.last = &strings.Builder{}
		t.last.Grow(max(textPiece, size))
		t.pieces = append(t.pieces, "")
	}
	piece := len(t.pieces) - 1
	place := uint64(piece)<<32 | uint64(t.last.Len())
	var room [binary.MaxVarintLen64]byte
	for _, s := range list {
		t.last.Write(binary.AppendUvarint(room[:0], uint64(len(s))))
		t.last.WriteString(s)
	}
	t.pieces[piece] = t.last.String()
	return place
}

func (t *texts) at(place uint64) text {
	return text(t.pieces[place>>32][uint32(place):])
}

// text is a list of strings as [texts] holds it.
type text string

// next takes the first string off the list.
func (t text) next() (string, text) {
	n, k := uint64(0), 0
	for shift := 0; ; shift += 7 {
		b := t[k]
		k++
		if n |= uint64(b&0x7f) << shift; b < 0x80 {
			break
		}
	}
	return string(t[k : k+int(n)]), t[k+int(n):]
}
