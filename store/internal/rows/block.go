package rows

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// Kind says what a [Cell] holds.
type Kind uint8

// The kinds of values that the tables have.
const (
	Null Kind = iota
	Number
	Truth // a number, 0 or 1
	Text
	Bytes
)

// Cell is one value of a row. Text and bytes lie in the block's own memory, so that a million
// values are not a million allocations.
type Cell struct {
	Kind Kind
	N    int64 // the number, or how many bytes there are
	at   int   // where they begin
}

// Block is some rows of a [Bulk], ready to be stored: their values one after the other. A row
// appends its values in the order of the bulk's columns by Text, Number and so on.
type Block struct {
	Cells   []Cell
	bytes   []byte
	scratch []byte // of seal
	bad     string // the first text that cannot be stored
	badAt   int    // its cell
}

// Bytes are those of a cell of kind Text or Bytes, until the block is used again.
func (b *Block) Bytes(c *Cell) []byte { return b.bytes[c.at : c.at+int(c.N)] }

// Text appends texts. It notes text that one of the databases could not hold: what is not
// UTF-8, and NUL. Importers refuse both, so this catches only a mistake of ours, and catches it
// alike on both databases.
func (b *Block) Text(values ...string) *Block {
	for _, s := range values {
		if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
			b.refuse(s)
		}
		b.Cells = append(b.Cells, Cell{Text, int64(len(s)), len(b.bytes)})
		b.bytes = append(b.bytes, s...)
	}
	return b
}

// json appends the text that a function writes.
func (b *Block) json(write func(j *jsonWriter)) *Block {
	from := len(b.bytes)
	j := jsonWriter{b: b.bytes}
	write(&j)
	b.bytes = j.b
	if s := b.bytes[from:]; !utf8.Valid(s) || bytes.IndexByte(s, 0) >= 0 {
		b.refuse(string(s))
	}
	b.Cells = append(b.Cells, Cell{Text, int64(len(b.bytes) - from), from})
	return b
}

func (b *Block) refuse(s string) {
	if b.bad == "" {
		b.bad, b.badAt = s, len(b.Cells)
	}
}

// Binary appends bytes.
func (b *Block) Binary(v []byte) *Block {
	b.Cells = append(b.Cells, Cell{Bytes, int64(len(v)), len(b.bytes)})
	b.bytes = append(b.bytes, v...)
	return b
}

// ID appends an id, and no bytes where there is none.
func (b *Block) ID(id *reconcile.ID) *Block { return b.Binary(idValue(id)) }

// IDOrNull is for columns that have a partial index on what is there.
func (b *Block) IDOrNull(id *reconcile.ID) *Block {
	if id.IsZero() {
		return b.Null()
	}
	return b.Binary(id[:])
}

// Null appends nothing known.
func (b *Block) Null() *Block {
	b.Cells = append(b.Cells, Cell{})
	return b
}

// Number appends whole numbers.
func (b *Block) Number(values ...int64) *Block {
	for _, v := range values {
		b.Cells = append(b.Cells, Cell{Kind: Number, N: v})
	}
	return b
}

// Date appends days.
func (b *Block) Date(values ...reconcile.Date) *Block {
	for _, v := range values {
		b.Cells = append(b.Cells, Cell{Kind: Number, N: int64(v)})
	}
	return b
}

// Int appends counts.
func (b *Block) Int(values ...int) *Block {
	for _, v := range values {
		b.Cells = append(b.Cells, Cell{Kind: Number, N: int64(v)})
	}
	return b
}

// Truth appends yes or no.
func (b *Block) Truth(v bool) *Block {
	c := Cell{Kind: Truth}
	if v {
		c.N = 1
	}
	b.Cells = append(b.Cells, c)
	return b
}

// Money appends an amount to a column of its own, and its currency to the next.
func (b *Block) Money(m reconcile.Money) *Block { return b.Number(m.Minor).Text(string(m.Currency)) }
