package bankcsv

// record is one line of a table, cut into cells. Those of a [scanner] are valid until its
// next one.
type record struct {
	data  []byte
	spans []span // the first n of them
	n     int
}

// span is where a cell stands in its record. Places instead of slices keep the collector of
// memory out of the way: a pointer per cell costs more than finding the cell.
type span struct{ from, to int }

func (r *record) len() int { return r.n }

// add appends a cell. It writes numbers only, unless there was never a record so long.
func (r *record) add(from, to int) {
	if r.n == len(r.spans) {
		r.spans = append(r.spans, span{})
	}
	r.spans[r.n] = span{from, to}
	r.n++
}

// cell gives the bytes of a cell as the file has them, without quotes.
func (r *record) cell(i int) []byte {
	s := r.spans[i]
	return r.data[s.from:s.to]
}

// first gives the first byte of a cell, zero for an empty one.
func (r *record) first(i int) byte {
	s := r.spans[i]
	if s.from == s.to {
		return 0
	}
	return r.data[s.from]
}

// all lists the cells.
func (r *record) all() [][]byte {
	cells := make([][]byte, r.n)
	for i := range cells {
		cells[i] = r.cell(i)
	}
	return cells
}

// clone gives a record that stays.
func (r *record) clone() *record {
	c := &record{n: r.n, spans: make([]span, r.n)}
	for i := range c.spans {
		from := len(c.data)
		c.data = append(c.data, r.cell(i)...)
		c.spans[i] = span{from, len(c.data)}
	}
	return c
}
