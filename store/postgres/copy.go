package postgres

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/rappro/rappro/store/internal/rows"
)

// copy sends rows in the binary form of COPY: a count of fields for each row, and for each field
// its length and its bytes. A number is as long as its column is wide. The table is the bulk's or
// one with the same columns.
func (c *conn) copy(ctx context.Context, b *rows.Bulk, table string) error {
	names := strings.Join(b.Names(), ", ")
	wide, err := c.widths(ctx, table, names)
	if err != nil {
		return err
	}
	from, to := io.Pipe()
	written := make(chan error)
	go func() {
		err := encode(b, wide, to)
		_ = to.CloseWithError(err) // nil is the end
		written <- err
	}()
	_, err = c.tx.Conn().PgConn().CopyFrom(ctx, from,
		"COPY "+table+" ("+names+") FROM STDIN (FORMAT binary)")
	_ = from.Close() // who writes stops
	if failed := <-written; failed != nil && !errors.Is(failed, io.ErrClosedPipe) {
		return failed // the server only repeats it
	}
	return err
}

// encode writes all rows, a block at a time.
func encode(b *rows.Bulk, wide []int, to io.Writer) error {
	e := encoder{wide: wide, out: []byte("PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00")}
	err := b.Blocks(func(block *rows.Block) error {
		if err := e.rows(block); err != nil {
			return fmt.Errorf("table %s: %w", b.Table, err)
		}
		_, err := to.Write(e.out)
		e.out = e.out[:0]
		return err
	})
	if err == nil {
		_, err = to.Write([]byte{0xff, 0xff})
	}
	return err
}

// widths are the bytes of a number in each column, 0 where it holds something else.
func (c *conn) widths(ctx context.Context, table, names string) ([]int, error) {
	sql := "SELECT " + names + " FROM " + table
	d, err := c.tx.Prepare(ctx, sql, sql) // asked once on each connection
	if err != nil {
		return nil, err
	}
	wide := make([]int, len(d.Fields))
	for i, f := range d.Fields {
		switch f.DataTypeOID {
		case pgtype.Int2OID:
			wide[i] = 2
		case pgtype.Int4OID:
			wide[i] = 4
		case pgtype.Int8OID:
			wide[i] = 8
		case pgtype.BoolOID:
			wide[i] = 1
		case pgtype.TextOID, pgtype.ByteaOID:
		default:
			return nil, fmt.Errorf("table %s: no way to copy into column %s", table, f.Name)
		}
	}
	return wide, nil
}

type encoder struct {
	wide []int
	out  []byte
}

func (e *encoder) rows(b *rows.Block) error {
	for i := range b.Cells {
		column := i % len(e.wide)
		if column == 0 {
			e.out = binary.BigEndian.AppendUint16(e.out, uint16(len(e.wide)))
		}
		switch cell := &b.Cells[i]; cell.Kind {
		case rows.Null:
			e.out = binary.BigEndian.AppendUint32(e.out, 0xffffffff)
		case rows.Text, rows.Bytes:
			e.out = binary.BigEndian.AppendUint32(e.out, uint32(cell.N))
			e.out = append(e.out, b.Bytes(cell)...)
		default:
			if bits := max(0, e.wide[column]*8-1); cell.N>>bits != cell.N>>63 {
				return fmt.Errorf("column %d: %d is out of range", column+1, cell.N)
			}
			e.number(cell.N, e.wide[column])
		}
	}
	return nil
}

// number writes the last bytes of a number, as many as the column has.
func (e *encoder) number(n int64, wide int) {
	var all [8]byte
	binary.BigEndian.PutUint64(all[:], uint64(n))
	e.out = binary.BigEndian.AppendUint32(e.out, uint32(wide))
	e.out = append(e.out, all[8-wide:]...)
}
