package jsontok

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/rappro/rappro/importers"
)

// Reader gives the values of one document in the order in which they stand.
type Reader struct {
	in    *bufio.Reader
	line  int
	at    int64             // bytes that were read
	ended bool              // there are no more
	room  []byte            // of the text that is read
	texts int64             // bytes of all texts so far
	names []string          // of the objects that are open, those of the innermost last
	known map[string]string // names that stood before, so that each is one string
}

// New reads from r.
func New(r io.Reader) *Reader {
	return &Reader{in: bufio.NewReaderSize(r, 32<<10), line: 1, known: map[string]string{}}
}

// Line is where the value stands that was read last, or that is read next where it was asked
// for an element; from 1.
func (r *Reader) Line() int { return r.line }

// Texts is how many bytes the texts so far come to, each counted as one more: what they take in
// memory grows with it.
func (r *Reader) Texts() int64 { return r.texts }

// Object reads an object: member is called with each name, and has to read its value or to
// refuse a name that it does not know. Need are names that must be there.
func (r *Reader) Object(member func(name string) error, need ...string) error {
	if err := r.expect('{'); err != nil {
		return err
	}
	first := len(r.names)
	err := r.list('}', func() error {
		name, err := r.name()
		if err != nil {
			return err
		}
		if slices.Contains(r.names[first:], name) {
			return r.Fail(fmt.Sprintf("member %q stands twice: nobody can say which one counts", name))
		}
		r.names = append(r.names, name)
		if err := r.expect(':'); err != nil {
			return err
		}
		return member(name)
	})
	if err != nil {
		return err
	}
	for _, name := range need {
		if !slices.Contains(r.names[first:], name) {
			return r.Fail(fmt.Sprintf("member %q is missing: the file was edited", name))
		}
	}
	r.names = r.names[:first]
	return nil
}

// Array reads an array: element is called before each element and has to read it.
func (r *Reader) Array(element func() error) error {
	if err := r.expect('['); err != nil {
		return err
	}
	return r.list(']', element)
}

// list reads items with commas between them, up to the end. Line is that of the item before it is
// read.
func (r *Reader) list(end byte, item func() error) error {
	c, err := r.peek()
	if err != nil || c == end {
		return r.skip(err)
	}
	for {
		if err := item(); err != nil {
			return err
		}
		switch c, err := r.peek(); {
		case err != nil || c == end:
			return r.skip(err)
		case c != ',':
			return r.syntax(", " + string(end))
		}
		if err := r.skip(nil); err != nil {
			return err
		}
		if _, err := r.peek(); err != nil {
			return err
		}
	}
}

// Number reads a whole number from 0 to the largest int64.
func (r *Reader) Number() (int64, error) {
	c, err := r.peek()
	if err != nil {
		return 0, err
	}
	var room [19]byte // as many digits as the largest has
	digits := room[:0]
	for '0' <= c && c <= '9' && len(digits) < len(room) {
		digits = append(digits, c)
		if err = r.skip(nil); err == nil {
			c, err = r.next()
		}
		if err != nil {
			return 0, err
		}
	}
	if len(digits) == 0 || len(digits) > 1 && digits[0] == '0' {
		return 0, r.syntax("0 ... 999")
	}
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if err != nil {
		return 0, r.syntax("0 ... 999")
	}
	return n, nil
}

// Flag reads true or false.
func (r *Reader) Flag() (bool, error) {
	c, err := r.peek()
	if err != nil {
		return false, err
	}
	word := "true"
	if c == 'f' {
		word = "false"
	}
	for i := range len(word) {
		if c, err = r.next(); err != nil {
			return false, err
		}
		if c != word[i] {
			return false, r.syntax("true false")
		}
		if err := r.skip(nil); err != nil {
			return false, err
		}
	}
	return word == "true", nil
}

// End refuses whatever stands behind the document but space.
func (r *Reader) End() error {
	_, err := r.peek()
	switch {
	case r.ended:
		return nil
	case err == nil:
		return r.Fail("something stands behind the end: the file was edited")
	}
	return err
}

// Fail is an error at the line that is read.
func (r *Reader) Fail(what string) error { return &importers.Error{Line: r.line, What: what} }

// syntax refuses what stands here, where something else has to.
func (r *Reader) syntax(want string) error {
	return r.Fail(fmt.Sprintf("byte %d is no JSON that is read here, where %s can stand: the file is "+
		"damaged or was edited", r.at+1, want))
}

// expect reads one sign, and the space before it.
func (r *Reader) expect(sign byte) error {
	c, err := r.peek()
	if err == nil && c != sign {
		err = r.syntax(string(sign))
	}
	return r.skip(err)
}

// peek looks at the first byte that is no space.
func (r *Reader) peek() (byte, error) {
	for {
		c, err := r.next()
		if err != nil || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c, err
		}
		if err := r.skip(nil); err != nil {
			return 0, err
		}
	}
}

// next looks at the next byte.
func (r *Reader) next() (byte, error) {
	b, err := r.in.Peek(1)
	switch {
	case err == nil:
		return b[0], nil
	case errors.Is(err, io.EOF):
		r.ended = true
		return 0, r.Fail("the file ends in the middle: it is cut, convert it again")
	}
	return 0, err
}

// skip goes over the byte that was looked at, unless there was an error.
func (r *Reader) skip(err error) error {
	if err != nil {
		return err
	}
	c, err := r.in.ReadByte()
	if r.at++; c == '\n' {
		r.line++
	}
	return err
}
