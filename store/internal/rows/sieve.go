package rows

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/maphash"

	"github.com/rappro/rappro/reconcile"
)

// sieve is what a transaction has written, in two megabytes whatever that is: it says of a key
// that it was surely not written, or that it may have been and has to be looked for. A million
// keys that were looked for in vain would cost more than writing them. (Bloom's filter: every
// key sets two bits. Of three million one in eleven is looked for in vain.)
type sieve struct {
	bits []uint64
	seed maphash.Seed
}

const sieveBits = 1 << 24

func newSieve() *sieve {
	return &sieve{bits: make([]uint64, sieveBits/64), seed: maphash.MakeSeed()}
}

func (s *sieve) add(hash uint64) {
	for _, at := range [2]uint64{hash % sieveBits, hash >> 32 % sieveBits} {
		s.bits[at/64] |= 1 << (at % 64)
	}
}

func (s *sieve) maybe(hash uint64) bool {
	a, b := hash%sieveBits, hash>>32%sieveBits
	return s.bits[a/64]>>(a%64)&1 != 0 && s.bits[b/64]>>(b%64)&1 != 0
}

func (s *sieve) text(v string) uint64 { return maphash.String(s.seed, v) }

// idHash needs no hashing: most of an id is a digest.
func idHash(id *reconcile.ID) uint64 { return binary.LittleEndian.Uint64(id[6:14]) }

// enteredBefore is what a transaction knows of entries without looking for each: the last that
// was stored of each account before it wrote any, and what it has written itself.
type enteredBefore struct {
	last    map[[4]byte]reconcile.ID
	written *sieve
}

// suspects are those of some ids that may be stored. An account's ids are in order of the days,
// so that those of later days than were ever stored are nobody's.
func (w *Writer) suspects(ctx context.Context, ids []reconcile.ID) ([]reconcile.ID, error) {
	e := &w.entered
	if e.written == nil {
		e.last, e.written = map[[4]byte]reconcile.ID{}, newSieve()
	}
	var out []reconcile.ID
	for i := range ids {
		id := &ids[i]
		last, known := e.last[[4]byte(id[:4])]
		if !known {
			var err error
			if last, err = w.lastEntry(ctx, *id); err != nil {
				return nil, err
			}
			e.last[[4]byte(id[:4])] = last
		}
		if bytes.Compare(id[:], last[:]) <= 0 || e.written.maybe(idHash(id)) {
			out = append(out, *id)
		}
	}
	return out, nil
}

// lastEntry is the last stored id of the account of an id, zero for none.
func (w *Writer) lastEntry(ctx context.Context, of reconcile.ID) (reconcile.ID, error) {
	low, high := of, of
	for i := 4; i < len(of); i++ {
		low[i], high[i] = 0, 0xff
	}
	q := w.sentence(w.company, "SELECT id FROM entry")
	q.and("company = ?", w.company)
	q.and("id >= ?", low[:])
	q.and("id <= ?", high[:])
	q.order("id DESC").sql.WriteString(" LIMIT 1")
	id, _, err := one(ctx, w.Reader, q, scanID)
	return id, err
}

// EntryIDs implements reconcile.BankReader: ids that cannot be stored are not looked for.
func (w *Writer) EntryIDs(ctx context.Context, q reconcile.Query) ([]reconcile.ID, error) {
	if len(q.Payments) > 0 && q.Company == w.company {
		var err error
		q.Payments, err = w.suspects(ctx, q.Payments)
		if err != nil || len(q.Payments) == 0 {
			return nil, err
		}
	}
	return w.Reader.EntryIDs(ctx, q)
}
