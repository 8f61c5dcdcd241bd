package statements

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Writer writes statements as CSV, entry by entry: Begin, Entry as often as needed, End, and
// so on, then Close. Importing the result gives the same entries with the same keys.
type Writer struct {
	out   *bufio.Writer
	csv   *csv.Writer
	row   []string
	st    reconcile.Statement
	count int // statements
}

// NewWriter begins a table on w.
func NewWriter(w io.Writer) *Writer {
	out := bufio.NewWriterSize(w, 64<<10)
	return &Writer{out: out, csv: csv.NewWriter(out), row: make([]string, columnCount)}
}

// Begin starts a statement by its heading; of its lines only their number counts.
func (w *Writer) Begin(s reconcile.Statement) error {
	if w.count == 0 {
		if err := w.csv.Write(header()); err != nil {
			return err
		}
	}
	w.count++
	w.st = s
	w.begin(aStatement)
	w.text(reference, s.Reference)
	w.text(owner, s.Owner)
	w.number(sequence, s.Sequence)
	w.row[from], w.row[to] = s.From.String(), s.To.String()
	w.flag(stated, s.Stated)
	w.balance(opening, openingDate, s.Opening)
	w.balance(closing, closingDate, s.Closing)
	w.row[entries] = strconv.Itoa(s.Booked + len(s.Interim))
	w.row[pending] = strconv.Itoa(len(s.Announced))
	w.text(format, s.Source.Format)
	w.row[pages] = pagesText(s.Pages)
	w.text(doubt, s.Doubt)
	if err := w.write(); err != nil {
		return err
	}
	for _, a := range s.Announced {
		w.begin(aPending)
		w.row[date], w.row[amount] = a.Day.String(), a.Amount.Decimal()
		if err := w.write(); err != nil {
			return err
		}
	}
	return nil
}

// Entry writes a line of the statement begun last.
func (w *Writer) Entry(e reconcile.Entry) error {
	w.begin(lineOf(w.st))
	w.row[date], w.row[valueDate] = e.BookingDate.String(), e.ValueDate.String()
	w.row[amount] = e.Amount.Decimal()
	w.text(reference, e.Reference)
	w.flag(stable, e.Stable)
	w.text(code, e.Code)
	w.flag(reversal, e.Reversal)
	w.text(text, e.Text)
	w.flag(lump, e.Lump)
	w.number(batchCount, int64(e.BatchCount))
	w.text(batchRef, e.BatchRef)
	w.number(payments, int64(len(e.Details)))
	alone := len(e.Details) == 1
	if alone {
		if d := &e.Details[0]; d.Amount != e.Amount && d.Amount.Currency != "" {
			return fmt.Errorf("entry of %s: its only payment is %s and not %s", e.BookingDate, d.Amount,
				e.Amount)
		}
		w.detail(&e.Details[0])
	}
	if err := w.write(); err != nil || alone {
		return err
	}
	for i := range e.Details {
		w.begin(aPayment)
		w.row[date] = e.BookingDate.String()
		w.row[amount] = e.Details[i].Amount.Decimal()
		w.detail(&e.Details[i])
		if err := w.write(); err != nil {
			return err
		}
	}
	return nil
}

// End ends the statement begun last.
func (w *Writer) End() error { return nil }

// Close writes the last row. Nothing is written when there was no statement.
func (w *Writer) Close() error {
	if w.count > 0 {
		w.st = reconcile.Statement{}
		w.begin(theEnd)
		w.row[entries] = strconv.Itoa(w.count)
		if err := w.write(); err != nil {
			return err
		}
	}
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return err
	}
	return w.out.Flush()
}

// Notes are remarks about what the form cannot carry: there is nothing.
func (w *Writer) Notes() []string { return nil }

func (w *Writer) detail(d *reconcile.Detail) {
	w.text(paymentReference, d.Reference)
	w.text(paymentCode, d.Code)
	w.text(endToEnd, d.EndToEndID)
	w.text(mandate, d.MandateID)
	w.party(payerName, d.Payer)
	w.party(ultimateName, d.Ultimate())
	w.row[remittance] = guarded(list(d.Text))
	w.row[creditorReferences] = guarded(list(d.References))
	docs := ""
	for i, doc := range d.Documents {
		if i > 0 {
			docs += "\n"
		}
		docs += document(doc)
	}
	w.row[documents] = guarded(docs)
	x := d.Exchanged()
	w.row[charges], w.row[instructed] = named(x.Charges), named(x.Instructed)
	w.text(rate, x.Rate)
	w.text(returnReason, d.ReturnReason)
	w.text(additionalText, d.AdditionalText)
}

// party fills the four columns of a party from its first one.
func (w *Writer) party(first column, p reconcile.Party) {
	for i, s := range []string{p.Name, p.IBAN, p.BIC, p.ID} {
		w.text(first+column(i), s)
	}
}

func (w *Writer) begin(kind string) {
	clear(w.row)
	w.row[record] = kind
	w.text(account, w.st.Account)
	w.row[currency] = string(w.st.Currency)
}

func (w *Writer) text(c column, s string) { w.row[c] = guarded(escape(s)) }

func (w *Writer) flag(c column, set bool) {
	if set {
		w.row[c] = "yes"
	}
}

func (w *Writer) number(c column, n int64) {
	if n != 0 {
		w.row[c] = strconv.FormatInt(n, 10)
	}
}

// balance names its currency, which may differ where a bank errs.
func (w *Writer) balance(c, day column, b *reconcile.Balance) {
	if b != nil {
		w.row[c], w.row[day] = b.Amount.String(), b.Date.String()
	}
}

func (w *Writer) write() error {
	for _, cell := range w.row {
		if len(cell) > importers.MaxField {
			return fmt.Errorf("the texts of a line are longer than %d bytes: convert to camt.053",
				importers.MaxField)
		}
	}
	return w.csv.Write(w.row)
}
