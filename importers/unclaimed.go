package importers

import (
	"bytes"
	"strings"
)

// unclaimed says why no format took a file, in the words of what the file looks like, so
// that the person knows what to ask the bank for.
func unclaimed(head []byte, formats []string) string {
	known := "rappro reads " + strings.Join(formats, ", ")
	if len(bytes.TrimSpace(head)) == 0 {
		if len(head) >= HeadSize {
			return "the file begins with nothing but spaces and line ends: download it again"
		}
		return "the file is empty: download it again"
	}
	for _, kind := range []struct{ prefix, what string }{
		{"%PDF", "a PDF: download the statement as camt.053 or CSV"},
		{"PK\x03\x04", "a ZIP archive or a spreadsheet: unpack it, or save it as CSV"},
		{"\x1f\x8b", "compressed: unpack it first"},
		{"\xd0\xcf\x11\xe0", "an old spreadsheet: save it as CSV"},
		{"<!DOCTYPE html", "a web page: the download failed, log in to the bank again"},
		{"<!doctype html", "a web page: the download failed, log in to the bank again"},
		{"<html", "a web page: the download failed, log in to the bank again"},
	} {
		if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(kind.prefix)) {
			return "the file is " + kind.what
		}
	}
	if bytes.IndexByte(DecodeHead(head), 0) >= 0 {
		return "the file is not text: " + known
	}
	return "no format recognises the file: " + known
}
