package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/rappro/rappro/store/internal/rows"
)

const (
	// rowsAtOnce is how many rows one statement stores. Measured: two hundred instead of fifty
	// win a twentieth.
	rowsAtOnce = 100
	// blockRows is over how many rows a column is looked at for one value, and how many are
	// made ready while those before are stored.
	blockRows = 2000
	// longest is the length of a constant; it stands on every row of the statement.
	longest = 100
)

// Insert implements rows.Conn with statements of many rows. A column that has one value in a
// whole block stands in the statement as a constant: most columns of a bulk are the same on
// all rows, and a value in the text costs a third of one that is bound.
//
// OR FAIL says that a statement need not be able to take itself back, which would copy every
// page before it is changed. Nothing of it is ever kept: after an error the transaction is
// not committed.
func (c *conn) Insert(ctx context.Context, b rows.Bulk) error {
	i := inserting{conn: c, bulk: b, names: b.Names()}
	defer i.close()
	blocks, done := ready(b, len(i.names))
	defer done()
	for next := range blocks {
		err := next.err
		if err == nil {
			err = i.block(ctx, next.values)
		}
		if err != nil {
			return translate(err)
		}
	}
	return nil
}

// block is the values of some rows, one after the other.
type block struct {
	values []any
	err    error
}

// ready makes the rows of a bulk ready, one block ahead of who stores them. Done waits until
// nobody reads from the bulk any more.
func ready(b rows.Bulk, width int) (blocks <-chan block, done func()) {
	out, stop, ended := make(chan block), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		defer close(out)
		var rooms [2][]any // one is filled while the other is stored
		for from := 0; from < b.Len; from += blockRows {
			to := min(from+blockRows, b.Len)
			room := &rooms[from/blockRows%2]
			if *room == nil {
				*room = make([]any, 0, (to-from)*width)
			}
			next := block{values: (*room)[:0]}
			for k := from; k < to && next.err == nil; k++ {
				next.values, next.err = b.Append(k, next.values)
			}
			select {
			case out <- next:
			case <-stop:
				return
			}
		}
	}()
	return out, func() { close(stop); <-ended }
}

// inserting is one bulk on its way.
type inserting struct {
	*conn
	bulk  rows.Bulk
	names []string
	stmt  *sql.Stmt
	text  string // of the statement's row
	size  int    // rows of the statement
	args  []any
}

func (i *inserting) close() {
	if i.stmt != nil {
		_ = i.stmt.Close()
	}
}

// block stores the rows of a block, as many as may be by one statement.
func (i *inserting) block(ctx context.Context, values []any) error {
	row, bound := i.constants(values)
	width := len(i.names)
	for len(values) > 0 {
		size := min(rowsAtOnce, len(values)/width)
		if err := i.prepare(ctx, row, size); err != nil {
			return err
		}
		i.args = i.args[:0]
		for k := range size {
			for _, column := range bound {
				i.args = append(i.args, values[k*width+column])
			}
		}
		if _, err := i.stmt.ExecContext(ctx, i.args...); err != nil {
			return err
		}
		values = values[size*width:]
	}
	return nil
}

// constants writes one row of a statement, and lists the columns that are bound.
func (i *inserting) constants(values []any) (row string, bound []int) {
	width := len(i.names)
	b := []byte{'('}
	for column := range width {
		if column > 0 {
			b = append(b, ',')
		}
		first, one := values[column], len(values) >= rowsAtOnce*width
		for k := column + width; one && k < len(values); k += width {
			one = same(values[k], first)
		}
		if one {
			b, one = literal(b, first)
		}
		if !one {
			b = append(b, '?')
			bound = append(bound, column)
		}
	}
	return string(append(b, ')')), bound
}

func (i *inserting) prepare(ctx context.Context, row string, size int) (err error) {
	if i.stmt != nil && i.text == row && i.size == size {
		return nil
	}
	i.close()
	verb := "INSERT OR FAIL INTO "
	if i.bulk.Conflict != "" {
		verb = "INSERT INTO "
	}
	i.stmt, err = i.tx.PrepareContext(ctx, verb+i.bulk.Table+" ("+strings.Join(i.names, ", ")+") VALUES "+
		row+strings.Repeat(","+row, size-1)+" "+i.bulk.Conflict)
	i.text, i.size = row, size
	return err
}

// same says whether two values of a column are equal.
func same(a, b any) bool {
	if x, ok := a.([]byte); ok {
		y, ok := b.([]byte)
		return ok && bytes.Equal(x, y)
	}
	if _, ok := b.([]byte); ok {
		return false
	}
	return a == b
}

// literal writes a value as SQL, if it is of a kind that it knows.
func literal(b []byte, v any) ([]byte, bool) {
	switch v := v.(type) {
	case nil:
		return append(b, "NULL"...), true
	case bool:
		if v {
			return append(b, '1'), true
		}
		return append(b, '0'), true
	case int:
		return strconv.AppendInt(b, int64(v), 10), true
	case int32:
		return strconv.AppendInt(b, int64(v), 10), true
	case int64:
		return strconv.AppendInt(b, v, 10), true
	case string:
		if len(v) > longest {
			return b, false
		}
		return fmt.Appendf(b, "'%s'", strings.ReplaceAll(v, "'", "''")), true
	case []byte:
		if len(v) > longest {
			return b, false
		}
		return append(hex.AppendEncode(append(b, "x'"...), v), '\''), true
	}
	return b, false
}
