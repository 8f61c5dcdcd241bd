package bankcsv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// maxPreamble is how many lines may stand above the column line.
const maxPreamble = 60

// index says where the columns of a profile are in one file.
type index struct {
	width   int              // cells of the column line, empty ones at the end left out
	columns [columnCount]int // place of each, -1 where the file has none
	text    []int
	names   []string
}

// match says whether a record is the profile's column line, and where its columns are.
func (p *Profile) match(record []string) (*index, bool) {
	width := len(record)
	for width > 0 && trimSpaces(record[width-1]) == "" {
		width--
	}
	if width < len(p.Header) || width > len(p.Header)+len(p.Optional) {
		return nil, false
	}
	at := make(map[string]int, width)
	for i, cell := range record[:width] {
		name := fold(unquoteExcel(cell))
		if _, twice := at[name]; twice || name == "" {
			return nil, false
		}
		at[name] = i
	}
	for _, h := range p.Header {
		if _, ok := at[fold(h)]; !ok {
			return nil, false
		}
	}
	known := len(p.Header)
	for _, h := range p.Optional {
		if _, ok := at[fold(h)]; ok {
			known++
		}
	}
	if known != width {
		return nil, false
	}
	x := &index{width: width, names: slices.Clone(record[:width])}
	for c, name := range p.Columns {
		x.columns[c] = -1
		if i, ok := at[fold(name)]; ok && name != "" {
			x.columns[c] = i
		}
	}
	for _, column := range p.Text {
		if i, ok := at[fold(column)]; ok {
			x.text = append(x.text, i)
		}
	}
	return x, true
}

// unquoteExcel takes ="…" off, which banks write so that spreadsheets keep leading zeros.
func unquoteExcel(s string) string {
	if len(s) > 3 && s[0] == '=' && s[1] == '"' && s[len(s)-1] == '"' {
		return s[2 : len(s)-1]
	}
	return s
}

// reader is a CSV reader over decoded text with the profile's rules.
func (p *Profile) reader(d io.Reader) *csv.Reader {
	r := csv.NewReader(d)
	r.Comma = p.Separator
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	r.LazyQuotes = p.LazyQuotes
	return r
}

// fits says whether the head of a file has the profile's column line.
func (p *Profile) fits(head []byte) bool {
	d, err := newDecoder(bytes.NewReader(head), p.Encoding)
	if err != nil {
		return false
	}
	r := p.reader(d)
	r.LazyQuotes = true
	for range maxPreamble {
		record, err := r.Read()
		if err != nil {
			return false
		}
		if _, ok := p.match(record); ok {
			return true
		}
	}
	return false
}

// detect finds the one profile that fits the head of a file.
func detect(list []*Profile, head []byte) (*Profile, error) {
	if len(bytes.TrimSpace(head)) == 0 {
		return nil, &importers.Error{What: "the file is empty: download it again"}
	}
	var found []*Profile
	var names []string
	for _, p := range list {
		if p.fits(head) {
			found = append(found, p)
			names = append(names, p.Name)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		line, text := widest(head)
		return nil, &importers.Error{Line: line, What: fmt.Sprintf("no bank CSV profile has the "+
			"columns %q: name a profile with --profile (a name or a file)", text)}
	}
	return nil, &importers.Error{What: fmt.Sprintf("the column line fits %s: choose one with "+
		"--profile", strings.Join(names, " and "))}
}

// widest gives the line of a head that looks most like a column line: the first of those
// with the most separators.
func widest(head []byte) (int, string) {
	d, err := newDecoder(bytes.NewReader(head), "")
	if err != nil {
		return 0, ""
	}
	text, err := io.ReadAll(d)
	if err != nil && len(text) == 0 {
		return 0, ""
	}
	best, at, most := "", 0, 0
	for i, line := range strings.SplitN(string(text), "\n", maxPreamble) {
		for _, sep := range separators {
			if n := strings.Count(line, string(sep)); n > most {
				best, at, most = line, i+1, n
			}
		}
	}
	if len(best) > 200 {
		best = strings.ToValidUTF8(best[:200], "") + "…"
	}
	return at, best
}

// separators are those of CSV files.
const separators = ";,\t|"

// looksLikeTable says whether a head without a known profile is still a bank's CSV: some
// line names a date and an amount column. It makes the answer "no profile" instead of "no
// format".
func looksLikeTable(head []byte) bool {
	d, err := newDecoder(bytes.NewReader(head), "")
	if err != nil {
		return false
	}
	text, err := io.ReadAll(d)
	var bad *importers.Error
	if errors.As(err, &bad) && len(text) == 0 {
		return false
	}
	if strings.HasPrefix(strings.TrimSpace(string(text)), "<") {
		return false // XML, whose comments hold commas and words like any text
	}
	for _, line := range strings.SplitN(string(text), "\n", maxPreamble) {
		for _, sep := range separators {
			switch cells := strings.Split(line, string(sep)); {
			case invoiceColumns(cells):
				return false // what follows are invoices, whatever words they hold
			case columnLine(cells):
				return true
			}
		}
	}
	return false
}

// invoiceColumns says whether cells name columns that only invoices have.
func invoiceColumns(cells []string) bool {
	n := 0
	for _, cell := range cells {
		switch fold(strings.Trim(trimSpaces(cell), `"`)) {
		case "number", "customer_id", "issue_date", "due_date":
			n++
		}
	}
	return n >= 2
}

// columnLine looks for a date and an amount among column names.
func columnLine(cells []string) bool {
	if len(cells) < 3 {
		return false
	}
	date, amount := false, false
	for _, cell := range cells {
		name := fold(strings.Trim(trimSpaces(cell), `"`))
		date = date || containsAny(name, "date", "datum", "data", "fecha", "tag")
		amount = amount || containsAny(name, "amount", "montant", "betrag", "bedrag", "importo",
			"importe", "debit", "credit", "soll", "haben", "umsatz", "avere", "dare")
	}
	return date && amount
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
