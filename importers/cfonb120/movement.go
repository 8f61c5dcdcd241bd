package cfonb120

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// movement is a 04 whose complements are being read.
type movement struct {
	first records.Record
	entry reconcile.Entry
	code  importers.Code
	more  complements
	size  int // bytes of complements
}

// movement reads a 04.
func (r *reader) movement(rec records.Record) error {
	if r.st == nil {
		return wrong(rec, "a movement (04) outside a statement (01 to 07): the beginning of the file "+
			"is missing, ask the bank for it again")
	}
	if err := r.begin(rec); err != nil {
		return err
	}
	st := r.st
	e := reconcile.Entry{Account: st.row.Account, Line: rec.Line, Text: rec.Trim(49, 79)}
	var err error
	if e.BookingDate, err = day(rec, 35, "booking"); err != nil {
		return err
	}
	if strings.Trim(rec.Field(43, 48), " 0") != "" {
		if e.ValueDate, err = day(rec, 43, "value"); err != nil {
			return err
		}
	}
	if e.Amount, err = st.amount(rec); err != nil {
		return err
	}
	if st.lowest == 0 || e.BookingDate < st.lowest {
		st.lowest = e.BookingDate
	}
	st.highest = max(st.highest, e.BookingDate)
	m := &movement{first: rec, entry: e}
	r.operation(m)
	r.move = m
	return nil
}

// operation reads the codes: what kind of movement it is, and why it came back.
func (r *reader) operation(m *movement) {
	if op := m.first.Trim(33, 34); op != "" {
		key := op + "C"
		if m.entry.Amount.Minor < 0 {
			key = op + "D"
		}
		m.entry.Code = key
		if code, ok := r.operations[key]; ok {
			m.code, m.entry.Code = code, code.ISO
		}
	}
	m.entry.Reversal = m.code.Has("back")
	if reason := m.first.Trim(41, 42); strings.Trim(reason, "0") != "" {
		m.more.detail.ReturnReason = reason
		if iso, ok := r.reasons[reason]; ok {
			m.more.detail.ReturnReason = iso.ISO
		}
	}
}

// complement reads a 05, which repeats the keys of its movement.
func (r *reader) complement(rec records.Record) error {
	m := r.move
	if m == nil {
		return wrong(rec, "a complement (05) without its movement (04): records are missing, ask the "+
			"bank for the file again")
	}
	if err := r.st.same(rec); err != nil {
		return err
	}
	if got, want := rec.Trim(35, 40), m.first.Trim(35, 40); got != want && got != "" {
		return wrong(rec, "a complement (05) of %s after a movement (04) of %s: records are missing, "+
			"ask the bank for the file again", got, want)
	}
	if m.size += rec.Size; m.size > importers.MaxElement {
		return importers.ElementTooLarge(rec.Line)
	}
	m.more.add(rec.Trim(46, 48), strings.TrimRight(rec.Field(49, 118), " "))
	return nil
}

// tell gives the movement that is complete to the sink.
func (r *reader) tell() error {
	m := r.move
	if m == nil {
		return nil
	}
	r.move = nil
	m.compose()
	if err := r.sink.Entry(m.entry); err != nil {
		return fmt.Errorf("movement of line %d: %w", m.first.Line, err)
	}
	return nil
}

// compose joins the movement and its complements.
func (m *movement) compose() {
	e, c := &m.entry, &m.more
	e.Reference = c.reference
	for _, zone := range [][2]int{{105, 120}, {82, 88}} {
		if e.Reference == "" {
			e.Reference = importers.Reference(m.first.Trim(zone[0], zone[1]))
		}
	}
	d := c.finished(e.Amount, e.Reversal || returns(e.Code))
	e.Lump = m.code.Has("batch") && d.Payer == (reconcile.Party{}) && d.EndToEndID == ""
	if c.some || d.ReturnReason != "" {
		d.Amount = e.Amount
		e.Details = []reconcile.Detail{d}
	}
}

// returns says whether a code is that of a payment that came back.
func returns(code string) bool {
	for _, end := range []string{"-RRTN", "-UPDD", "-PRDD", "-UPCQ", "-UPCT", "-UDFT"} {
		if strings.HasSuffix(code, end) {
			return true
		}
	}
	return false
}
