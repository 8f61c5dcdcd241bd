package matcher

import "github.com/rappro/rappro/reconcile"

// serials proposes the documents of a likely payer whose counters alone stand in the text
// as a list: "0012, 0014 and 0015". A counter says little, because many documents of others
// share it; that two or more of one payer's open documents are named and make up the sum to
// the cent says much.
func (w *work) serials() {
	var room [16]counter
	counters := w.counters(room[:0])
	if len(counters) < 2 {
		return
	}
	for k := range w.payers[:min(len(w.payers), maxPayers)] {
		p := &w.payers[k]
		if p.weight < 500 {
			continue
		}
		var set []int32
		var cites []cite
		taken := map[counter]bool{}
		for _, i := range w.view.book.customers[p.customer].docs {
			if !w.payable(i, 0) {
				continue
			}
			if c, at, ok := w.serialIn(i, counters); ok {
				if taken[at] {
					return // two documents of one counter: the list does not say which
				}
				taken[at] = true
				c.docs = []int32{i}
				set, cites = append(set, i), append(cites, c)
			}
		}
		if len(set) > 1 && w.settle(set).fit <= fitRounding {
			w.proposeList("number_list", set, cites)
		}
	}
}

// counter is a run of digits that may be one: its field and piece.
type counter struct{ field, piece int }

// counters lists the runs of digits of the remittance text that may be counters.
func (w *work) counters(out []counter) []counter {
	for k := range w.r.fields {
		f := &w.r.fields[k]
		if f.field != reconcile.FieldText {
			continue
		}
		for j := range f.pieces {
			if p := &f.pieces[j]; p.digits && len(p.text) >= 2 && f.byItself(j) {
				out = append(out, counter{k, j})
			}
		}
	}
	return out
}

// serialIn finds the counter of a document as a number by itself in the remittance text.
func (w *work) serialIn(i int32, counters []counter) (c cite, at counter, ok bool) {
	serial := ""
	var buf [maxParts]numberPart
	for _, p := range w.view.book.partsOf(i, buf[:0]) {
		if p.role == roleSerial {
			serial = p.text
		}
	}
	short := withoutZeros(serial)
	for _, at := range counters {
		f, j := &w.r.fields[at.field], at.piece
		p := &f.pieces[j]
		if (len(serial) < 3 || p.text != serial && p.text != short) &&
			(len(p.text) < shortFrom || !w.view.book.shortens(i, p.text)) || w.otherNumber(f, j) {
			continue
		}
		return cite{field: f.field, from: j, to: j, start: p.start, end: p.end, level: exactTail,
			digits: len(p.text)}, at, true
	}
	return c, at, false
}

// byItself says whether a run of digits is no part of a date or of a longer number.
func (f *fieldText) byItself(j int) bool {
	if f.dated != nil && f.dated[j] {
		return false
	}
	tied := func(g gap) bool { return g == gapNone || g == gapDash }
	return (j == 0 || !f.pieces[j-1].digits || !tied(f.pieces[j].before)) &&
		(j+1 == len(f.pieces) || !f.pieces[j+1].digits || !tied(f.pieces[j+1].before))
}
