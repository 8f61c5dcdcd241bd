package bankcsv

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Importer reads bank CSV by its profiles. It holds no state and can be used by several
// goroutines.
type Importer struct {
	profiles []*Profile
}

// New makes an importer that knows the embedded profiles. An error means that one of them
// is broken, which the tests of this package exclude.
func New() (*Importer, error) {
	list, err := Profiles()
	if err != nil {
		return nil, fmt.Errorf("bank CSV profiles: %w", err)
	}
	return &Importer{profiles: list}, nil
}

// Format is "csv".
func (*Importer) Format() string { return "csv" }

// Claims says whether the head has the column line of a profile, or else a line with a date
// and an amount column, for which Read explains what is missing.
func (im *Importer) Claims(head []byte) bool {
	for _, p := range im.profiles {
		if p.fits(head) {
			return true
		}
	}
	return looksLikeTable(head)
}

// Read reads one file. It gives an *importers.Error with the line for everything that does
// not fit the layout.
func (im *Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	src := bufio.NewReaderSize(r, importers.HeadSize)
	head, err := src.Peek(importers.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read: %w", err)
	}
	p, err := im.choose(head, opt.Profile)
	if err != nil {
		return asError(err)
	}
	d, err := newDecoder(src, p.Encoding)
	if err != nil {
		return err
	}
	t := &table{profile: p, opt: opt, sink: sink, decoder: d, csv: p.reader(d)}
	return t.read(ctx)
}

// choose takes the profile that a person names, else the one that fits.
func (im *Importer) choose(head []byte, name string) (*Profile, error) {
	if name == "" {
		return detect(im.profiles, head)
	}
	p, err := namedProfile(im.profiles, name)
	if err == nil && !p.fits(head) {
		err = fmt.Errorf("no line has the columns of profile %s (%s): choose another one with "+
			"--profile", p.Name, strings.Join(p.Header, string(p.Separator)))
	}
	return p, err
}

// table is the state of reading one file.
type table struct {
	profile *Profile
	opt     importers.Options
	sink    importers.Sink
	decoder *decoder
	csv     *csv.Reader
	index   *index
	outside outside

	open      *reconcile.Statement // begun and not ended
	ended     map[string]bool      // accounts and currencies whose statements have ended
	waiting   reconcile.Entry      // the entry that a continuation may lengthen
	waits     bool                 // there is one
	pieces    []string             // of its label
	chain     chain
	asked     bool
	lines     int
	last      int // line where the record read last ends
	exposed   int // line whose last cell is an amount or a date, 0 for none
	exposedOK bool
}

// read finds the column line and reads the lines below it.
func (t *table) read(ctx context.Context) error {
	for {
		record, line, err := t.next(ctx)
		if errors.Is(err, io.EOF) {
			return &importers.Error{What: "the column line is missing"}
		}
		if err != nil {
			return err
		}
		var ok bool
		if t.index, ok = t.profile.match(record); ok {
			break
		}
		if _, err := t.outside.take(t.profile, record, line); err != nil {
			return asErrorAt(err, line)
		}
	}
	for {
		record, line, err := t.next(ctx)
		if errors.Is(err, io.EOF) {
			return t.finish()
		}
		if err != nil {
			return err
		}
		if err := t.row(record, line); err != nil {
			return asErrorAt(err, line)
		}
	}
}

// next reads one record and its line.
func (t *table) next(ctx context.Context) ([]string, int, error) {
	t.decoder.reset(t.last + 1)
	if t.lines++; t.lines%1024 == 0 {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
	}
	record, err := t.csv.Read()
	var bad *csv.ParseError
	switch {
	case err == nil:
		t.last, _ = t.csv.FieldPos(len(record) - 1)
		line, _ := t.csv.FieldPos(0)
		return record, line, limits(record, line)
	case errors.As(err, &bad) && errors.Is(err, csv.ErrQuote):
		return nil, 0, &importers.Error{Line: bad.StartLine, What: "a quote is open or stands " +
			"in the wrong place: the file is cut or was edited; download it again"}
	case errors.As(err, &bad):
		return nil, 0, &importers.Error{Line: bad.Line, What: "a quote stands in the wrong " +
			"place: the file was edited; download it again", Err: bad.Err}
	}
	return nil, 0, err
}

// finish ends the last statement and refuses a file that may have been cut.
func (t *table) finish() error {
	if !t.decoder.ended && t.exposed > 0 && !t.chain.proved() {
		return &importers.Error{Line: t.exposed, What: "the file ends within the last line, " +
			"whose last amount may be cut: download it again, or add the line end"}
	}
	if t.open == nil && t.outside.account != "" {
		if err := t.begin("", ""); err != nil {
			return &importers.Error{What: err.Error()}
		}
	}
	if t.open == nil {
		t.sink.Note("the file has no lines")
		return nil
	}
	return t.end()
}

func (t *table) hasColumn(c column) bool { return t.index.columns[c] >= 0 }

// limits refuses a record that no bank writes.
func limits(record []string, line int) error {
	if len(record) > importers.MaxColumns {
		return importers.TooManyColumns(line)
	}
	for _, cell := range record {
		if len(cell) > importers.MaxField {
			return importers.FieldTooLong(line)
		}
	}
	return nil
}

// asError makes an *importers.Error of an error about the file as a whole.
func asError(err error) error { return asErrorAt(err, 0) }

// asErrorAt makes an *importers.Error of an error that has no line yet.
func asErrorAt(err error, line int) error {
	var bad *importers.Error
	if errors.As(err, &bad) || errors.Is(err, importers.ErrLimit) {
		return err
	}
	return &importers.Error{Line: line, What: err.Error()}
}
