package rows

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// scanner gives the places where a cursor puts a row's columns, and a function that makes
// the value from them. Both are used for every row, so that reading allocates no more than
// the values need.
type scanner[T any] func() (places []any, take func() (T, error))

// stream is an open list. While it is the only statement it reads straight from the
// cursor. When another statement comes in between, as in a loop that asks for more about
// each row or writes, [Reader.settle] reads the rest into memory first: a list shows what
// was there when it began, on both databases, whatever the loop does.
type stream[T any] struct {
	cursor Cursor
	places []any
	take   func() (T, error)
	rest   []T
	err    error
	ended  bool
}

type settler interface{ settle() }

func (s *stream[T]) read() (T, bool) {
	var none T
	if s.ended || s.err != nil {
		return none, false
	}
	if !s.cursor.Next() {
		s.err = s.cursor.Err()
		s.close()
		return none, false
	}
	if err := s.cursor.Scan(s.places...); err != nil {
		s.err = unreadable(err)
		return none, false
	}
	v, err := s.take()
	if err != nil {
		s.err = unreadable(err)
	}
	return v, err == nil
}

// unreadable is an error about what a row holds. That there is no row to be had is another one,
// which the cursor gives.
func unreadable(err error) error { return fmt.Errorf("%w: %w", reconcile.ErrUnreadable, err) }

func (s *stream[T]) next() (T, bool) {
	if len(s.rest) > 0 {
		v := s.rest[0]
		s.rest = s.rest[1:]
		return v, true
	}
	return s.read()
}

func (s *stream[T]) settle() {
	for v, ok := s.read(); ok; v, ok = s.read() {
		s.rest = append(s.rest, v)
	}
	s.close()
}

func (s *stream[T]) close() {
	if !s.ended {
		s.ended = true
		s.cursor.Close()
	}
}

// settle takes open lists into memory before a statement that would disturb them: any
// statement where cursors exclude each other, a writing one everywhere.
func (r *Reader) settle(writing bool) {
	if !writing && !r.conn.OneAtATime() {
		return
	}
	for _, s := range r.open {
		s.settle()
	}
	r.open = nil
}

func (r *Reader) leave(s settler) {
	if i := slices.Index(r.open, s); i >= 0 {
		r.open = slices.Delete(r.open, i, i+1)
	}
}

// each is the list that a sentence selects.
func each[T any](ctx context.Context, r *Reader, q *sentence, scan scanner[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if r.rest != nil {
			if err := r.rest(); err != nil {
				yield(none, err)
				return
			}
		}
		r.settle(false)
		if err := r.conn.Within(ctx, q.company); err != nil {
			yield(none, err)
			return
		}
		cursor, err := r.conn.Query(ctx, q.sql.String(), q.args...)
		if err != nil {
			yield(none, err)
			return
		}
		s := &stream[T]{cursor: cursor}
		s.places, s.take = scan()
		r.open = append(r.open, s)
		defer func() { s.close(); r.leave(s) }()
		for v, ok := s.next(); ok; v, ok = s.next() {
			if !yield(v, nil) {
				return
			}
		}
		if s.err != nil {
			yield(none, s.err)
		}
	}
}

// all is a short list at once.
func all[T any](ctx context.Context, r *Reader, q *sentence, scan scanner[T]) ([]T, error) {
	var out []T
	for v, err := range each(ctx, r, q, scan) {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// one is the single row of a sentence, or false.
func one[T any](ctx context.Context,
	r *Reader, q *sentence, scan scanner[T]) (v T, ok bool, err error) {
	for v, err = range each(ctx, r, q, scan) {
		return v, err == nil, err
	}
	return v, false, nil
}
