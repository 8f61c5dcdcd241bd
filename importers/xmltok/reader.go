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

// errMore says that a token goes on behind the window.
var errMore = errors.New("the token goes on")

// Reader gives the tokens of one document. What Name, Attributes and Bytes give is valid
// until the next call of Next.
type Reader struct {
	src    io.Reader
	srcErr error // why src gives no more
	failed error // what Next gives from now on

	buf      []byte
	pos, end int // buf[pos:end] was not given as token yet
	counted  int // buf[:counted] is in line
	line     int
	cr       bool // a carriage return was seen

	names names
	open  []*Name
	begun bool // something but space was read
	root  bool // the root was seen
	empty bool // the End of an empty element is due

	name  *Name
	bytes []byte
	attrs []Attribute
	raw   []rawAttribute
}

// New reads the document of r, which is UTF-8 without byte order mark: importers.XMLReader
// makes it so from what a file declares.
func New(r io.Reader) *Reader {
	return &Reader{src: r, buf: make([]byte, windowSize), line: 1, names: names{},
		open: make([]*Name, 0, importers.MaxDepth)}
}

// Name is that of a Start or End, and the target of an Instruction.
func (r *Reader) Name() *Name { return r.name }

// Bytes are the content of a Text with references resolved, of a Comment or Instruction.
func (r *Reader) Bytes() []byte { return r.bytes }

// Attributes are those of a Start, in their order, declarations of namespaces included.
func (r *Reader) Attributes() []Attribute { return r.attrs }

// Line is the 1-based line on which the token ends. A line ends with LF, CR LF or CR.
func (r *Reader) Line() int { return r.lineAt(r.pos) }

// Next reads the next token. It gives io.EOF after the root is closed and only space,
// comments and instructions follow, an *importers.Error for a document that is not well
// formed, a cause of importers.ErrLimit above the limits, and what the source gave.
func (r *Reader) Next() (Kind, error) {
	if r.failed != nil {
		return 0, r.failed
	}
	kind, err := r.next()
	if err != nil {
		r.failed = err
	}
	return kind, err
}

func (r *Reader) next() (Kind, error) {
	if r.empty {
		r.empty = false
		return End, r.pop()
	}
	for {
		w := r.buf[r.pos:r.end]
		kind, n, err := r.scan(w)
		switch {
		case errors.Is(err, errMore) && len(w) <= importers.MaxField+marks:
			if err := r.fill(); err != nil {
				return 0, r.ended(err)
			}
		case errors.Is(err, errMore), n > importers.MaxField+marks:
			return 0, importers.FieldTooLong(r.lineAt(r.pos + importers.MaxField))
		case err != nil:
			return 0, err
		default:
			r.pos += n
			if kind != 0 {
				return kind, nil
			}
		}
	}
}

// scan reads the token at the beginning of the window: its kind, 0 for space outside the
// root, and its length. A token that does not end in the window is left as it is.
func (r *Reader) scan(w []byte) (Kind, int, error) {
	switch {
	case len(w) == 0:
		return 0, 0, errMore
	case w[0] != '<':
		return r.text(w)
	case len(w) == 1:
		return 0, 0, errMore
	}
	switch w[1] {
	case '/':
		return r.endTag(w)
	case '!':
		return r.declaration(w)
	case '?':
		return r.instruction(w)
	}
	return r.startTag(w)
}

// fill moves the window on and fills it, so that a token is looked at twice at most.
func (r *Reader) fill() error {
	if r.srcErr != nil {
		return r.srcErr
	}
	r.lineAt(r.pos)
	r.end = copy(r.buf, r.buf[r.pos:r.end])
	r.pos, r.counted = 0, 0
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
	added := r.buf[before:r.end]
	r.cr = r.cr || bytes.IndexByte(added, '\r') >= 0
	if len(added) == 0 {
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
	case len(rest) > 0 && spaces(rest) < len(rest):
		return r.stray(len(rest))
	case r.root:
		return io.EOF
	}
	return &importers.Error{Line: r.lineAt(r.end),
		What: "the file ends in the middle: it was cut on the way, download it again"}
}

// lineAt counts the lines up to a place in the window.
func (r *Reader) lineAt(at int) int {
	if at <= r.counted {
		return r.line
	}
	part := r.buf[r.counted:at]
	r.counted = at
	r.line += bytes.Count(part, []byte{'\n'})
	for r.cr {
		i := bytes.IndexByte(part, '\r')
		if i < 0 {
			break
		}
		part = part[i+1:]
		if len(part) == 0 || part[0] != '\n' {
			r.line++
		}
	}
	return r.line
}

// malformed refuses the document because of what stands i bytes behind the last token.
func (r *Reader) malformed(i int, what string) error {
	return &importers.Error{Line: r.lineAt(r.pos + i), What: "not well-formed XML: " + what}
}

// stray refuses what ends i bytes behind the last token, outside the root.
func (r *Reader) stray(i int) error {
	return &importers.Error{Line: r.lineAt(r.pos + i), What: "data outside the root element: " +
		"two files were put into one, or the file is damaged"}
}

// clip shortens what a file says before it is quoted in an error.
func clip(b []byte) string {
	if len(b) <= 40 {
		return string(bytes.ToValidUTF8(b, nil))
	}
	return string(bytes.ToValidUTF8(b[:40], nil)) + "…"
}
