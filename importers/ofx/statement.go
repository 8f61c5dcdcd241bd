package ofx

import (
	"fmt"
	"strconv"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// statement is what is known of the one being read.
type statement struct {
	open       bool
	begun      bool // the sink was told
	named      bool // it has an element for the account
	investment bool
	line       int
	fields     fields

	balanceLine int
	lost        bool // BALAMT has an end tag and nothing in it

	row         reconcile.Statement
	first, last reconcile.Date // booking days
	outside     int            // lines outside the period that the bank states
	contrary    int            // lines whose type contradicts their sign
	unsigned    int            // the first line that is called a debit and has no minus,
	signed      bool           // and whether any debit has one
	trades      int
}

// announce tells the sink of the statement, at its first line or its end. Account and
// currency stand before the lines.
func (r *reader) announce(lineCurrency string) error {
	st := &r.st
	if st.begun {
		return nil
	}
	account, err := r.account()
	if err != nil {
		return err
	}
	currency, err := r.currency(lineCurrency)
	if err != nil {
		return err
	}
	st.begun = true
	st.row = reconcile.Statement{Account: account, Currency: currency}
	st.row.Source.Line = st.line
	r.period()
	return r.sink.Begin(st.row)
}

// account is that of the file, or --account where the file leaves it open or has the
// national number of it.
func (r *reader) account() (string, error) {
	own, asked := accountID(&r.st.fields), reconcile.CompactAccount(r.opt.Account)
	switch {
	case own == "" && asked == "" && !r.st.named:
		return "", &importers.Error{Line: r.st.line, What: "a statement without BANKACCTFROM: nothing " +
			"says whose lines these are; ask the bank for a whole file, or name the account (--account)"}
	case own == "" && asked == "":
		r.sink.Ask("account: the file does not say which (--account)")
	case asked == "" || own == asked:
		return own, nil
	case own != "" && !importers.SameAccount(own, asked):
		return "", &importers.Error{Line: r.st.line, What: fmt.Sprintf("the statement is of account "+
			"%s, not %s: leave --account out", own, asked)}
	}
	return asked, nil
}

// currency is CURDEF. Where that is empty, and in an investment statement, which may hold
// money in several currencies, it is the currency of the first line.
func (r *reader) currency(line string) (reconcile.Currency, error) {
	written := r.st.fields[tCURDEF]
	if line != "" && (written == "" || r.st.investment) {
		written = line
	}
	asked := r.opt.Currency
	if written == "" {
		if asked == "" {
			r.sink.Ask("currency: the file does not say which (--currency)")
			asked = reconcile.NoCurrency
		}
		return asked, nil
	}
	c, err := reconcile.ParseCurrency(written)
	if err != nil {
		return "", &importers.Error{Line: r.st.line, What: err.Error()}
	}
	if asked != "" && asked != c {
		return "", &importers.Error{Line: r.st.line, What: fmt.Sprintf("the statement is in %s, "+
			"not %s: leave --currency out", c, asked)}
	}
	return c, nil
}

// period reads the days that the bank states. The first of January 1970 is what programs
// write that know no beginning. A period that cannot be read says nothing.
func (r *reader) period() {
	from, err := date(r.st.fields[tDTSTART])
	if err != nil || from <= 1 {
		return
	}
	to, err := date(r.st.fields[tDTEND])
	if err != nil || to < from {
		return
	}
	r.st.row.From, r.st.row.To, r.st.row.Stated = from, to, true
}

// day keeps the first and the last booking day.
func (st *statement) day(d reconcile.Date) {
	if st.row.Stated && (d < st.row.From || st.row.To < d) {
		st.outside++
	}
	if st.first == 0 || d < st.first {
		st.first = d
	}
	st.last = max(st.last, d)
}

// finish completes the statement. A line outside the stated period widens it: the bank does
// tell of that day, and a day that is covered twice is counted once.
func (r *reader) finish() error {
	if err := r.announce(""); err != nil {
		return err
	}
	st := &r.st
	if own := accountID(&st.fields); own != "" && own != st.row.Account &&
		!importers.SameAccount(own, st.row.Account) {
		return &importers.Error{Line: st.line, What: "the account stands after the lines: this is " +
			"not an OFX statement"}
	}
	if st.unsigned > 0 && !st.signed {
		return &importers.Error{Line: st.unsigned, What: "lines are called debits, and no debit has a minus: the " +
			"sign of an amount says nothing in this file, ask the bank for one in another format"}
	}
	if err := r.balance(); err != nil {
		return err
	}
	if !st.row.Stated && st.first == 0 && st.row.Closing != nil {
		st.row.From, st.row.To = st.row.Closing.Date, st.row.Closing.Date
	}
	if st.outside > 0 {
		r.sink.Note(fmt.Sprintf("%s outside the period that the bank states, %s to %s",
			several(st.outside, "line is", "lines are"), st.row.From, st.row.To))
		st.row.From, st.row.To = min(st.row.From, st.first), max(st.row.To, st.last)
	}
	if st.contrary > 0 {
		r.sink.Note(several(st.contrary, "line has a type", "lines have a type") +
			" (debit, credit) that contradicts the sign of the amount: the sign counts")
	}
	if st.investment {
		r.sink.Note("an investment statement: only the movements of its cash are read, " +
			several(st.trades, "trade is", "trades are") + " not")
	}
	return r.sink.End(st.row)
}

// balance reads LEDGERBAL, the booked balance. It is wholly absent from some files; one
// that says its day and has lost its amount is refused.
func (r *reader) balance() error {
	st := &r.st
	written, asOf := st.fields[tBALAMT], st.fields[tDTASOF]
	fail := func(err error) error { return &importers.Error{Line: st.balanceLine, What: err.Error()} }
	if written == "" {
		if st.lost && asOf != "" {
			return fail(fmt.Errorf("the balance of %s has no amount: download the file again", quote(asOf)))
		}
		return nil
	}
	m, err := balance(written, st.row.Currency)
	if err != nil {
		return fail(err)
	}
	r.dots.see(written, st.row.Currency, st.balanceLine)
	day, err := date(asOf)
	if err != nil {
		if w, bad := importers.SplitDate(asOf); bad == nil {
			day = w.Alone()
		}
	}
	if day == 0 {
		r.sink.Note(fmt.Sprintf("the balance of %s is left out: its day (DTASOF) cannot be read", m))
		return nil
	}
	st.row.Closing = &reconcile.Balance{Amount: m, Date: day}
	return nil
}

func several(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// quote shows what a file says in an error, shortened.
func quote(s string) string {
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return strconv.Quote(s)
}
