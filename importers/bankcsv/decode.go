package bankcsv

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoder turns a file into UTF-8 while it streams. A byte order mark decides; without one
// the first character outside ASCII does: UTF-8 when it is well formed, else the encoding of
// the profile. What was decided holds for the rest of the file, so that a file that changes
// its character set is an error and never a guess.
//
// Its errors have no line: the [scanner] knows how far it got.
type decoder struct {
	src    io.Reader
	legacy *charmap.Charmap // the profile's one-byte encoding
	mode   mode
	raw    []byte // raw[r:w] is read and not given yet
	r, w   int
	err    error // of src, given when raw is empty
}

type mode int

const (
	undecided mode = iota
	isUTF8
	isLegacy
)

// badText is what a file cannot hold.
type badText string

func (b badText) Error() string { return string(b) }

// newDecoder reads a file whose head may have a byte order mark. encodingName is that of the
// profile.
func newDecoder(r io.Reader, encodingName string) (*decoder, error) {
	cm, err := legacyEncoding(encodingName)
	if err != nil {
		return nil, err
	}
	head := make([]byte, 3)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("read: %w", err)
	}
	head = head[:n]
	d := &decoder{legacy: cm, raw: make([]byte, 32<<10)}
	d.src = io.MultiReader(bytes.NewReader(head), r)
	order, wide := unicode.LittleEndian, strings.HasPrefix(encodingName, "utf-16")
	if encodingName == "utf-16be" {
		order = unicode.BigEndian
	}
	switch {
	case string(head) == "\xEF\xBB\xBF":
		d.mode, d.src = isUTF8, r
	case wide, bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		d.mode = isUTF8
		d.src = transform.NewReader(d.src, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
	}
	return d, nil
}

// legacyEncoding finds the one-byte encoding that a profile names.
func legacyEncoding(name string) (*charmap.Charmap, error) {
	switch name {
	case "", "windows-1252", "utf-8", "utf-16le", "utf-16be":
		return charmap.Windows1252, nil
	case "iso-8859-15":
		return charmap.ISO8859_15, nil
	case "windows-1250":
		return charmap.Windows1250, nil
	case "windows-1251":
		return charmap.Windows1251, nil
	case "windows-1253":
		return charmap.Windows1253, nil
	case "windows-1254":
		return charmap.Windows1254, nil
	case "ibm852":
		return charmap.CodePage852, nil
	case "windows-1257":
		return charmap.Windows1257, nil
	case "iso-8859-2":
		return charmap.ISO8859_2, nil
	case "macintosh":
		return charmap.Macintosh, nil
	case "ibm850":
		return charmap.CodePage850, nil
	}
	return nil, fmt.Errorf("unknown encoding %q: use windows-1252, iso-8859-15, windows-1250, "+
		"windows-1251, windows-1253, windows-1254, windows-1257, iso-8859-2, macintosh, ibm850, ibm852, utf-16le or utf-16be", name)
}

// Read gives the next part of the file in UTF-8: whole characters, without NUL. p has room
// for one character at least.
func (d *decoder) Read(p []byte) (int, error) {
	if len(p) < utf8.UTFMax {
		return 0, io.ErrShortBuffer
	}
	if n, done := d.direct(p); done {
		return n, nil
	}
	for {
		n, bad := d.give(p)
		switch {
		case n > 0:
			return n, nil // what is bad stands behind it and comes next time
		case bad != nil:
			return 0, bad
		case d.err != nil && d.r == d.w:
			return 0, d.err
		}
		d.w = copy(d.raw, d.raw[d.r:d.w])
		d.r = 0
		if d.err == nil {
			var m int
			m, d.err = d.src.Read(d.raw[d.w:])
			d.w += m
		}
	}
}

// direct reads into p as long as the file is ASCII, which needs no decoding. What else it
// meets is left to give.
func (d *decoder) direct(p []byte) (n int, done bool) {
	if d.r < d.w || d.err != nil {
		return 0, false
	}
	n, d.err = d.src.Read(p[:min(len(p), len(d.raw))])
	good := asciiLength(p[:n])
	d.r, d.w = 0, copy(d.raw, p[good:n])
	return good, good > 0
}

// give decodes into p what is there, as far as characters are whole.
func (d *decoder) give(p []byte) (n int, bad error) {
	for d.r < d.w && len(p)-n >= utf8.UTFMax {
		rest := d.raw[d.r:d.w]
		if k := asciiLength(rest[:min(len(rest), len(p)-n)]); k > 0 {
			n += copy(p[n:], rest[:k])
			d.r += k
			continue
		}
		if rest[0] == 0 {
			return n, badText("a NUL byte: this is not a text file")
		}
		if d.mode != isLegacy {
			if d.err == nil && !utf8.FullRune(rest) {
				return n, nil
			}
			if r, size := utf8.DecodeRune(rest); r != utf8.RuneError || size > 1 {
				d.mode = isUTF8
				n += copy(p[n:], rest[:size])
				d.r += size
				continue
			}
			if d.mode == isUTF8 {
				return n, badText(fmt.Sprintf("byte %#x is not UTF-8, although the file was until "+
					"here", rest[0]))
			}
			d.mode = isLegacy
		}
		n += utf8.EncodeRune(p[n:], d.legacy.DecodeByte(rest[0]))
		d.r++
	}
	return n, nil
}

// asciiLength is how many bytes at the start of b are ASCII and not NUL.
func asciiLength(b []byte) int {
	const high, ones = 0x8080808080808080, 0x0101010101010101
	i := 0
	for ; len(b)-i >= 32; i += 32 {
		w := b[i : i+32]
		v0, v1 := binary.LittleEndian.Uint64(w), binary.LittleEndian.Uint64(w[8:])
		v2, v3 := binary.LittleEndian.Uint64(w[16:]), binary.LittleEndian.Uint64(w[24:])
		// a byte above 0x7F, or one that is zero
		if (v0|v1|v2|v3|(v0-ones)|(v1-ones)|(v2-ones)|(v3-ones))&high != 0 {
			break
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf && b[i] != 0 {
		i++
	}
	return i
}
