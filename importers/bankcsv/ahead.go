package bankcsv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/rappro/rappro/importers"
)

// beginning is what was read of a file so far. More of it can be read, and the whole file can be
// read again.
type beginning struct {
	src   io.Reader
	raw   []byte
	whole bool // it is the whole file
}

// read makes the beginning at least size bytes long, if the file is.
func (b *beginning) read(size int) error {
	for len(b.raw) < size && !b.whole {
		if cap(b.raw)-len(b.raw) < 4096 {
			b.raw = slices.Grow(b.raw, max(len(b.raw), importers.HeadSize))
		}
		n, err := b.src.Read(b.raw[len(b.raw):min(cap(b.raw), size)])
		b.raw = b.raw[:len(b.raw)+n]
		if b.whole = errors.Is(err, io.EOF); err != nil && !b.whole {
			return err
		}
	}
	return nil
}

// window gives the first size bytes, and whether they are the whole file.
func (b *beginning) window(size int) ([]byte, bool) {
	if len(b.raw) <= size {
		return b.raw, b.whole
	}
	return b.raw[:size], false
}

// again gives the whole file.
func (b *beginning) again() io.Reader {
	return io.MultiReader(bytes.NewReader(b.raw), b.src)
}

// ahead reads a file from its beginning up to the end of the last window, and keeps it.
type ahead struct {
	file *beginning
	at   int
}

func (a *ahead) Read(p []byte) (int, error) {
	if a.at == len(a.file.raw) {
		if err := a.file.read(min(a.at+len(p), lastWindow)); err != nil {
			return 0, err
		}
	}
	n := copy(p, a.file.raw[a.at:])
	if a.at += n; n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// daysAhead looks behind the window for a day that exists in one of the orders only. A list
// of many thousand lines can begin with two weeks of one month, and to look at all that it says
// for the sake of the day that settles it would take longer than to read it.
func (f *finder) daysAhead() error {
	d := &f.dates
	src, err := newDecoder(&ahead{file: f.file}, f.p.Encoding)
	if err != nil {
		return err
	}
	s := newScanner(src, f.sheet.comma, f.sheet.quotes)
	for {
		r, err := s.next()
		if err != nil {
			return unlessCut(err)
		}
		if s.start <= f.sheet.rows[len(f.sheet.rows)-1].line {
			continue
		}
		for _, col := range [...]int{d.day, d.value} {
			if col < 0 || col >= r.len() {
				continue
			}
			cell := trimBytes(unquoteExcel(trimBytes(r.cell(col))))
			if bytes.Equal(cell, d.seen) {
				continue
			}
			d.seen = append(d.seen[:0], cell...)
			day, ok := f.words.shapes.shape(string(cell))
			if left := d.ordersWith(day); ok && sameWriting(d.written[0].day, day) && len(left) == 1 {
				d.orders = left
				d.proof = fmt.Sprintf("line %d: %s is a day in this order only", s.start, cell)
				return nil
			}
		}
	}
}

// unlessCut is the error of a look ahead. Where the table ends or cannot be cut it is none: the
// reader says that.
func unlessCut(err error) error {
	var bad *importers.Error
	if errors.Is(err, io.EOF) || errors.As(err, &bad) || errors.Is(err, importers.ErrLimit) {
		return nil
	}
	return err
}

// ordersWith are the orders that are left in which another day exists too.
func (d *dateFacts) ordersWith(day dateShape) []order {
	var left []order
	for _, o := range d.orders {
		if day.allows(o) {
			left = append(left, o)
		}
	}
	return left
}
