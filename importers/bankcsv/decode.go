package bankcsv

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/rappro/rappro/importers"
)

// decoder turns a file into UTF-8 with LF line ends while it streams. A byte order mark
// decides; without one the first character outside ASCII does: UTF-8 when it is well formed,
// else the encoding of the profile. What was decided holds for the rest of the file, so that
// a file that changes its character set is an error and never a guess.
type decoder struct {
	src     *bufio.Reader
	legacy  [256]rune // the profile's one-byte encoding
	mode    mode
	line    int  // of the next byte, from 1
	ended   bool // the last byte read was a line end
	afterCR bool // the last byte read was a CR, whose LF does not count
	record  int  // bytes since the last reset: a quote never closed is a whole file
	start   int  // line of that reset
	held    []byte
	hold    [utf8.UTFMax]byte
}

type mode int

const (
	undecided mode = iota
	isUTF8
	isLegacy
)

// newDecoder reads a file whose head may have a byte order mark. encodingName is that of the
// profile.
func newDecoder(r io.Reader, encodingName string) (*decoder, error) {
	d := &decoder{line: 1}
	cm, err := legacyEncoding(encodingName)
	if err != nil {
		return nil, err
	}
	for i := range d.legacy {
		d.legacy[i] = cm.DecodeByte(byte(i))
	}
	src := bufio.NewReaderSize(r, 32<<10)
	head, err := src.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read: %w", err)
	}
	switch {
	case len(head) == 3 && string(head) == "\xEF\xBB\xBF":
		d.mode = isUTF8
		_, err = src.Discard(3)
	case len(head) >= 2 && (string(head[:2]) == "\xFF\xFE" || string(head[:2]) == "\xFE\xFF"):
		d.mode = isUTF8
		wide := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		src = bufio.NewReaderSize(transform.NewReader(src, wide.NewDecoder()), 32<<10)
		err = nil
	default:
		err = nil
	}
	d.src = src
	return d, err
}

func legacyEncoding(name string) (*charmap.Charmap, error) {
	var e encoding.Encoding
	switch name {
	case "", "windows-1252", "utf-8":
		e = charmap.Windows1252
	case "iso-8859-15":
		e = charmap.ISO8859_15
	default:
		return nil, fmt.Errorf("unknown encoding %q: use windows-1252 or iso-8859-15", name)
	}
	return e.(*charmap.Charmap), nil
}

// reset starts counting the next record, which begins at a line.
func (d *decoder) reset(line int) { d.record, d.start = 0, line }

// Read gives the next part of the file in UTF-8.
func (d *decoder) Read(p []byte) (int, error) {
	if d.record > importers.MaxRecord {
		return 0, importers.RecordTooLong(d.start)
	}
	n := copy(p, d.held)
	d.held = d.held[n:]
	for n < len(p) && len(d.held) == 0 {
		if n > 0 && d.src.Buffered() == 0 {
			break
		}
		c, err := d.src.ReadByte()
		if err != nil {
			if n > 0 && errors.Is(err, io.EOF) {
				break
			}
			return n, err
		}
		if ' ' <= c && c < utf8.RuneSelf {
			p[n] = c
			n++
			d.afterCR, d.ended = false, false
			continue
		}
		size, err := d.put(d.hold[:], c)
		if err != nil {
			return n, err
		}
		some := copy(p[n:], d.hold[:size])
		d.held = d.hold[some:size]
		n += some
	}
	d.record += n
	return n, nil
}

// put writes one character that starts with the byte c.
func (d *decoder) put(p []byte, c byte) (int, error) {
	if c == '\n' && d.afterCR {
		d.afterCR = false
		return 0, nil
	}
	d.afterCR = c == '\r'
	d.ended = c == '\r' || c == '\n'
	switch {
	case d.ended:
		d.line++
		p[0] = '\n'
		return 1, nil
	case c == 0:
		return 0, d.fail("a NUL byte: this is not a text file")
	case c < utf8.RuneSelf:
		p[0] = c
		return 1, nil
	}
	if d.mode != isLegacy {
		rest, _ := d.src.Peek(utf8.UTFMax - 1)
		r, size := utf8.DecodeRune(append([]byte{c}, rest...))
		if r != utf8.RuneError || size > 1 {
			d.mode = isUTF8
			p[0] = c
			copy(p[1:], rest[:size-1])
			_, err := d.src.Discard(size - 1)
			return size, err
		}
		if d.mode == isUTF8 {
			return 0, d.fail("byte %#x is not UTF-8, although the file was until here", c)
		}
		d.mode = isLegacy
	}
	return utf8.EncodeRune(p, d.legacy[c]), nil
}

func (d *decoder) fail(format string, args ...any) error {
	return &importers.Error{Line: d.line, What: fmt.Sprintf(format, args...)}
}
