package report

import (
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

// Converted says what became of one file: what was read, and where it was written.
type Converted struct {
	reconcile.ImportReport
	To string // path, - for standard output, empty when nothing was written
}

// ConvertJSON is one object of `convert -o json`.
type ConvertJSON struct {
	File       string            `json:"file"`
	Format     string            `json:"format"`
	Outcome    reconcile.Outcome `json:"outcome"`
	To         string            `json:"to"`
	Statements int               `json:"statements"`
	Entries    int               `json:"entries"`
	Booked     int               `json:"booked"`
	Needs      []string          `json:"needs"`
	Messages   []string          `json:"messages"`
}

// ConvertJSONs are the objects of several files, in their order.
func ConvertJSONs(list []Converted) []ConvertJSON {
	out := make([]ConvertJSON, 0, len(list))
	for _, c := range list {
		j := ImportJSONs([]reconcile.ImportReport{c.ImportReport})[0]
		out = append(out, ConvertJSON{File: j.File, Format: j.Format, Outcome: j.Outcome, To: c.To,
			Statements: j.Statements, Entries: j.Entries, Booked: j.Booked, Needs: j.Needs,
			Messages: j.Messages})
	}
	return out
}

// ConvertTable is the same as a list.
func ConvertTable(list []Converted) Table {
	reports := make([]reconcile.ImportReport, len(list))
	for i, c := range list {
		reports[i] = c.ImportReport
	}
	t := ImportTable(reports)
	t.Columns = append(t.Columns, column("to", render.Text))
	for i, c := range list {
		t.Rows[i] = append(t.Rows[i], c.To)
	}
	return t
}

// Conversions writes a line per file, what to know about it, and where it went.
func (p *Page) Conversions(list []Converted) {
	p.Head(p.Text("convert.title"))
	for _, c := range list {
		p.importLine(c.ImportReport)
		if c.To != "" && c.To != "-" {
			p.Line("  " + p.Text("convert.to", c.To))
		}
	}
	if len(list) == 0 {
		p.Line(p.Text("import.nothing"))
	}
}
