package camt

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// state is what Sts says of an entry.
type state uint8

const (
	booked  state = iota + 1
	pending       // not booked yet: it moves no balance
	informs       // for information, or of a later day
)

// batch is what NtryDtls/Btch says, over all NtryDtls of the entry.
type batch struct {
	stated bool
	count  int
	ref    string
}

// entry reads one Ntry and hands it to the sink.
func (r *reader) entry(statementLine int) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	line := r.tok.Line()
	r.line.reset("Ntry")
	r.line.exact = r.head.ours() != foreign
	r.tx.exact = r.line.exact
	r.forget()
	err := r.children(func(name string) error {
		if name == "NtryDtls" {
			return r.children(r.transaction)
		}
		return r.keep(&r.line, 0)
	})
	if err != nil {
		return err
	}
	amount, err := r.amount(line)
	if err != nil {
		return err
	}
	status, err := r.status()
	if err != nil {
		return err
	}
	if err := r.begin(statementLine, amount.Currency); err != nil {
		return err
	}
	if amount.Currency != r.st.row.Currency {
		return &importers.Error{Line: line, What: "an entry in " + string(amount.Currency) +
			" on an account in " + string(r.st.row.Currency) + ": ask the bank for one statement in each " +
			"currency; nothing of the file is entered"}
	}
	n := r.payments()
	r.st.shown.add(amount, n)
	if status == booked {
		r.st.booked.add(amount, n)
	}
	if status == informs || status == pending && !(r.line.exact && r.st.row.Source.Provisional()) {
		r.st.notes.add(notBooked, line)
		return r.announced(amount)
	}
	e := reconcile.Entry{Account: r.st.row.Account, Amount: amount, Line: line,
		Code: r.line.code(0), Reversal: truth(r.line.get(0, "RvslInd")),
		Text: r.line.get(0, "AddtlNtryInf")}
	if err := r.days(&e); err != nil {
		return err
	}
	if r.line.exact {
		r.composeOurs(&e)
	} else {
		r.compose(&e)
	}
	if r.st.row.Source.Provisional() {
		r.st.notes.add(interimLine, line)
	}
	return r.sink.Entry(e)
}

// transaction reads one child of NtryDtls.
func (r *reader) transaction(name string) error {
	if name != "TxDtls" {
		return r.keep(&r.line, 0)
	}
	if len(r.drafts)+r.left == importers.MaxDetails {
		return importers.TooManyDetails(r.tok.Line())
	}
	r.tx.reset("TxDtls")
	if err := r.fill(&r.tx, 0); err != nil {
		return err
	}
	return r.draft()
}

// draft keeps the transaction that was read last. One of several without an amount makes the
// entry a lump, whatever the others say: it is counted, and takes no memory.
func (r *reader) draft() error {
	d, more, err := r.tx.draft()
	if err != nil {
		return err
	}
	stated := d.amount.Currency+more.amounts[0].Currency+more.amounts[1].Currency != ""
	if len(r.drafts) > 0 && !stated && !r.tx.exact {
		r.left++
		return nil
	}
	d.rest, d.sides = none, none
	if more != (rest{}) {
		d.rest = int32(len(r.rests))
		r.rests = append(r.rests, more)
	}
	r.details = append(r.details, reconcile.Detail{})
	last := len(r.details) - 1
	r.tx.detail(&r.details[last])
	if d.plain = len(r.drafts) > 0 && !says(&r.details[last]); d.plain {
		r.details = r.details[:last]
	}
	if s := (sides{r.tx.side(debtor()), r.tx.side(creditor())}); s != (sides{}) {
		d.sides = int32(len(r.parties))
		r.parties = append(r.parties, s)
	}
	r.drafts = append(r.drafts, d)
	return nil
}

// forget makes room for the transactions of the next entry. Details that became an entry's
// are its own.
func (r *reader) forget() {
	r.drafts, r.rests, r.parties = r.drafts[:0], r.rests[:0], r.parties[:0]
	r.details, r.left = r.details[:0], 0
}

// says whether a detail says something besides what the entry decides.
func says(d *reconcile.Detail) bool {
	return d.EndToEndID != "" || d.MandateID != "" || d.Code != "" || d.ReturnReason != "" ||
		d.AdditionalText != "" || d.Exchange != nil ||
		len(d.Text)+len(d.References)+len(d.Documents) > 0
}

