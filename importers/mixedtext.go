package importers

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// MixedText decodes the values of files that declare a single-byte character set, or none,
// and are written in it or in UTF-8 or in both, as banks do. Each value decides: bytes
// beyond ASCII that are valid UTF-8 are UTF-8, because no word of a European language in a
// single-byte set is; others are in the set. A value decodes the same whatever else stands
// in the file, so it has one identity in all files. The zero value takes Windows-1252.
type MixedText struct {
	Label string // of the single-byte set: "windows-1252", "iso-8859-15"
	enc   encoding.Encoding
}

// Decode gives the text of one value, which stands on a line. Bytes that are neither are an
// *Error. A NUL is for the caller to refuse.
func (t *MixedText) Decode(b []byte, line int) (string, error) {
	if utf8.Valid(b) {
		return string(b), nil
	}
	if t.Label == "" {
		t.Label = "windows-1252"
	}
	if t.enc == nil {
		enc, name := charset.Lookup(t.Label)
		if enc == nil || !strings.HasPrefix(name, "windows-") && !strings.HasPrefix(name, "iso-8859-") {
			return "", &Error{Line: line, What: "bytes that are not UTF-8, and character set " +
				strconv.Quote(clip(t.Label)) + " is not known: save the file as UTF-8"}
		}
		t.enc = enc
	}
	out, err := t.enc.NewDecoder().Bytes(b)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", &Error{Line: line, What: "bytes that are neither UTF-8 nor " + t.Label +
			": the file is in another character set than it says"}
	}
	return string(out), nil
}

// HasMark says whether a file begins with a byte order mark, which decides its character
// set before anything it says.
func HasMark(head []byte) bool { return byteOrderMark(head) != "" }
