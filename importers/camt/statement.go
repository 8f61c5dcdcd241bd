package camt

import (
	"fmt"
	"strconv"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// statement is what is known of the one being read. Pages of one statement in one file are
// one statement.
type statement struct {
	begun bool // the sink was told
	row   reconcile.Statement
	head  int  // the first page read, 0 when the bank does not count
	page  int  // the last one
	more  bool // the bank says that pages follow
	here  bool // the page being read belongs to it already
	ours  bool // a file of ours, see write.go
	day   reconcile.Date
	first reconcile.Date // first and last booking day of its entries
	final reconcile.Date
	notes remarks
	// booked are its booked lines, shown all of them: see summary.go.
	booked, shown tally
}

// statement reads one Stmt.
func (r *reader) statement() error {
	r.head.reset(r.kind.item)
	r.st.here = false
	line := r.tok.Line()
	err := r.children(func(name string) error {
		if name == "Ntry" {
			return r.entry(line)
		}
		return r.keep(&r.head, 0)
	})
	if err != nil {
		return err
	}
	if err := r.begin(line, ""); err != nil {
		return err
	}
	return r.endPage(line)
}

// begin tells the sink of the statement, when its first entry or its end is reached:
// heading and balances stand before the entries. The currency of the first entry is used
// where the bank names none.
func (r *reader) begin(line int, first reconcile.Currency) error {
	if r.st.here {
		return nil
	}
	row, err := r.heading(line)
	if err != nil {
		return err
	}
	if row.Currency == "" {
		row.Currency = first
	}
	page, more, err := r.pages()
	if err != nil {
		return err
	}
	if r.continues(row, page) {
		r.st.page, r.st.more, r.st.here = page, more, true
		return nil
	}
	if err := r.finish(false); err != nil {
		return err
	}
	r.st = statement{begun: true, row: row, head: page, page: page, more: more, here: true,
		ours: r.head.exact}
	if r.st.day, err = r.issued(); err != nil {
		return err
	}
	if r.head.get(0, "CpyDplctInd") != "" {
		r.st.notes.add(copied, 0)
	}
	return r.sink.Begin(row)
}

// continues says whether a page follows the one read last.
func (r *reader) continues(row reconcile.Statement, page int) bool {
	return r.st.begun && r.st.more && page == r.st.page+1 && row.Account == r.st.row.Account &&
		row.Currency == r.st.row.Currency && row.Source.Format == r.st.row.Source.Format
}

func (r *reader) pages() (page int, more bool, err error) {
	n := r.head.at(0, r.kind.item+"Pgntn")
	if n == none {
		return 0, false, nil
	}
	number, err := strconv.ParseUint(r.head.get(n, "PgNb"), 10, 31)
	if err != nil {
		return 0, false, &importers.Error{Line: r.head.line(n), What: "page number PgNb is not a number"}
	}
	return int(number), r.head.get(n, "LastPgInd") == "false", nil
}

// endPage adds what the heading says now: balances of a page, and elements that a bank
// wrote after the entries.
func (r *reader) endPage(line int) error {
	row, err := r.heading(line)
	if err != nil {
		return err
	}
	st := &r.st.row
	if row.Account != st.Account || row.Currency != "" && row.Currency != st.Currency {
		return &importers.Error{Line: line, What: "the account or its currency stands after " +
			"the entries: this is not a camt statement"}
	}
	if st.Opening == nil {
		st.Opening = row.Opening
	}
	if row.Closing != nil {
		st.Closing = row.Closing
	}
	if row.Stated && !r.st.ours {
		if !st.Stated || row.From < st.From {
			st.From = row.From
		}
		st.To, st.Stated = max(st.To, row.To), true
	}
	if st.Owner == "" {
		st.Owner = row.Owner
	}
	if r.st.ours {
		st.Doubt = r.head.get(0, "AddtlStmtInf")
	}
	if !r.st.more {
		return r.finish(false)
	}
	return nil
}

// finish ends the statement that is open, if any. Last says that the message ends.
func (r *reader) finish(last bool) error {
	if !r.st.begun {
		return nil
	}
	st := &r.st
	st.begun = false
	if st.more && last {
		r.sink.Note(fmt.Sprintf("statement %s ends with page %d and is not whole: "+
			"import the file with the next page too", st.row.Reference, st.page))
	}
	st.row.Pages = r.counted()
	if !st.row.Source.Provisional() && !st.ours {
		st.row.Doubt = r.summary()
	}
	r.period()
	st.notes.tell(r.sink, st.row)
	if st.row.Account == "" {
		r.sink.Ask("account: the file does not say which (--account)")
	}
	if st.row.Currency == "" {
		r.sink.Ask("currency: the file does not say which (--currency)")
	}
	return r.sink.End(st.row)
}

// counted are the pages of the statement read. The first versions count those of the message
// alone, which may cut any of its statements.
func (r *reader) counted() reconcile.Pages {
	p := reconcile.Pages{First: r.st.head, Last: r.st.page, More: r.st.more}
	if n := r.group.at(0, "GrpHdr", "MsgPgntn"); p.First == 0 && n != none {
		page, err := strconv.ParseUint(r.group.get(n, "PgNb"), 10, 31)
		if err == nil {
			p = reconcile.Pages{First: int(page), Last: int(page), More: r.group.get(n, "LastPgInd") == "false"}
		}
	}
	if p.First == 1 && !p.More || r.st.row.Source.Provisional() {
		return reconcile.Pages{}
	}
	return p
}

// period completes the days a statement covers. Without FrToDt they go from the first
// booking to the day of the closing balance.
func (r *reader) period() {
	st := &r.st
	if st.ours && !st.row.Stated {
		return
	}
	if st.row.Stated {
		if st.first != 0 && (st.first < st.row.From || st.row.To < st.final) {
			st.notes.add(outsidePeriod, 0)
		}
		return
	}
	st.row.From, st.row.To = st.first, st.final
	if b := st.row.Closing; b != nil && b.Date > st.row.To {
		st.row.To = b.Date
		if st.row.From == 0 {
			st.row.From = b.Date
		}
	}
}

// heading reads the statement's own elements.
func (r *reader) heading(line int) (reconcile.Statement, error) {
	h := &r.head
	who, format := h.written()
	h.exact = who != foreign
	row := reconcile.Statement{Reference: h.get(0, "Id"), Owner: h.party(h.at(0, "Acct", "Ownr")).Name}
	row.Source.Line, row.Source.Format = line, format
	if who == foreign { // a file may hold both, see reconcile.Source.Provisional
		row.Source.Format = r.kind.format
	}
	acct := h.at(0, "Acct")
	row.Account = h.account(acct)
	if h.exact {
		row.Reference, row.Account = said(row.Reference), said(row.Account)
	}
	if row.Account == "" {
		row.Account = r.opt.Account
	}
	if n := h.at(0, "ElctrncSeqNb"); n != none {
		seq, err := strconv.ParseInt(h.get(n), 10, 64)
		if err != nil || seq < 0 {
			return row, &importers.Error{Line: h.line(n), What: "ElctrncSeqNb is not a number"}
		}
		row.Sequence = seq
	}
	if ccy := h.at(acct, "Ccy"); ccy != none {
		var err error
		if row.Currency, err = reconcile.ParseCurrency(h.get(ccy)); err != nil {
			return row, &importers.Error{Line: h.line(ccy), What: err.Error()}
		}
	}
	if err := r.balances(&row); err != nil {
		return row, err
	}
	if row.Currency == "" {
		row.Currency = r.opt.Currency
	}
	r.stated(&row)
	if row.Source.Provisional() {
		row.Opening, row.Closing = nil, nil // of a day that is not over they prove nothing
	}
	return row, nil
}

// stated reads FrToDt. Some banks end a period at midnight of the day after: where the
// closing balance is of the day before, that day is the last one. A period that no calendar
// has, or that ends before it begins, says nothing.
func (r *reader) stated(row *reconcile.Statement) {
	n := r.head.at(0, "FrToDt")
	end := r.head.get(n, "ToDtTm")
	from, err := date(r.head.get(n, "FrDtTm"), 0)
	if err != nil {
		return
	}
	to, err := date(end, 0)
	if err != nil || to < from {
		return
	}
	if b := row.Closing; b != nil && midnight(end) && b.Date == to-1 && b.Date >= from {
		to = b.Date
	}
	row.From, row.To, row.Stated = from, to, r.head.ours() != unstated
}

func midnight(s string) bool { return len(s) >= 19 && s[10:19] == "T00:00:00" }

// issued is the day that entries without any date of their own are booked on: that of the
// closing balance, else the end of the period, else the day the statement was made.
func (r *reader) issued() (reconcile.Date, error) {
	if b := r.st.row.Closing; b != nil && b.Date != 0 {
		return b.Date, nil
	}
	if r.st.row.Stated {
		return r.st.row.To, nil
	}
	n := r.head.at(0, "CreDtTm")
	if n == none {
		return 0, nil
	}
	return date(r.head.get(n), r.head.line(n))
}
