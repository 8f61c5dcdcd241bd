package reconcile

// Party is a counterparty as the bank names it: who paid us, or whom we paid.
type Party struct {
	Name string `json:"name,omitempty"`
	IBAN string `json:"iban,omitempty"` // compact IBAN, or another account number
	BIC  string `json:"bic,omitempty"`
	ID   string `json:"id,omitempty"` // organisation or private identification
}

// OrNil is the party, or nil when nothing is said of it.
func (p Party) OrNil() *Party {
	if p == (Party{}) {
		return nil
	}
	return &p
}

// Entry is one booked line of a statement; it moves the balance. Credits are positive,
// debits negative. It is never changed after import.
type Entry struct {
	ID          ID
	Account     string
	BookingDate Date // date d'opération: the date of encaissements and lettrage
	ValueDate   Date // zero when the source has none
	Amount      Money
	Reference   string // the bank's reference of the line (AcctSvcrRef, transaction id)
	Stable      bool   // the format's note declares Reference stable: it is then the identity
	Code        string // bank transaction code: PMNT-RCDT-ESCT, or the bank's own
	Reversal    bool   // RvslInd: the line takes back an earlier one
	Text        string // the bank's own words on the line, outside any detail
	Lump        bool   // a batch whose details are not here: it waits for them
	BatchCount  int    // how many transactions the bank says are in it, 0 when not said
	BatchRef    string // payment information or message id of the batch
	Details     []Detail
	Line        int // 1-based place in the source
}

// Detail is what one payer sent, as one statement line or one transaction of a batch.
type Detail struct {
	Amount         Money // signed like the entry's; the entry's own when it is the only one
	Reference      string
	EndToEndID     string // empty when absent: NOTPROVIDED and its like are not ids
	MandateID      string
	Payer          Party    // the other side: debtor of a credit, creditor of a debit
	UltimatePayer  *Party   // for whom the payer pays; nil when nobody is named, as nearly always
	Text           []string // remittance, each piece as the bank cut it
	References     []string // structured creditor references, as written
	Documents      []Document
	Exchange       *Exchange // nil when the amount is what was ordered, as nearly always
	ReturnReason   string    // ISO reason code of a returned payment
	Code           string    // transaction code of the detail, when it differs from the entry's
	AdditionalText string    // the bank's own words on the transaction
}

// Ultimate is the ultimate payer, empty when there is none.
func (d *Detail) Ultimate() Party {
	if d.UltimatePayer == nil {
		return Party{}
	}
	return *d.UltimatePayer
}

// Exchange is what happened to an amount on its way. It lies apart from the [Detail], because an
// entry can have very many of these and few of them have one.
type Exchange struct {
	Charges    Money  // what the bank shows as kept on the way, positive
	Instructed Money  // amount ordered, when the bank shows it and the currency differs
	Rate       string // exchange rate as written
}

// OrNil is the exchange, or nil when nothing is said of it.
func (x Exchange) OrNil() *Exchange {
	if x == (Exchange{}) {
		return nil
	}
	return &x
}

// Exchanged is what happened to the amount on its way, empty when nothing did.
func (d *Detail) Exchanged() Exchange {
	if d.Exchange == nil {
		return Exchange{}
	}
	return *d.Exchange
}

// Document is an invoice or credit note that the payer names in structured remittance.
type Document struct {
	Number string `json:"number"`
	Amount Money  `json:"amount,omitzero"` // what is remitted for it, zero when not said
}

// Payment is what one payer sent, or took back when negative: the thing that is matched.
// It is an entry and one of its details read together.
type Payment struct {
	ID          ID
	Entry       ID
	Account     string
	BookingDate Date
	ValueDate   Date
	Amount      Money
	Reference   string // the detail's, else the entry's
	Code        string
	Reversal    bool
	Lump        bool   // several payments in one sum, whose details are not known
	EntryText   string // the bank's words on the entry
	BatchRef    string // payment information or message id of the entry's batch
	Version     int    // of the batch it comes from, from 1
	Detail      Detail
}

// Payments lists the payments of an entry whose ID is set: its details with their keys, or
// itself.
func (e Entry) Payments() []Payment {
	base := Payment{ID: e.ID, Entry: e.ID, Account: e.Account, BookingDate: e.BookingDate,
		ValueDate: e.ValueDate, Amount: e.Amount, Reference: e.Reference, Code: e.Code,
		Reversal: e.Reversal, Lump: e.Lump, EntryText: e.Text, BatchRef: e.BatchRef, Version: 1}
	if len(e.Details) == 0 {
		return []Payment{base}
	}
	if len(e.Details) == 1 {
		base.join(e.Details[0])
		base.Amount = e.Amount
		return []Payment{base}
	}
	out := make([]Payment, 0, len(e.Details))
	seen := make(map[ID]int, len(e.Details))
	for _, d := range e.Details {
		first := PaymentKey(e, d, 1)
		seen[first]++
		p := base
		p.Lump = false
		p.join(d)
		p.Amount = d.Amount
		p.ID = PaymentKey(e, d, seen[first])
		out = append(out, p)
	}
	return out
}

// Detailed says whether the payment is one of those that an entry is made of, or the only
// one, as a later source told it: what the entry says of itself (a card remittance, a
// deposit of cheques, a provider's payout) is then not said of the payment.
func (p Payment) Detailed() bool {
	return !p.Entry.IsZero() && (p.ID != p.Entry || p.Version > 1)
}

func (p *Payment) join(d Detail) {
	p.Detail = d
	if d.Reference != "" {
		p.Reference = d.Reference
	}
	if d.Code != "" {
		p.Code = d.Code
	}
}
