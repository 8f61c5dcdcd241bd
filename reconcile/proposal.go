package reconcile

import "fmt"

// Score is a probability in ten-thousandths: 9950 is 99.5 %. It is an integer so that
// every machine computes the same one.
type Score int

// Certain is the score of a fact that leaves no doubt.
const Certain Score = 10000

// String prints four decimals, as lists show it: "0.9950".
func (s Score) String() string { return fmt.Sprintf("%d.%04d", s/Certain, s%Certain) }

// Field names the part of a payment where evidence stands.
type Field string

// The fields that evidence can point into.
const (
	FieldText      Field = "text" // Detail.Text, pieces joined with line feeds
	FieldEntryText Field = "entry_text"
	FieldEndToEnd  Field = "end_to_end_id"
	FieldReference Field = "reference" // Detail.References, joined with line feeds
	FieldDocument  Field = "document"  // numbers of Detail.Documents, joined with line feeds
	FieldPayer     Field = "payer"
	FieldUltimate  Field = "ultimate_payer"
	FieldIBAN      Field = "iban"
	FieldAmount    Field = "amount"
	FieldDate      Field = "date"
	FieldCode      Field = "code"
	FieldAddition  Field = "additional_text"
)

// Evidence is one fact for or against a match, with the place in the bank's text that
// shows it, so that a person can check it with their own eyes.
type Evidence struct {
	Signal  string `json:"signal"`            // stable name: invoice_number, payer_iban, amount…
	Field   Field  `json:"field,omitempty"`   // where it stands
	Start   int    `json:"start,omitempty"`   // byte offsets into that field
	End     int    `json:"end,omitempty"`     // zero when the whole field is meant
	Quote   string `json:"quote,omitempty"`   // the bank's own characters
	Invoice string `json:"invoice,omitempty"` // what it speaks of
	Weight  int    `json:"weight"`            // hundredths of a bit; negative speaks against
}

// Proposal is one way to settle a payment: its parts, its evidence, its confidence.
type Proposal struct {
	Payment    ID
	Rank       int    // 1 is the best
	Rule       string // stable name, stored with the decision and used by metrics
	Customer   string
	Parts      []Part
	Evidence   []Evidence
	Confidence Score
	// Identified says that there is evidence of payer or document: amount alone never
	// settles anything unattended (DESIGN section 5, rule 8).
	Identified bool
	// Obstacle is the one signal that keeps the proposal from being automatic, empty when
	// nothing does: ambiguous, below_threshold, amount_only, conflict…
	Obstacle string
}

// Key tells proposals apart whatever their rank: what they would put on invoices, or where
// the money would stay when they put none there. A refused key does not come back.
func (p Proposal) Key() ID { return settlementKey(p.Payment, p.Parts) }

// settlementKey tells what parts settle. "Settled elsewhere" follows the seller's system and is no
// part of it: money that a person took off an invoice does not come back to it because the system
// has changed its mind. What is taken off a customer's account to be put elsewhere is none either.
func settlementKey(payment ID, parts []Part) ID {
	var on, elsewhere, off, back []Part
	for _, part := range parts {
		switch {
		case part.Kind == SettledElsewhere:
			elsewhere = append(elsewhere, part)
		case part.Kind.OnInvoice():
			on = append(on, part)
		case part.Moves.Minor > 0:
			off = append(off, part)
		default:
			back = append(back, part)
		}
	}
	for _, list := range [][]Part{elsewhere, off, back} { // money that a debit takes back is all negative
		if len(on) == 0 {
			on = list
		}
	}
	return AutomaticKey("", payment, "proposal", on, 0)
}
