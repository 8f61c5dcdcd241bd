package importers

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// TextReader decodes r to UTF-8. A byte order mark decides first and is left out; else
// label says the encoding ("windows-1252", "iso-8859-15", "utf-16le"; empty is UTF-8). A NUL
// and bytes that are not of the encoding end it with an *Error that says the line: text is
// never repaired, because a broken character in a name or a reference is a broken match.
func TextReader(r io.Reader, label string) (io.Reader, error) {
	b := bufio.NewReaderSize(r, 32<<10)
	if mark := byteOrderMark(peek(b, 4)); mark != "" {
		label = mark
	}
	if label == "" || isUTF8(label) {
		skipUTF8Mark(b)
		return checked(&checkedText{r: b, name: "UTF-8"}), nil
	}
	enc, err := encodingOf(label)
	if err != nil {
		return nil, err
	}
	return checked(&checkedText{r: enc.NewDecoder().Reader(b), name: label, decoded: true}), nil
}

// XMLReader decodes an XML document to UTF-8. The encoding is that of the byte order mark,
// else that of the XML declaration, else UTF-8. The declaration itself is passed on as it
// stands; who parses it must not decode a second time.
func XMLReader(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, 32<<10)
	head := peek(b, 512)
	label := byteOrderMark(head)
	if label == "" {
		label = utf16WithoutMark(head)
	}
	if label == "" {
		label = declaredEncoding(head)
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return nil, &Error{Line: 1, What: "the file says it is " + label +
				" and is not: it was changed after the bank wrote it, download it again"}
		}
	}
	return TextReader(b, label)
}

// DecodeHead gives the head of a file to those who claim it: in UTF-8 without byte order
// mark when a mark or the form of XML shows the encoding, else as it stands.
func DecodeHead(head []byte) []byte {
	label := byteOrderMark(head)
	if label == "" {
		label = utf16WithoutMark(head)
	}
	switch {
	case label == "":
		return head
	case isUTF8(label):
		return bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	}
	enc, err := encodingOf(label)
	if err != nil {
		return head
	}
	out, err := enc.NewDecoder().Bytes(head[:len(head)&^1])
	if err != nil {
		return head
	}
	return out
}

// encodingOf finds a character set by the name that banks and standards give it. Only sets
// that hold ASCII byte for byte are taken, and UTF-16: a parser may then look for quotes,
// separators and brackets without decoding. As in every browser, ISO-8859-1 is read as
// Windows-1252, which adds the euro sign in a range where Latin-1 has no characters.
func encodingOf(label string) (encoding.Encoding, error) {
	enc, name := charset.Lookup(label)
	switch {
	case enc == nil:
	case name == "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
	case name == "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), nil
	case strings.HasPrefix(name, "windows-"), strings.HasPrefix(name, "iso-8859-"),
		strings.HasPrefix(name, "koi8-"), name == "macintosh", name == "ibm866":
		return enc, nil
	}
	return nil, &Error{Line: 1, What: "character set \"" + clip(label) + "\" is not known: " +
		"save the file as UTF-8"}
}

func isUTF8(label string) bool {
	l := strings.ToLower(strings.TrimSpace(label))
	return l == "utf-8" || l == "utf8" || l == "us-ascii" || l == "ascii"
}

func byteOrderMark(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return "utf-8"
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return "utf-16be"
	}
	return ""
}

func utf16WithoutMark(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("<\x00?\x00")), bytes.HasPrefix(head, []byte("<\x00D\x00")):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte("\x00<\x00?")), bytes.HasPrefix(head, []byte("\x00<\x00D")):
		return "utf-16be"
	}
	return ""
}

// declaredEncoding reads encoding="…" of an XML declaration.
func declaredEncoding(head []byte) string {
	head = bytes.TrimLeft(head, " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return ""
	}
	_, rest, ok := bytes.Cut(head[:end], []byte("encoding"))
	if !ok {
		return ""
	}
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(value)
}

func peek(b *bufio.Reader, n int) []byte {
	head, _ := b.Peek(n) // shorter at the end of the file
	return head
}

func skipUTF8Mark(b *bufio.Reader) {
	if byteOrderMark(peek(b, 3)) == "utf-8" {
		_, _ = b.Discard(3)
	}
}

// checked buffers the text, so that every read of it has room for a whole character.
func checked(c *checkedText) io.Reader { return bufio.NewReaderSize(c, 32<<10) }

// checkedText passes UTF-8 on and stops at NUL, at bytes that are not UTF-8 and, in decoded
// text, at the mark of bytes that the character set does not have.
type checkedText struct {
	r       io.Reader
	name    string
	decoded bool
	lines   int
	carry   []byte // a character cut at the end of the last read
	err     error
}

// Read gives only text that was checked.
func (c *checkedText) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	if len(p) < utf8.UTFMax {
		return 0, io.ErrShortBuffer
	}
	n := copy(p, c.carry)
	m, err := c.r.Read(p[n:])
	n += m
	c.carry = c.carry[:0]
	text := p[:n]
	if err == nil {
		if cut := cutRune(text); cut > 0 {
			c.carry = append(c.carry, text[n-cut:]...)
			text = text[:n-cut]
		}
	} else if !errors.Is(err, io.EOF) {
		var own *Error
		if !errors.As(err, &own) {
			err = &Error{Line: c.lines + 1, What: "not readable as " + c.name, Err: err}
		}
	}
	if bad := c.firstBad(text); bad != nil {
		c.err = bad
		return 0, bad
	}
	c.lines += bytes.Count(text, []byte{'\n'})
	c.err = err
	return len(text), err
}

// cutRune is how many bytes at the end of the text are the beginning of one character.
func cutRune(text []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(text); i++ {
		if b := text[len(text)-i]; utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(text[len(text)-i:]) {
				return i
			}
			return 0
		}
	}
	return 0
}

func (c *checkedText) firstBad(text []byte) error {
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return &Error{Line: c.line(text[:i]), What: "a NUL byte: the file is not text, " +
			"or its character set was not recognised"}
	}
	if !c.decoded && !utf8.Valid(text) {
		i := 0
		for i < len(text) {
			r, size := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			i += size
		}
		return &Error{Line: c.line(text[:i]), What: "bytes that are not UTF-8: " +
			"the file is in another character set than it says"}
	}
	if c.decoded {
		if i := bytes.IndexRune(text, utf8.RuneError); i >= 0 {
			return &Error{Line: c.line(text[:i]), What: "bytes that are not " + c.name +
				": the file is in another character set than it says"}
		}
	}
	return nil
}

func (c *checkedText) line(before []byte) int {
	return c.lines + 1 + bytes.Count(before, []byte{'\n'})
}

// clip shortens what a file says before it is quoted in an error.
func clip(s string) string {
	if len(s) <= 40 {
		return s
	}
	return strings.ToValidUTF8(s[:40], "") + "…"
}
