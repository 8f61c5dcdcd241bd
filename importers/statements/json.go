package statements

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// JSONWriter writes statements as one JSON array for other programs: everything that is
// known, always in the same order, one entry a line. Amounts are decimal strings in the
// statement's currency; those that can be in another one say it: "12.00 EUR". What is not
// known is left out.
type JSONWriter struct {
	out     *bufio.Writer
	err     error
	count   int
	entries int
}

// NewJSONWriter begins an array on w.
func NewJSONWriter(w io.Writer) *JSONWriter {
	return &JSONWriter{out: bufio.NewWriterSize(w, 64<<10)}
}

type jsonBalance struct {
	Amount string `json:"amount"`
	Date   string `json:"date,omitempty"`
}

type jsonPending struct {
	Date   string `json:"date,omitempty"`
	Amount string `json:"amount"`
}

type jsonStatement struct {
	Format    string       `json:"format,omitempty"` // that the bank sent
	Account   string       `json:"account"`
	Currency  string       `json:"currency"`
	Owner     string       `json:"owner,omitempty"`
	Reference string       `json:"reference,omitempty"`
	Sequence  int64        `json:"sequence,omitempty"`
	Pages     string       `json:"pages,omitempty"` // of a statement that is not whole: see doc.go
	From      string       `json:"from,omitempty"`
	To        string       `json:"to,omitempty"`
	Stated    bool         `json:"stated"`
	Opening   *jsonBalance `json:"opening,omitempty"`
	Closing   *jsonBalance `json:"closing,omitempty"`
	Booked    int          `json:"booked"`
	Credits   string       `json:"credits"`
	Debits    string       `json:"debits"`
	Proof     string       `json:"proof"`
	// Provisional says that the entries are those of an interim report and not booked.
	Provisional bool          `json:"provisional,omitempty"`
	Pending     []jsonPending `json:"pending,omitempty"`
}

type jsonEntry struct {
	BookingDate string       `json:"booking_date"`
	ValueDate   string       `json:"value_date,omitempty"`
	Amount      string       `json:"amount"`
	Reference   string       `json:"reference,omitempty"`
	Stable      bool         `json:"stable,omitempty"`
	Code        string       `json:"code,omitempty"`
	Reversal    bool         `json:"reversal,omitempty"`
	Text        string       `json:"text,omitempty"`
	Lump        bool         `json:"lump,omitempty"`
	BatchCount  int          `json:"batch_count,omitempty"`
	BatchRef    string       `json:"batch_ref,omitempty"`
	Payments    []jsonDetail `json:"payments,omitempty"`
}

type jsonDetail struct {
	Amount         string               `json:"amount"`
	Reference      string               `json:"reference,omitempty"`
	Code           string               `json:"code,omitempty"`
	EndToEndID     string               `json:"end_to_end_id,omitempty"`
	MandateID      string               `json:"mandate_id,omitempty"`
	Payer          reconcile.Party      `json:"payer,omitzero"`
	UltimatePayer  *reconcile.Party     `json:"ultimate_payer,omitempty"`
	Text           []string             `json:"text,omitempty"`
	References     []string             `json:"creditor_references,omitempty"`
	Documents      []reconcile.Document `json:"documents,omitempty"`
	Charges        reconcile.Money      `json:"charges,omitzero"`
	Instructed     reconcile.Money      `json:"instructed,omitzero"`
	Rate           string               `json:"rate,omitempty"`
	ReturnReason   string               `json:"return_reason,omitempty"`
	AdditionalText string               `json:"additional_text,omitempty"`
}

// Begin starts a statement by its heading.
func (w *JSONWriter) Begin(s reconcile.Statement) error {
	proof, _, _ := s.Prove() // an error says contradicted too
	j := jsonStatement{Format: s.Source.Format, Account: s.Account, Currency: string(s.Currency), Owner: s.Owner,
		Reference: s.Reference, Sequence: s.Sequence, Pages: pagesText(s.Pages), From: s.From.String(), To: s.To.String(),
		Stated: s.Stated, Opening: balanceJSON(s.Opening), Closing: balanceJSON(s.Closing),
		Booked: s.Booked, Credits: s.Credits.Decimal(), Debits: s.Debits.Decimal(), Proof: string(proof),
		Provisional: s.Source.Provisional()}
	for _, a := range s.Announced {
		j.Pending = append(j.Pending, jsonPending{a.Day.String(), a.Amount.Decimal()})
	}
	w.next(&w.count, "[\n")
	w.entries = 0
	b, err := marshal(j)
	if err != nil {
		return err
	}
	w.raw(string(b[:len(b)-1])) // the entries stand last in the object
	w.raw(",\"entries\":[")
	return w.err
}

// Entry writes a booked line of the statement begun last.
func (w *JSONWriter) Entry(e reconcile.Entry) error {
	j := jsonEntry{BookingDate: e.BookingDate.String(), ValueDate: e.ValueDate.String(),
		Amount: e.Amount.Decimal(), Reference: e.Reference, Stable: e.Stable, Code: e.Code,
		Reversal: e.Reversal, Text: e.Text, Lump: e.Lump, BatchCount: e.BatchCount, BatchRef: e.BatchRef}
	for _, d := range e.Details {
		x := d.Exchanged()
		j.Payments = append(j.Payments, jsonDetail{Amount: d.Amount.Decimal(), Reference: d.Reference,
			Code: d.Code, EndToEndID: d.EndToEndID, MandateID: d.MandateID, Payer: d.Payer,
			UltimatePayer: d.UltimatePayer, Text: d.Text, References: d.References,
			Documents: d.Documents, Charges: x.Charges, Instructed: x.Instructed, Rate: x.Rate,
			ReturnReason: d.ReturnReason, AdditionalText: d.AdditionalText})
	}
	b, err := marshal(j)
	if err != nil {
		return err
	}
	w.next(&w.entries, "\n ")
	w.raw(string(b))
	return w.err
}

// End ends the statement begun last.
func (w *JSONWriter) End() error {
	w.raw("]}")
	return w.err
}

// Close ends the array.
func (w *JSONWriter) Close() error {
	if w.count == 0 {
		w.raw("[")
	}
	w.raw("\n]\n")
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}

// Notes are remarks about what the form cannot carry: there is nothing.
func (w *JSONWriter) Notes() []string { return nil }

// next writes what stands before the next item of an array: its beginning, or a comma.
func (w *JSONWriter) next(count *int, first string) {
	if *count++; *count > 1 {
		first = ",\n" + strings.TrimLeft(first, "[\n")
	}
	w.raw(first)
}

func (w *JSONWriter) raw(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

// marshal prints a value on one line and leaves < and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// balanceJSON names the currency, which may differ where a bank errs.
func balanceJSON(b *reconcile.Balance) *jsonBalance {
	if b == nil {
		return nil
	}
	return &jsonBalance{b.Amount.String(), b.Date.String()}
}
