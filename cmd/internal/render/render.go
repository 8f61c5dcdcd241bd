package render

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
)

// Format is the form of an output: `-o`.
type Format string

// The formats.
const (
	AsTable  Format = "table"
	AsCSV    Format = "csv"
	AsJSON   Format = "json"
	AsNDJSON Format = "ndjson"
)

// ParseFormat reads the value of `-o`.
func ParseFormat(s string) (Format, error) {
	switch f := Format(s); f {
	case AsTable, AsCSV, AsJSON, AsNDJSON:
		return f, nil
	}
	return "", fmt.Errorf("unknown output %q: use table, csv, json or ndjson", s)
}

// Writer writes the rows of one list. Close ends the output; without it a table is lost
// and a JSON array stays open.
type Writer interface {
	Row(cells []string) error
	Close() error
}

// Options say how a list is written.
type Options struct {
	Format Format
	Locale Locale // for tables
	All    bool   // wide columns in tables too
	Prefix string // NDJSON only: first member of every object, as `"list":"invoices"`
}

// New begins a list on w.
func New(w io.Writer, cols []Column, opt Options) Writer {
	switch opt.Format {
	case AsCSV:
		return newCSV(w, cols)
	case AsJSON:
		return &jsonWriter{w: bufio.NewWriter(w), cols: cols, array: true}
	case AsNDJSON:
		return &jsonWriter{w: bufio.NewWriter(w), cols: cols, prefix: opt.Prefix}
	}
	return &tableWriter{w: w, cols: cols, opt: opt}
}

type csvWriter struct {
	w    *csv.Writer
	cols []Column
	head bool
	out  []string
}

func newCSV(w io.Writer, cols []Column) *csvWriter {
	return &csvWriter{w: csv.NewWriter(w), cols: cols, out: make([]string, len(cols))}
}

func (c *csvWriter) header() error {
	if c.head {
		return nil
	}
	c.head = true
	for i, col := range c.cols {
		c.out[i] = col.Name
	}
	return c.w.Write(c.out)
}

func (c *csvWriter) Row(cells []string) error {
	if err := c.header(); err != nil {
		return err
	}
	for i, s := range cells {
		if k := c.cols[i].Kind; k == Text || k == Code {
			s = importers.Guard(s)
		}
		c.out[i] = s
	}
	return c.w.Write(c.out)
}

func (c *csvWriter) Close() error {
	if err := c.header(); err != nil {
		return err
	}
	c.w.Flush()
	return c.w.Error()
}

type jsonWriter struct {
	w      *bufio.Writer
	cols   []Column
	array  bool
	prefix string
	rows   int
}

func (j *jsonWriter) Row(cells []string) error {
	var b strings.Builder
	switch {
	case j.array && j.rows == 0:
		b.WriteString("[\n")
	case j.array:
		b.WriteString(",\n")
	}
	j.rows++
	b.WriteByte('{')
	b.WriteString(j.prefix)
	for i, col := range j.cols {
		if i > 0 || j.prefix != "" {
			b.WriteByte(',')
		}
		b.WriteString(Quote(col.Name))
		b.WriteByte(':')
		switch {
		case !col.Kind.bare():
			b.WriteString(Quote(cells[i]))
		case cells[i] == "":
			b.WriteString("null")
		default:
			b.WriteString(cells[i])
		}
	}
	b.WriteByte('}')
	if !j.array {
		b.WriteByte('\n')
	}
	_, err := j.w.WriteString(b.String())
	return err
}

func (j *jsonWriter) Close() error {
	end := ""
	switch {
	case j.array && j.rows == 0:
		end = "[]\n"
	case j.array:
		end = "\n]\n"
	}
	if _, err := j.w.WriteString(end); err != nil {
		return err
	}
	return j.w.Flush()
}

// Quote writes a JSON string: valid UTF-8 as it is, without the escapes that only a web
// page needs.
func Quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil { // a string always encodes
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}
