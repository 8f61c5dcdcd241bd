package ofx

import (
	"bytes"
	"errors"
	"io"

	"github.com/rappro/rappro/importers"
)

// A token is one piece of the file.
type token uint8

const (
	endOfFile token = iota
	text            // between two tags; a value may come in several pieces
	startTag
	endTag
	emptyTag // <MEMO/>
)

// scanner cuts SGML and XML into tokens. It knows nothing of how elements nest. The two
// differ in one thing: in SGML a < that begins no tag is text, because banks write such
// memos; in XML it is an error. Comments and instructions are left out, a DOCTYPE is refused.
type scanner struct {
	r        io.Reader
	strict   bool // XML
	buf      []byte
	pos, end int
	lf, cr   int // line ends before pos
	tag      bool
	err      error // of r

	chars []byte // of a text, until the next call
	name  []byte // of a tag, until the next call
}

func newScanner(r io.Reader, strict bool) *scanner {
	return &scanner{r: r, strict: strict, buf: make([]byte, 64<<10)}
}

// line is the place of the next token. A file whose lines end in a lone CR has no LF.
func (s *scanner) line() int {
	if s.lf == 0 {
		return s.cr + 1
	}
	return s.lf + 1
}

// next gives the next token.
func (s *scanner) next() (token, error) {
	for {
		if !s.tag {
			n, err := s.find(0, '<')
			if err != nil {
				return endOfFile, err
			}
			if s.tag = n >= 0; !s.tag {
				n = s.end - s.pos
			}
			if n > 0 {
				s.chars = s.take(n)
				return text, nil
			}
			if !s.tag {
				return endOfFile, nil
			}
		}
		s.tag = false
		switch t, err := s.markup(); {
		case err != nil:
			return endOfFile, err
		case t != endOfFile:
			return t, nil
		}
	}
}

// markup reads from a < on. It gives endOfFile for what is left out.
func (s *scanner) markup() (token, error) {
	for s.end-s.pos < len("<![CDATA[") {
		if more, err := s.more(); err != nil {
			return endOfFile, err
		} else if !more {
			break
		}
	}
	head := s.buf[s.pos:s.end]
	switch {
	case bytes.HasPrefix(head, []byte("<!--")):
		_, err := s.section("<!--", "-->")
		return endOfFile, err
	case bytes.HasPrefix(head, []byte("<?")):
		_, err := s.section("<?", "?>")
		return endOfFile, err
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		chars, err := s.section("<![CDATA[", "]]>")
		s.chars = chars
		return text, err
	case bytes.HasPrefix(head, []byte("<!")):
		return endOfFile, &importers.Error{Line: s.line(), What: "a DOCTYPE: no bank writes one, " +
			"and it could make this machine open other files"}
	}
	return s.element()
}

// section reads a part with its own end.
func (s *scanner) section(open, end string) ([]byte, error) {
	for from := len(open); ; {
		n, err := s.find(from, end[len(end)-1])
		switch {
		case err != nil:
			return nil, err
		case n < 0:
			return nil, s.cut()
		case n+1-len(end) >= len(open) && bytes.HasSuffix(s.buf[s.pos:s.pos+n+1], []byte(end)):
			return s.take(n + 1)[len(open) : n+1-len(end)], nil
		}
		from = n + 1
	}
}

// element reads a tag, or the < that is none.
func (s *scanner) element() (token, error) {
	n, ends, err := s.inside()
	if err != nil {
		return endOfFile, err
	}
	kind, name := s.parse(s.buf[s.pos+1 : s.pos+n])
	switch {
	case n+s.pos == s.end && (kind != endOfFile || n <= 2):
		return endOfFile, s.cut()
	case kind != endOfFile && ends:
		s.take(n + 1)
		s.name = name
		return kind, nil
	case s.strict:
		return endOfFile, &importers.Error{Line: s.line(), What: "a < that begins no tag: the file " +
			"is not well-formed, download it again"}
	}
	s.chars = s.take(1)
	return text, nil
}

