package rows

import "fmt"

// Bulk is rows for one table. Shared columns have one text for all rows.
type Bulk struct {
	Table    string
	Shared   []string
	Values   []string
	Columns  []string
	Conflict string // an ON CONFLICT clause, empty when none of the keys is stored
	Len      int
	// Row appends the values of row i, in the order of Columns.
	Row   func(i int, to *Block)
	rooms *[2]Block // where rows are made ready; nil for none to be used again
}

// Names lists the columns in the order of a block's values.
func (b *Bulk) Names() []string { return append(append([]string{}, b.Shared...), b.Columns...) }

// blockRows is how many rows are made ready while those before are stored.
const blockRows = 400

// Blocks hands over all rows, a block at a time, and makes the next ready meanwhile. A block
// is used again after the one that follows it.
func (b *Bulk) Blocks(store func(*Block) error) error {
	if b.rooms == nil {
		b.rooms = new([2]Block)
	}
	if b.Len <= blockRows {
		only := &b.rooms[0]
		if err := b.fill(only, 0, b.Len); err != nil {
			return err
		}
		return store(only)
	}
	ready, stop, ended := make(chan *Block), make(chan struct{}), make(chan error, 1)
	go func() {
		defer close(ready)
		ended <- b.make(ready, stop)
	}()
	var err error
	for block := range ready {
		if err = store(block); err != nil {
			break
		}
	}
	close(stop)
	if failed := <-ended; err == nil { // nobody reads from the bulk any more
		err = failed
	}
	return err
}

// make fills two blocks in turn, until nobody wants more.
func (b *Bulk) make(ready chan<- *Block, stop <-chan struct{}) error {
	for from := 0; from < b.Len; from += blockRows {
		block := &b.rooms[from/blockRows%2]
		if err := b.fill(block, from, min(from+blockRows, b.Len)); err != nil {
			return err
		}
		select {
		case ready <- block:
		case <-stop:
			return nil
		}
	}
	return nil
}

// fill makes rows from..to ready.
func (b *Bulk) fill(block *Block, from, to int) error {
	names := len(b.Shared) + len(b.Columns)
	if block.Cells == nil {
		block.Cells = make([]Cell, 0, (to-from)*names)
	}
	block.Cells, block.bytes, block.bad = block.Cells[:0], block.bytes[:0], ""
	for i := from; i < to; i++ {
		block.Text(b.Values...)
		b.Row(i, block)
		if block.bad != "" {
			return fmt.Errorf("%s, column %s: %q is not text without NUL", b.Table,
				b.Names()[block.badAt%names], block.bad)
		}
		if want := (i - from + 1) * names; len(block.Cells) != want {
			return fmt.Errorf("%s: %d values too many in a row", b.Table, len(block.Cells)-want)
		}
	}
	return nil
}
