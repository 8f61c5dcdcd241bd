package xmltok

import (
	"bytes"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
)

// text reads character data up to the next tag. Outside the root only space may stand, which
// is no token; some banks put an empty line before the XML declaration.
func (r *Reader) text(w []byte) (Kind, int, error) {
	if len(r.open) == 0 {
		n := spaces(w)
		if n == len(w) {
			return 0, 0, errMore
		}
		if w[n] != '<' {
			n = bytes.IndexByte(w, '<')
			if n < 0 {
				return 0, 0, errMore
			}
			return 0, 0, r.stray(n)
		}
		return 0, n, nil
	}
	plain := true
	for i, c := range w {
		if classes[c]&notText == 0 {
			continue
		}
		if c == '<' {
			if i > importers.MaxField {
				return 0, 0, errMore
			}
			r.bytes = w[:i]
			if plain {
				return Text, i, nil
			}
			var err error
			r.bytes, err = r.content(w, 0, i)
			return Text, i, err
		}
		if c == ']' {
			if bytes.HasPrefix(w[i:], []byte("]]>")) {
				return 0, 0, r.malformed(i, "unescaped ]]> not in CDATA section")
			}
			continue
		}
		plain = false
	}
	return 0, 0, errMore
}

// cdata reads <![CDATA[…]]>.
func (r *Reader) cdata(w []byte) (Kind, int, error) {
	const begin, end = "<![CDATA[", "]]>"
	if !bytes.HasPrefix(w, []byte(begin)) {
		if len(w) < len(begin) && bytes.HasPrefix([]byte(begin), w) {
			return 0, 0, errMore
		}
		return 0, 0, r.malformed(0, "invalid <![ sequence")
	}
	if len(r.open) == 0 {
		return 0, 0, r.stray(0)
	}
	n := bytes.Index(w[len(begin):], []byte(end))
	if n < 0 {
		return 0, 0, errMore
	}
	from, to := len(begin), len(begin)+n
	if err := r.characters(w, from, to); err != nil {
		return 0, 0, err
	}
	r.lineAt(r.pos + to)
	r.bytes = w[from : from+lineEnds(w[from:to])]
	return Text, to + len(end), nil
}

// content checks the characters and references of w[from:to], and resolves them in place,
// where the result is never longer.
func (r *Reader) content(w []byte, from, to int) ([]byte, error) {
	if err := r.characters(w, from, to); err != nil {
		return nil, err
	}
	refs := false
	for i := from; i < to; i++ {
		k := bytes.IndexByte(w[i:to], '&')
		if k < 0 {
			break
		}
		i += k
		if _, n := reference(w[i:to]); n == 0 {
			return nil, r.malformed(i, "invalid character entity "+entityText(w[i:to]))
		}
		refs = true
	}
	r.lineAt(r.pos + to) // before the line ends are changed
	if !refs {
		return w[from : from+lineEnds(w[from:to])], nil
	}
	return w[from : from+resolve(w[from:to])], nil
}

// resolve writes the characters that references stand for, and LF for every line end. It
// gives the new length.
func resolve(b []byte) int {
	out := 0
	for i := 0; i < len(b); {
		c, n := b[i], 1
		switch c {
		case '&':
			var char rune
			char, n = reference(b[i:])
			out += utf8.EncodeRune(b[out:i+n], char)
			i += n
			continue
		case '\r':
			c = '\n'
			if i+1 < len(b) && b[i+1] == '\n' {
				n = 2
			}
		}
		b[out] = c
		out++
		i += n
	}
	return out
}

// lineEnds makes every line end LF and gives the new length.
func lineEnds(b []byte) int {
	if bytes.IndexByte(b, '\r') < 0 {
		return len(b)
	}
	out := 0
	for i, c := range b {
		if c == '\r' {
			if i+1 < len(b) && b[i+1] == '\n' {
				continue
			}
			c = '\n'
		}
		b[out] = c
		out++
	}
	return out
}
