package rows

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/maphash"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// sieve is what a transaction has written, in four to eight bytes a key: it says of a key that it
// was surely not written, or that it may have been and has to be looked for. A million keys that
// were looked for in vain would cost more than writing them, and who looks has to wait for what is
// stored behind his back. (Bloom's filter: every key sets eight bits of the last of some layers,
// each twice as large as the one before. A full layer has one stranger in 170 000 looked for.)
type sieve struct {
	layers [][]uint64
	room   int // keys that the last layer takes
	seed   maphash.Seed
}

const (
	sieveFirst  = 1 << 15 // words of the first layer, 256 kB
	sieveKeys   = 2       // keys of a word of 64 bits
	sieveProbes = 8       // bits of a key
)

func newSieve() *sieve { return &sieve{seed: maphash.MakeSeed()} }

func (s *sieve) add(hash uint64) {
	if s.room == 0 {
		words := sieveFirst << len(s.layers)
		s.layers, s.room = append(s.layers, make([]uint64, words)), sieveKeys*words
	}
	s.room--
	last := s.layers[len(s.layers)-1]
	for k := range uint64(sieveProbes) {
		word, bit := sieveBit(last, hash, k)
		last[word] |= bit
	}
}

func (s *sieve) maybe(hash uint64) bool {
	return slices.ContainsFunc(s.layers, func(layer []uint64) bool {
		for k := range uint64(sieveProbes) {
			if word, bit := sieveBit(layer, hash, k); layer[word]&bit == 0 {
				return false
			}
		}
		return true
	})
}

// sieveBit is the place of a hash's k-th bit. Layers have a power of two of words.
func sieveBit(layer []uint64, hash, k uint64) (word, bit uint64) {
	at := hash + k*(hash>>32|1)
	return at / 64 % uint64(len(layer)), 1 << (at % 64)
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
