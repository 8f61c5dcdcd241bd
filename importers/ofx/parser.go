package ofx

import (
	"bytes"
	"fmt"

	"github.com/rappro/rappro/importers"
)

// handler is told what stands in the file: known aggregates as they begin and end, and the
// fields in between.
type handler interface {
	begin(t tag, line int) error
	// field is a value with the aggregate that it stands in. Closed says that the field has
	// an end tag of its own.
	field(parent, t tag, value string, f place) error
	end(t, parent tag, line int) error
	// passed is an unknown element with elements in it, under a known one.
	passed(parent tag)
	// reads says whether the value of a field is wanted there.
	reads(parent, t tag) bool
}

// place is where a field stands.
type place struct {
	line   int
	closed bool
}

// parser finds the nesting. In OFX 1 a field may lack its end tag: the next tag ends it.
// An aggregate has to be closed in both, which is how a file that was cut is known. An
// unknown element without value may be either; there the fields behind it count as those of
// the known aggregate around it. In OFX 2 everything nests strictly, and what stands in an
// unknown element is not read.
type parser struct {
	scan *scanner
	text decoder
	on   handler
	xml  bool

	open  []element
	names []byte // of the open elements, one behind the other
	upper []byte
	value []byte // text of the innermost element so far
	root  bool   // OFX was seen
}

type element struct {
	t        tag
	line     int
	name     int  // where its name begins in names
	children bool // an element began in it
}

// read reads the whole file.
func (p *parser) read() error {
	for {
		line := p.scan.line()
		t, err := p.scan.next()
		if err == nil {
			switch t {
			case text:
				err = p.chars()
			case startTag:
				err = p.start(line)
			case endTag:
				err = p.close(line)
			case emptyTag:
				if err = p.start(line); err == nil {
					err = p.close(line)
				}
			case endOfFile:
				if !p.root || len(p.open) > 0 {
					return p.scan.cut()
				}
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

// chars adds text to the innermost element.
func (p *parser) chars() error {
	if len(p.open) == 0 {
		if p.root && len(bytes.TrimSpace(p.scan.chars)) > 0 {
			return p.stray()
		}
		return nil // the header
	}
	p.value = append(p.value, p.scan.chars...)
	if top := p.open[len(p.open)-1]; top.t.aggregate() || top.children {
		if len(bytes.TrimSpace(p.value)) > 0 {
			return p.stray()
		}
		p.value = p.value[:0]
	}
	if len(p.value) > importers.MaxField && len(bytes.TrimSpace(p.value)) > importers.MaxField {
		return importers.FieldTooLong(p.scan.line())
	}
	return nil
}

// start begins an element, which ends a field before it that has no end tag.
func (p *parser) start(line int) error {
	p.upper = upper(p.upper[:0], p.scan.name)
	t := lookup(p.upper)
	if len(p.open) == 0 {
		if p.root || t != tOFX {
			return p.stray()
		}
		p.root = true
	} else if err := p.settle(); err != nil {
		return err
	}
	if len(p.open) == importers.MaxDepth {
		return importers.TooDeep(line)
	}
	if len(p.open) > 0 {
		p.open[len(p.open)-1].children = true
	}
	p.open = append(p.open, element{t: t, line: line, name: len(p.names)})
	p.names = append(p.names, p.upper...)
	p.value = p.value[:0]
	if t.aggregate() {
		return p.on.begin(t, line)
	}
	return nil
}

// settle ends the innermost element if it is a field without end tag.
func (p *parser) settle() error {
	top := p.open[len(p.open)-1]
	if top.t.aggregate() || top.children {
		return nil
	}
	blank := len(bytes.TrimSpace(p.value)) == 0
	if blank && top.t == unknown {
		return nil // may hold elements
	}
	if p.xml {
		return p.unclosed(top, "another element begins")
	}
	return p.leaf(false)
}

// leaf gives the value of the innermost element to the handler and pops it.
func (p *parser) leaf(closed bool) error {
	top := p.open[len(p.open)-1]
	parent := p.pop()
	if top.t == unknown || !p.on.reads(parent, top.t) {
		return nil
	}
	v, err := p.text.value(p.value, top.line)
	if err != nil {
		return err
	}
	return p.on.field(parent, top.t, v, place{line: top.line, closed: closed})
}

// pop takes the innermost element off and gives the aggregate around it.
func (p *parser) pop() tag {
	last := len(p.open) - 1
	p.names = p.names[:p.open[last].name]
	p.open = p.open[:last]
	for i := last - 1; i >= 0; i-- {
		if t := p.open[i].t; p.xml || t.aggregate() {
			return t
		}
	}
	return unknown
}

// close ends an element, and the fields in it that have no end tag.
func (p *parser) close(line int) error {
	p.upper = upper(p.upper[:0], p.scan.name)
	for n := 0; len(p.open) > 0; n++ {
		top := p.open[len(p.open)-1]
		if string(p.names[top.name:]) == string(p.upper) {
			return p.finish(top, line, n == 0)
		}
		if top.t.aggregate() || p.xml {
			return p.unclosed(top, "</"+clip(p.upper)+">")
		}
		if top.children {
			p.on.passed(p.pop())
		} else if err := p.leaf(false); err != nil {
			return err
		}
		p.value = p.value[:0]
	}
	return &importers.Error{Line: line, What: "</" + clip(p.upper) + "> closes nothing: the file is " +
		"damaged, download it again"}
}

// finish ends the innermost element at its own end tag.
func (p *parser) finish(top element, line int, direct bool) error {
	switch {
	case top.t.aggregate():
		parent := p.pop()
		p.value = p.value[:0]
		return p.on.end(top.t, parent, line)
	case top.children || !direct:
		p.on.passed(p.pop())
		p.value = p.value[:0]
		return nil
	}
	err := p.leaf(true)
	p.value = p.value[:0]
	return err
}

func (p *parser) unclosed(e element, before string) error {
	return &importers.Error{Line: p.scan.line(), What: fmt.Sprintf("%s of line %d is not closed before "+
		"%s: the file is damaged, download it again", clip(p.names[e.name:]), e.line, before)}
}

func (p *parser) stray() error {
	return &importers.Error{Line: p.scan.line(), What: "text outside any field: the file is damaged " +
		"or not whole, download it again"}
}

func upper(into, name []byte) []byte {
	for _, c := range name {
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		into = append(into, c)
	}
	return into
}

// clip shortens a name that is quoted in an error.
func clip(name []byte) string { return string(name[:min(len(name), 40)]) }
