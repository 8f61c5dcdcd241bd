package bankcsv

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Reason says what detection decided about a file, and what proves it.
type Reason struct {
	What  string // "separator"
	Value string // ";"
	Why   string // "every line has 7 cells"
}

// Detection is what was found out of a file that no profile fits.
type Detection struct {
	// Profile reads the file. Where Needs is not empty it is not complete: without an order
	// of day and month it has no form of dates, and entries have no day.
	Profile *Profile
	Reasons []Reason
	// Needs are the questions that the file leaves open, each with the flag that answers it.
	Needs []string

	remarks []string
	answers []reconcile.Answer // questions that files of this layout may leave open
}

// Detect finds out how the bank CSV file of r is read: by the profile that fits it, or by what
// the file itself proves. Every choice has its proof among the reasons. It is an
// *importers.Error when the file has no table of entries, when something contradicts, or when
// the amounts can be read in two ways and opt does not say which.
func Detect(ctx context.Context, r io.Reader, opt importers.Options) (Detection, error) {
	im, err := New("")
	if err != nil {
		return Detection{}, err
	}
	return im.Detect(ctx, r, opt)
}

// Detect is the function of this name, with the profiles that the importer knows.
func (im *Importer) Detect(ctx context.Context, r io.Reader, opt importers.Options) (Detection,
	error) {
	d, _, err := im.layout(ctx, r, opt)
	if err != nil {
		return Detection{}, asError(err)
	}
	return *d, nil
}

// layout decides how a file is read, and gives the whole file again.
func (im *Importer) layout(ctx context.Context, r io.Reader, opt importers.Options) (*Detection,
	io.Reader, error) {
	src := bufio.NewReaderSize(r, importers.HeadSize)
	head, err := src.Peek(importers.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("read: %w", err)
	}
	p, err := im.choose(head, opt.Profile)
	switch {
	case err != nil:
		return nil, nil, err
	case p == nil || p.Detected:
		return im.detect(ctx, src, opt, p)
	}
	if err := p.refuseSigns(opt.Signs); err != nil {
		return nil, nil, err
	}
	why := "its columns stand in the file"
	if opt.Profile != "" {
		why = "--profile says so"
	}
	const said = "the profile says so"
	return &Detection{Profile: p, Reasons: []Reason{{"profile", p.Name, why},
		{"separator", printable(p.comma()), said}, {"decimal sign", string(p.Decimal), said},
		{"date", p.Date, said}}}, src, nil
}

// detect looks at the beginning of a file, and gives what was found and the whole file.
func (im *Importer) detect(ctx context.Context, r io.Reader, opt importers.Options,
	hint *Profile) (*Detection, io.Reader, error) {
	b := &beginning{src: r}
	for size := firstWindow; ; size = min(4*size, lastWindow) {
		if err := b.read(size); err != nil {
			return nil, nil, err
		}
		raw, whole := b.window(size)
		f := &finder{words: im.words, opt: opt, accountCol: -1, hint: hint, file: b, balanceSide: -1}
		err := f.find(ctx, raw, whole)
		if g := f.findDaysOnce(ctx, raw, whole); g != nil {
			f, err = g, nil
		}
		if err == nil && len(f.open) > 0 && !whole && size < lastWindow {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		return &f.found, b.again(), nil
	}
}

// finder is the state of finding out about one file.
type finder struct {
	words *vocabulary
	hint  *Profile // what is known of the bank, nil for nothing
	opt   importers.Options
	file  *beginning
	found Detection
	open  []string // what a longer look at the file may settle
	sheet sheet
	blank []int           // rows without a day that may have that of the row above
	fill  bool            // they are given it
	late  map[int]bool    // lines below a heading that calls them pending
	names map[string]name // that were taken apart

	states      map[int]bool    // columns that say yes or no to being booked
	unbooked    map[string]bool // kinds of lines that say they are not booked yet
	typesBooked bool            // and are, as the balances prove

	places *places // of a table whose columns have no names that are known
	p      *Profile

	accountCol int         // -1 for none
	rival      int         // column of accounts that may be own ones, -1 for none
	rivalAhead bool        // it is called account and stands left of the day
	texts      []int       // see textPlaces
	sums       *beginnings // words of sums
	stateCols  []int       // see stateColumns

	seen struct {
		day      string             // the last cell that looks like a day
		cell     string             // of the column of the currency,
		currency reconcile.Currency // and what it means, empty for nothing
	}
	dates   dateFacts
	money   moneyFacts
	balance balanceFacts

	balanceSide int // column of the words for the sign of the balance, -1 for none
}

func (f *finder) reason(what, value, why string, args ...any) {
	f.found.Reasons = append(f.found.Reasons, Reason{what, value, fmt.Sprintf(why, args...)})
}

// answered notes what other files of this layout may leave open: what this one proves, or what
// an option says.
func (f *finder) answered(question, answer string, proved bool) {
	f.found.answers = append(f.found.answers, reconcile.Answer{Question: question, Value: answer,
		Proved: proved})
}

// ask leaves a question open.
func (f *finder) ask(what, need string) {
	f.open = append(f.open, what)
	f.found.Needs = append(f.found.Needs, need)
}

// find runs the steps: text, table, currency, amounts, balances, days, and what stands around.
func (f *finder) find(ctx context.Context, raw []byte, whole bool) error {
	f.p = &Profile{Name: "detected", Skips: true, Common: true}
	f.found.Profile = f.p
	w, err := f.decodeWindow(raw, whole)
	if err != nil {
		return err
	}
	f.p.Encoding = w.encoding
	for _, step := range []func() error{
		func() error { return f.findSheet(w) },
		f.findLate, f.findBlankDays, f.findDay, f.findAmountPlaces, f.findCurrency, f.findMoney, f.aboveLine, f.findAccount, f.findBalance, f.ownBooks, f.strayCurrency,
		f.settleDates,
		f.findStatus, f.findTexts, f.findLines, f.findRest, f.applyHint, f.askRival, f.outsideProof, f.lacksDay, f.loneBalance, f.twoBalances,
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
