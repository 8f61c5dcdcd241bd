package bankcsv

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
)

// The part of a file that detection looks at. What the first window leaves open, a day above
// 12 say, the larger one mostly settles; nobody's undecided list is longer.
const (
	firstWindow = 1 << 20
	lastWindow  = 16 << 20
)

// window is the beginning of a file in UTF-8, and how it was written.
type window struct {
	text     []byte
	whole    bool // it is the whole file
	ended    bool // a line end stands at its end
	encoding string
}

// decodeWindow decides the character set and decodes. A byte order mark decides, then NUL in
// every second byte, then UTF-8 where all of it is UTF-8. Of the one-byte sets, bytes 0x80 to
// 0x9F are letters only in those of Windows and of old PCs; which one it is, the names of the
// columns say: the set in which the vocabulary knows more of them.
func (f *finder) decodeWindow(raw []byte, whole bool) (window, error) {
	w := window{whole: whole}
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		f.reason("encoding", "utf-8", "the file begins with its byte order mark")
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")), bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		f.reason("encoding", "utf-16", "the file begins with its byte order mark")
	case wideText(raw) != "":
		w.encoding = wideText(raw)
		f.reason("encoding", w.encoding, "every second byte of the text is zero")
	case utf8Head(raw, whole):
		f.reason("encoding", "utf-8", "all of it is UTF-8, or plain ASCII")
	default:
		w.encoding = f.legacy(raw)
	}
	d, err := newDecoder(bytes.NewReader(raw), w.encoding)
	if err != nil {
		return w, err
	}
	text := bytes.NewBuffer(make([]byte, 0, len(raw)+len(raw)/16+bytes.MinRead))
	_, err = text.ReadFrom(&roomy{d})
	w.text = text.Bytes()
	w.ended = bytes.HasSuffix(w.text, []byte("\n")) || bytes.HasSuffix(w.text, []byte("\r"))
	var bad badText
	if errors.As(err, &bad) {
		return w, &importers.Error{Line: 1 + bytes.Count(w.text, []byte{'\n'}), What: string(bad)}
	}
	if err == nil && twiceEncoded(w.text) {
		err = &importers.Error{What: "letters with accents were encoded as UTF-8 twice, as in Ã©: " +
			"download the file again, and do not save it from an editor"}
	}
	return w, err
}

// roomy reads from a decoder, which wants room for one character at least.
type roomy struct{ d *decoder }

func (r *roomy) Read(p []byte) (int, error) {
	if len(p) >= utf8.UTFMax {
		return r.d.Read(p)
	}
	return 0, nil
}

// wideText recognises UTF-16 without a mark.
func wideText(raw []byte) string {
	raw = raw[:min(len(raw), 512)&^1]
	if len(raw) < 16 {
		return ""
	}
	var zero [2]int
	for i, b := range raw {
		if b == 0 {
			zero[i%2]++
		}
	}
	switch half := len(raw) / 2; {
	case zero[1] > half*3/4 && zero[0] == 0:
		return "utf-16le"
	case zero[0] > half*3/4 && zero[1] == 0:
		return "utf-16be"
	}
	return ""
}

// utf8Head says whether the bytes are UTF-8, up to a character cut at their end.
func utf8Head(raw []byte, whole bool) bool {
	for i := 0; !whole && i < utf8.UTFMax && len(raw) > 0; i++ {
		if utf8.RuneStart(raw[len(raw)-1]) {
			if !utf8.FullRune(raw[len(raw)-1:]) {
				raw = raw[:len(raw)-1]
			}
			break
		}
		raw = raw[:len(raw)-1]
	}
	return utf8.Valid(raw)
}

func hasByte(raw []byte, from, to byte) bool {
	for _, b := range raw {
		if from <= b && b <= to {
			return true
		}
	}
	return false
}

// twiceEncoded says whether every letter outside ASCII is half of a letter that was encoded
// as UTF-8 again: Ã followed by what Windows-1252 makes of the second byte.
func twiceEncoded(text []byte) bool {
	pairs, others := 0, 0
	for i := 0; ; {
		if i += asciiLength(text[i:]); i == len(text) {
			break
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		if n := halves(r, text[i:]); n > 0 {
			pairs++
			i += n
			continue
		}
		others++
	}
	return pairs >= 2 && others == 0
}

// halves is how many bytes of text are the rest of a letter that r began, 0 when they are not.
func halves(r rune, text []byte) (size int) {
	count := 0
	switch {
	case 0xC2 <= r && r <= 0xDF:
		count = 1
	case 0xE0 <= r && r <= 0xEF:
		count = 2
	case 0xF0 <= r && r <= 0xF4:
		count = 3
	}
	for range count {
		next, n := utf8.DecodeRune(text[size:])
		if !secondByte(next) {
			return 0
		}
		size += n
	}
	return size
}

// secondByte says whether Windows-1252 shows a byte of 0x80 to 0xBF as this character.
func secondByte(r rune) bool {
	if r >= 0x80 && r <= 0xBF {
		return true
	}
	return r > 0xFF && strings.ContainsRune("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ", r)
}
