package mt940

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/rappro/rappro/importers"
)

// framing is what links of data transmission leave around messages: start and end of text,
// and the end-of-file mark of DOS.
const framing = "\x01\x02\x03\x04\x1a"

// window is how much of the file is looked at when the first character outside ASCII asks
// for a decision about the character set. It is also the longest line.
const window = importers.MaxField

// lines gives a file line by line as text, whatever ends the lines: LF, CR LF or CR.
//
// MT940 has no way to say its character set, and its own is ASCII. The first line that has
// more decides for the rest of the file: UTF-8 when it is that, else a single-byte set (see
// charset.go). A file that then changes is refused: text is never repaired.
type lines struct {
	r      *bufio.Reader
	number int    // of the line given last, from 1
	buf    []byte // of that line
	afterR bool   // the last line ended with CR: a LF that follows belongs to it
	cut    bool   // the last line has no line end: the file stops there
	utf8   bool   // decided: UTF-8
	set    *charmap.Charmap
	region region // of the account read last; it tells the alphabet
}

func newLines(r io.Reader) (*lines, error) {
	l := &lines{r: bufio.NewReaderSize(r, window+2)}
	mark, err := l.r.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(mark, []byte("\xEF\xBB\xBF")),
		bytes.HasPrefix(mark, []byte("\xFF\xFE")), bytes.HasPrefix(mark, []byte("\xFE\xFF")):
		text, err := importers.TextReader(l.r, "")
		if err != nil {
			return nil, err
		}
		l.r, l.utf8 = bufio.NewReaderSize(text, window+2), true
	}
	return l, nil
}

// next gives the next line without its end, decoded. The error is io.EOF after the last.
func (l *lines) next() (string, error) {
	if err := l.read(); err != nil {
		return "", err
	}
	l.number++
	if bytes.IndexByte(l.buf, 0) >= 0 {
		return "", l.bad("a NUL byte: the file is not text, download it again")
	}
	if ascii(l.buf) {
		return string(l.buf), nil
	}
	if !l.utf8 && l.set == nil {
		l.decide()
	}
	if l.utf8 {
		if !utf8.Valid(l.buf) {
			return "", l.bad("bytes that are not UTF-8, which the file was until here: " +
				"it was changed after the bank wrote it, download it again")
		}
		return string(l.buf), nil
	}
	return l.decode()
}

// read fills buf with the bytes of the next line.
func (l *lines) read() error {
	l.buf = l.buf[:0]
	for {
		if _, err := l.r.Peek(1); err != nil {
			if errors.Is(err, io.EOF) && len(l.buf) > 0 {
				l.cut = true
				return nil
			}
			return err
		}
		part, _ := l.r.Peek(l.r.Buffered())
		if l.afterR && len(l.buf) == 0 && part[0] == '\n' {
			l.afterR = false
			_, _ = l.r.Discard(1)
			continue
		}
		l.afterR = false
		end := lineEnd(part)
		whole := end < len(part)
		if len(l.buf)+end > importers.MaxField {
			return importers.FieldTooLong(l.number + 1)
		}
		l.buf = append(l.buf, part[:end]...)
		if whole {
			l.afterR = part[end] == '\r'
			_, _ = l.r.Discard(end + 1)
			return nil
		}
		_, _ = l.r.Discard(end)
	}
}

// lineEnd is the place of the first CR or LF, else the length.
func lineEnd(b []byte) int {
	end := bytes.IndexByte(b, '\n')
	if end < 0 {
		end = len(b)
	}
	if cr := bytes.IndexByte(b[:end], '\r'); cr >= 0 {
		return cr
	}
	return end
}

func ascii[T string | []byte](b T) bool {
	for i := range len(b) {
		if b[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decide chooses the character set at the first line that is not ASCII.
func (l *lines) decide() {
	if utf8.Valid(l.buf) {
		l.utf8 = true
		return
	}
	ahead, _ := l.r.Peek(window) // shorter at the end of the file
	l.set = guess(append(bytes.Clone(l.buf), ahead...), l.region)
}

func (l *lines) decode() (string, error) {
	out := make([]rune, len(l.buf))
	for i, c := range l.buf {
		out[i] = l.set.DecodeByte(c)
		if out[i] == utf8.RuneError {
			return "", l.bad("a byte that is not " + l.set.String() + ", which the file was taken " +
				"for: save it as UTF-8")
		}
	}
	return string(out), nil
}

func (l *lines) bad(what string) error { return &importers.Error{Line: l.number, What: what} }
