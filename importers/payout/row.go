package payout

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
	"github.com/rappro/rappro/reconcile"
)

// kind is what a row is.
type kind uint8

const (
	sale kind = iota
	refund
	dispute
	fee
	transfer // the payout itself
)

// row is one movement at the provider.
type row struct {
	kind     kind
	word     string // the provider's own
	payout   string
	group    string
	day      importers.WrittenDate
	dated    bool
	clock    string
	arrival  bool // day is the payout's
	net      reconcile.Money
	charges  reconcile.Money
	balance  reconcile.Money
	balanced bool // balance is there
	charge   string
	invoice  string
	text     string
	payer    string
	email    string
	ordered  reconcile.Money // before a conversion, zero where there was none
	line     int
}

// table is a report that is being read.
type table struct {
	provider
	sheet *sheet.Reader
	at    map[*[]string][]int
	rows  []row
	proof importers.DayProof
	left  int // rows of no payout, not completed or only for information
}

// find looks the provider's columns up.
func (t *table) find() {
	p := &t.provider
	t.at = map[*[]string][]int{}
	for _, names := range []*[]string{&p.payout, &p.group, &p.arrival, &p.created, &p.time, &p.currency,
		&p.gross, &p.fee, &p.net, &p.balance, &p.kind, &p.status, &p.impact, &p.charge, &p.refunds,
		&p.text, &p.invoice, &p.payer, &p.person, &p.email} {
		for _, n := range *names {
			if i := t.sheet.Find(n); i >= 0 {
				t.at[names] = append(t.at[names], i)
			}
		}
	}
}

// cell gives the first of some columns that says something.
func (t *table) cell(names *[]string) string {
	for _, i := range t.at[names] {
		if s := t.sheet.Cell(i); s != "" {
			return s
		}
	}
	return ""
}

// cells gives all that some columns say.
func (t *table) cells(names *[]string) string {
	var all []string
	for _, i := range t.at[names] {
		if s := t.sheet.Cell(i); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}

// read takes one row.
func (t *table) read() error {
	r := row{line: t.sheet.Line(), payout: t.cell(&t.payout), word: t.cell(&t.kind),
		charge: t.cell(&t.charge), invoice: t.cell(&t.invoice), text: t.cell(&t.text),
		payer: t.cell(&t.payer), email: t.cell(&t.email), clock: t.cell(&t.time)}
	if r.group = t.cell(&t.group); r.group == "" {
		r.group = r.payout
	}
	if r.payer == "" {
		r.payer = t.cells(&t.person)
	}
	if t.passes() || r.payout == "" && !t.sweeps {
		t.left++
		return nil
	}
	if back := t.cell(&t.refunds); back != "" {
		r.charge = back
	}
	if err := t.money(&r); err != nil {
		return err
	}
	if t.sweeps && r.net.Minor < 0 {
		r.email = "" // of who sends: ourselves
	}
	if err := t.date(&r); err != nil {
		return err
	}
	t.classify(&r)
	t.rows = append(t.rows, r)
	return nil
}

// passes says whether a row moves no balance: not completed, or for information.
func (t *table) passes() bool {
	status, impact := sheet.Fold(t.cell(&t.status)), sheet.Fold(t.cell(&t.impact))
	return status != "" && len(t.done) > 0 && !has(t.done, status) || has(t.informal, impact)
}

// has says whether one of the words stands in a folded text.
func has(words []string, text string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return text == w || strings.Contains(" "+text+" ", " "+w+" ")
	})
}

// classify says what the row is, by the provider's words.
func (t *table) classify(r *row) {
	word := sheet.Fold(r.word)
	exact := func(words []string) bool {
		return t.sweeps && has(words, word) || slices.Contains(words, word)
	}
	switch {
	case exact(t.payouts) && (!t.sweeps || r.net.Minor < 0 && r.invoice == "" && r.charges.IsZero()):
		r.kind = transfer
	case exact(t.back):
		r.kind = refund
	case exact(t.disputed), exact(t.sales) && r.net.Minor < 0:
		r.kind = dispute
	case exact(t.fees):
		r.kind = fee
	}
}

// money reads the amounts. The sign of fees differs between providers, so charges are
// what lies between gross and net; a row without net is gross less the fee.
func (t *table) money(r *row) error {
	bad := func(err error) error { return &importers.Error{Line: r.line, What: err.Error()} }
	code := t.cell(&t.currency)
	if code == "" {
		return &importers.Error{Line: r.line, What: "the row names no currency: export all columns"}
	}
	c, err := reconcile.ParseCurrency(strings.ToUpper(code))
	if err != nil {
		return bad(err)
	}
	read := func(names *[]string) (m reconcile.Money, ok bool, err error) {
		if s := t.cell(names); s != "" {
			m, err = importers.ParseAmount(s, c)
			return m, true, err
		}
		return reconcile.Money{Currency: c}, false, nil
	}
	gross, hasGross, err := read(&t.gross)
	if err != nil {
		return bad(err)
	}
	net, hasNet, err := read(&t.net)
	if err != nil {
		return bad(err)
	}
	fee, _, err := read(&t.fee)
	if err != nil {
		return bad(err)
	}
	switch {
	case !hasNet && !hasGross:
		return &importers.Error{Line: r.line, What: "the row has no amount"}
	case !hasNet:
		if net, err = gross.Sub(fee.Abs()); err != nil {
			return bad(err)
		}
	case !hasGross:
		gross = net
	}
	r.net = net
	if r.charges, err = gross.Sub(net); err != nil {
		return bad(err)
	}
	if r.balance, r.balanced, err = read(&t.balance); err != nil {
		r.balanced = false // three dots where a balance says nothing
	}
	return nil
}

// date reads the day of the payout, or the row's own.
func (t *table) date(r *row) error {
	s := t.cell(&t.arrival)
	if r.arrival = s != ""; !r.arrival {
		s = t.cell(&t.created)
	}
	if s == "" {
		return nil
	}
	day, err := importers.SplitDate(s)
	if err != nil || !day.See(&t.proof, r.line) {
		return &importers.Error{Line: r.line, What: "the date cannot be read: want 2026-01-31"}
	}
	r.day, r.dated = day, true
	return nil
}
