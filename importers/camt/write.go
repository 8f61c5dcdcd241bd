package camt

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// Writer writes statements as one camt.053.001.08 message, entry by entry, so that memory
// does not grow with the file: Begin, Entry as often as needed, End, and so on, then Close.
//
// Importing the result gives the same entries with the same keys as what it was made from:
//
//   - AcctSvcrRef holds the reference of a line only where the source declares it stable.
//     Any other one stands in NtryRef, which is shown and is not identity.
//   - RptgSrc says that the file is ours, so that texts are read back to the letter, and what
//     the bank sent, so that it counts as that format where formats meet on one day.
//   - AddtlInfInd stands on an entry whose details are not known.
//   - AddtlStmtInf says what in the source did not agree, which holds the statement.
//   - The other side of a payment stands in the role that the direction gives it; ours is
//     left out.
//   - Ustrd longer than 140 characters is cut where a word ends, and a proprietary reference
//     says how the pieces go together. A word is never cut, and neither is a reference: what
//     stays longer than the schema allows is told by [Notes].
//
// Nothing in the result depends on the clock: CreDtTm is the last day of the statement.
type Writer struct {
	out   *bufio.Writer
	err   error
	begun bool // the message
	st    reconcile.Statement
	notes written
}

// NewWriter begins a message on w. Nothing is written before the first statement.
func NewWriter(w io.Writer) *Writer { return &Writer{out: bufio.NewWriterSize(w, 64<<10)} }

