package bankcsv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// table is the state of reading one file.
type table struct {
	profile *Profile
	opt     importers.Options
	sink    importers.Sink
	scan    *scanner
	amounts amountForm
	dates   dateForm
	values  dateForm // the same: each of the two columns remembers its last day
	undated bool     // day and month are not settled: entries have no day, and it was asked
	shapes  *shaper  // for cells that may be days in any form; only detection asks
	words   *codeWords
	index   *index
	outside outside
	codes   []reconcile.Currency // of the lines above the table
	arena   arena

	books     []*book // begun and not ended; the first is told to the sink at once
	open      *book   // of the line read last
	raw       [2][]byte
	ended     map[string]bool // accounts and currencies whose statements have ended
	waiting   reconcile.Entry // the entry that a continuation may lengthen
	waits     bool            // there is one
	asked     map[string]bool
	fees      reconcile.Money
	announced struct { // pending lines without a day
		n        int
		sums     tally
		currency reconcile.Currency
	}
	below  below
	left   leftOut
	broken broken         // by a line end in its text; none behind the next entry or an empty line
	above  reconcile.Date // day of the line above
	lines  int
	wide   struct{ cells, line int } // of the first row that is wider than the column line
	tail   tail
}

// readTable reads a whole file by a profile.
func readTable(ctx context.Context, r io.Reader, p *Profile, opt importers.Options,
	sink importers.Sink) error {
	d, err := newDecoder(r, p.Encoding)
	if err != nil {
		return err
	}
	words := p.Words
	if p.Common {
		common, err := commonCodes()
		if err != nil {
			return err
		}
		words = slices.Concat(words, common)
	}
	t := &table{profile: p, opt: opt, sink: sink, amounts: p.form(),
		scan: newScanner(d, p.comma(), p.Quotes), words: newCodeWords(words),
		asked: map[string]bool{}}
	if s, ok := sink.(importers.ForgetfulSink); ok && s.Forgets() {
		t.arena.again = !p.Mixed // where lines of accounts alternate they wait in memory
	}
	if t.undated = p.Date == ""; t.undated || len(p.More) > 0 {
		t.shapes = newShaper()
	}
	if !t.undated {
		t.dates = compileDate(p.Date)
		t.values = t.dates
	}
	return t.read(ctx)
}

// read finds the column line and reads the lines below it.
func (t *table) read(ctx context.Context) error {
	if err := t.head(ctx); err != nil {
		return err
	}
	for {
		record, err := t.next(ctx)
		if err != nil {
			if errors.Is(err, io.EOF) {
				return t.finish()
			}
			return err
		}
		if err := t.row(record, t.scan.start); err != nil {
			return asErrorAt(err, t.scan.start)
		}
	}
}

// head reads up to the column line. A layout without one begins with its first line.
func (t *table) head(ctx context.Context) error {
	if t.profile.NoHeader {
		t.index = &index{}
		t.profile.locate(t.index, nil)
		return nil
	}
	for {
		record, err := t.next(ctx)
		if errors.Is(err, io.EOF) {
			return &importers.Error{What: "the column line is missing"}
		}
		if err != nil {
			return err
		}
		var ok bool
		if t.index, ok = t.profile.match(record); ok {
			return nil
		}
		if t.profile.CurrencyOf != "" {
			t.seeCodes(record)
		}
		if len(t.profile.PendingBelow) > 0 {
			t.titled(record)
		}
		if _, err := t.takeOutside(record); err != nil {
			return asErrorAt(err, t.scan.start)
		}
	}
}

// next cuts one record.
func (t *table) next(ctx context.Context) (*record, error) {
	if t.lines++; t.lines%1024 == 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	record, err := t.scan.next()
	if err != nil {
		return nil, err
	}
	if t.scan.size > importers.MaxField || record.len() > importers.MaxColumns {
		err = limits(record, t.scan.start)
	}
	return record, err
}

// finish ends the statements and refuses a file that may have been cut.
func (t *table) finish() error {
	if !t.scan.ended {
		if err := t.cut(); err != nil {
			return err
		}
	}
	if err := t.shortLabel(); err != nil {
		return err
	}
	if t.open == nil && t.outside.account != "" && len(t.ended) == 0 {
		if err := t.begin("", ""); err != nil {
			return &importers.Error{What: err.Error()}
		}
	}
	if t.open == nil {
		t.sink.Note("the file has no lines")
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	for len(t.books) > 0 {
		if err := t.end(); err != nil {
			return err
		}
	}
	t.remarkFees()
	t.remarkAnnounced()
	t.remarkBelow()
	t.remarkLeftOut()
	return nil
}

func (t *table) hasColumn(c column) bool { return t.index.columns[c] >= 0 }

// name is what the file calls a column.
func (t *table) name(c column) string {
	if i := t.index.columns[c]; i < len(t.index.names) {
		return t.index.names[i]
	}
	return fmt.Sprintf("@%d", t.index.columns[c]+1)
}

// cell gives the trimmed text of a column, empty where the file has no such column.
func (t *table) cell(record *record, c column) []byte {
	i := t.index.columns[c]
	if uint(i) >= uint(record.len()) { // -1 too
		return nil
	}
	s := record.cell(i)
	if len(s) == 0 || plain(s[0]) && s[0] != '=' && plain(s[len(s)-1]) {
		return s
	}
	return trimBytes(unquoteExcel(trimBytes(s)))
}

// text is cell as a string that stays.
func (t *table) text(record *record, c column) string {
	return t.arena.keep(t.cell(record, c))
}

// ask asks once.
func (t *table) ask(need string) {
	if !t.asked[need] {
		t.asked[need] = true
		t.sink.Ask(need)
	}
}
