package coda

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// statement is the one between its old balance and its trailer.
type statement struct {
	first   records.Record // the 1
	row     reconcile.Statement
	closed  bool
	records int   // 1 to 8, as the trailer counts them
	free    int   // 4 among them
	debits  int64 // in thousandths, of the movements whose detail number is zero
	credits int64
	lowest  reconcile.Date
	highest reconcile.Date

	lumps  int // totals whose payments are not here
	differ int // totals that their details do not explain
}

// begin reads the old balance.
func (r *reader) begin(rec records.Record) error {
	if r.st != nil {
		return wrong(rec, "a second old balance (1) before a trailer (9): records are missing, ask the "+
			"bank for the file again")
	}
	st := &statement{first: rec, records: 1}
	st.row.Source.Line = rec.Line
	st.row.Owner = rec.Trim(65, 90)
	for _, zone := range [][2]int{{126, 128}, {3, 5}} {
		if n, ok := records.Number(rec.Field(zone[0], zone[1])); ok && st.row.Sequence == 0 {
			st.row.Sequence = n
		}
	}
	if err := r.account(st, rec); err != nil {
		return err
	}
	amount, err := money(rec, 43, st.row.Currency)
	if err != nil {
		return err
	}
	day, err := date(rec, 59, "old balance")
	if err != nil {
		return err
	}
	st.row.Opening = &reconcile.Balance{Amount: amount, Date: day}
	r.st = st
	return r.sink.Begin(st.row)
}

// account reads the account and its currency, in one of the four forms of position 2.
func (r *reader) account(st *statement, rec records.Record) error {
	form := rec.Char(2)
	currency := rec.Trim(40, 42)
	switch form {
	case "0":
		st.row.Account, currency = belgian(rec.Trim(6, 17)), rec.Trim(19, 21)
	case "1", "2", "3":
		st.row.Account = reconcile.CompactAccount(rec.Field(6, 39))
	default:
		return wrong(rec, "the form of the account (position 2) is %q, not 0 to 3", form)
	}
	if form >= "2" && !reconcile.ValidIBAN(st.row.Account) {
		r.sink.Note("the check digits of account " + st.row.Account + " are wrong")
	}
	if st.row.Account == "" {
		if st.row.Account = reconcile.CompactAccount(r.opt.Account); st.row.Account == "" {
			r.sink.Ask("account: the file does not say which (--account)")
		}
	}
	if currency == "" {
		currency = string(r.opt.Currency)
	}
	c, err := reconcile.ParseCurrency(currency)
	if err != nil {
		return wrong(rec, "the currency of the account: %s", err)
	}
	st.row.Currency = c
	return nil
}

// belgian makes an IBAN of a Belgian account number whose check digits are right: the rule
// is that of the structured communication.
func belgian(number string) string {
	if !reconcile.ValidBelgianReference(number) {
		return reconcile.CompactAccount(number)
	}
	return "BE" + reconcile.IBANCheck("BE", number) + number
}

// close reads the new balance.
func (r *reader) close(rec records.Record) error {
	st := r.st
	if err := r.tell(); err != nil {
		return err
	}
	if st.closed {
		return wrong(rec, "a second new balance (8) in one statement")
	}
	if got, want := rec.Trim(5, 41), st.first.Trim(6, 42); got != want {
		return wrong(rec, "the new balance (8) is of account %q, the old one (1) of %q: records are "+
			"missing, ask the bank for the file again", got, want)
	}
	amount, err := money(rec, 42, st.row.Currency)
	if err != nil {
		return err
	}
	day, err := date(rec, 58, "new balance")
	if err != nil {
		return err
	}
	if day == 0 {
		day = max(st.row.Opening.Date, st.highest)
	}
	if day < st.row.Opening.Date {
		return wrong(rec, "the new balance is of %s, before the old one of %s", day,
			st.row.Opening.Date)
	}
	st.row.Closing = &reconcile.Balance{Amount: amount, Date: day}
	st.period(day)
	st.closed = true
	return nil
}

// period goes from the day after the old balance to the day of the new one.
func (st *statement) period(last reconcile.Date) {
	from := last
	if d := st.row.Opening.Date; d != 0 {
		from = min(d+1, last)
	}
	if st.lowest != 0 {
		from, last = min(from, st.lowest), max(last, st.highest)
	}
	if st.row.From, st.row.To = from, last; last == 0 {
		return
	}
	st.row.Stated = true
	if st.row.Sequence > 0 {
		year, _, _ := last.Civil()
		st.row.Reference = fmt.Sprintf("%d/%03d", year, st.row.Sequence)
	}
}

// trailer checks the control totals and ends the statement.
func (r *reader) trailer(rec records.Record) error {
	st := r.st
	if !st.closed {
		return wrong(rec, "the trailer (9) stands before the new balance (8): records are missing, ask "+
			"the bank for the file again")
	}
	for _, total := range []struct {
		what     string
		from, to int
		got, or  int64
	}{
		// The standard leaves 4 out of the count; some banks count it.
		{"records", 17, 22, int64(st.records - st.free), int64(st.records)},
		{"thousandths of debits", 23, 37, st.debits, st.debits},
		{"thousandths of credits", 38, 52, st.credits, st.credits},
	} {
		want, ok := records.Number(rec.Field(total.from, total.to))
		if !ok || want != total.got && want != total.or {
			return wrong(rec, "the trailer counts %q %s and the file has %d: it was cut or edited, ask "+
				"the bank for it again", strings.TrimSpace(rec.Field(total.from, total.to)), total.what,
				total.got)
		}
	}
	switch rec.Char(128) {
	case "1":
		r.more = true
	case "2":
		r.more = false
	default:
		return wrong(rec, "the last character of the trailer is %q, not 1 or 2", rec.Char(128))
	}
	r.remarks()
	r.st, r.header = nil, records.Record{}
	r.files++
	return r.sink.End(st.row)
}

func (r *reader) remarks() {
	st := r.st
	for _, note := range []struct {
		count int
		what  string
	}{
		{st.lumps, "entries that are a sum of several payments and wait for their details"},
		{st.differ, "entries whose details do not add up to them, each kept as one sum"},
	} {
		if note.count > 0 {
			r.sink.Note(fmt.Sprintf("statement %s: %s: %d", st.row.Reference, note.what, note.count))
		}
	}
}

// money reads a sign (0 credit, 1 debit) and 15 digits, of which 3 stand behind the comma.
func money(rec records.Record, at int, c reconcile.Currency) (reconcile.Money, error) {
	m, err := records.Money(rec.Field(at+1, at+15), 3, c)
	if err != nil {
		return m, wrong(rec, "%s", err)
	}
	switch sign := rec.Char(at); sign {
	case "0":
		return m, nil
	case "1":
		return m.Neg(), nil
	default:
		return m, wrong(rec, "the sign (position %d) is %q, not 0 or 1", at, sign)
	}
}

// date reads JJMMAA; zeros or blanks are no date.
func date(rec records.Record, at int, what string) (reconcile.Date, error) {
	s := rec.Field(at, at+5)
	if strings.Trim(s, " 0") == "" {
		return 0, nil
	}
	if d, ok := records.DayMonthYear(s); ok {
		return d, nil
	}
	return 0, wrong(rec, "%s date %q (positions %d-%d) is no day of the form DDMMYY", what, s, at,
		at+5)
}
