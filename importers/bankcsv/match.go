package bankcsv

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
)

// maxPreamble is how many lines may stand above the column line.
const maxPreamble = 100

// separators are those of CSV files.
const separators = ";,\t|"

// index says where the columns of a profile are in one file.
type index struct {
	width    int              // cells of the column line, empty ones at the end left out
	cells    int              // with the empty ones; 0 where there is no column line yet
	least    int              // cells that a line has at least
	columns  [columnCount]int // place of each, -1 where the file has none
	money    []int            // amount, debit and credit, as far as they are there
	text     []int
	more     []int
	names    []string
	account  bool // a column of the account or its currency is there
	party    bool // a column of the other side is there
	textLast bool // texts stand right of everything else
}

// match says whether a record is the profile's column line, and where its columns are.
func (p *Profile) match(record *record) (*index, bool) {
	width := filled(record)
	if width == 0 || p.NoHeader || width > len(p.Header)+len(p.Optional) ||
		width < len(p.Header) && trimSpaces(p.Header[len(p.Header)-1]) != "" {
		return nil, false
	}
	return p.matchNames(record, foldedNames(record))
}

// foldedNames are the cells of a line in the form in which names are compared.
func foldedNames(record *record) []string {
	names := make([]string, filled(record))
	for i := range names {
		names[i] = fold(string(unquoteExcel(record.cell(i))))
	}
	return names
}

// matchNames is match for a line whose cells are folded.
func (p *Profile) matchNames(record *record, names []string) (*index, bool) {
	width := len(names)
	if width == 0 || p.NoHeader || width > len(p.Header)+len(p.Optional) ||
		!slices.Contains(names, p.names[0]) {
		return nil, false
	}
	at, ok := p.inOrder(names)
	if !ok {
		if at, ok = p.inAnyOrder(names); !ok {
			return nil, false
		}
	}
	x := &index{width: width, cells: record.len()}
	for i := range width {
		x.names = append(x.names, string(record.cell(i)))
	}
	p.locate(x, at)
	return x, true
}

// inOrder compares the names one by one; empty and repeated names are allowed.
func (p *Profile) inOrder(names []string) (map[string]int, bool) {
	list := p.names
	for len(list) > 0 && list[len(list)-1] == "" {
		list = list[:len(list)-1]
	}
	if len(names) != len(list) {
		return nil, false
	}
	at := make(map[string]int, len(names))
	for i, name := range names {
		if name != list[i] {
			return nil, false
		}
		if _, twice := at[name]; !twice {
			at[name] = i
		}
	}
	return at, true
}

// inAnyOrder finds every name of the header and only those; optional ones may be there.
func (p *Profile) inAnyOrder(names []string) (map[string]int, bool) {
	at := make(map[string]int, len(names))
	for i, name := range names {
		if _, twice := at[name]; twice || name == "" {
			return nil, false
		}
		at[name] = i
	}
	known := 0
	for _, name := range p.names {
		if _, ok := at[name]; !ok || name == "" {
			return nil, false
		}
		known++
	}
	for _, name := range p.optional {
		if _, ok := at[name]; ok {
			known++
		}
	}
	return at, known == len(names) && !p.placed()
}

// placed says whether the profile names a column by its place, so that the order counts.
func (p *Profile) placed() bool {
	isPlace := func(name string) bool { _, ok := place(name); return ok }
	return slices.ContainsFunc(p.Columns[:], isPlace) || slices.ContainsFunc(p.Text, isPlace) ||
		slices.ContainsFunc(p.More, isPlace)
}

// locate fills an index from the places of names.
func (p *Profile) locate(x *index, at map[string]int) {
	find := func(name string) int {
		if name == "" {
			return -1
		}
		i, ok := place(name)
		if !ok {
			if i, ok = at[fold(name)]; !ok {
				return -1
			}
		}
		x.width = max(x.width, i+1)
		return i
	}
	for c, name := range p.Columns {
		x.columns[c] = find(name)
	}
	for _, c := range [...]column{colAmount, colDebit, colCredit} {
		if x.columns[c] >= 0 {
			x.money = append(x.money, x.columns[c])
		}
	}
	for _, name := range p.Text {
		if i := find(name); i >= 0 {
			x.text = append(x.text, i)
		}
	}
	for _, name := range p.More {
		if i := find(name); i >= 0 {
			x.more = append(x.more, i)
		}
	}
	if x.least = x.width; p.Short > 0 {
		x.least = min(p.Short, x.width)
	}
	if p.NoHeader {
		x.width = importers.MaxColumns // nothing says how many there are
	}
	for _, c := range [...]column{colEndToEnd, colMandate, colPayerName, colPayerIBAN,
		colPayerBIC} {
		x.party = x.party || x.columns[c] >= 0
	}
	x.textLast = x.textIsLast()
	x.account = x.columns[colAccount] >= 0 || x.columns[colCurrencyColumn] >= 0
	for len(x.names) < x.width && !p.NoHeader || len(x.names) < x.least {
		x.names = append(x.names, fmt.Sprintf("@%d", len(x.names)+1))
	}
}

