package importers

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestTextReader decodes what banks send and refuses what is not what it says.
func TestTextReader(t *testing.T) {
	for _, c := range []struct{ name, label, in, want, fails string }{
		{"UTF-8", "", "é€", "é€", ""},
		{"with mark", "", "\xEF\xBB\xBFé", "é", ""},
		{"mark beats label", "windows-1252", "\xEF\xBB\xBFé", "é", ""},
		{"Windows-1252", "Windows-1252", "caf\xe9 \x80", "café €", ""},
		{"ISO-8859-1 with a euro", "ISO-8859-1", "\xe9\x80", "é€", ""},
		{"ISO-8859-15", "iso-8859-15", "\xa4\xe9", "€é", ""},
		{"UTF-16LE", "", "\xff\xfea\x00\xac\x20", "a€", ""},
		{"UTF-16BE", "", "\xfe\xff\x00a\x20\xac", "a€", ""},
		{"UTF-16 without mark", "utf-16le", "a\x00", "a", ""},
		{"empty", "", "", "", ""},
		{"only a mark", "", "\xEF\xBB\xBF", "", ""},
		{"Latin-1 said to be UTF-8", "", "a\nb\nc\xe9d", "", "line 3: bytes that are not UTF-8"},
		{"cut in a character", "", "a\xc3", "", "line 1: bytes that are not UTF-8"},
		{"NUL", "", "a\n\x00", "", "line 2: a NUL byte"},
		{"NUL in Windows-1252", "windows-1252", "a\x00", "", "line 1: a NUL byte"},
		{"cut in UTF-16", "", "\xff\xfea\x00\n\x00a", "", "line 2: bytes that are not utf-16le"},
		{"half of a pair", "", "\xff\xfe\x00\xd8a\x00", "", "line 1: bytes that are not utf-16le"},
		{"unknown", "ebcdic", "a", "", `line 1: character set "ebcdic" is not known`},
		{"stateful", "iso-2022-jp", "a", "", "is not known"},
	} {
		for how, wrap := range map[string]func(io.Reader) io.Reader{"whole": func(r io.Reader) io.Reader { return r },
			"bytewise": iotest.OneByteReader} {
			r, err := TextReader(wrap(strings.NewReader(c.in)), c.label)
			var got []byte
			if err == nil {
				got, err = io.ReadAll(r)
			}
			switch {
			case c.fails == "" && (err != nil || string(got) != c.want):
				t.Errorf("%s, %s: %q %v, want %q", c.name, how, got, err, c.want)
			case c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)):
				t.Errorf("%s, %s: error %v, want %q", c.name, how, err, c.fails)
			}
		}
	}
}

// TestXMLReader takes the declaration's word, and a mark's before it.
func TestXMLReader(t *testing.T) {
	utf16 := func(s string) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			b.WriteByte(c)
			b.WriteByte(0)
		}
		return b.String()
	}
	for _, c := range []struct{ in, want string }{
		{"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>", "<a>é</a>"},
		{`<?xml version="1.0" encoding = "windows-1252" ?><a>` + "\x80</a>", "<a>€</a>"},
		{"\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>", "<a>é</a>"},
		{"\xff\xfe" + utf16(`<?xml version="1.0" encoding="UTF-16"?><a/>`), "<a/>"},
		{utf16(`<?xml version="1.0" encoding="UTF-16"?><a/>`), "<a/>"},
		{"<a>é</a>", "<a>é</a>"},
	} {
		r, err := XMLReader(strings.NewReader(c.in))
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		got, err := io.ReadAll(r)
		if err != nil || !strings.HasSuffix(string(got), c.want) {
			t.Errorf("%q: %q %v, want %q at the end", c.in, got, err, c.want)
		}
		if head := DecodeHead([]byte(c.in)); bytes.IndexByte(head, 0) >= 0 {
			t.Errorf("%q: head %q", c.in, head)
		}
	}
}

// TestTextReaderLines: the line of an error counts through every read.
func TestTextReaderLines(t *testing.T) {
	in := strings.Repeat("0123456789\n", 20_000) + "\xff"
	r, err := TextReader(strings.NewReader(in), "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(io.Discard, r)
	if err == nil || !strings.HasPrefix(err.Error(), "line 20001:") {
		t.Errorf("%v, want line 20001", err)
	}
}
