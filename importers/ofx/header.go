package ofx

import (
	"bytes"
	"strings"
)

// maxHead is how far the element OFX may lie from the start of the file.
const maxHead = 16 << 10

// header is what stands before the element OFX.
type header struct {
	xml     bool   // OFX 2, or OFX 1 behind an XML declaration: strictly nested
	utf8    bool   // the text is UTF-8 throughout
	charset string // else: what bytes that are not UTF-8 are in
}

// sniff reads the header. It is false when the head is not that of an OFX file.
func sniff(head []byte) (header, bool) {
	head = head[:min(len(head), maxHead)]
	before, rest, tag := bytes.Cut(head, []byte("<"))
	if len(bytes.TrimSpace(before)) > 0 {
		h, ok := keys(string(before))
		return h, ok && (!tag || isOFX(rest))
	}
	h := header{charset: "windows-1252"}
	for tag {
		switch {
		case bytes.HasPrefix(rest, []byte("?xml")):
			h.xml = true
		case hasFold(rest, "?OFX"):
			h.xml = true
			return h, true
		case bytes.HasPrefix(rest, []byte("!--")):
		default:
			return h, isOFX(rest)
		}
		end := []byte("?>")
		if rest[0] == '!' {
			end = []byte("-->")
		}
		_, rest, tag = bytes.Cut(rest, end)
		_, rest, tag = bytes.Cut(rest, []byte("<"))
	}
	return h, false
}

// keys reads the KEY:VALUE pairs of an OFX 1 header. They stand on lines of their own, or,
// from banks that lost the line ends, one behind the other.
func keys(s string) (header, bool) {
	h := header{charset: "windows-1252"}
	up := strings.ToUpper(s)
	if first := strings.TrimSpace(up); !strings.HasPrefix(first, "OFXHEADER:") &&
		!strings.HasPrefix(first, "DATA:OFXSGML") {
		return h, false
	}
	switch enc := value(up, "ENCODING:"); {
	case strings.HasPrefix(enc, "UTF-8"), strings.HasPrefix(enc, "UTF8"),
		strings.HasPrefix(enc, "UNICODE"):
		h.utf8 = true
		return h, true
	}
	switch set := value(up, "CHARSET:"); {
	case set == "" || strings.HasPrefix(set, "NONE"):
	case strings.HasPrefix(set, "UTF-8"), strings.HasPrefix(set, "UTF8"), strings.HasPrefix(set, "65001"):
		h.utf8 = true
	case strings.HasPrefix(set, "125"):
		h.charset = "windows-" + set[:min(4, len(set))]
	case strings.HasPrefix(set, "8859-"):
		h.charset = "iso-" + set
	default:
		h.charset = set
	}
	return h, true
}

// value gives what stands behind a key, to the end of the line or the next key.
func value(s, key string) string {
	_, v, ok := strings.Cut(s, key)
	if !ok {
		return ""
	}
	v = strings.TrimLeft(v, " \t")
	if i := strings.IndexAny(v, " \t\r\n"); i >= 0 {
		v = v[:i]
	}
	for _, next := range [...]string{"COMPRESSION:", "CHARSET:", "OLDFILEUID:"} {
		v, _, _ = strings.Cut(v, next)
	}
	return v
}

// isOFX says whether a tag, without its <, is the element OFX, whole or cut by the head.
func isOFX(tag []byte) bool {
	n := 0
	for n < len(tag) && nameByte(tag[n]) {
		n++
	}
	name := tag[:n]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return bytes.EqualFold(name, []byte("OFX"))
}

func hasFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}
