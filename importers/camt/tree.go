package camt

import (
	"iter"
	"strings"

	"github.com/rappro/rappro/importers"
)

// none is the node that is not there.
const none = -1

// maxNodes bounds one tree: a transaction uses about 60 nodes, a statement's heading 200.
const maxNodes = 20_000

// A tree is a small part of the document: one entry's heading, one transaction. Its memory
// is used again for the next one. Only the elements that names.go knows are in it.
type tree struct {
	nodes []node
	chars []byte
	text  string // chars, once something is read of them: all texts of a tree are one string
	exact bool   // a file of ours: every letter counts, see write.go

	parts [3]string // of the bank transaction code read last, which most share
	whole string    // "PMNT-RCDT-ESCT"
}

type node struct {
	name     string
	currency string // attribute Ccy
	has      uint64 // the marks of its children's names
	line     int
	first    int // first child, or none
	last     int // last child, or none
	next     int // next sibling, or none
	from, to int // text in tree.chars
}

// reset empties the tree down to its root.
func (t *tree) reset(root string) {
	t.nodes, t.chars, t.text = t.nodes[:0], t.chars[:0], ""
	t.nodes = append(t.nodes, node{name: root, first: none, last: none, next: none})
}

// add puts an element under its parent. An element that can stand once stands once: of two
// amounts nobody can say which one the bank meant, and a parser that takes the last one
// errs in silence.
func (t *tree) add(parent int, name, currency string, unique bool, line int) (int, error) {
	if len(t.nodes) == maxNodes {
		return none, importers.ElementTooLarge(line)
	}
	p := &t.nodes[parent]
	if p.first == none { // its text was the space before this child
		t.chars, p.to = t.chars[:p.from], p.from
	}
	if unique && t.child(parent, name) != none {
		return none, &importers.Error{Line: line, What: "element " + name + " stands twice in " +
			p.name + ": nobody can say which one counts"}
	}
	n := len(t.nodes)
	if p.has |= mark(name); p.first == none {
		p.first = n
	} else {
		t.nodes[p.last].next = n
	}
	p.last = n
	t.nodes = append(t.nodes, node{name: name, currency: currency, line: line,
		first: none, last: none, next: none, from: len(t.chars), to: len(t.chars)})
	return n, nil
}

// write adds text to an element without children.
func (t *tree) write(n int, text []byte, line int) error {
	if t.nodes[n].first != none {
		return nil
	}
	t.chars, t.text = append(t.chars, text...), ""
	t.nodes[n].to = len(t.chars)
	if t.nodes[n].to-t.nodes[n].from > importers.MaxField {
		return importers.FieldTooLong(line)
	}
	if len(t.chars) > importers.MaxElement {
		return importers.ElementTooLarge(line)
	}
	return nil
}

// mark is a bit that says whether a child of a name may be there: most are asked for and are
// not, and walking to find nothing took a tenth of the time.
func mark(name string) uint64 {
	return 1 << ((uint(name[0]) + 5*uint(name[len(name)-1]) + 11*uint(len(name))) & 63)
}

func (t *tree) child(n int, name string) int {
	if t.nodes[n].has&mark(name) == 0 {
		return none
	}
	for k := t.nodes[n].first; k != none; k = t.nodes[k].next {
		if t.nodes[k].name == name {
			return k
		}
	}
	return none
}

// at follows a path of first children, none when a step is missing.
func (t *tree) at(n int, path ...string) int {
	for _, name := range path {
		if n == none {
			return none
		}
		n = t.child(n, name)
	}
	return n
}

// each lists the children of one name.
func (t *tree) each(n int, name string) iter.Seq[int] {
	return func(yield func(int) bool) {
		if n == none || t.nodes[n].has&mark(name) == 0 {
			return
		}
		for k := t.nodes[n].first; k != none; k = t.nodes[k].next {
			if t.nodes[k].name == name && !yield(k) {
				return
			}
		}
	}
}

// verbatim is the text of an element as it stands.
func (t *tree) verbatim(n int) string {
	if n == none {
		return ""
	}
	if t.text == "" {
		t.text = string(t.chars)
	}
	return t.text[t.nodes[n].from:t.nodes[n].to]
}

// get is the text at a path without space around it.
func (t *tree) get(n int, path ...string) string {
	if s := t.verbatim(t.at(n, path...)); t.exact {
		return s
	} else {
		return strings.TrimSpace(s)
	}
}

// id is the id at a path, empty where words say that there is none.
func (t *tree) id(n int, path ...string) string {
	if s := t.get(n, path...); t.exact {
		return s
	} else {
		return reference(s)
	}
}

// line is where an element stands, 0 for none.
func (t *tree) line(n int) int {
	if n == none {
		return 0
	}
	return t.nodes[n].line
}