// link gives the details that say nothing a place too, so that each stands where its draft does.
func (r *reader) link() {
	if len(r.details) == len(r.drafts) {
		return
	}
	all, n := make([]reconcile.Detail, len(r.drafts)), 0
	for i := range r.drafts {
		if !r.drafts[i].plain {
			all[i] = r.details[n]
			n++
		}
	}
	r.details = all
}

// give hands the details over.
func (r *reader) give() []reconcile.Detail {
	out := r.details
	r.details = nil
	return out
}

// restOf is that of a transaction.
func (r *reader) restOf(d *draft) rest {
	if d.rest == none {
		return rest{}
	}
	return r.rests[d.rest]
}

// sidesOf are those of a transaction.
func (r *reader) sidesOf(d *draft) sides {
	if d.sides == none {
		return sides{}
	}
	return r.parties[d.sides]
}

// amount reads the signed amount. Without CdtDbtInd nobody can say which way the money went.
func (r *reader) amount(line int) (reconcile.Money, error) {
	n := r.line.at(0, "Amt")
	if n == none {
		return reconcile.Money{}, &importers.Error{Line: line, What: "an entry without amount"}
	}
	m, err := r.line.money(n)
	if err != nil {
		return m, err
	}
	sign, err := r.line.direction(0)
	if err != nil {
		return m, err
	}
	if sign == 0 {
		return m, &importers.Error{Line: line, What: "an entry without CdtDbtInd: " +
			"credit or debit is not said"}
	}
	return signed(m, sign), nil
}

// status reads Sts, a text before version 8 and a code from then on. A camt.053 holds
// booked entries, so an entry without status is booked.
func (r *reader) status() (state, error) {
	n := r.line.at(0, "Sts")
	s := r.line.get(n, "Cd")
	if s == "" {
		s = r.line.get(n)
	}
	switch s {
	case "BOOK", "":
		if prtry := r.line.get(n, "Prtry"); prtry != "" {
			s = prtry
			break
		}
		return booked, nil
	case "PDNG":
		return pending, nil
	case "INFO", "FUTR":
		return informs, nil
	}
	return 0, &importers.Error{Line: r.line.line(n), What: "status of an entry is " +
		strconv.Quote(s) + ": only BOOK, PDNG, INFO and FUTR say whether it is booked"}
}

// days reads the booking and value date.
func (r *reader) days(e *reconcile.Entry) (err error) {
	if e.BookingDate, err = r.line.dateAt(r.line.at(0, "BookgDt")); err != nil {
		return err
	}
	if e.ValueDate, err = r.line.dateAt(r.line.at(0, "ValDt")); err != nil {
		return err
	}
	if e.BookingDate == 0 {
		r.st.notes.add(noBookingDate, e.Line)
		if e.BookingDate = e.ValueDate; e.BookingDate == 0 {
			e.BookingDate = r.st.day
		}
	}
	if e.BookingDate == 0 {
		return &importers.Error{Line: e.Line, What: "an entry without any date, " +
			"in a statement without any"}
	}
	if r.st.first == 0 || e.BookingDate < r.st.first {
		r.st.first = e.BookingDate
	}
	r.st.final = max(r.st.final, e.BookingDate)
	return nil
}

// batch reads what the bank says of the batch.
func (r *reader) batch() batch {
	var b batch
	for n := range r.line.each(0, "Btch") {
		b.stated = true
		// A number that cannot be read says nothing: it only informs.
		if count, err := strconv.Atoi(r.line.get(n, "NbOfTxs")); err == nil && count > 0 &&
			count <= importers.MaxEntries {
			b.count += count
		}
		if b.ref == "" {
			b.ref = r.line.id(n, "PmtInfId")
		}
		if b.ref == "" {
			b.ref = r.line.id(n, "MsgId")
		}
	}
	return b
}

// returns says whether a code is that of a returned payment (DOMAIN 4.4).
func returns(code string) bool {
	if len(code) < 4 || strings.Count(code, "-") != 2 {
		return false
	}
	switch code[len(code)-4:] {
	case "RRTN", "UPDD", "RCDD", "PRDD", "ARET", "UPCQ", "UPCT", "CQRV":
		return true
	}
	return false
}
