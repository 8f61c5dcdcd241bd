package camt

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"github.com/rappro/rappro/importers"
)

// A token is one piece of XML.
type token uint8

const (
	startTag token = iota + 1
	endTag
	charData
)

// tokens is what the reader needs of an XML parser: it checks well-formedness to the end of
// the file, refuses DOCTYPE, keeps the limits, and gives io.EOF after the root is closed and
// nothing follows. What it returns is valid until the next call.
type tokens interface {
	next() (token, error)
	name() string     // local name of the tag
	currency() string // attribute Ccy of the start tag
	text() []byte     // of character data, entities resolved
	line() int        // 1-based
}

// decoder is tokens over encoding/xml. It takes raw tokens and checks the nesting itself,
// which is faster than the decoder's translation of namespaces: camt is read by local names.
type decoder struct {
	d     *xml.Decoder
	open  []xml.Name
	local string
	ccy   string
	chars []byte
	begun bool // something but space was read
	root  bool // the root was seen
}

func newDecoder(r io.Reader) *decoder {
	d := xml.NewDecoder(&guard{r: r, line: 1})
	// The text is UTF-8 already, whatever the declaration says.
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return &decoder{d: d}
}

func (x *decoder) name() string     { return x.local }
func (x *decoder) currency() string { return x.ccy }
func (x *decoder) text() []byte     { return x.chars }

func (x *decoder) line() int {
	line, _ := x.d.InputPos()
	return line
}

func (x *decoder) next() (token, error) {
	for {
		t, err := x.d.RawToken()
		if err != nil {
			return 0, x.broken(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			return startTag, x.start(t)
		case xml.EndElement:
			return endTag, x.end(t)
		case xml.CharData:
			if len(x.open) > 0 {
				x.chars = t
				return charData, nil
			}
			if len(bytes.TrimSpace(t)) > 0 {
				return 0, x.stray()
			}
			continue // some banks put an empty line before the declaration
		case xml.Directive:
			return 0, docType(x.line())
		case xml.ProcInst:
			if t.Target == "xml" && x.begun {
				return 0, x.malformed("an XML declaration in the middle of the file")
			}
		}
		x.begun = true
	}
}

func (x *decoder) start(t xml.StartElement) error {
	switch {
	case len(x.open) == 0 && x.root:
		return x.stray()
	case len(x.open) == importers.MaxDepth:
		return importers.TooDeep(x.line())
	case len(t.Attr) > importers.MaxAttributes:
		return importers.TooManyAttributes(x.line())
	}
	x.root, x.begun = true, true
	x.ccy = ""
	for i, a := range t.Attr {
		for _, b := range t.Attr[:i] {
			if a.Name == b.Name {
				return x.malformed("attribute " + a.Name.Local + " stands twice")
			}
		}
		if a.Name.Local == "Ccy" {
			x.ccy = a.Value
		}
	}
	x.open = append(x.open, t.Name)
	x.local = t.Name.Local
	return nil
}

func (x *decoder) end(t xml.EndElement) error {
	if len(x.open) == 0 {
		return x.stray()
	}
	if top := x.open[len(x.open)-1]; top != t.Name {
		return x.malformed(fmt.Sprintf("element %s is closed as %s", top.Local, t.Name.Local))
	}
	x.open = x.open[:len(x.open)-1]
	x.local = t.Name.Local
	return nil
}

// broken turns the end of the input and the parser's errors into ours.
func (x *decoder) broken(err error) error {
	var own *importers.Error
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &own):
		return err
	case errors.Is(err, io.EOF) && len(x.open) == 0 && x.root:
		return io.EOF
	case errors.Is(err, io.EOF):
		return x.truncated()
	case errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return x.truncated()
	case errors.As(err, &syntax):
		return &importers.Error{Line: syntax.Line, What: "not well-formed XML: " + syntax.Msg}
	}
	return err
}

func (x *decoder) truncated() error {
	return &importers.Error{Line: x.line(),
		What: "the file ends in the middle: it was cut on the way, download it again"}
}

func (x *decoder) malformed(what string) error {
	return &importers.Error{Line: x.line(), What: "not well-formed XML: " + what}
}

func (x *decoder) stray() error {
	return &importers.Error{Line: x.line(), What: "data outside the root element: " +
		"two files were put into one, or the file is damaged"}
}

func docType(line int) error {
	return &importers.Error{Line: line, What: "a DOCTYPE, which no bank sends " +
		"and which can hide an attack: the file is refused"}
}
