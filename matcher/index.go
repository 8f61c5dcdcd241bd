package matcher

import (
	"iter"
	"slices"
)

// index is a compact multimap from 64-bit hashes to positions, built once when a session
// opens. A million invoices have some ten million keys; at eight bytes each they fit, and
// looking one up touches two cache lines. Only 36 bits of the hash are kept, so that who
// finds something checks it against the thing itself.
type index struct {
	shift uint
	dir   []uint32 // first entry of each bucket
	keys  []uint64 // upper 36 bits hash, lower 28 bits position; sorted within a bucket
}

const (
	positionBits = 28
	positionMask = 1<<positionBits - 1
)

// indexBuilder collects entries in pieces that never move, so that building an index takes
// no more than twice its memory.
type indexBuilder struct {
	pieces [][]uint64
	count  int
}

const builderPiece = 1 << 16 // entries

func (b *indexBuilder) add(hash uint64, position int32) {
	last := len(b.pieces) - 1
	if last < 0 || len(b.pieces[last]) == cap(b.pieces[last]) {
		b.pieces = append(b.pieces, make([]uint64, 0, min(builderPiece, max(64, b.count))))
		last++
	}
	b.pieces[last] = append(b.pieces[last], hash&^positionMask|uint64(position))
	b.count++
}

// build puts the entries into buckets of about four: it counts what each will hold, puts
// every entry into its place, and sorts within the buckets.
func (b *indexBuilder) build() index {
	bits := uint(1)
	for bits < 30 && 4<<bits < b.count {
		bits++
	}
	x := index{shift: 64 - bits, dir: make([]uint32, 1<<bits+1), keys: make([]uint64, b.count)}
	for _, piece := range b.pieces {
		for _, k := range piece {
			x.dir[k>>x.shift+1]++
		}
	}
	for i := 1; i < len(x.dir); i++ {
		x.dir[i] += x.dir[i-1]
	}
	for n, piece := range b.pieces {
		for _, k := range piece {
			x.keys[x.dir[k>>x.shift]] = k // now the end of the bucket before
			x.dir[k>>x.shift]++
		}
		b.pieces[n] = nil
	}
	b.pieces = nil
	x.settle()
	return x
}

// settle sorts each bucket, closes the gaps that equal entries leave, and sets where the
// buckets start: the directory still says where each ends.
func (x *index) settle() {
	from, to := uint32(0), uint32(0)
	for i, end := range x.dir[:len(x.dir)-1] {
		part := x.keys[from:end]
		slices.Sort(part)
		part = slices.Compact(part)
		from, x.dir[i] = end, to
		to += uint32(copy(x.keys[to:], part))
	}
	x.dir[len(x.dir)-1] = to
	x.keys = x.keys[:to]
}

// find gives the entries of a hash; their lower bits are positions in rising order.
func (x *index) find(hash uint64) []uint64 {
	if len(x.keys) == 0 {
		return nil
	}
	bucket := hash >> x.shift
	part := x.keys[x.dir[bucket]:x.dir[bucket+1]]
	want := hash &^ positionMask
	from, to := 0, 0
	if len(part) > 64 { // a key that many share
		from, _ = slices.BinarySearch(part, want)
		to, _ = slices.BinarySearch(part, want+positionMask+1)
		return part[from:max(from, to)]
	}
	for from < len(part) && part[from] < want {
		from++
	}
	to = from
	for to < len(part) && part[to]&^positionMask == want {
		to++
	}
	return part[from:to]
}

// each gives the entries of one hash after another.
func (x *index) each() iter.Seq[[]uint64] {
	return func(yield func([]uint64) bool) {
		for from := 0; from < len(x.keys); {
			to := from + 1
			for to < len(x.keys) && x.keys[to]&^positionMask == x.keys[from]&^positionMask {
				to++
			}
			if !yield(x.keys[from:to]) {
				return
			}
			from = to
		}
	}
}

func position(entry uint64) int32 { return int32(entry & positionMask) }

const hashStart uint64 = 14695981039346656037

// hashText continues an FNV-1a hash over a text; mixed finishes it.
func hashText[T string | []byte](h uint64, s T) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mixed spreads the hash over its upper bits, which choose the bucket.
func mixed(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func hashOf[T string | []byte](s T) uint64 { return mixed(hashText(hashStart, s)) }

// hashAmount keys an amount of one currency.
func hashAmount(minor int64, currency string) uint64 {
	return mixed(hashText(hashStart^uint64(minor)*0x9E3779B97F4A7C15, currency))
}