// inside gives the length of what could be a tag with its <, and whether a > ends it. In
// SGML the first byte that no tag has ends the look, so that a text full of < costs no more
// than another.
func (s *scanner) inside() (n int, ends bool, err error) {
	for n = 1; ; n++ {
		if s.pos+n == s.end {
			if more, err := s.more(); err != nil || !more {
				return n, false, err
			}
		}
		switch c := s.buf[s.pos+n]; {
		case c == '>':
			return n, true, nil
		case c == '<', !s.strict && !nameByte(c) && c != '/' && !space(c):
			return n, false, nil
		case n > importers.MaxField:
			return n, false, importers.FieldTooLong(s.line())
		}
	}
}

// parse reads what stands between < and >. Attributes mean nothing in OFX; they are taken
// in XML, where a namespace may be declared.
func (s *scanner) parse(inside []byte) (token, []byte) {
	kind := startTag
	if len(inside) > 0 && inside[0] == '/' {
		kind, inside = endTag, inside[1:]
	} else if n := len(inside); n > 0 && inside[n-1] == '/' {
		kind, inside = emptyTag, inside[:n-1]
	}
	for n := len(inside); n > 0 && space(inside[n-1]); n-- {
		inside = inside[:n-1]
	}
	n := 0
	for n < len(inside) && nameByte(inside[n]) {
		n++
	}
	attributes := n < len(inside)
	if n == 0 || !letter(inside[0]) || attributes && (!s.strict || kind == endTag ||
		!space(inside[n])) {
		return endOfFile, nil
	}
	name := inside[:n]
	if i := bytes.IndexByte(name, ':'); i >= 0 && i < n-1 {
		name = name[i+1:]
	}
	return kind, name
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func letter(c byte) bool { return 'A' <= c&^0x20 && c&^0x20 <= 'Z' }

func nameByte(c byte) bool {
	return letter(c) || '0' <= c && c <= '9' || c == '.' || c == '_' || c == '-' || c == ':'
}

// find gives the distance to the next byte c, from a distance on; -1 when the file has none.
func (s *scanner) find(from int, c byte) (int, error) {
	for {
		if i := bytes.IndexByte(s.buf[s.pos+from:s.end], c); i >= 0 {
			if from+i > importers.MaxField+maxMarkup {
				return 0, importers.FieldTooLong(s.line())
			}
			return from + i, nil
		}
		if from = s.end - s.pos; from > importers.MaxField+maxMarkup {
			return 0, importers.FieldTooLong(s.line())
		}
		if more, err := s.more(); err != nil {
			return 0, err
		} else if !more {
			return -1, nil
		}
	}
}

// maxMarkup is what may stand around a value of the longest length: line ends, <![CDATA[.
const maxMarkup = 256

// more reads on. It is false at the end of the file.
func (s *scanner) more() (bool, error) {
	if s.err == nil && s.pos > 0 {
		s.end = copy(s.buf, s.buf[s.pos:s.end])
		s.pos = 0
	}
	if s.end == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for s.err == nil {
		var n int
		n, s.err = s.r.Read(s.buf[s.end:])
		if i := bytes.IndexByte(s.buf[s.end:s.end+n], 0); i >= 0 {
			line := s.lf + bytes.Count(s.buf[s.pos:s.end+i], []byte{'\n'}) + 1
			return false, &importers.Error{Line: line, What: "a NUL byte: the file is not text, " +
				"or its character set was not recognised"}
		}
		if s.end += n; n > 0 {
			return true, nil
		}
	}
	if errors.Is(s.err, io.EOF) {
		return false, nil
	}
	return false, s.err
}

// take gives the next n bytes, until the next call, and counts their lines.
func (s *scanner) take(n int) []byte {
	b := s.buf[s.pos : s.pos+n]
	s.lf += bytes.Count(b, []byte{'\n'})
	s.cr += bytes.Count(b, []byte{'\r'})
	s.pos += n
	return b
}

func (s *scanner) cut() error {
	return &importers.Error{Line: s.line(), What: "the file ends in the middle: download it again"}
}
