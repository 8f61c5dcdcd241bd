package xmltok

import (
	"bytes"

	"github.com/rappro/rappro/importers"
)

// declaration reads what begins with <!: a comment or CDATA. The rest is a DOCTYPE or stands
// in one: it can define entities that grow or read files, and is refused at its first letter.
func (r *Reader) declaration(w []byte) (Kind, int, error) {
	if len(w) == 2 {
		return 0, 0, nil
	}
	switch w[2] {
	case '-':
		return r.comment(w)
	case '[':
		return r.cdata(w)
	}
	return 0, 0, &importers.Error{Line: r.line, What: "a DOCTYPE, which no bank sends " +
		"and which can hide an attack: the file is refused"}
}

// comment reads <!--…-->, in which -- does not stand.
func (r *Reader) comment(w []byte) (Kind, int, error) {
	if len(w) == 3 {
		return 0, 0, nil
	}
	if w[3] != '-' {
		return 0, 0, r.malformed(0, "invalid sequence <!- not part of <!--")
	}
	n := bytes.Index(w[4:], []byte("--"))
	if n < 0 || 4+n+2 == len(w) {
		return 0, 0, nil
	}
	to := 4 + n
	if w[to+2] != '>' {
		return 0, 0, r.malformed(to, `invalid sequence "--" not allowed in comments`)
	}
	if err := r.characters(w, 4, to); err != nil {
		return 0, 0, err
	}
	r.line += lines(w[:to])
	r.begun, r.bytes = true, w[4:to]
	return Comment, to + 3, nil
}

// instruction reads <?target content?>, which nothing obeys.
func (r *Reader) instruction(w []byte) (Kind, int, error) {
	end := bytes.Index(w[2:], []byte("?>"))
	if end < 0 {
		return 0, 0, nil
	}
	end += 2
	n := 2 + nameLength(w[2:end])
	if !isName(w[2:n]) {
		return 0, 0, r.malformed(n, "expected target name after <?")
	}
	from := n + spaces(w[n:end])
	if from == n && n < end {
		return 0, 0, r.malformed(n, "expected space after the target of <?")
	}
	if err := r.characters(w, from, end); err != nil {
		return 0, 0, err
	}
	target := string(w[2:n])
	if target == "xml" {
		if r.begun {
			return 0, 0, r.malformed(end, "an XML declaration in the middle of the file")
		}
		if v := version(w[from:end]); v != nil {
			return 0, 0, r.malformed(end, "unsupported version "+clip(v)+"; only version 1.0 is supported")
		}
	}
	r.line += lines(w[:end])
	r.begun = true
	r.name, r.bytes = &Name{Local: target, full: target}, w[from:end]
	return Instruction, end + 2, nil
}

// version gives a version in the XML declaration that is not 1.0, nil when there is none.
func version(b []byte) []byte {
	for {
		_, rest, found := bytes.Cut(b, []byte("version"))
		if !found {
			return nil
		}
		b = rest
		rest = rest[spaces(rest):]
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = rest[1+spaces(rest[1:]):]
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			continue
		}
		if v, _, closed := bytes.Cut(rest[1:], rest[:1]); closed && string(v) != "1.0" && len(v) > 0 {
			return v
		}
	}
}
