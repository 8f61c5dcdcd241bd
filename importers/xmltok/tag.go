package xmltok

import (
	"bytes"

	"github.com/rappro/rappro/importers"
)

// Attribute is one of a Start. Its value has references resolved and line ends as LF.
type Attribute struct {
	Name  *Name
	Value []byte
}

// rawAttribute is one whose value was not resolved yet: that writes into the window, and a
// tag that does not end in the window is read again from its beginning.
type rawAttribute struct {
	name     *Name
	from, to int
	plain    bool
}

// startTag reads <name attribute="value"> and <name/>.
func (r *Reader) startTag(w []byte) (Kind, int, error) {
	i := 1 + nameLength(w[1:])
	if i == len(w) {
		return 0, 0, errMore
	}
	name := r.names.find(w[1:i])
	if name == nil {
		return 0, 0, r.malformed(i, "expected element name after <")
	}
	r.attrs = r.attrs[:0]
	empty := false
	if w[i] != '>' {
		var err error
		if i, err = r.attributes(w, i); err != nil {
			return 0, 0, err
		}
		empty = w[i] == '/'
		if empty {
			i++
		}
	}
	i++
	switch {
	case len(r.open) == 0 && r.root:
		return 0, 0, r.stray(i)
	case len(r.open) == importers.MaxDepth:
		return 0, 0, importers.TooDeep(r.lineAt(r.pos + i))
	}
	r.begun, r.root, r.empty = true, true, empty
	r.open = append(r.open, name)
	r.name = name
	return Start, i, nil
}

// attributes reads from behind the name to the > or the / before it, whose place it gives.
func (r *Reader) attributes(w []byte, i int) (int, error) {
	r.raw = r.raw[:0]
	for {
		gap := spaces(w[i:])
		i += gap
		if i+1 >= len(w) {
			if i < len(w) && w[i] == '>' {
				break
			}
			return 0, errMore
		}
		if w[i] == '>' {
			break
		}
		if w[i] == '/' {
			if w[i+1] != '>' {
				return 0, r.malformed(i, "expected /> in element")
			}
			break
		}
		if gap == 0 {
			return 0, r.malformed(i, "expected space before an attribute")
		}
		if len(r.raw) == importers.MaxAttributes {
			return 0, importers.TooManyAttributes(r.lineAt(r.pos + i))
		}
		a, n, err := r.attribute(w, i)
		if err != nil {
			return 0, err
		}
		i = n
		for _, b := range r.raw {
			if a.name == b.name || a.name.full == b.name.full {
				return 0, r.malformed(i, "attribute "+clip([]byte(a.name.Local))+" stands twice")
			}
		}
		r.raw = append(r.raw, a)
	}
	return i, r.values(w)
}

// attribute reads name="value" and gives the place behind it.
func (r *Reader) attribute(w []byte, i int) (rawAttribute, int, error) {
	n := i + nameLength(w[i:])
	if n == len(w) {
		return rawAttribute{}, 0, errMore
	}
	a := rawAttribute{name: r.names.find(w[i:n])}
	if a.name == nil {
		return a, 0, r.malformed(n, "expected attribute name in element")
	}
	n += spaces(w[n:])
	if n == len(w) {
		return a, 0, errMore
	}
	if w[n] != '=' {
		return a, 0, r.malformed(n, "attribute name without = in element")
	}
	n++
	n += spaces(w[n:])
	if n == len(w) {
		return a, 0, errMore
	}
	quote := w[n]
	if quote != '"' && quote != '\'' {
		return a, 0, r.malformed(n, "unquoted or missing attribute value in element")
	}
	n++
	size := bytes.IndexByte(w[n:], quote)
	if size < 0 {
		return a, 0, errMore
	}
	a.from, a.to, a.plain = n, n+size, true
	for k, c := range w[a.from:a.to] {
		if classes[c]&notText != 0 {
			if c == '<' {
				return a, 0, r.malformed(n+k, "unescaped < inside quoted string")
			}
			a.plain = false
		}
	}
	return a, a.to + 1, nil
}

// values makes the attributes of the raw ones, once the tag is known to be whole.
func (r *Reader) values(w []byte) error {
	for _, a := range r.raw {
		value := w[a.from:a.to]
		if !a.plain {
			var err error
			if value, err = r.content(w, a.from, a.to); err != nil {
				return err
			}
		}
		r.attrs = append(r.attrs, Attribute{a.name, value})
	}
	return nil
}

// endTag reads </name>. Nearly always it closes what is open, letter for letter.
func (r *Reader) endTag(w []byte) (Kind, int, error) {
	if len(r.open) == 0 {
		return 0, 0, r.stray(0)
	}
	full := r.open[len(r.open)-1].full
	n := 2 + len(full)
	if len(w) > n && w[n] == '>' && string(w[2:n]) == full {
		return End, n + 1, r.pop()
	}
	n = 2 + nameLength(w[2:])
	i := n + spaces(w[n:])
	if i == len(w) {
		return 0, 0, errMore
	}
	name := r.names.find(w[2:n])
	switch {
	case name == nil:
		return 0, 0, r.malformed(n, "expected element name after </")
	case w[i] != '>':
		return 0, 0, r.malformed(i, "invalid characters between </"+clip([]byte(name.Local))+" and >")
	case name.full != full:
		return 0, 0, r.malformed(i, "element "+clip([]byte(r.open[len(r.open)-1].Local))+
			" is closed as "+clip([]byte(name.Local)))
	}
	return End, i + 1, r.pop()
}

// pop closes the innermost element.
func (r *Reader) pop() error {
	r.name = r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	return nil
}
