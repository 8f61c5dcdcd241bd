package bankcsv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// Importer reads bank CSV by its profiles, and by detection where none fits. It holds no
// state and can be used by several goroutines.
type Importer struct {
	own      []*Profile // of the person's folder: they go before the embedded ones
	profiles []*Profile
	words    *vocabulary
}

// New makes an importer that knows the embedded profiles, and those of a folder: its files
// that are called *.profile. An empty name is no folder. An error names the profile that is
// broken, or the folder that cannot be read.
func New(folder string) (*Importer, error) {
	own, err := profilesIn(folder)
	if err != nil {
		return nil, fmt.Errorf("folder of profiles: %w", err)
	}
	list, err := Profiles()
	if err != nil {
		return nil, fmt.Errorf("bank CSV profiles: %w", err)
	}
	words, err := readVocabulary()
	if err != nil {
		return nil, fmt.Errorf("bank CSV vocabulary: %w", err)
	}
	return &Importer{own: own, profiles: list, words: words}, nil
}

// Profiles lists the profiles that are known by name, a person's own first.
func (im *Importer) Profiles() []*Profile { return slices.Concat(im.own, im.profiles) }

// Format is "csv".
func (*Importer) Format() string { return "csv" }

// Claims says whether the head has the column line of a profile, or else a line whose cells
// name a day and an amount.
func (im *Importer) Claims(head []byte) bool {
	h := newHeads(head)
	for _, p := range im.Profiles() {
		if p.fits(h) {
			return true
		}
	}
	return im.words.claims(h)
}

// Read reads one file. It gives an *importers.Error with the line for everything that does
// not fit the layout.
func (im *Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	if err := checkName(opt.Name); err != nil {
		return err
	}
	d, whole, err := im.layout(ctx, r, opt)
	if err != nil {
		return asError(err)
	}
	for _, need := range d.Needs {
		sink.Ask(need)
	}
	for _, remark := range d.remarks {
		sink.Note(remark)
	}
	if s, ok := sink.(importers.AnswerSink); ok {
		s.Layout(d.Profile.layout())
		for _, a := range d.answers {
			s.Answered(a.Question, a.Value, a.Proved)
		}
	}
	return readTable(ctx, whole, d.Profile, opt, sink)
}

// choose takes the profile that a person names, else the one that fits; nil leaves it to
// detection.
func (im *Importer) choose(head []byte, name string) (*Profile, error) {
	h := newHeads(head)
	if name == "" {
		if p, err := fitting(im.own, h); p != nil || err != nil {
			return p, err
		}
		return fitting(im.profiles, h)
	}
	p, err := namedProfile(im.Profiles(), name)
	if err == nil && !p.NoHeader && !p.fits(h) {
		err = fmt.Errorf("no line has the columns of profile %s (%s): choose another one with "+
			"--profile", p.Name, strings.Join(p.Header, string(p.Separator)))
	}
	return p, err
}

// checkName refuses a file whose name says that it is something else. The name never chooses
// a layout; but what is called a statement in XML and holds a table was saved wrongly, or
// somebody changed it.
func checkName(name string) error {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".xml", ".pdf", ".html", ".htm", ".zip", ".json":
		return &importers.Error{What: "the file is called " + ext + " and holds a table: download " +
			"it again, or rename it to .csv if that is what it is"}
	}
	return nil
}

// limits refuses a record that no bank writes.
func limits(record *record, line int) error {
	if record.len() > importers.MaxColumns {
		return importers.TooManyColumns(line)
	}
	for _, cell := range record.all() {
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
	if errors.As(err, &bad) || errors.Is(err, importers.ErrLimit) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &importers.Error{Line: line, What: err.Error()}
}

var _ importers.Importer = (*Importer)(nil)
