package xmltok

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
)

// tokens writes the tokens of a document, a line each with the line of the file, and the
// error that ended them.
func tokens(doc []byte) (list []string, err error) {
	r := New(bytes.NewReader(doc))
	for {
		kind, err := r.Next()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		var s string
		switch kind {
		case Start:
			s = fmt.Sprintf("start %q %q", r.Name().Prefix, r.Name().Local)
			for _, a := range r.Attributes() {
				s += fmt.Sprintf(" %q %q=%q", a.Name.Prefix, a.Name.Local, a.Value)
			}
		case End:
			s = fmt.Sprintf("end %q %q", r.Name().Prefix, r.Name().Local)
		case Text:
			s = fmt.Sprintf("text %q", r.Bytes())
		case Comment:
			s = fmt.Sprintf("comment %q", r.Bytes())
		case Instruction:
			s = fmt.Sprintf("instruction %q %q", r.Name().Local, r.Bytes())
		}
		list = append(list, fmt.Sprintf("%s line %d", s, r.Line()))
	}
}

// standard writes the same of encoding/xml. Its raw tokens have the prefixes, and Token says
// whether tags match; text outside the root is left out.
func standard(doc []byte) (list []string, err error) {
	decoder := func() *xml.Decoder {
		d := xml.NewDecoder(bytes.NewReader(doc))
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
		return d
	}
	raw, strict, depth := decoder(), decoder(), 0
	for {
		t, err := raw.RawToken()
		if _, other := strict.Token(); err == nil || errors.Is(err, io.EOF) {
			err = other // a tag that does not match, an end too early
		}
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		var s string
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			s = fmt.Sprintf("start %q %q", t.Name.Space, t.Name.Local)
			for _, a := range t.Attr {
				s += fmt.Sprintf(" %q %q=%q", a.Name.Space, a.Name.Local, a.Value)
			}
		case xml.EndElement:
			depth--
			s = fmt.Sprintf("end %q %q", t.Name.Space, t.Name.Local)
		case xml.CharData:
			if depth == 0 {
				continue
			}
			s = fmt.Sprintf("text %q", []byte(t))
		case xml.Comment:
			s = fmt.Sprintf("comment %q", []byte(t))
		case xml.ProcInst:
			s = fmt.Sprintf("instruction %q %q", t.Target, t.Inst)
		case xml.Directive:
			s = "directive"
		}
		line, _ := raw.InputPos()
		list = append(list, fmt.Sprintf("%s line %d", s, line))
	}
}

// stricter are the messages of the differences that doc.go lists.
var stricter = []string{"a DOCTYPE", "stands twice", "expected space before an attribute",
	"data outside the root element", "the file ends in the middle", "an XML declaration in the middle",
	"unsupported version", "expected space after the target", "illegal character code", "invalid UTF-8",
	"invalid character entity &#"}

// compare fails where the two differ otherwise than doc.go says.
func compare(t *testing.T, doc []byte) {
	own, ownErr := tokens(doc)
	their, theirErr := standard(doc)
	common := min(len(own), len(their))
	sameLines := bytes.Count(doc, []byte("\r")) == bytes.Count(doc, []byte("\r\n"))
	for i := range common {
		a, b := own[i], their[i]
		if !sameLines { // a lone CR ends a line for us
			a, b = a[:strings.LastIndex(a, " line ")], b[:strings.LastIndex(b, " line ")]
		}
		if a != b {
			t.Fatalf("%q: token %d is %s, want %s", doc, i, own[i], their[i])
		}
	}
	switch {
	case ownErr == nil && theirErr == nil && len(own) != len(their):
		t.Fatalf("%q: %d tokens, want %d", doc, len(own), len(their))
	case ownErr == nil && theirErr != nil && !newLetters(doc, theirErr):
		t.Fatalf("%q: read, but encoding/xml says %v", doc, theirErr)
	case ownErr != nil && theirErr == nil && !errors.Is(ownErr, importers.ErrLimit) &&
		!slices.ContainsFunc(stricter, func(s string) bool { return strings.Contains(ownErr.Error(), s) }):
		t.Fatalf("%q: %v, but encoding/xml reads it", doc, ownErr)
	}
	var shown *importers.Error
	if ownErr != nil && !errors.As(ownErr, &shown) && !errors.Is(ownErr, importers.ErrLimit) {
		t.Fatalf("%q: %v, want an *importers.Error", doc, ownErr)
	}
}

// newLetters says whether a name may hold a letter that only the fifth edition has.
func newLetters(doc []byte, err error) bool {
	return strings.Contains(err.Error(), "invalid XML name") &&
		bytes.ContainsFunc(doc, func(c rune) bool { return c >= utf8.RuneSelf })
}

