package camt

import (
	"bytes"
	"io"

	"github.com/rappro/rappro/importers"
)

// guard keeps one token from growing without bound inside encoding/xml, which holds a whole
// text, tag, comment or DOCTYPE in memory before it returns it: 200 MiB of one text cost it
// 512 MiB. It looks at the bytes on their way, and refuses a DOCTYPE at its first letters.
// It also turns the line ends of old systems, a lone CR, into LF, as XML asks, so that
// lines are counted.
type guard struct {
	r     io.Reader
	line  int
	where place
	run   int     // bytes of the token so far
	last  [2]byte // the two bytes before, where an end is looked for
}

type place uint8

const (
	inText place = iota
	inOpen       // after <
	inTag
	inBang // after <!
	inComment
	inCData
	inInstruction
)

// Read passes on what stays within the limits.
func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	for i := 0; i < n; i++ {
		if g.where == inText {
			if skip := g.plain(p[i:n]); skip > 0 {
				i += skip - 1
				if g.run > importers.MaxField {
					return 0, importers.FieldTooLong(g.line)
				}
				continue
			}
		}
		c := p[i]
		if c == '\r' && i+1 < n && p[i+1] != '\n' {
			c, p[i] = '\n', '\n'
		}
		if c == '\n' {
			g.line++
		}
		if refused := g.step(c); refused != nil {
			return 0, refused
		}
	}
	return n, err
}

// plain counts the bytes of text up to the next tag or carriage return.
func (g *guard) plain(p []byte) int {
	n := bytes.IndexByte(p, '<')
	if n < 0 {
		n = len(p)
	}
	if cr := bytes.IndexByte(p[:n], '\r'); cr >= 0 {
		n = cr
	}
	g.run += n
	g.line += bytes.Count(p[:n], []byte{'\n'})
	return n
}

func (g *guard) step(c byte) error {
	was := g.where
	g.run++
	switch g.where {
	case inText:
		if c == '<' {
			g.where, g.run = inOpen, 0
		}
	case inOpen:
		switch c {
		case '!':
			g.where = inBang
		case '?':
			g.where = inInstruction
		default:
			g.where = inTag
		}
	case inTag:
		if c == '>' {
			g.where, g.run = inText, 0
		}
	case inBang:
		switch c {
		case '-':
			g.where = inComment
		case '[':
			g.where = inCData
		default:
			return docType(g.line)
		}
	case inComment:
		g.until(c, '-', '-')
	case inCData:
		g.until(c, ']', ']')
	case inInstruction:
		g.until(c, g.last[0], '?')
	}
	if g.where != was {
		g.last = [2]byte{}
	} else {
		g.last = [2]byte{g.last[1], c}
	}
	if g.run > importers.MaxField {
		return importers.FieldTooLong(g.line)
	}
	return nil
}

// until ends a section at a > after the two bytes a and b.
func (g *guard) until(c, a, b byte) {
	if c == '>' && g.last == [2]byte{a, b} {
		g.where, g.run = inText, 0
	}
}
