package matcher

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// What is decided is told one by one, and nobody asks for it before the next day. To file a credit
// means to wait for memory a few times, in tables that are larger than any cache: it is done for
// all of a day at once, while processors judge the credits of the next.

const maxUnfiled = 1 << 16 // credits that wait to be filed

// keep holds an earlier credit with its texts and documents.
func (h *history) keep(account string, m reconcile.Money, e past, texts [pastTextCount]string,
	docs []int32) {
	if len(h.unfiled) == maxUnfiled {
		h.file()
	}
	e.minor, e.purse = m.Minor, h.purseOf(purse{account, m.Currency})
	e.docs[0] = uint32(len(h.docs))
	h.docs = append(h.docs, docs...)
	e.docs[1] = uint32(len(h.docs))
	if h.count == len(h.pieces)*historyPiece {
		h.pieces = append(h.pieces, make([]past, historyPiece))
	}
	*h.at(int32(h.count)) = e
	h.count++
	h.unfiled = append(h.unfiled, texts)
}

// file lets all credits be found that are kept. One that is told of again takes its own place.
func (h *history) file() {
	filed := int32(h.count - len(h.unfiled))
	h.room(filed)
	for k, texts := range h.unfiled {
		e := h.at(int32(h.count - len(h.unfiled) + k))
		for n, t := range texts {
			e.text[n] = h.texts.put(t, n != pastEndToEnd)
		}
		i := h.same(e)
		if i >= 0 {
			e.next = h.at(i).next
			*h.at(i) = *e
		} else {
			i = filed
			*h.at(i) = *e
			h.link(i)
			filed++
		}
		for range h.on(e) {
			h.owners = append(h.owners, i)
		}
		if id := texts[pastEndToEnd]; plainID(id) {
			h.ids = append(h.ids, pastID{idHash(id), i})
		}
	}
	h.count = int(filed)
	clear(h.unfiled)
	h.unfiled = h.unfiled[:0]
}

// room makes as many slots as there are credits; filed of them are linked already.
func (h *history) room(filed int32) {
	have := len(h.slots[tableAmount])
	if h.count <= have {
		return
	}
	for have < h.count {
		have = max(64, 2*have)
	}
	for t := range tables {
		h.slots[t] = slices.Repeat([]int32{-1}, have)
	}
	for i := range filed {
		h.link(i)
	}
}

// same is the filed credit of the same payment, account and amount, -1 for none.
func (h *history) same(e *past) int32 {
	for i := *h.slot(tablePayment, e); i >= 0; {
		o := h.at(i)
		if o.payment == e.payment && o.minor == e.minor && o.purse == e.purse {
			return i
		}
		i = o.next[tablePayment]
	}
	return -1
}

func (h *history) link(i int32) {
	e := h.at(i)
	for t := range tables {
		slot := h.slot(t, e)
		e.next[t], *slot = *slot, i
	}
}
