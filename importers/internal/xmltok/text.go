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
		return r.outside(w)
	}
	plain, lf := true, 0
	for i := 0; i < len(w); i++ {
		if classes[w[i]]&notText == 0 {
			continue
		}
		switch w[i] {
		case '\n':
			lf++
			for len(w)-i > 8 && string(w[i+1:i+9]) == "        " {
				i += 8 // half of a file is often this
			}
		case '<':
			if i > importers.MaxField {
				return 0, 0, r.tooLong()
			}
			r.bytes = w[:i]
			if plain {
				r.line += lf
				return Text, i, nil
			}
			if err := r.check(w, 0, i); err != nil {
				return 0, 0, err
			}
			r.line += lines(w[:i])
			r.bytes = w[:resolve(w[:i])]
			return Text, i, nil
		case ']':
			if bytes.HasPrefix(w[i:], []byte("]]>")) {
				return 0, 0, r.malformed(i, "unescaped ]]> not in CDATA section")
			}
		default:
			plain = false
		}
	}
	return 0, 0, nil
}

// outside passes the space before and behind the root.
func (r *Reader) outside(w []byte) (Kind, int, error) {
	n := bytes.IndexByte(w, '<')
	if n < 0 {
		return 0, 0, nil
	}
	if spaces(w[:n]) < n {
		return 0, 0, r.stray(n)
	}
	r.line += lines(w[:n])
	return 0, n, nil
}

// cdata reads <![CDATA[…]]>.
func (r *Reader) cdata(w []byte) (Kind, int, error) {
	const begin, end = "<![CDATA[", "]]>"
	if !bytes.HasPrefix(w, []byte(begin)) {
		if len(w) < len(begin) && bytes.HasPrefix([]byte(begin), w) {
			return 0, 0, nil
		}
		return 0, 0, r.malformed(0, "invalid <![ sequence")
	}
	if len(r.open) == 0 {
		return 0, 0, r.stray(0)
	}
	n := bytes.Index(w[len(begin):], []byte(end))
	if n < 0 {
		return 0, 0, nil
	}
	from, to := len(begin), len(begin)+n
	if err := r.characters(w, from, to); err != nil {
		return 0, 0, err
	}
	r.line += lines(w[:to])
	r.bytes = w[from : from+lineEnds(w[from:to])]
	return Text, to + len(end), nil
}

// check refuses w[from:to] for a character or a reference that XML does not have.
func (r *Reader) check(w []byte, from, to int) error {
	if err := r.characters(w, from, to); err != nil {
		return err
	}
	for i := from; i < to; i++ {
		k := bytes.IndexByte(w[i:to], '&')
		if k < 0 {
			break
		}
		i += k
		if _, n := reference(w[i:to]); n == 0 {
			return r.malformed(i, "invalid character entity "+entityText(w[i:to]))
		}
	}
	return nil
}

// resolve writes what references stand for and LF for every line end, in place, where the
// result is never longer. It gives the new length.
func resolve(b []byte) int {
	if bytes.IndexByte(b, '&') < 0 {
		return lineEnds(b)
	}
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
