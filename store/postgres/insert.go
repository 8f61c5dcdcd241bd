package postgres

import (
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/store/internal/rows"
)

// Insert implements rows.Conn: by COPY, and where keys may be stored already, which COPY
// cannot say, by statements of many rows.
func (c *conn) Insert(ctx context.Context, b rows.Bulk) error {
	if b.Conflict != "" {
		return c.upsert(ctx, b)
	}
	source := &source{bulk: b, row: -1}
	_, err := c.tx.CopyFrom(ctx, pgx.Identifier{b.Table}, b.Names(), source)
	return translate(err)
}

// source gives a Bulk's rows to COPY.
type source struct {
	bulk   rows.Bulk
	row    int
	values []any
	err    error
}

// Next implements pgx.CopyFromSource.
func (s *source) Next() bool {
	s.row++
	return s.row < s.bulk.Len && s.err == nil
}

// Values implements pgx.CopyFromSource.
func (s *source) Values() ([]any, error) {
	s.values, s.err = s.bulk.Append(s.row, s.values[:0])
	return s.values, s.err
}

// Err implements pgx.CopyFromSource.
func (s *source) Err() error { return s.err }

// valuesAtOnce is how many values one statement holds; the protocol allows 65535.
const valuesAtOnce = 10000

func (c *conn) upsert(ctx context.Context, b rows.Bulk) error {
	names := b.Names()
	atOnce := valuesAtOnce / len(names)
	args := make([]any, 0, min(b.Len, atOnce)*len(names))
	for from := 0; from < b.Len; from += atOnce {
		size := min(atOnce, b.Len-from)
		args = args[:0]
		var err error
		for i := from; i < from+size && err == nil; i++ {
			args, err = b.Append(i, args)
		}
		if err != nil {
			return err
		}
		if _, err := c.Exec(ctx, insertText(b, names, size), args...); err != nil {
			return err
		}
	}
	return nil
}

func insertText(b rows.Bulk, names []string, size int) string {
	var s strings.Builder
	s.WriteString("INSERT INTO " + b.Table + " (" + strings.Join(names, ", ") + ") VALUES ")
	for i := range size * len(names) {
		switch {
		case i == 0:
			s.WriteString("(")
		case i%len(names) == 0:
			s.WriteString("),(")
		default:
			s.WriteString(",")
		}
		s.WriteString("$" + strconv.Itoa(i+1))
	}
	return s.String() + ") " + b.Conflict
}
