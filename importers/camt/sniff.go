package camt

import (
	"bytes"
)

// sniff finds the message in the head of a file: "camt.053", or empty when it is none. The
// element of the message decides; a namespace alone is enough when the head ends before
// it. Only tags are looked at: a camt.053 names camt.054 in its texts.
func sniff(head []byte) string {
	named := ""
	for tags := 0; tags < 500; {
		tag, rest, ok := nextTag(head)
		if !ok {
			return named
		}
		head = rest
		if len(tag) == 0 || tag[0] == '/' || tag[0] == '!' || tag[0] == '?' {
			continue
		}
		tags++
		name := localName(tag)
		if m, ok := messageOf(name); ok {
			return m.format
		}
		if name == "Document" {
			named = namespace(tag)
		}
	}
	return named
}

// nextTag gives what stands between the next < and its >. It is false when there is no
// whole tag left, or when text stands before the first one.
func nextTag(head []byte) (tag, rest []byte, ok bool) {
	open := bytes.IndexByte(head, '<')
	if open < 0 {
		return nil, nil, false
	}
	body := head[open+1:]
	if bytes.HasPrefix(body, []byte("!--")) {
		end := bytes.Index(body, []byte("-->"))
		if end < 0 {
			return nil, nil, false
		}
		return body[:1], body[end+3:], true
	}
	end := bytes.IndexByte(body, '>')
	if end < 0 {
		return nil, nil, false
	}
	return body[:end], body[end+1:], true
}

func localName(tag []byte) string {
	end := bytes.IndexAny(tag, " \t\r\n/")
	if end < 0 {
		end = len(tag)
	}
	name := tag[:end]
	if colon := bytes.LastIndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	return string(name)
}

func namespace(tag []byte) string {
	for _, f := range []string{"camt.053", "camt.052", "camt.054"} {
		if bytes.Contains(tag, []byte("xsd:"+f+".")) {
			return f
		}
	}
	return ""
}
