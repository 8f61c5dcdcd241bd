package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/cmd/internal/catalogue"
	"github.com/rappro/rappro/cmd/internal/render"
)

// Page is a text for a person, built line by line.
type Page struct {
	*catalogue.Texts
	b strings.Builder
}

// NewPage begins a page in a language.
func NewPage(t *catalogue.Texts) *Page { return &Page{Texts: t} }

// String is the page so far.
func (p *Page) String() string { return p.b.String() }

// Title writes a heading with a rule under it.
func (p *Page) Title(s string) {
	fmt.Fprintf(&p.b, "%s\n%s\n", s, strings.Repeat("─", utf8.RuneCountInString(s)))
}

// Gap writes an empty line.
func (p *Page) Gap() { p.b.WriteByte('\n') }

// Head writes the heading of a section after an empty line.
func (p *Page) Head(s string) {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	p.b.WriteString(s + "\n")
}

// Line writes one line of a section. What a bank wrote is made harmless.
func (p *Page) Line(s string) { p.b.WriteString("  " + render.Plain(s) + "\n") }

// Grid writes rows in columns; right says which are aligned on the right.
func (p *Page) Grid(right string, rows [][]string) {
	cols := make([]bool, len(right))
	for i := range right {
		cols[i] = right[i] == 'r'
	}
	for _, row := range rows {
		for i := range row {
			row[i] = render.Plain(row[i])
		}
	}
	for _, line := range strings.SplitAfter(render.Grid(nil, cols, rows), "\n") {
		if line != "" {
			p.b.WriteString("  " + line)
		}
	}
}
