package coda

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// tell gives the movement that is complete to the sink.
func (r *reader) tell() error {
	g := r.group
	if g == nil {
		return nil
	}
	r.group = nil
	e := r.compose(g)
	if err := r.sink.Entry(e); err != nil {
		return fmt.Errorf("movement of line %d: %w", e.Line, err)
	}
	return nil
}

// compose joins a movement and its details.
//
//   - A total (1, 2) with details that sum to it: each of them is a payment.
//   - A total with details that do not: one lump, and the report says so.
//   - A total without details: a lump that waits for them, unless the bank names the other
//     side or a structured communication, which a total has not, or gives an operation of the
//     other direction, which only converters do; then it is one payment.
//   - A single amount (0, 3): one payment. The details of 3 are its gross amount and costs.
func (r *reader) compose(g *group) reconcile.Entry {
	m := g.main
	d, words := r.detail(m, m.amount)
	e := reconcile.Entry{Account: r.st.row.Account, BookingDate: m.booked, ValueDate: m.value,
		Amount: m.amount, Reference: importers.Reference(m.first.Field(11, 31)), Line: m.first.Line}
	var code importers.Code
	e.Code, code = r.code(m)
	e.Reversal = code.Has("back") || words.back
	parts := payments(g.details)
	switch {
	case !m.total():
		x := d.Exchanged()
		x.Charges = charges(m, g.details)
		d.Exchange = x.OrNil()
		fallthrough
	case len(parts) == 0 && (d.Payer.Name != "" || d.Payer.IBAN != "" || len(d.References) > 0 ||
		m.contradicts()):
		e.Details = single(d)
	case len(parts) == 0:
		r.st.lumps++
		e.Lump, e.Details = true, single(d)
	case sums(parts, m.amount):
		r.batch(&e, d, parts)
	default:
		r.st.differ++
		e.Lump, e.Details = true, single(d)
	}
	return e
}

// batch makes each detail a payment.
func (r *reader) batch(e *reconcile.Entry, total reconcile.Detail, parts []*movement) {
	e.Text = strings.TrimSpace(strings.Join(total.Text, " ") + " " + total.AdditionalText)
	e.BatchRef = total.EndToEndID
	e.BatchCount = len(parts)
	for _, p := range parts {
		d, _ := r.detail(p, p.amount)
		d.Reference = importers.Reference(p.first.Field(11, 31))
		if d.Reference == e.Reference {
			d.Reference = ""
		}
		if d.Code, _ = r.code(p); d.Code == e.Code {
			d.Code = ""
		}
		e.Details = append(e.Details, d)
	}
}

// payments are the details that are payments of a total: 5, 6 and 7. The details of 7 are
// in 7 already.
func payments(details []*movement) []*movement {
	var out []*movement
	for _, d := range details {
		if k := d.kind(); k == "5" || k == "6" || k == "7" {
			out = append(out, d)
		}
	}
	return out
}

// sums says whether amounts add up. They are below MaxMinor and at most MaxDetails of them
// are summed, so nothing overflows.
func sums(parts []*movement, want reconcile.Money) bool {
	var sum int64
	for _, p := range parts {
		sum += p.amount.Minor
	}
	return sum == want.Minor
}

// charges are what the bank kept of a credit: the costs among the details of a single amount,
// where these explain it to the cent.
func charges(m *movement, details []*movement) reconcile.Money {
	var parts []*movement
	kept := reconcile.Money{Currency: m.amount.Currency}
	for _, d := range details {
		if d.kind() != "8" {
			continue
		}
		parts = append(parts, d)
		if c := d.category(); c != "000" && c != "100" && d.amount.Minor < 0 {
			kept.Minor -= d.amount.Minor
		}
	}
	if m.amount.Minor <= 0 || kept.Minor == 0 || !sums(parts, m.amount) {
		return reconcile.Money{}
	}
	return kept
}

// single is the one detail of an entry, or none when the bank says nothing but the amount.
func single(d reconcile.Detail) []reconcile.Detail {
	if d.EndToEndID == "" && d.MandateID == "" && d.Payer == (reconcile.Party{}) &&
		d.UltimatePayer == nil && len(d.Text)+len(d.References) == 0 &&
		d.ReturnReason == "" && d.AdditionalText == "" && d.Exchanged().Charges.IsZero() {
		return nil
	}
	return []reconcile.Detail{d}
}

// contradicts says whether the operation debits and the amount credits, or the other way.
func (m *movement) contradicts() bool {
	return (m.first.Field(57, 58) < "50") != (m.first.Char(32) == "1")
}

// code looks up family and operation. One that contradicts the amount is not believed.
func (r *reader) code(m *movement) (string, importers.Code) {
	own := m.first.Field(55, 58)
	if m.contradicts() {
		return own, importers.Code{}
	}
	for _, key := range []string{own, own[:2] + "**", "**" + own[2:]} {
		code, ok := r.codes[key]
		switch {
		case !ok:
		case code.ISO == "-":
			return own, code
		default:
			return code.ISO, code
		}
	}
	return own, importers.Code{}
}
