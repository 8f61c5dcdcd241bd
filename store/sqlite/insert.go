package sqlite

import (
	"context"
	"strings"

	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/sqlite/internal/lite"
)

// rowsAtOnce is how many rows one statement stores: for each statement SQLite finds its place in
// the tables anew. More win nothing.
const rowsAtOnce = 50

// Insert implements rows.Conn with statements of many rows, which the connection keeps.
//
// OR FAIL says that a statement need not be able to take itself back, which would copy every
// page before it is changed. Nothing of it is ever kept: after an error the transaction is
// not committed.
func (c *conn) Insert(ctx context.Context, b *rows.Bulk) error {
	if c.broken != nil {
		return c.broken
	}
	width := len(b.Shared) + len(b.Columns)
	many, one := insertText(b, rowsAtOnce), insertText(b, 1)
	err := b.Blocks(func(block *rows.Block) error {
		for from := 0; from < len(block.Cells); {
			if err := ctx.Err(); err != nil {
				return err
			}
			size, text := rowsAtOnce, many
			if len(block.Cells)-from < size*width {
				size, text = 1, one
			}
			stmt, err := c.lite.Keep(text)
			if err != nil {
				return err
			}
			if err := store(stmt, block, block.Cells[from:from+size*width]); err != nil {
				return interrupted(ctx, err)
			}
			from += size * width
		}
		return nil
	})
	return c.note(translate(err))
}

func insertText(b *rows.Bulk, size int) string {
	names := b.Names()
	row := "(?" + strings.Repeat(",?", len(names)-1) + ")"
	verb := "INSERT OR FAIL INTO "
	if b.Conflict != "" {
		verb = "INSERT INTO "
	}
	return verb + b.Table + " (" + strings.Join(names, ", ") + ") VALUES " +
		row + strings.Repeat(","+row, size-1) + " " + b.Conflict
}

// store runs a statement with some of a block's cells.
func store(s *lite.Stmt, block *rows.Block, cells []rows.Cell) error {
	size := int64(1) // so that there is always an address
	for i := range cells {
		if cells[i].Kind >= rows.Text {
			size += cells[i].N
		}
	}
	if err := s.Room(int(size)); err != nil {
		return err
	}
	for i := range cells {
		switch cell := &cells[i]; cell.Kind {
		case rows.Null:
			s.Null(i)
		case rows.Number, rows.Truth:
			s.Int(i, cell.N)
		case rows.Text:
			s.Text(i, block.Bytes(cell))
		case rows.Bytes:
			s.Bytes(i, block.Bytes(cell))
		}
	}
	defer s.Reset()
	_, err := s.Step()
	return err
}
