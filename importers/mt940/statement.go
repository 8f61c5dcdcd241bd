package mt940

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// statement is the one that was begun last. Pages of one statement are one; it ends when
// what follows is not its next page.
type statement struct {
	row      reconcile.Statement
	open     bool            // the sink was told and waits for the end
	more     bool            // it closed with an interim balance: a page follows
	pages    reconcile.Pages // by the number in :28C:
	complete bool            // the closing balance has all its decimals
	part     bool            // it opened with an interim balance: a page goes before
	interim  bool            // of an MT942
	totalled bool            // its totals came
	first    reconcile.Date
	last     reconcile.Date
	notes    remarks
	credits  tally
	debits   tally
}

// tally counts the lines of an interim report.
type tally struct {
	count int
	sum   int64
}

func (st *statement) tally(m reconcile.Money) {
	into := &st.credits
	if m.Minor < 0 {
		into, m = &st.debits, m.Neg()
	}
	into.count++
	into.sum += m.Minor
}

func (st *statement) cover(d reconcile.Date) {
	if st.first == 0 || d < st.first {
		st.first = d
	}
	st.last = max(st.last, d)
}

// opening begins a statement, or continues one: with the interim balance that the page
// before closed with.
func (r *reader) opening(f field) error {
	if r.at != inHead {
		return r.misplaced(f)
	}
	b, err := readBalance(f.lines[0], "", f.line)
	if err != nil {
		return err
	}
	c := b.Amount.Currency
	r.in.region = regionOf(country(r.head.account), c)
	row := r.head.row(c, r.opt)
	r.at = entries
	if f.tag == "60M" && r.continues(row, b) {
		r.st.more, r.st.pages.Last = false, r.head.page()
		return nil
	}
	row.Opening = &b.Balance
	if err := r.start(row); err != nil {
		return err
	}
	r.st.pages = reconcile.Pages{First: r.head.page(), Last: r.head.page()}
	if r.st.part = f.tag == "60M"; r.st.part {
		r.sink.Note(fmt.Sprintf("statement %s begins with an interim balance and is not whole: "+
			"import the file with the page before too", row.Reference))
	}
	return nil
}

func (r *reader) continues(row reconcile.Statement, b balance) bool {
	st := &r.st
	return st.open && st.more && row.Account == st.row.Account && st.row.Closing != nil &&
		b.Amount == st.row.Closing.Amount
}

// beginInterim begins the report of an MT942, which has no balances and is provisional: it
// tells of a day that is not over.
func (r *reader) beginInterim() error {
	row := r.head.row(r.head.currency, r.opt)
	row.Source.Format = "mt942" // before the file's: see reconcile.Source.Provisional
	r.at = entries
	if err := r.start(row); err != nil {
		return err
	}
	r.st.interim = true
	return nil
}

func (r *reader) start(row reconcile.Statement) error {
	if err := r.finish(); err != nil {
		return err
	}
	r.st = statement{row: row, open: true}
	r.count++
	return r.sink.Begin(row)
}

// closing reads the closing balance, of the statement or of a page.
func (r *reader) closing(f field) error {
	if r.at != entries || r.st.interim {
		return r.misplaced(f)
	}
	if err := r.release(); err != nil {
		return err
	}
	b, err := readBalance(f.lines[0], r.st.row.Currency, f.line)
	if err != nil {
		return err
	}
	r.st.row.Closing, r.st.complete = &b.Balance, b.full
	r.st.more = f.tag == "62M"
	r.at = closed
	return nil
}

// total reads :90C: or :90D: of an interim report: count, currency and sum. They are told of
// when they differ, and only that: the lines are not booked.
func (r *reader) total(f field) error {
	if r.at == inHead && r.head.interim {
		if err := r.beginInterim(); err != nil {
			return err
		}
	}
	if r.at != entries && r.at != inHead {
		return r.misplaced(f)
	}
	if err := r.release(); err != nil {
		return err
	}
	if !r.st.interim {
		return nil
	}
	s := strings.TrimSpace(f.lines[0])
	at := 0
	for at < len(s) && digit(s[at]) {
		at++
	}
	n, ok := number(s[:at])
	seen := r.st.credits
	if f.tag == "90D" {
		seen = r.st.debits
	}
	if ok && len(s) >= at+4 {
		m, _, what := amount(s[at+3:], reconcile.Currency(s[at:at+3]))
		if r.st.totalled = what == ""; what == "" && seen.count == n && seen.sum == m.Minor {
			return nil
		}
	}
	r.st.notes.add(sumsDiffer, f.line)
	return nil
}

// finish ends the statement that is open, if any.
func (r *reader) finish() error {
	st := &r.st
	if !st.open {
		return nil
	}
	st.open = false
	if st.more {
		r.sink.Note(fmt.Sprintf("statement %s ends with an interim balance and is not whole: "+
			"import the file with the next page too", st.row.Reference))
	}
	if st.part || st.more { // else the number is that of a message, or of nothing
		st.row.Pages = st.pages
		st.row.Pages.More = st.more
	}
	if p := st.row.Pages; p.First == 0 || p.Last < p.First || p.First == 1 && !p.More {
		st.row.Pages = reconcile.Pages{}
	}
	st.period()
	st.notes.tell(r.sink, st.row)
	if st.row.Account == "" {
		r.sink.Ask("account: the file does not say which (--account)")
	}
	if st.row.Currency == "" {
		r.sink.Ask("currency: the file does not say which (--currency)")
	}
	return r.sink.End(st.row)
}

// period is the days a statement covers. MT940 states none: the date of the opening balance
// is that of the statement before. They go from the first booking to the last, or to the
// day of the closing balance.
func (st *statement) period() {
	st.row.From, st.row.To = st.first, st.last
	if b := st.row.Closing; b != nil && b.Date > st.row.To {
		st.row.To = b.Date
		if st.row.From == 0 {
			st.row.From = b.Date
		}
	}
}
