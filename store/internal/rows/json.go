package rows

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// jsonWriter writes canonical JSON: members in the order of the calls, no space, and only
// the escapes that JSON asks for. It is here because a run writes millions of small lists,
// and encoding/json takes ten times as long over them; a test holds its words against
// encoding/json's.
type jsonWriter struct {
	b []byte
}

func (j *jsonWriter) open(c byte)  { j.b = append(j.b, c) }
func (j *jsonWriter) close(c byte) { j.b = append(j.b, c) }

// element separates the next element or member from the one before.
func (j *jsonWriter) element() {
	if c := j.b[len(j.b)-1]; c != '{' && c != '[' {
		j.b = append(j.b, ',')
	}
}

func (j *jsonWriter) member(name string) {
	j.element()
	j.b = append(append(append(j.b, '"'), name...), '"', ':')
}

// textMember leaves empty text out.
func (j *jsonWriter) textMember(name, value string) {
	if value != "" {
		j.member(name)
		j.text(value)
	}
}

// numberMember leaves zero out.
func (j *jsonWriter) numberMember(name string, value int) {
	if value != 0 {
		j.member(name)
		j.number(value)
	}
}

func (j *jsonWriter) number(value int) { j.b = strconv.AppendInt(j.b, int64(value), 10) }

func (j *jsonWriter) textsMember(name string, values []string) {
	if len(values) > 0 {
		j.member(name)
		j.texts(values)
	}
}

func (j *jsonWriter) texts(values []string) {
	j.open('[')
	for _, v := range values {
		j.element()
		j.text(v)
	}
	j.close(']')
}

func (j *jsonWriter) text(s string) {
	j.b = append(j.b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		j.b = append(j.b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			j.b = append(j.b, '\\', c)
		case '\n':
			j.b = append(j.b, '\\', 'n')
		default:
			j.b = fmt.Appendf(j.b, `\u%04x`, c)
		}
	}
	j.b = append(append(j.b, s[from:]...), '"')
}

// jsonReader reads what jsonWriter wrote. It keeps its first error and then does nothing.
type jsonReader struct {
	s   string
	at  int
	err error
}

var errJSON = errors.New("the store holds JSON that no version of this program wrote")

func (r *jsonReader) fail() {
	if r.err == nil {
		r.err = fmt.Errorf("%w: at byte %d of %q", errJSON, r.at, r.s)
	}
	r.at = len(r.s)
}

func (r *jsonReader) unknown(name string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: member %q", errJSON, name)
	}
	r.at = len(r.s)
}

// done gives the first error, and one when something follows.
func (r *jsonReader) done() error {
	if r.err == nil && r.at != len(r.s) {
		r.fail()
	}
	return r.err
}

func (r *jsonReader) peek(c byte) bool { return r.at < len(r.s) && r.s[r.at] == c }

func (r *jsonReader) take(c byte) bool {
	if r.peek(c) {
		r.at++
		return true
	}
	return false
}

func (r *jsonReader) want(c byte) {
	if !r.take(c) {
		r.fail()
	}
}

func (r *jsonReader) array(element func()) {
	r.want('[')
	for first := true; r.err == nil && !r.take(']'); first = false {
		if !first {
			r.want(',')
		}
		element()
	}
}

func (r *jsonReader) object(member func(name string)) {
	r.want('{')
	for first := true; r.err == nil && !r.take('}'); first = false {
		if !first {
			r.want(',')
		}
		name := r.text()
		r.want(':')
		member(name)
	}
}

func (r *jsonReader) texts() []string {
	var out []string
	r.array(func() { out = append(out, r.text()) })
	return out
}

func (r *jsonReader) money() reconcile.Money {
	m, err := moneyOf(r.text())
	if err != nil && r.err == nil {
		r.err = err
	}
	return m
}

func (r *jsonReader) number() int {
	from := r.at
	r.take('-')
	for r.at < len(r.s) && '0' <= r.s[r.at] && r.s[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(r.s[from:r.at])
	if err != nil {
		r.fail()
	}
	return n
}

// text reads a string. Without escapes it is a part of the source and costs nothing.
func (r *jsonReader) text() string {
	r.want('"')
	end := strings.IndexAny(r.s[r.at:], `"\`)
	if r.err != nil || end < 0 {
		r.fail()
		return ""
	}
	if r.s[r.at+end] == '"' {
		s := r.s[r.at : r.at+end]
		r.at += end + 1
		return s
	}
	var b []byte
	for r.at < len(r.s) {
		c := r.s[r.at]
		r.at++
		switch c {
		case '"':
			return string(b)
		case '\\':
			b = r.escape(b)
		default:
			b = append(b, c)
		}
	}
	r.fail()
	return ""
}

func (r *jsonReader) escape(b []byte) []byte {
	rest := r.s[r.at:]
	switch {
	case rest != "" && (rest[0] == '"' || rest[0] == '\\'):
		r.at++
		return append(b, rest[0])
	case rest != "" && rest[0] == 'n':
		r.at++
		return append(b, '\n')
	case len(rest) >= 5 && rest[0] == 'u':
		n, err := strconv.ParseUint(rest[1:5], 16, 16)
		if err == nil {
			r.at += 5
			return utf8.AppendRune(b, rune(n))
		}
	}
	r.fail()
	return b
}
