package bankcsv_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestCutEverywhere cuts tables: as the fixtures are, and with every cell in quotes, the other line
// ends, and without the last one, after some bytes that are others for each fixture, COUNT of them
// (COUNT=1000000: all) and more of the fixtures as they are. What is left is refused, asked about or held,
// or it is exactly the first lines of the whole file.
func TestCutEverywhere(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	known := importers.Formats{Statements: []importers.Importer{im}}
	count := cutCount(t)
	for nth, c := range golden.Cases(t, "../../fixtures/bankcsv") {
		doc, err := os.ReadFile(c.Input)
		if err != nil {
			t.Fatal(err)
		}
		opt := golden.ReadOptions(t, c)
		for name, form := range forms(doc) {
			t.Run(c.Name+"/"+name, func(t *testing.T) {
				t.Parallel()
				times := count
				if name == "as it is" {
					times = asItIs * count
				}
				step := max(1, len(form)/times)
				cutEverywhere(t, known, form, opt, nth%step, step)
			})
		}
	}
	// Layouts that have to be found out: lines above and below the table, totals, a column of
	// the direction, texts at the end, amounts at the end, days in the American order.
	for nth, name := range []string{"ing-nl", "dkb-de", "chase-us", "totals-by-month-fr", "sens-fr",
		"bbva-es", "monzo-uk"} {
		doc, err := os.ReadFile(filepath.Join("../../fixtures/bankcsv/unseen", name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opt := importers.ReadOptions{Account: "FR7630006000011234567890189"}
			step := max(1, len(doc)/(asItIs*count))
			cutEverywhere(t, known, doc, opt, nth%step, step)
		})
	}
}

// asItIs is how many times as often a fixture is cut as it is.
const asItIs = 5

// cutCount is how often a table in another form is cut: COUNT of the environment, 40 without.
func cutCount(t *testing.T) int {
	s := os.Getenv("COUNT")
	if s == "" {
		return 40
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		t.Fatalf("COUNT: %q is not a number", s)
	}
	return n
}

// forms are the ways in which programs write a table again.
func forms(doc []byte) map[string][]byte {
	all := map[string][]byte{"as it is": doc}
	if bytes.IndexByte(doc, 0) >= 0 || bytes.IndexByte(doc, '\n') < 0 || bytes.Contains(doc, []byte{'"'}) {
		return all
	}
	unix := bytes.ReplaceAll(doc, []byte("\r\n"), []byte("\n"))
	all["LF"] = unix
	all["CR LF"] = bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n"))
	all["CR"] = bytes.ReplaceAll(unix, []byte("\n"), []byte("\r"))
	all["no last line end"] = bytes.TrimRight(unix, "\n")
	all["quotes"] = []byte(quoted(string(unix)))
	return all
}

// quoted puts every cell in quotes.
func quoted(table string) string {
	r := csv.NewReader(strings.NewReader(table))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = ';', -1, true
	rows, _ := r.ReadAll() // a table that is none stays empty, and is refused
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			row[i] = `"` + cell + `"`
		}
		b.WriteString(strings.Join(row, ";") + "\r\n")
	}
	return b.String()
}

func cutEverywhere(t *testing.T, known importers.Formats, doc []byte, opt importers.ReadOptions,
	from, step int) {
	opt.Format = "csv"
	read := func(b []byte) ([]line, bool) {
		f := known.Read(context.Background(), "in.csv", bytes.NewReader(b), opt)
		if f.Err != nil || asksMore(f.Needs) {
			return nil, false
		}
		var lines []line
		for _, s := range f.Statements {
			if proof, _, err := s.Prove(); err != nil || proof == reconcile.Contradicted {
				return nil, false // held
			}
			for _, e := range s.Entries {
				lines = append(lines, lineOf(e))
			}
		}
		return lines, true
	}
	whole, ok := read(doc)
	if !ok {
		return
	}
	for n := from; n < len(doc); n += step {
		part, ok := read(doc[:n])
		if !ok {
			continue
		}
		for i := range part {
			// Where rows go on with a label, the last one may stand behind the cut.
			last := i == len(part)-1
			if i < len(whole) && (part[i] == whole[i] || last && part[i].begins(whole[i])) {
				continue
			}
			t.Fatalf("cut after %d of %d bytes entry %d is\n%v\nand of the whole file\n%v", n, len(doc),
				i+1, part[i], append(whole, line{"none", ""})[min(i, len(whole))])
		}
	}
}

// line is an entry: its label, and everything else.
type line struct{ entry, label string }

func lineOf(e reconcile.Entry) line {
	label := ""
	for i, d := range e.Details {
		label += strings.Join(d.Text, " ")
		e.Details[i].Text = nil
	}
	return line{golden.Entry(e), label}
}

func (l line) begins(whole line) bool {
	return l.entry == whole.entry && strings.HasPrefix(whole.label, l.label)
}
