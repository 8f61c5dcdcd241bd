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
	text    [pastTextCount]uint32 // its texts, among the history's
	docs    [2]uint32             // from and to: the documents that it was put on
	name    uint32                // of the payer, hashed, and the way that it came: see pastName
	next    [2]int32              // an earlier one of the same slot of each table, -1 for none
	day     uint16                // booked: see date
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
	pastTextCount
)

// purse is an account and a currency.
type purse struct {
	account  string
	currency reconcile.Currency
}

// history holds the earlier credits, to be found by account and amount, or by the payment; in a
// walk over all, which few returns need, also by end-to-end id and by document. They are found once
// they are filed (pastfile.go).
type history struct {
	pieces  [][]past // that never move
	count   int
	unfiled [][pastTextCount]string // texts of the last ones, which are not filed yet
	slots   [2][]int32              // of each table: the latest credit of each hash, -1 for none
	purses  map[purse]uint16
	texts   pastTexts
	docs    []int32
	owners  []int32 // of each of docs: the credit that was put on it
	ids     []pastID
	back    map[reconcile.ID]int64 // what returns took of payments
	rests
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

// taken notes what a part of a return took back of a payment.
func (h *history) taken(payment reconcile.ID, part *reconcile.Part) {
	if h.back == nil {
		h.back = map[reconcile.ID]int64{}
	}
	h.back[payment] -= part.Moves.Minor
	if r, ok := h.lying[payment]; ok && part.Kind == reconcile.OnAccount {
		h.rest(payment, reconcile.Money{Minor: r.Minor + part.Moves.Minor, Currency: r.Currency})
	}
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

// pastName is what is kept of a name's key, account and amount being the same already, and of the
// way by which the money came. The way takes the last bits.
func pastName(key uint64, by way) uint32 { return uint32(key>>32)&^wayBits | uint32(by) }

const wayBits = 1<<3 - 1 // hold any way

func (e *past) way() way { return way(e.name & wayBits) }

// isNamed says whether a name's key is the payer's.
func (e *past) isNamed(key uint64) bool { return pastName(key, e.way()) == e.name }

// customer is whose payment an earlier credit was.
func (h *history) customer(e *past) string {
	return h.text(e, pastCustomer)
}