// Write writes whole statements as one message and gives remarks about what another program
// may not like in it.
func Write(w io.Writer, statements []reconcile.Statement) ([]string, error) {
	out := NewWriter(w)
	for _, s := range statements {
		if err := out.Begin(s); err != nil {
			return nil, err
		}
		for _, e := range s.Entries {
			if err := out.Entry(e); err != nil {
				return nil, err
			}
		}
		if err := out.End(); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return out.Notes(), nil
}

// Begin starts a statement by its heading; its Entries are not looked at. It is an error
// when the currency is not known.
func (w *Writer) Begin(s reconcile.Statement) error {
	if !s.Currency.Valid() {
		return fmt.Errorf("statement %s: the currency is not known, and camt cannot be written "+
			"without it", s.Reference)
	}
	w.st = s
	w.message(s)
	w.open("Stmt")
	w.leaf("Id", orNone(s.Reference))
	if s.Sequence > 0 {
		w.leaf("ElctrncSeqNb", strconv.FormatInt(s.Sequence, 10))
	}
	if p := s.Pages; p.First > 0 {
		w.open("StmtPgntn")
		w.leaf("PgNb", strconv.Itoa(p.Last))
		w.leaf("LastPgInd", strconv.FormatBool(!p.More))
		w.shut("StmtPgntn")
	}
	w.leaf("CreDtTm", lastDay(s)+"T00:00:00")
	if s.From != 0 && s.To != 0 {
		w.open("FrToDt")
		w.leaf("FrDtTm", s.From.String()+"T00:00:00")
		w.leaf("ToDtTm", s.To.String()+"T23:59:59")
		w.shut("FrToDt")
	}
	w.within("RptgSrc", "Prtry", sourceMark(s))
	w.open("Acct")
	w.account(orNone(s.Account))
	w.leaf("Ccy", string(s.Currency))
	if s.Owner != "" {
		w.within("Ownr", "Nm", s.Owner)
	}
	w.shut("Acct")
	w.balance("OPBD", s.Opening)
	w.balance("CLBD", s.Closing)
	for _, a := range s.Announced {
		w.announced(a)
	}
	if s.Opening == nil || s.Closing == nil {
		w.notes.noBalance++
	}
	return w.err
}

// message begins the message.
func (w *Writer) message(s reconcile.Statement) {
	if w.begun {
		return
	}
	w.begun = true
	w.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">` + "\n")
	w.open("BkToCstmrStmt")
	w.open("GrpHdr")
	w.leaf("MsgId", "RAPPRO-"+lastDay(s))
	w.leaf("CreDtTm", lastDay(s)+"T00:00:00")
	w.shut("GrpHdr")
}

// lastDay is the last day that the statement speaks of.
func lastDay(s reconcile.Statement) string {
	day := max(s.To, s.LastBooked)
	if s.Closing != nil {
		day = max(day, s.Closing.Date)
	}
	if day == 0 {
		day = reconcile.NewDate(1970, 1, 1)
	}
	return day.String()
}

func (w *Writer) balance(kind string, b *reconcile.Balance) {
	if b == nil {
		return
	}
	w.open("Bal")
	w.open("Tp")
	w.within("CdOrPrtry", "Cd", kind)
	w.shut("Tp")
	w.money("Amt", b.Amount.Abs())
	w.leaf("CdtDbtInd", direction(b.Amount))
	if b.Date != 0 {
		w.within("Dt", "Dt", b.Date.String())
	}
	w.shut("Bal")
}

// announced writes a line that is not booked yet.
func (w *Writer) announced(a reconcile.Announced) {
	w.open("Ntry")
	w.money("Amt", a.Amount.Abs())
	w.leaf("CdtDbtInd", direction(a.Amount))
	if w.st.Source.Provisional() {
		w.within("Sts", "Cd", "INFO") // PDNG are its own lines
	} else {
		w.within("Sts", "Cd", "PDNG")
	}
	if a.Day != 0 {
		w.within("BookgDt", "Dt", a.Day.String())
	}
	w.raw("<BkTxCd/>\n")
	w.shut("Ntry")
}

// Entry writes a booked line of the statement begun last.
func (w *Writer) Entry(e reconcile.Entry) error {
	w.open("Ntry")
	if !e.Stable {
		w.maybe("NtryRef", e.Reference, 35)
	}
	w.money("Amt", e.Amount.Abs())
	w.leaf("CdtDbtInd", direction(e.Amount))
	if e.Reversal {
		w.leaf("RvslInd", "true")
	}
	if w.st.Source.Provisional() {
		w.within("Sts", "Cd", "PDNG")
	} else {
		w.within("Sts", "Cd", "BOOK")
	}
	w.within("BookgDt", "Dt", e.BookingDate.String())
	if e.ValueDate != 0 {
		w.within("ValDt", "Dt", e.ValueDate.String())
	}
	if e.Stable {
		w.maybe("AcctSvcrRef", e.Reference, 35)
	}
	w.code(e.Code)
	if e.Lump {
		w.within("AddtlInfInd", "MsgNmId", "camt.054.001.08")
	}
	batch := e.Lump || e.BatchCount > 0 || e.BatchRef != ""
	if batch || len(e.Details) > 0 {
		w.open("NtryDtls")
		if batch {
			w.open("Btch")
			w.maybe("PmtInfId", e.BatchRef, 35)
			if e.BatchCount > 0 {
				w.leaf("NbOfTxs", strconv.Itoa(e.BatchCount))
			}
			w.shut("Btch")
		}
		for i := range e.Details {
			w.detail(&e, &e.Details[i])
		}
		w.shut("NtryDtls")
	}
	w.maybe("AddtlNtryInf", e.Text, 500)
	w.shut("Ntry")
	return w.err
}

// End ends the statement begun last.
func (w *Writer) End() error {
	w.maybe("AddtlStmtInf", w.st.Doubt, 500)
	w.shut("Stmt")
	return w.err
}

// Close ends the message. Nothing is written when there was no statement.
func (w *Writer) Close() error {
	if w.begun {
		w.shut("BkToCstmrStmt")
		w.raw("</Document>\n")
	}
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}

// written counts what another program may not like.
type written struct{ long, noBalance, ultimate int }

// Notes are remarks about the message written so far.
func (w *Writer) Notes() []string {
	var notes []string
	if n := w.notes.long; n > 0 {
		notes = append(notes, fmt.Sprintf("fields longer than camt allows, kept whole, which a "+
			"program that checks the schema refuses: %d", n))
	}
	if n := w.notes.noBalance; n > 0 {
		notes = append(notes, fmt.Sprintf("statements without both balances, which camt asks for "+
			"and the source does not give: %d", n))
	}
	if n := w.notes.ultimate; n > 0 {
		notes = append(notes, fmt.Sprintf("accounts of ultimate payers, for which camt has no place, "+
			"left out: %d", n))
	}
	return notes
}
