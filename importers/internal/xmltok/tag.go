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
	name, n := r.tagName(w, 1, r.name, r.under)
	if n == len(w) {
		return 0, 0, nil
	}
	if name == nil {
		return 0, 0, r.malformed(n, "expected element name after <")
	}
	r.raw, r.attrs = r.raw[:0], r.attrs[:0]
	plain := w[n] == '>'
	if !plain {
		var err error
		if n, err = r.attributes(w, n, name); n == 0 || err != nil {
			return 0, 0, err
		}
	}
	empty := w[n] == '/'
	if n++; empty {
		n++
	}
	switch {
	case len(r.open) == 0 && r.root:
		return 0, 0, r.stray(n)
	case len(r.open) == importers.MaxDepth:
		return 0, 0, importers.TooDeep(r.lineAt(n))
	}
	if !plain {
		r.line += lines(w[:n])
		r.resolveAttributes(w)
	}
	r.begun, r.root, r.empty = true, true, empty
	r.open = append(r.open, name)
	r.name, r.under = name, child
	return Start, n, nil
}

// tagName reads the name at w[i:]; nil is no name. What followed the last name in its place
// one of the last two times follows it again nearly always, which saves looking it up.
func (r *Reader) tagName(w []byte, i int, last *Name, where turn) (name *Name, n int) {
	for _, guess := range &last.then[where] {
		if guess == nil {
			break
		}
		n = i + len(guess.full)
		if n < len(w) && classes[w[n]]&inName == 0 && string(w[i:n]) == guess.full {
			return guess, n
		}
	}
	n = i + nameLength(w[i:])
	if n < len(w) {
		if name = r.names.find(w[i:n]); len(r.names) < maxNames {
			last.then[where] = [2]*Name{name, last.then[where][0]}
		}
	}
	return name, n
}

// attributes reads from behind the name to the > or the / before it, whose place it gives,
// 0 when the window ends before.
func (r *Reader) attributes(w []byte, i int, last *Name) (int, error) {
	for {
		gap := spaces(w[i:])
		i += gap
		switch {
		case i < len(w) && w[i] == '>':
			return i, nil
		case i+1 >= len(w):
			return 0, nil
		case w[i] == '/' && w[i+1] == '>':
			return i, nil
		case w[i] == '/':
			return 0, r.malformed(i, "expected /> in element")
		case gap == 0:
			return 0, r.malformed(i, "expected space before an attribute")
		case len(r.raw) == importers.MaxAttributes:
			return 0, importers.TooManyAttributes(r.lineAt(i))
		}
		a, n, err := r.attribute(w, i, last)
		if n == 0 || err != nil {
			return 0, err
		}
		for _, b := range r.raw {
			if a.name.full == b.name.full {
				return 0, r.malformed(i, "attribute "+clip([]byte(a.name.Local))+" stands twice")
			}
		}
		r.raw = append(r.raw, a)
		i, last = n, a.name
	}
}

// attribute reads name="value" and gives the place behind it, 0 when the window ends before.
func (r *Reader) attribute(w []byte, i int, last *Name) (a rawAttribute, n int, err error) {
	if a.name, n = r.tagName(w, i, last, attribute); n == len(w) {
		return a, 0, nil
	}
	if a.name == nil {
		return a, 0, r.malformed(n, "expected attribute name in element")
	}
	n += spaces(w[n:])
	if n == len(w) {
		return a, 0, nil
	}
	if w[n] != '=' {
		return a, 0, r.malformed(n, "attribute name without = in element")
	}
	n++
	n += spaces(w[n:])
	if n == len(w) {
		return a, 0, nil
	}
	quote := w[n]
	if quote != '"' && quote != '\'' {
		return a, 0, r.malformed(n, "unquoted or missing attribute value in element")
	}
	n++
	size := bytes.IndexByte(w[n:], quote)
	if size < 0 {
		return a, 0, nil
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
	if !a.plain {
		err = r.check(w, a.from, a.to)
	}
	return a, a.to + 1, err
}

// resolveAttributes gives the attributes their values, once the tag is known to be whole.
func (r *Reader) resolveAttributes(w []byte) {
	for _, a := range r.raw {
		value := w[a.from:a.to]
		if !a.plain {
			value = value[:resolve(value)]
		}
		r.attrs = append(r.attrs, Attribute{a.name, value})
	}
}

// endTag reads </name>. Nearly always it closes what is open, letter for letter.
func (r *Reader) endTag(w []byte) (Kind, int, error) {
	if len(r.open) == 0 {
		return 0, 0, r.stray(0)
	}
	full := r.open[len(r.open)-1].full
	n := 2 + len(full)
	if len(w) > n && w[n] == '>' && string(w[2:n]) == full {
		r.pop()
		return End, n + 1, nil
	}
	n = 2 + nameLength(w[2:])
	i := n + spaces(w[n:])
	if i == len(w) {
		return 0, 0, nil
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
	r.line += lines(w[:i])
	r.pop()
	return End, i + 1, nil
}

// pop closes the innermost element.
func (r *Reader) pop() {
	r.name, r.under = r.open[len(r.open)-1], sibling
	r.open = r.open[:len(r.open)-1]
}
