package jsontok

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
)

// Text reads a text of at most importers.MaxField bytes.
func (r *Reader) Text() (string, error) {
	b, err := r.text()
	r.texts += 1 + int64(len(b))
	return string(b), err
}

// name reads the name of a member.
func (r *Reader) name() (string, error) {
	b, err := r.text()
	if err != nil {
		return "", err
	}
	if s, ok := r.known[string(b)]; ok {
		return s, nil
	}
	s := string(b)
	if len(r.known) < 64 { // more than any schema of ours has
		r.known[s] = s
	}
	return s, nil
}

// text reads a text into the room, where it stands until the next one.
func (r *Reader) text() ([]byte, error) {
	if err := r.expect('"'); err != nil {
		return nil, err
	}
	r.room = r.room[:0]
	for {
		c, err := r.next()
		switch {
		case err != nil:
			return nil, err
		case c < ' ':
			return nil, r.syntax(`" \`)
		}
		if err := r.skip(nil); err != nil {
			return nil, err
		}
		switch c {
		case '"':
			if !utf8.Valid(r.room) {
				return nil, r.Fail("a text is not UTF-8: the file is damaged")
			}
			return r.room, nil
		case '\\':
			if err := r.escape(); err != nil {
				return nil, err
			}
		default:
			r.room = append(r.room, c)
		}
		if len(r.room) > importers.MaxField {
			return nil, importers.FieldTooLong(r.line)
		}
	}
}

// escape reads what stands behind a backslash.
func (r *Reader) escape() error {
	c, err := r.next()
	if err != nil {
		return err
	}
	switch c {
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		return r.coded()
	default:
		return r.syntax(`"\/bfnrtu`)
	}
	r.room = append(r.room, c)
	return r.skip(nil)
}

// coded reads u and four digits, and the other half where this is one of a pair.
func (r *Reader) coded() error {
	c, err := r.digits()
	if err != nil {
		return err
	}
	if utf16.IsSurrogate(c) {
		if next, err := r.next(); err != nil || next != '\\' {
			return r.half(err)
		}
		if err := r.skip(nil); err != nil {
			return err
		}
		if next, err := r.next(); err != nil || next != 'u' {
			return r.half(err)
		}
		low, err := r.digits()
		if err != nil {
			return err
		}
		if c = utf16.DecodeRune(c, low); c == utf8.RuneError {
			return r.half(nil)
		}
	}
	if c == 0 {
		return r.Fail("a NUL byte: this is not a text file")
	}
	r.room = utf8.AppendRune(r.room, c)
	return nil
}

func (r *Reader) half(err error) error {
	if err != nil {
		return err
	}
	return r.Fail("half a character (a surrogate without the other): the file is damaged")
}

// digits reads u and its four digits.
func (r *Reader) digits() (rune, error) {
	var room [4]byte
	err := r.skip(nil)
	for i := range room {
		if err == nil {
			room[i], err = r.next()
		}
		if err != nil {
			return 0, err
		}
		if _, wrong := strconv.ParseUint(string(room[i:i+1]), 16, 8); wrong != nil {
			return 0, r.syntax("0 ... F")
		}
		err = r.skip(nil)
	}
	if err != nil {
		return 0, err
	}
	c, err := strconv.ParseUint(string(room[:]), 16, 16)
	return rune(c), err
}
