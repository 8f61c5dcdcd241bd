package statements

import (
	"context"
	"fmt"
	"io"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
	"github.com/rappro/rappro/reconcile"
)

// Importer reads what [Writer] wrote.
type Importer struct{}

// Format is "statements.csv".
func (Importer) Format() string { return importers.OwnStatements }

// Claims says whether the first line is our header.
func (Importer) Claims(head []byte) bool { return ours(sheet.Heading(head)) }

// Read reads one file.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	s, err := sheet.Open(r)
	if err != nil {
		return err
	}
	if !ours(s.Columns()) {
		return &importers.Error{Line: s.Line(), What: "the columns are not those of the statements " +
			"that rappro writes: this is another file"}
	}
	in := &reader{ctx: ctx, sheet: s, opt: opt, sink: sink}
	for {
		more, err := s.Next()
		if err != nil {
			return err
		}
		if !more {
			return in.finish()
		}
		if err := in.record(); err != nil {
			return err
		}
	}
}

// reader is the state of reading one file.
type reader struct {
	ctx   context.Context
	sheet *sheet.Reader
	opt   importers.Options
	sink  importers.Sink

	st    reconcile.Statement
	open  bool
	seen  [2]int // entries and pending rows of the statement that were read
	said  [2]int // and how many its heading says
	count int    // statements
	ended bool

	entry  reconcile.Entry // whose payments are read
	wanted int             // payments that are still to come
	bad    error           // of the row, the first one
}

// record reads one row.
func (r *reader) record() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	kind := r.sheet.Cell(int(record))
	switch {
	case r.ended:
		return r.fail("a row behind the end")
	case kind == aPayment && r.wanted > 0:
		return r.payment()
	case r.wanted > 0:
		return r.fail(fmt.Sprintf("%d payments of the entry above are missing: the file is cut or "+
			"was edited", r.wanted))
	case kind == aStatement:
		return r.statement()
	case kind == theEnd:
		return r.end()
	case !r.open:
		return r.fail("a row above the first statement")
	case kind == lineOf(r.st):
		return r.line()
	case kind == aPending:
		return r.pending()
	}
	return r.fail(fmt.Sprintf("record is %q: want statement, entry, payment, pending or end", kind))
}

func (r *reader) fail(what string) error {
	return &importers.Error{Line: r.sheet.Line(), What: what}
}

// statement begins a statement.
func (r *reader) statement() error {
	if err := r.close(); err != nil {
		return err
	}
	s := reconcile.Statement{Account: r.text(account), Currency: r.currency(),
		Reference: r.text(reference), Owner: r.text(owner), Sequence: r.number(sequence), Pages: r.pages(),
		Doubt: r.text(doubt),
		From:  r.date(from), To: r.date(to), Stated: r.flag(stated),
		Opening: r.balance(opening, openingDate), Closing: r.balance(closing, closingDate)}
	s.Source.Line, s.Source.Format = r.sheet.Line(), r.text(format)
	if s.Source.Format != "" && !importers.IsFormat(s.Source.Format) {
		r.refuse(format, "this is no format")
	}
	r.said = [2]int{int(r.number(entries)), int(r.number(pending))}
	if r.bad != nil {
		return r.bad
	}
	if s.Account == "" {
		s.Account = r.opt.Account
	}
	if s.Account == "" {
		r.sink.Ask("account: the file does not say which (--account)")
	}
	r.st, r.open, r.seen = s, true, [2]int{}
	r.count++
	return r.sink.Begin(s)
}

// close ends the statement that is open, which has to have all its rows.
func (r *reader) close() error {
	if !r.open {
		return nil
	}
	r.open = false
	if r.seen != r.said {
		return r.fail(fmt.Sprintf("%d entries and %d pending rows where the statement says %d and %d: "+
			"the file is cut or was edited", r.seen[0], r.seen[1], r.said[0], r.said[1]))
	}
	return r.sink.End(r.st)
}

// end reads the last row.
func (r *reader) end() error {
	if err := r.close(); err != nil {
		return err
	}
	r.ended = true
	if n := r.number(entries); r.bad == nil && n != int64(r.count) {
		return r.fail(fmt.Sprintf("%d statements where the last row says %d: the file was edited",
			r.count, n))
	}
	return r.bad
}

// finish refuses a file whose last row is missing.
func (r *reader) finish() error {
	if !r.ended {
		return r.fail("the row \"end\" is missing: the file is cut, convert it again")
	}
	return nil
}

// line reads a booked line. It waits for its payments when they follow.
func (r *reader) line() error {
	e := reconcile.Entry{Account: r.st.Account, BookingDate: r.date(date), ValueDate: r.date(valueDate),
		Amount: r.amount(), Reference: r.text(reference), Stable: r.flag(stable), Code: r.text(code),
		Reversal: r.flag(reversal), Text: r.text(text), Lump: r.flag(lump),
		BatchCount: int(r.number(batchCount)), BatchRef: r.text(batchRef), Line: r.sheet.Line()}
	n := r.number(payments)
	switch {
	case r.bad == nil && e.BookingDate == 0:
		return r.fail("an entry without booking_date")
	case r.bad == nil && n > importers.MaxDetails:
		return importers.TooManyDetails(e.Line)
	case n == 1:
		e.Details = []reconcile.Detail{r.detail(e.Amount)}
	}
	if r.bad != nil {
		return r.bad
	}
	r.seen[0]++
	if n > 1 {
		r.entry, r.wanted = e, int(n)
		return nil
	}
	return r.sink.Entry(e)
}

// payment reads one payment of the entry above.
func (r *reader) payment() error {
	d := r.detail(r.amount())
	if r.bad != nil {
		return r.bad
	}
	e := &r.entry
	e.Details = append(e.Details, d)
	if r.wanted--; r.wanted > 0 {
		return nil
	}
	sum := int64(0) // amounts are below MaxMinor and at most MaxDetails of them: no overflow
	for _, d := range e.Details {
		sum += d.Amount.Minor
	}
	if sum != e.Amount.Minor && !e.Lump {
		return r.fail("the payments do not add up to the entry on line " + fmt.Sprint(e.Line) +
			": the file was edited")
	}
	return r.sink.Entry(*e)
}

// pending reads an announced line.
func (r *reader) pending() error {
	m, day := r.amount(), r.date(date)
	if r.bad != nil {
		return r.bad
	}
	r.seen[1]++
	if err := r.sink.Pending(m); err != nil {
		return err
	}
	if sink, ok := r.sink.(importers.DaySink); ok {
		sink.PendingDay(day)
	}
	return nil
}

var _ importers.Importer = Importer{}
