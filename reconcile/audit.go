package reconcile

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"strconv"
	"time"
)

// AuditRecord is one link of a company's chain over imports and decisions. It holds ids
// and salted commitments, never personal data, so that erasing a person leaves the chain
// whole (RELIABILITY T16, T19).
type AuditRecord struct {
	Seq        int64 // 1, 2, … per company
	Kind       string
	Ref        string // id of the import, decision or run
	Actor      string // salted commitment of the actor
	Commitment [32]byte
	Recorded   time.Time
	Hash       [32]byte // of this record and the one before
}

// The kinds of audit records.
const (
	AuditImport   = "import"
	AuditDecision = "decision"
	AuditUnimport = "import_undone"
	AuditRule     = "company_rule"
	AuditFollowup = "anomaly"
)

// Commit hides content behind the company's salt: whoever knows both can prove what was
// recorded, and nobody can guess it.
func Commit(salt []byte, content ...string) [32]byte {
	return commit(hmac.New(sha256.New, salt), digest(content...))
}

// commit is Commit of content with this digest, with the company's salt made ready, for many in a row.
func commit(salted hash.Hash, sum [32]byte) (out [32]byte) {
	salted.Reset()
	salted.Write(sum[:])
	salted.Sum(out[:0])
	return out
}

// Chain computes the hash of a record that follows one with the hash prev.
func (r AuditRecord) Chain(prev [32]byte) [32]byte {
	return digest("audit", string(prev[:]), strconv.FormatInt(r.Seq, 10), r.Kind, r.Ref, r.Actor,
		string(r.Commitment[:]), r.Recorded.UTC().Format(time.RFC3339Nano))
}
