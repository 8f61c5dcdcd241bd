package matcher

import (
	"encoding/binary"
	"iter"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// past is an earlier credit that was decided, as far as a return may name it. A year has
// millions, so that it holds no pointer: texts and documents stand in the history.
type past struct {
	payment reconcile.ID
	minor   int64
	text    [4]uint32 // its texts, among the history's
	docs    [2]uint32 // from and to: the documents that it was put on
	name    uint32    // of the payer, hashed
	next    [2]int32  // an earlier one of the same slot of each table, -1 for none
	day     uint16    // booked: see date
	purse   uint16
}

// date is the booking date.
func (e *past) date() reconcile.Date { return reconcile.Date(e.day) }

// The texts of a past credit, in their order.
const (
	pastEndToEnd = iota
	pastMandate
	pastIBAN
	pastCustomer
)

// purse is an account and a currency.
type purse struct {
	account  string
	currency reconcile.Currency
}

// history holds the earlier credits, to be found by account and amount, or by the payment; in a
// walk over all, which few returns need, also by end-to-end id and by document.
type history struct {
	pieces [][]past // that never move
	count  int
	slots  [2][]int32 // of each table: the latest credit of each hash, -1 for none
	purses map[purse]uint16
	texts  pastTexts
	docs   []int32
	owners []int32 // of each of docs: the credit that was put on it
	ids    []pastID
	back   map[reconcile.ID]int64 // what returns took of payments
}

// pastID is the end-to-end id of an earlier credit, hashed.
type pastID struct {
	hash   uint32
	credit int32
}

// The tables of a history.
const (
	tableAmount = iota
	tablePayment
	tables
)

const historyPiece = 1 << 9 // credits

func (h *history) at(i int32) *past { return &h.pieces[i/historyPiece][i%historyPiece] }

func (h *history) slot(table int, e *past) *int32 {
	hash := uint64(e.minor)*0x9E3779B97F4A7C15 ^ uint64(e.purse)
	if table == tablePayment {
		hash = binary.BigEndian.Uint64(e.payment[:8]) ^ binary.BigEndian.Uint64(e.payment[8:])
	}
	return &h.slots[table][mixed(hash)%uint64(len(h.slots[table]))]
}

// of gives the credits of an account and amount, the latest first.
func (h *history) of(account string, m reconcile.Money) iter.Seq[*past] {
	return func(yield func(*past) bool) {
		place, ok := h.purses[purse{account, m.Currency}]
		if !ok {
			return
		}
		for i := *h.slot(tableAmount, &past{minor: m.Minor, purse: place}); i >= 0; {
			e := h.at(i)
			if i = e.next[tableAmount]; e.minor == m.Minor && e.purse == place && !yield(e) {
				return
			}
		}
	}
}

// keep holds an earlier credit with its texts and documents, each once.
func (h *history) keep(account string, m reconcile.Money, e past, texts [4]string, docs []int32) {
	e.minor, e.purse = m.Minor, h.purseOf(purse{account, m.Currency})
	for k, t := range texts {
		e.text[k] = h.texts.put(t, k != pastEndToEnd)
	}
	e.docs[0] = uint32(len(h.docs))
	h.docs = append(h.docs, docs...)
	e.docs[1] = uint32(len(h.docs))
	i := h.same(&e)
	if i >= 0 {
		o := h.at(i)
		e.next = o.next
		*o = e
	} else {
		i = int32(h.count)
		h.add(e)
	}
	for range docs {
		h.owners = append(h.owners, i)
	}
	if id := texts[pastEndToEnd]; plainID(id) {
		h.ids = append(h.ids, pastID{idHash(id), i})
	}
}

func idHash(id string) uint32 { return uint32(hashText(hashStart, id) >> 32) }

// withID gives the credits of an account and currency with an end-to-end id, the latest first;
// one that was told of again may come twice.
func (h *history) withID(account string, c reconcile.Currency, id string) iter.Seq[*past] {
	return func(yield func(*past) bool) {
		place, ok := h.purses[purse{account, c}]
		if !ok || !plainID(id) {
			return
		}
		hash := idHash(id)
		for _, x := range slices.Backward(h.ids) {
			if x.hash != hash {
				continue
			}
			if e := h.at(x.credit); e.purse == place && h.is(e, pastEndToEnd, id) && !yield(e) {
				return
			}
		}
	}
}

// onDoc gives the credits of an account and currency that were put on a document, likewise.
func (h *history) onDoc(account string, c reconcile.Currency, doc int32) iter.Seq[*past] {
	return func(yield func(*past) bool) {
		place, ok := h.purses[purse{account, c}]
		if !ok {
			return
		}
		for i, o := range slices.Backward(h.docs) {
			if o != doc {
				continue
			}
			if e := h.at(h.owners[i]); e.purse == place && contains(h.on(e), doc) && !yield(e) {
				return
			}
		}
	}
}

// taken notes what a return took back of a payment.
func (h *history) taken(payment reconcile.ID, minor int64) {
	if h.back == nil {
		h.back = map[reconcile.ID]int64{}
	}
	h.back[payment] += minor
}

// left is what returns have left of an earlier credit.
func (h *history) left(e *past) int64 { return e.minor - h.back[e.payment] }

// purseOf is the place of an account and currency.
func (h *history) purseOf(p purse) uint16 {
	place, ok := h.purses[p]
	if !ok {
		if h.purses == nil {
			h.purses = map[purse]uint16{}
		}
		place = uint16(len(h.purses))
		h.purses[p] = place
	}
	return place
}

// same is the credit of the same payment, account and amount, -1 for none.
func (h *history) same(e *past) int32 {
	if h.count == 0 {
		return -1
	}
	for i := *h.slot(tablePayment, e); i >= 0; {
		o := h.at(i)
		if o.payment == e.payment && o.minor == e.minor && o.purse == e.purse {
			return i
		}
		i = o.next[tablePayment]
	}
	return -1
}

// add puts a credit behind all others, and gives them more slots when those are as many.
func (h *history) add(e past) {
	if h.count%historyPiece == 0 {
		h.pieces = append(h.pieces, make([]past, historyPiece))
	}
	*h.at(int32(h.count)) = e
	h.count++
	if h.count <= len(h.slots[tableAmount]) {
		h.link(int32(h.count - 1))
		return
	}
	for t := range tables {
		h.slots[t] = slices.Repeat([]int32{-1}, max(64, 2*len(h.slots[t])))
	}
	for i := range h.count {
		h.link(int32(i))
	}
}

func (h *history) link(i int32) {
	e := h.at(i)
	for t := range tables {
		slot := h.slot(t, e)
		e.next[t], *slot = *slot, i
	}
}

// is says whether a text of an earlier credit is the same and not empty.
func (h *history) is(e *past, which int, text string) bool {
	return text != "" && string(h.texts.at(e.text[which])) == text
}

// text is one of an earlier credit.
func (h *history) text(e *past, which int) string {
	return string(h.texts.at(e.text[which]))
}

// on lists the documents that an earlier credit was put on.
func (h *history) on(e *past) []int32 { return h.docs[e.docs[0]:e.docs[1]] }

// pastName is what is kept of a name's key: account and amount are the same already.
func pastName(key uint64) uint32 { return uint32(key >> 32) }

// customer is whose payment an earlier credit was.
func (h *history) customer(e *past) string {
	return h.text(e, pastCustomer)
}
