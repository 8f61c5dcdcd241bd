package reconcile

import (
	"time"
)

// Actor is who decided or imported: a person, a rule or a job.
type Actor struct {
	Kind ActorKind
	Name string
	Role Role // in which a person acted, empty where none was asked
}

// ActorKind says what an actor is.
type ActorKind string

// The kinds of actors.
const (
	Person ActorKind = "person"
	Rule   ActorKind = "rule"
	Job    ActorKind = "job"
)

// String prints kind and name: "person:claire".
func (a Actor) String() string { return string(a.Kind) + ":" + a.Name }

// DecisionKind says what a decision does.
type DecisionKind string

// The kinds of decisions.
const (
	Applied DecisionKind = "applied" // parts take effect
	Refused DecisionKind = "refused" // a proposal will not come back
	Undone  DecisionKind = "undone"  // takes back the decision named by Undoes
)

// Decision is parts applied, refused or undone, by a rule or a person. It is never changed.
// Its source is a payment, or an invoice where no money moves.
type Decision struct {
	ID         ID // the idempotency key: the same key twice is one decision
	Content    [32]byte
	Kind       DecisionKind
	Payment    ID     // source, zero when the source is an invoice
	Invoice    string // source when no money moves
	Seq        int    // 1, 2, … per source; given by the store
	Customer   string
	Rule       string // "" when a person decided without a proposal
	Rank       int    // of the proposal it follows, 0 for none
	Confidence Score
	Parts      []Part
	// Bounds are, of each part, the amount of its invoice by the newest version, where whoever decides
	// has read it under the lock of the same update: the store need not read it again. No currency, or
	// no bounds at all, has it look. They are not kept: the allocation says what bounded it.
	Bounds   []Money
	Evidence []Evidence
	Refuses  []ID // keys of proposals that will not come back
	// Request is the digest of what a caller asked under a key of his own (--key), so that a
	// repeat is told from another request; empty without such a key.
	Request   string
	Undoes    ID   // the decision taken back
	Effective Date // the booking date of the money: computes everything
	Actor     Actor
	Reason    string
	Run       string    // printed id of the run
	Recorded  time.Time // audit only
	Live      bool      // not taken back; given by the store when read
}

// Automatic says whether a rule decided.
func (d Decision) Automatic() bool { return d.Actor.Kind != Person }

// Source prints the payment's id or the invoice's number, the key under which decisions
// are numbered.
func (d Decision) Source() string {
	if !d.Payment.IsZero() {
		return d.Payment.String()
	}
	return "invoice:" + d.Invoice
}

// Hash digests everything a decision does, without actor, run and instants, so that the
// same key with another content is told from a repeat.
func (d Decision) Hash() [32]byte {
	f := []string{"content", string(d.Kind), d.Source(), d.Customer, d.Undoes.String(),
		d.Effective.String()}
	for _, p := range d.Parts {
		f = append(f, p.key())
	}
	for _, r := range d.Refuses {
		f = append(f, r.String())
	}
	return digest(f...)
}

// Allocation is one part of a live or undone decision on one invoice. It is append-only:
// undoing adds a reversal. N numbers the allocations of an invoice and After is what
// closes the invoice once this one counts, so that two writers cannot take one place.
type Allocation struct {
	Invoice   string
	N         int
	Decision  ID
	Payment   ID
	Kind      PartKind
	Moves     Money
	Closes    Money
	After     int64 // minor units of the invoice's currency
	Amount    int64 // of the invoice's version that it was decided on, which bounds After
	Effective Date
}
