package jsonstatements

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/jsontok"
	"github.com/rappro/rappro/reconcile"
)

// Writer writes statements, entry by entry: Begin, Entry as often as needed, End, and so on,
// then Close. Everything that is known stands in it, always in the same order, one entry a line.
// Importing the result gives the same entries with the same keys.
type Writer struct {
	out     *bufio.Writer
	err     error
	count   int // statements
	entries int // of the one begun last

	currency reconcile.Currency // of that one
}

// NewWriter begins a document on w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: bufio.NewWriterSize(w, 64<<10)}
}

type jsonBalance struct {
	Amount string `json:"amount"`
	Date   string `json:"date,omitempty"`
}

type jsonPages struct {
	First int  `json:"first"`
	Last  int  `json:"last"`
	More  bool `json:"more"`
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
	Pages     *jsonPages   `json:"pages,omitempty"`
	From      string       `json:"from,omitempty"`
	To        string       `json:"to,omitempty"`
	Stated    bool         `json:"stated"`
	Opening   *jsonBalance `json:"opening,omitempty"`
	Closing   *jsonBalance `json:"closing,omitempty"`
	Doubt     string       `json:"doubt,omitempty"`
	Count     int          `json:"count"`
	Credits   string       `json:"credits"`
	Debits    string       `json:"debits"`
	Proof     string       `json:"proof"`
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
	Amount         string           `json:"amount"`
	Reference      string           `json:"reference"`
	EndToEndID     string           `json:"end_to_end_id"`
	Payer          reconcile.Party  `json:"payer"`
	Text           []string         `json:"text"`
	Code           string           `json:"code,omitempty"`
	MandateID      string           `json:"mandate_id,omitempty"`
	UltimatePayer  *reconcile.Party `json:"ultimate_payer,omitempty"`
	References     []string         `json:"creditor_references,omitempty"`
	Documents      []jsonDocument   `json:"documents,omitempty"`
	Charges        string           `json:"charges,omitempty"`
	Instructed     string           `json:"instructed,omitempty"`
	Rate           string           `json:"rate,omitempty"`
	ReturnReason   string           `json:"return_reason,omitempty"`
	AdditionalText string           `json:"additional_text,omitempty"`
}

type jsonDocument struct {
	Number string `json:"number"`
	Amount string `json:"amount,omitempty"`
}

// Begin starts a statement by its heading; of its lines only their number and sums count.
func (w *Writer) Begin(s reconcile.Statement) error {
	is := totalsOf(s)
	j := jsonStatement{Format: s.Source.Format, Account: s.Account, Currency: string(s.Currency),
		Owner: s.Owner, Reference: s.Reference, Sequence: s.Sequence, From: s.From.String(),
		To: s.To.String(), Stated: s.Stated, Opening: balanceJSON(s.Opening),
		Closing: balanceJSON(s.Closing), Doubt: s.Doubt, Count: is.count, Credits: is.credits, Debits: is.debits,
		Proof: is.proof}
	if p := s.Pages; p != (reconcile.Pages{}) {
		j.Pages = &jsonPages{p.First, p.Last, p.More}
	}
	w.next(&w.count, fmt.Sprintf("{%q:%q,\"version\":%d,%q:[\n", mark, works, version, works), "\n")
	b, err := marshal(j)
	if err != nil {
		return err
	}
	w.raw(string(b[:len(b)-1])) // the lines stand last in the object
	for i, a := range s.Announced {
		b, err := marshal(jsonPending{a.Day.String(), a.Amount.Decimal()})
		if err != nil {
			return err
		}
		n := i
		w.next(&n, ",\"pending\":[\n ", "\n ")
		w.raw(string(b))
	}
	if len(s.Announced) > 0 {
		w.raw("]")
	}
	w.entries, w.currency = 0, s.Currency
	w.raw(",\"entries\":[")
	return w.err
}

// totalsOf are those of the entries of a statement, whether they are booked or provisional.
func totalsOf(s reconcile.Statement) totals {
	if s.Source.Provisional() {
		s.Entries, s.Interim, s.Source = s.Interim, nil, reconcile.Source{}
		if err := s.Total(); err != nil {
			return totals{}
		}
	}
	proof, _, _ := s.Prove() // an error says contradicted too
	return totals{s.Booked, s.Credits.Decimal(), s.Debits.Decimal(), string(proof)}
}

// Entry writes a line of the statement begun last.
func (w *Writer) Entry(e reconcile.Entry) error {
	j := jsonEntry{BookingDate: e.BookingDate.String(), ValueDate: e.ValueDate.String(),
		Amount: e.Amount.Decimal(), Reference: e.Reference, Stable: e.Stable, Code: e.Code,
		Reversal: e.Reversal, Text: e.Text, Lump: e.Lump, BatchCount: e.BatchCount, BatchRef: e.BatchRef}
	for i := range e.Details {
		j.Payments = append(j.Payments, detailJSON(&e.Details[i]))
	}
	b, err := marshal(j)
	if err != nil {
		return err
	}
	if len(b) > importers.MaxField {
		if err := w.readable(b); err != nil {
			return err
		}
	}
	w.next(&w.entries, "\n ", "\n ")
	w.raw(string(b))
	return w.err
}

// readable refuses an entry that is too long to be read back.
func (w *Writer) readable(entry []byte) error {
	r := reader{json: jsontok.New(bytes.NewReader(entry))}
	r.st.Currency = w.currency
	_, err := r.line()
	return err
}

func detailJSON(d *reconcile.Detail) jsonDetail {
	x := d.Exchanged()
	j := jsonDetail{Amount: d.Amount.Decimal(), Reference: d.Reference, EndToEndID: d.EndToEndID,
		Payer: d.Payer, Text: d.Text, Code: d.Code, MandateID: d.MandateID,
		UltimatePayer: d.UltimatePayer, References: d.References,
		Charges: named(x.Charges), Instructed: named(x.Instructed), Rate: x.Rate, ReturnReason: d.ReturnReason,
		AdditionalText: d.AdditionalText}
	for _, doc := range d.Documents {
		j.Documents = append(j.Documents, jsonDocument{doc.Number, named(doc.Amount)})
	}
	if j.Text == nil {
		j.Text = []string{} // always there: null is no list
	}
	return j
}

// End ends the statement begun last.
func (w *Writer) End() error {
	w.raw("]}")
	return w.err
}

// Close ends the document. Nothing is written when there was no statement.
func (w *Writer) Close() error {
	if w.count > 0 {
		w.raw("\n]}\n")
	}
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}

// Notes are remarks about what the form cannot carry: there is nothing.
func (w *Writer) Notes() []string { return nil }

// next writes what stands before the next item of a list: its beginning, or a comma.
func (w *Writer) next(count *int, first, other string) {
	if *count++; *count > 1 {
		first = "," + other
	}
	w.raw(first)
}

func (w *Writer) raw(s string) {
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

// named prints an amount with its currency, zero too: nothing is one without a currency.
func named(m reconcile.Money) string {
	if m.Currency == "" {
		return ""
	}
	return m.String()
}

// balanceJSON names the currency, which may differ where a bank errs.
func balanceJSON(b *reconcile.Balance) *jsonBalance {
	if b == nil {
		return nil
	}
	return &jsonBalance{b.Amount.String(), b.Date.String()}
}
