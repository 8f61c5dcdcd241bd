package xmltok

import (
	"bytes"
	"errors"
	"io"

	"github.com/rappro/rappro/importers"
)

// Kind says what a token is.
type Kind uint8

// The kinds of token. An empty element, <a/>, is a Start and an End.
const (
	Start       Kind = iota + 1 // <name attribute="value">
	End                         // </name>
	Text                        // character data, and CDATA as a Text of its own
	Comment                     // <!-- … -->
	Instruction                 // <?target … ?>, the XML declaration included
)

// windowSize is how much is read at once. The window grows for a longer token, up to what the
// limits allow.
const windowSize = 32 << 10

// marks is how much longer than its content a token can be: <![CDATA[ and ]]>.
const marks = 12

// Reader gives the tokens of one document. What Name, Attributes and Bytes give is valid
// until the next call of Next.
type Reader struct {
	src    io.Reader
	srcErr error // why src gives no more
	failed error // what Next gives from now on

	buf      []byte
	pos, end int // buf[pos:end] was not given as token yet
	line     int // of pos

	names names
	open  []*Name
	begun bool // something but space was read
	root  bool // the root was seen
	empty bool // the End of an empty element is due

	name  *Name // of the last tag or instruction
	under turn  // where the next tag stands to it
	bytes []byte
	attrs []Attribute
	raw   []rawAttribute
}

// New reads the document of r, which is UTF-8 without byte order mark: importers.XMLReader
// makes it so from what a file declares.
func New(r io.Reader) *Reader {
	return &Reader{src: r, buf: make([]byte, windowSize), line: 1, names: names{},
		name: &Name{}, open: make([]*Name, 0, importers.MaxDepth)}
}

// Name is that of a Start or End, and the target of an Instruction.
func (r *Reader) Name() *Name { return r.name }

// Bytes are the content of a Text with references resolved, of a Comment or Instruction.
func (r *Reader) Bytes() []byte { return r.bytes }

// Attributes are those of a Start, in their order, declarations of namespaces included.
func (r *Reader) Attributes() []Attribute { return r.attrs }

// Line is the 1-based line on which the token ends. A line ends with LF, CR LF or CR.
func (r *Reader) Line() int { return r.line }

// Next reads the next token. It gives io.EOF after the root is closed and only space,
// comments and instructions follow, an *importers.Error for a document that is not well
// formed, a cause of importers.ErrLimit above the limits, and what the source gave.
func (r *Reader) Next() (Kind, error) {
	if r.empty && r.failed == nil {
		r.empty = false
		r.pop()
		return End, nil
	}
	for r.failed == nil {
		kind, n, err := Kind(0), 0, error(nil)
		w := r.buf[r.pos:min(r.end, r.pos+importers.MaxField+marks)]
		// Each gives the kind of the token, 0 for space outside the root, and its length, 0 when
		// it does not end in the window. Then it has changed nothing; else it counted the lines.
		switch {
		case len(w) < 2: // the least token has three bytes, and a text has a tag behind it
		case w[0] != '<':
			kind, n, err = r.text(w)
		case w[1] == '/':
			kind, n, err = r.endTag(w)
		case w[1] == '!':
			kind, n, err = r.declaration(w)
		case w[1] == '?':
			kind, n, err = r.instruction(w)
		default:
			kind, n, err = r.startTag(w)
		}
		switch {
		case err != nil:
			r.failed = err
		case n > 0:
			if r.pos += n; kind != 0 {
				return kind, nil
			}
		case len(w) == importers.MaxField+marks:
			r.failed = r.tooLong()
		default:
			if err := r.fill(); err != nil {
				r.failed = r.ended(err)
			}
		}
	}
	return 0, r.failed
}

// fill moves the window on and fills it, so that a token is looked at twice at most.
func (r *Reader) fill() error {
	if r.srcErr != nil {
		return r.srcErr
	}
	r.end = copy(r.buf, r.buf[r.pos:r.end])
	r.pos = 0
	if r.end == len(r.buf) {
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	before, idle := r.end, 0
	for r.end < len(r.buf) && r.srcErr == nil {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		r.srcErr = err
		if n > 0 {
			idle = 0
		} else if idle++; idle == 100 && err == nil {
			r.srcErr = io.ErrNoProgress
		}
	}
	if r.end == before {
		return r.srcErr
	}
	return nil
}

// ended says what it means that the source gives no more.
func (r *Reader) ended(err error) error {
	rest := r.buf[r.pos:r.end]
	switch {
	case !errors.Is(err, io.EOF):
		return err
	case len(r.open) > 0 || len(rest) > 0 && rest[0] == '<':
	case spaces(rest) < len(rest):
		return r.stray(len(rest))
	case r.root:
		return io.EOF
	}
	return &importers.Error{Line: r.lineAt(len(rest)),
		What: "the file ends in the middle: it was cut on the way, download it again"}
}

// lineAt is the line n bytes behind the last token.
func (r *Reader) lineAt(n int) int { return r.line + lines(r.buf[r.pos:r.pos+n]) }

// lines counts line ends: LF, CR LF and CR.
func lines(b []byte) int {
	n := bytes.Count(b, []byte{'\n'})
	for {
		i := bytes.IndexByte(b, '\r')
		if i < 0 {
			return n
		}
		b = b[i+1:]
		if len(b) == 0 || b[0] != '\n' {
			n++
		}
	}
}

// tooLong refuses a token on the line where it passes the limit.
func (r *Reader) tooLong() error { return importers.FieldTooLong(r.lineAt(importers.MaxField)) }

// malformed refuses the document because of what stands n bytes behind the last token.
func (r *Reader) malformed(n int, what string) error {
	return &importers.Error{Line: r.lineAt(n), What: "not well-formed XML: " + what}
}

// stray refuses what ends n bytes behind the last token, outside the root.
func (r *Reader) stray(n int) error {
	return &importers.Error{Line: r.lineAt(n), What: "data outside the root element: " +
		"two files were put into one, or the file is damaged"}
}

// clip shortens what a file says before it is quoted in an error.
func clip(b []byte) string {
	if len(b) <= 40 {
		return string(bytes.ToValidUTF8(b, nil))
	}
	return string(bytes.ToValidUTF8(b[:40], nil)) + "…"
}
