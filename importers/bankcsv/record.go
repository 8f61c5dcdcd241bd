package bankcsv

import "bytes"

// record is one line of a table, cut into cells. Those of a [scanner] are valid until its
// next one.
type record struct {
	data  []byte
	spans []span
}

// span is where a cell stands in its record. Places instead of slices keep the collector of
// memory out of the way: a pointer per cell costs more than finding the cell.
type span struct{ from, to int }

func (r *record) len() int { return len(r.spans) }

// cell gives the bytes of a cell as the file has them, without quotes.
func (r *record) cell(i int) []byte {
	s := r.spans[i]
	return r.data[s.from:s.to]
}

// all lists the cells.
func (r *record) all() [][]byte {
	cells := make([][]byte, len(r.spans))
	for i := range cells {
		cells[i] = r.cell(i)
	}
	return cells
}

// clone gives a record that stays.
func (r *record) clone() *record {
	return &record{bytes.Clone(r.data), append([]span(nil), r.spans...)}
}
