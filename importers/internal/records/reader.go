package records

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/rappro/rappro/importers"
)

// Reader gives the records of a file one by one and holds no more than one.
type Reader struct {
	src  *bufio.Reader
	size int // characters of a record, 0 for lines of any length
	line int // of the next record
	set  charset
	buf  []byte
	skip bool // a CR was read: an LF after it belongs to it
}

type charset uint8

const (
	undecided charset = iota
	isUTF8
	isLegacy
)

// Fixed reads records of a fixed number of characters. Line ends may stand after each
// record, after some, or nowhere; a shorter line is a record whose blanks were stripped.
func Fixed(r io.Reader, size int) *Reader {
	return &Reader{src: bufio.NewReaderSize(r, 32<<10), size: size, line: 1}
}

// Lines reads lines of up to importers.MaxField bytes.
func Lines(r io.Reader) *Reader { return Fixed(r, 0) }

// Next gives the next record that is not blank. At the end of the file it gives io.EOF.
func (r *Reader) Next() (Record, error) {
	if r.line == 1 && r.set == undecided {
		if err := r.mark(); err != nil {
			return Record{}, err
		}
	}
	for {
		rec, err := r.read()
		if err != nil {
			return Record{}, err
		}
		if !rec.Blank(1, max(rec.Size, 1)) {
			return rec, nil
		}
	}
}

// Each passes every record that is not blank, until the file ends or something fails.
func (r *Reader) Each(ctx context.Context, take func(Record) error) error {
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = take(rec)
		}
		if err != nil {
			return err
		}
	}
}

// mark looks for a byte order mark.
func (r *Reader) mark() error {
	head, err := r.src.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch {
	case len(head) == 3 && string(head) == "\xEF\xBB\xBF":
		r.set = isUTF8
		_, err = r.src.Discard(3)
		return err
	case len(head) >= 2 && (string(head[:2]) == "\xFF\xFE" || string(head[:2]) == "\xFE\xFF"):
		r.set = isUTF8
		wide := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		r.src = bufio.NewReaderSize(transform.NewReader(r.src, wide.NewDecoder()), 32<<10)
	}
	return nil
}

// read takes characters up to a line end or the size of a record.
func (r *Reader) read() (Record, error) {
	rec := Record{Line: r.line, ascii: true}
	r.buf = r.buf[:0]
	r.line++
	for r.size == 0 || rec.Size < r.size {
		if r.plain(&rec) {
			if len(r.buf) > importers.MaxField {
				return rec, importers.FieldTooLong(rec.Line)
			}
			continue
		}
		c, err := r.src.ReadByte()
		if errors.Is(err, io.EOF) && (rec.Size > 0 || len(r.buf) > 0) {
			break
		}
		if err != nil {
			return rec, err
		}
		if c == '\n' && r.skip {
			r.skip = false
			continue
		}
		if r.skip = c == '\r'; c == '\n' || c == '\r' {
			rec.text = string(r.buf)
			return rec, nil
		}
		if err := r.put(&rec, c); err != nil {
			return rec, err
		}
		if len(r.buf) > importers.MaxField {
			return rec, importers.FieldTooLong(rec.Line)
		}
	}
	rec.text = string(r.buf)
	return rec, r.lineEnd()
}

// plain takes what is buffered of the record up to a character that needs a closer look. It
// is false when there is nothing of the kind.
func (r *Reader) plain(rec *Record) bool {
	b, _ := r.src.Peek(r.src.Buffered())
	if r.size > 0 {
		b = b[:min(len(b), r.size-rec.Size)]
	}
	n := 0
	for n < len(b) && b[n] >= ' ' && b[n] < utf8.RuneSelf {
		n++
	}
	if n == 0 {
		return false
	}
	r.buf = append(r.buf, b[:n]...)
	rec.Size += n
	r.skip = false
	_, _ = r.src.Discard(n) // they are buffered
	return true
}

// lineEnd passes the blanks and the one line end after a record of full length.
func (r *Reader) lineEnd() error {
	for {
		next, err := r.src.Peek(1)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		c := next[0]
		if c != ' ' && c != '\n' && c != '\r' {
			return nil
		}
		if _, err := r.src.Discard(1); err != nil {
			return err
		}
		if r.skip = c == '\r'; c != ' ' {
			return nil
		}
	}
}

// put adds the character that begins with the byte c.
func (r *Reader) put(rec *Record, c byte) error {
	if c == 0 {
		return &importers.Error{Line: rec.Line, What: "a NUL byte: the file is not text"}
	}
	rec.Size++
	if c < utf8.RuneSelf {
		r.buf = append(r.buf, c)
		return nil
	}
	rec.ascii = false
	if r.set != isLegacy {
		rest, _ := r.src.Peek(utf8.UTFMax - 1) // shorter at the end of the file
		full := append([]byte{c}, rest...)
		if char, size := utf8.DecodeRune(full); char != utf8.RuneError || size > 1 {
			r.set = isUTF8
			r.buf = append(r.buf, full[:size]...)
			_, err := r.src.Discard(size - 1)
			return err
		}
		if r.set == isUTF8 {
			return &importers.Error{Line: rec.Line, What: fmt.Sprintf("byte %#x is not UTF-8, "+
				"although the file was until here: ask the bank for the file again", c)}
		}
		r.set = isLegacy
	}
	r.buf = utf8.AppendRune(r.buf, charmap.Windows1252.DecodeByte(c))
	return nil
}
