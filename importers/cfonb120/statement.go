package cfonb120

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// euroOnly is the day from which a blank currency is the euro.
const euroOnly = "2002-01-01"

// statement is the one between an 01 and its 07.
type statement struct {
	first    records.Record // the 01
	day      reconcile.Date // of the old balance
	row      reconcile.Statement
	begun    bool
	decimals int // -1 until a record says it
	lowest   reconcile.Date
	highest  reconcile.Date

	otherBank string // a bank code that is not the 01's
	blanks    int    // amounts with a blank in them
}

func newStatement(rec records.Record) (*statement, error) {
	st := &statement{first: rec, decimals: -1}
	st.row.Source.Line = rec.Line
	var err error
	if st.day, err = day(rec, 35, "old balance"); err != nil {
		return nil, err
	}
	return st, st.money(rec)
}

// money takes the currency and the number of decimals from a record that says them.
func (st *statement) money(rec records.Record) error {
	if code := rec.Trim(17, 19); code != "" {
		c, err := reconcile.ParseCurrency(code)
		if err != nil {
			return wrong(rec, "%s", err)
		}
		if st.row.Currency != "" && c != st.row.Currency {
			return wrong(rec, "currency %s in a statement in %s", c, st.row.Currency)
		}
		st.row.Currency = c
	}
	if n, ok := records.Number(rec.Char(20)); ok && st.decimals < 0 {
		st.decimals = int(n)
	} else if !ok && !rec.Blank(20, 20) {
		return wrong(rec, "the number of decimals (position 20) is %q", rec.Char(20))
	}
	return nil
}

// same checks that a record belongs to the statement.
func (st *statement) same(rec records.Record) error {
	for _, zone := range []struct {
		name     string
		from, to int
	}{{"account", 22, 32}, {"branch", 12, 16}} {
		got, want := rec.Trim(zone.from, zone.to), st.first.Trim(zone.from, zone.to)
		if got != want && !(got == "" && rec.Field(1, 2) == "05") {
			return wrong(rec, "%s %q in the statement of %s %q that begins on line %d: records are "+
				"missing, ask the bank for the file again", zone.name, got, zone.name, want, st.first.Line)
		}
	}
	if bank := rec.Trim(3, 7); bank != st.first.Trim(3, 7) && bank != "" {
		st.otherBank = bank
	}
	return nil
}

// begin tells the sink of the statement, once the first record after the 01 is read.
func (r *reader) begin(rec records.Record) error {
	st := r.st
	if err := st.same(rec); err != nil {
		return err
	}
	if err := st.money(rec); err != nil || st.begun {
		return err
	}
	if st.row.Currency == "" {
		st.row.Currency = r.opt.Currency
	}
	if st.row.Currency == "" {
		if st.day.String() < euroOnly {
			return wrong(st.first, "no record names the currency: say it with --currency")
		}
		st.row.Currency = "EUR"
		r.sink.Note(fmt.Sprintf("the statement of line %d names no currency: read as EUR",
			st.first.Line))
	}
	if st.decimals < 0 {
		st.decimals, _ = st.row.Currency.Exponent()
	}
	st.row.Account = account(st.first, r.opt.Account)
	opening, err := st.amount(st.first)
	if err != nil {
		return err
	}
	st.row.Opening = &reconcile.Balance{Amount: opening, Date: st.day}
	st.begun = true
	return r.sink.Begin(st.row)
}

// account makes the IBAN. A person who names an IBAN of the same RIB in another country,
// Monaco, is believed.
func account(rec records.Record, asked string) string {
	bank, branch, number := rec.Field(3, 7), rec.Field(12, 16), rec.Field(22, 32)
	iban, ok := reconcile.IBANFromRIB(bank, branch, number)
	if !ok {
		return reconcile.CompactAccount(bank + branch + number)
	}
	if asked = reconcile.CompactAccount(asked); len(asked) == len(iban) && asked[4:] == iban[4:] {
		return asked
	}
	return iban
}

// close ends the statement.
func (r *reader) close(rec records.Record) error {
	if r.st == nil {
		return wrong(rec, "a statement ends (07) that never began (01): the beginning of the file is "+
			"missing, ask the bank for it again")
	}
	if err := r.begin(rec); err != nil {
		return err
	}
	st := r.st
	last, err := day(rec, 35, "new balance")
	if err != nil {
		return err
	}
	if last < st.day {
		return wrong(rec, "the new balance is of %s, before the old one of %s", last, st.day)
	}
	closing, err := st.amount(rec)
	if err != nil {
		return err
	}
	st.row.Closing = &reconcile.Balance{Amount: closing, Date: last}
	st.period(last)
	r.remarks()
	r.st = nil
	r.finished++
	return r.sink.End(st.row)
}

// period sets the days that the statement tells of.
func (st *statement) period(last reconcile.Date) {
	from := min(st.day+1, last)
	if st.lowest != 0 {
		from, last = min(from, st.lowest), max(last, st.highest)
	}
	st.row.From, st.row.To, st.row.Stated = from, last, true
}

func (r *reader) remarks() {
	st := r.st
	at := fmt.Sprintf("statement of line %d: ", st.first.Line)
	if st.otherBank != "" {
		r.sink.Note(at + "records name bank " + st.otherBank + ", the first one " +
			st.first.Trim(3, 7) + ", which counts")
	}
	if st.blanks > 0 {
		r.sink.Note(at + fmt.Sprintf("amounts with a blank in them, read as 0: %d", st.blanks))
	}
}

// day reads JJMMAA at a position.
func day(rec records.Record, at int, what string) (reconcile.Date, error) {
	s := rec.Field(at, at+5)
	if d, ok := records.DayMonthYear(s); ok {
		return d, nil
	}
	return 0, wrong(rec, "%s date %q (positions %d-%d) is no day of the form JJMMAA", what,
		strings.TrimSpace(s), at, at+5)
}