// seeds are documents around every rule.
var seeds = []string{
	"<a/>", "<a></a>", "<a b='1' c=\"2\"/>", "<p:a xmlns:p='u'><p:b/></p:a>", "<a>x&amp;y&#228;&#xE4;</a>",
	"<a><![CDATA[x]]y>]]></a>", "<?xml version='1.0' encoding='UTF-8'?>\r\n<a>\r\nx\ry</a>\n",
	"<!-- c --><a><!----></a><?p i?>", "<a>]]</a>", "<a>]]></a>", "<a>]]&gt;</a>", "<a b=']]>'/>", "<a b='<'/>",
	"<a b='1' b='2'/>", "<a b='1'c='2'/>", "<a b=1/>", "<a b/>", "<a b= '1' />", "<a / >", "< a/>", "<a></b>", "</a>",
	"<a/><b/>", "x<a/>", "<a/>x", "<a>", "", " ", "<a>&lol;</a>", "<a>&amp</a>", "<a>&;</a>", "<a>&#0;</a>",
	"<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#99999999999999999999;</a>", "<a>&#X41;</a>", "<a b='&#13;&#10;\r\n'/>",
	"<!DOCTYPE a><a/>", "<a><!ELEMENT b></a>", "<a><!-- -- --></a>", "<a><!--->--></a>", "<a><![CDAT[x]]></a>",
	"<é/>", "<a>é\xff</a>", "<a>\x01</a>", "<a>\uFFFE</a>", "<a:b:c/>", "<a:/>", "<:a/>", "<1/>", "<?xml version='1.1'?><a/>",
	" <?xml version='1.0'?><a/>", "<a><?xml version='1.0'?></a>", "<?a?><b/>", "<?a>?><b/>", "<?1?><b/>", "<a\n/ >",
	"<a\nb\n=\n'\n'\n/>", "<a>\r\r\n\n</a >", "<a/ >", "<a b='\t&lt;&quot;&apos;'>&gt;</a>", "<a>&#x0000000041;</a>",
	"<a>" + strings.Repeat("<b>", 63) + strings.Repeat("</b>", 63) + "</a>", "<?xml version ='1.0' version='2.0'?><a/>",
}

// TestEqual: the tokens of the seeds, and of each with a letter missing or changed.
func TestEqual(t *testing.T) {
	for _, s := range seeds {
		doc := []byte(s)
		compare(t, doc)
		if len(doc) > 100 {
			continue
		}
		for i := range doc {
			compare(t, slices.Delete(bytes.Clone(doc), i, i+1))
			for _, c := range []byte("<>&]-/=\" \r\x00;") {
				changed := bytes.Clone(doc)
				changed[i] = c
				compare(t, changed)
				compare(t, slices.Insert(bytes.Clone(doc), i, c))
			}
		}
	}
}

// FuzzEqual compares with encoding/xml.
func FuzzEqual(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(compare)
}

// FuzzWindows compares a document with itself across the end of a window.
func FuzzWindows(f *testing.F) {
	for i, s := range seeds {
		f.Add([]byte(s), uint16(i))
	}
	f.Fuzz(func(t *testing.T, doc []byte, shift uint16) {
		if len(doc) < windowSize {
			acrossWindows(t, doc, int(shift)%(len(doc)+1))
		}
	})
}

// acrossWindows puts comments before the document, so that a window ends shift bytes into it.
func acrossWindows(t *testing.T, doc []byte, shift int) {
	if bytes.Contains(doc, []byte("<?xml")) {
		return // has to be first
	}
	var front []byte
	for left := windowSize - shift; left > 0; left = windowSize - shift - len(front) {
		n := min(left, 1024)
		if left-n < 10 {
			n = left // no rest too short for a comment
		}
		front = append(front, "<!--"+strings.Repeat("x", n-7)+"-->"...)
	}
	want, wantErr := tokens(doc)
	got, gotErr := tokens(append(front, doc...))
	for len(got) > 0 && strings.HasPrefix(got[0], `comment "xx`) {
		got = got[1:]
	}
	if !slices.Equal(got, want) || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
		t.Fatalf("%q, %d bytes before the end of a window: %q %v, want %q %v", doc, shift, got, gotErr, want, wantErr)
	}
}

// TestAcrossWindows puts every seed across the end of a window, at every byte.
func TestAcrossWindows(t *testing.T) {
	for _, s := range seeds {
		for shift := range len(s) + 1 {
			acrossWindows(t, []byte(s), shift)
		}
	}
}
