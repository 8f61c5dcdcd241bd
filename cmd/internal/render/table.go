package render

import (
	"io"
	"strings"
	"unicode/utf8"
)

// maxCell is the widest a text may be in a table before it is cut with an ellipsis.
const maxCell = 44

type tableWriter struct {
	w    io.Writer
	cols []Column
	opt  Options
	rows [][]string
}

// Row keeps a row in the reader's language. Long texts are cut, but for the last column,
// which has room.
func (t *tableWriter) Row(cells []string) error {
	row := make([]string, 0, len(cells))
	last := 0
	for i := range cells {
		if t.shown(i) {
			last = i
		}
	}
	for i, s := range cells {
		if t.shown(i) {
			row = append(row, t.cell(t.cols[i], s, i == last))
		}
	}
	t.rows = append(t.rows, row)
	return nil
}

func (t *tableWriter) shown(i int) bool { return t.opt.All || !t.cols[i].Wide }

func (t *tableWriter) cell(c Column, s string, whole bool) string {
	l := t.opt.Locale
	switch {
	case l != nil && s == "":
		return ""
	case l == nil || whole && c.Kind == Text:
		return Plain(s)
	case c.Kind == Code:
		return l.Code(c.Name, s)
	case c.Kind == Money:
		return l.Money(s)
	case c.Kind == Date:
		return l.Date(s)
	case c.Kind == Bool:
		return l.Bool(s == "true")
	}
	return cut(Plain(s))
}

func cut(s string) string {
	if utf8.RuneCountInString(s) <= maxCell {
		return s
	}
	r := []rune(s)
	return string(r[:maxCell-1]) + "…"
}

func (t *tableWriter) Close() error {
	var head []string
	var right []bool
	for i, c := range t.cols {
		if t.shown(i) {
			name := c.Name
			if t.opt.Locale != nil {
				name = t.opt.Locale.Column(c.Name)
			}
			head, right = append(head, name), append(right, c.Kind.right())
		}
	}
	_, err := io.WriteString(t.w, Grid(head, right, t.rows))
	return err
}

// Grid lays out a heading and rows in columns two spaces apart; right says which columns
// are aligned on the right. Cells are written as they are.
func Grid(head []string, right []bool, rows [][]string) string {
	width := make([]int, len(right))
	all := rows
	if head != nil {
		all = append([][]string{head}, rows...)
	}
	for _, row := range all {
		for i, s := range row {
			width[i] = max(width[i], utf8.RuneCountInString(s))
		}
	}
	var b strings.Builder
	for _, row := range all {
		var line strings.Builder
		for i, s := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(s))
			if i > 0 {
				line.WriteString("  ")
			}
			if right[i] {
				line.WriteString(pad + s)
			} else {
				line.WriteString(s + pad)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}
