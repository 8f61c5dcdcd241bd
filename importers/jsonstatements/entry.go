package jsonstatements

import (
	"fmt"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// entry reads one line of the statement.
func (r *reader) entry() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	e, err := r.line()
	if err != nil {
		return err
	}
	if err := r.seen.Count(&e); err != nil {
		return r.json.Fail(err.Error())
	}
	return r.sink.Entry(e)
}

// line reads what stands of an entry.
func (r *reader) line() (reconcile.Entry, error) {
	e := reconcile.Entry{Account: r.st.Account}
	err := r.json.Object(func(name string) error {
		if e.Line == 0 {
			e.Line, r.texts = r.json.Line(), r.json.Texts()
		}
		return r.member(name, &e)
	}, "booking_date", "amount")
	if err == nil {
		err = r.adds(&e)
	}
	return e, err
}

// member reads one of an entry.
func (r *reader) member(name string, e *reconcile.Entry) error {
	switch name {
	case "booking_date":
		return r.date(name, &e.BookingDate)
	case "value_date":
		return r.date(name, &e.ValueDate)
	case "amount":
		return r.amount(name, &e.Amount)
	case "reference":
		return r.text(&e.Reference)
	case "stable":
		return r.flag(&e.Stable)
	case "code":
		return r.text(&e.Code)
	case "reversal":
		return r.flag(&e.Reversal)
	case "text":
		return r.text(&e.Text)
	case "lump":
		return r.flag(&e.Lump)
	case "batch_count":
		return r.count(name, &e.BatchCount)
	case "batch_ref":
		return r.text(&e.BatchRef)
	case "payments":
		return r.json.Array(func() error { return r.payment(e) })
	}
	return r.unknown(name)
}

// adds refuses an entry that its payments do not come to.
func (r *reader) adds(e *reconcile.Entry) error {
	sum := int64(0) // amounts are below MaxMinor and at most MaxDetails of them: no overflow
	for i := range e.Details {
		sum += e.Details[i].Amount.Minor
	}
	switch {
	case len(e.Details) == 0 || sum == e.Amount.Minor || e.Lump && len(e.Details) > 1:
		return nil
	}
	return r.json.Fail(fmt.Sprintf("the payments do not add up to the entry on line %d: the file was "+
		"edited", e.Line))
}

// payment reads one of an entry.
func (r *reader) payment(e *reconcile.Entry) error {
	if len(e.Details) == importers.MaxDetails {
		return importers.TooManyDetails(e.Line)
	}
	e.Details = append(e.Details, reconcile.Detail{})
	d := &e.Details[len(e.Details)-1]
	var x reconcile.Exchange
	r.texts = r.json.Texts()
	err := r.json.Object(func(name string) error { return r.detail(name, d, &x) },
		"amount", "reference", "end_to_end_id", "payer", "text")
	d.Exchange = x.OrNil()
	return err
}