// unquoteExcel takes ="…" off, which banks write so that spreadsheets keep leading zeros.
func unquoteExcel(s []byte) []byte {
	if len(s) >= 3 && s[0] == '=' && s[1] == '"' && s[len(s)-1] == '"' {
		return s[2 : len(s)-1]
	}
	return s
}

// filled is the number of cells without the empty ones at the end.
func filled(record *record) int {
	width := record.len()
	for width > 0 && len(trimBytes(record.cell(width-1))) == 0 {
		width--
	}
	return width
}

// heads cuts the head of a file once for each way in which some profile reads it.
type heads struct {
	head []byte
	utf8 bool              // which every profile reads alike, save those of UTF-16
	text map[string][]byte // by encoding
	cut  map[headForm][]headLine
}

// headLine is a line of the head and its cells as names.
type headLine struct {
	*record
	names []string
}

type headForm struct {
	encoding string
	comma    byte
}

func newHeads(head []byte) *heads {
	whole := head
	for range utf8.UTFMax - 1 { // the last character may be cut
		if r, n := utf8.DecodeLastRune(whole); r != utf8.RuneError || n != 1 {
			break
		}
		whole = whole[:len(whole)-1]
	}
	return &heads{head, utf8.Valid(whole), map[string][]byte{}, map[headForm][]headLine{}}
}

// decoded is the head in UTF-8, as far as it is text.
func (h *heads) decoded(encoding string) []byte {
	text, ok := h.text[encoding]
	if !ok {
		if d, err := newDecoder(bytes.NewReader(h.head), encoding); err == nil {
			text, _ = io.ReadAll(d) // what is no text ends it
		}
		h.text[encoding] = text
	}
	return text
}

// records gives the first lines of the head as cells. A head that ends in the middle of a
// record gives the records before it.
func (h *heads) records(encoding string, comma byte) []headLine {
	if h.utf8 && !strings.HasPrefix(encoding, "utf-16") || encoding == "windows-1252" {
		encoding = ""
	}
	form := headForm{encoding, comma}
	if records, ok := h.cut[form]; ok {
		return records
	}
	var records []headLine
	s := scanText(bytes.Clone(h.decoded(encoding)), comma, quotesLazy)
	for range maxPreamble {
		r, err := s.next()
		if err != nil {
			break
		}
		line := headLine{record: r.clone()}
		if r.len() > 1 { // no profile has one column
			line.names = foldedNames(r)
		}
		records = append(records, line)
	}
	h.cut[form] = records
	return records
}

// fits says whether the head of a file has the profile's column line.
func (p *Profile) fits(h *heads) bool {
	commas := string(p.Separator)
	if p.Detected {
		commas = separators
	}
	for i := range len(commas) {
		for _, l := range h.records(p.Encoding, commas[i]) {
			if _, ok := p.matchNames(l.record, l.names); ok {
				return true
			}
		}
	}
	return false
}

// fitting finds the profiles that fit the head of a file; several are an error, since the
// one would be a guess.
func fitting(list []*Profile, h *heads) (*Profile, error) {
	if len(bytes.TrimSpace(h.head)) == 0 {
		return nil, &importers.Error{What: "the file is empty: download it again"}
	}
	var found *Profile
	var names []string
	for _, p := range list {
		if p.fits(h) {
			found, names = p, append(names, p.Name)
		}
	}
	if len(names) > 1 {
		return nil, &importers.Error{What: fmt.Sprintf("the column line fits %s: choose one with "+
			"--profile", strings.Join(names, " and "))}
	}
	return found, nil
}
