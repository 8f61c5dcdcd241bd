package matcher

import "github.com/rappro/rappro/reconcile"

// desk is what one credit is read and judged on. A worker clears it after a credit of which
// nothing but the verdict is needed, and takes it for the next one, so that a million credits
// leave no more behind than their verdicts. What a verdict holds never lies on a desk.
type desk struct {
	folder folder
	pieces slab[piece]
	marks  slab[bool]
	docs   slab[int32]
	places slab[int]
	words  slab[string]
	proofs slab[reconcile.Evidence]
	lines  slab[line]
	found  []cite
	raw    []byte  // a run of pieces as it stands
	bare   []byte  // and without zeros before its digits
	wholes []whole // of the field that is read
	every  bool    // runs within them are looked up too
	writer formWriter
	search formSearch
}

// clear makes room for the next credit.
func (d *desk) clear() {
	d.pieces.clear()
	d.marks.clear()
	d.docs.clear()
	d.places.clear()
	d.words.clear()
	d.proofs.clear()
	d.lines.clear()
}

// fold cuts a field into pieces.
func (d *desk) fold(s string) []piece {
	return d.folder.fold(d.pieces.take(2 + len(s)/3)[:0], s)
}

// proof is a list of one piece of evidence with room for those that mostly follow.
func (d *desk) proof(e reconcile.Evidence) []reconcile.Evidence {
	const others = 4 // account, name, known name, amount
	out := d.proofs.take(1 + others)
	out[0] = e
	return out[:1]
}

// slab gives out short slices of one long one.
type slab[T any] struct {
	all  []T
	used int
}

const (
	slabFirst  = 4 // elements; the next has twice as many
	slabLength = 64
	slabKept   = 1024
)

// take gives n zero elements. Who appends to them beyond that gets memory of their own.
func (s *slab[T]) take(n int) []T {
	if s.used+n > len(s.all) {
		s.all, s.used = make([]T, max(n, slabFirst, min(2*len(s.all), slabLength))), 0 // the full one stays with its users
	}
	from := s.used
	s.used += n
	return s.all[from:s.used:s.used]
}

// copy gives a copy of a list, nil for an empty one.
func (s *slab[T]) copy(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	out := s.take(len(list))
	copy(out, list)
	return out
}

func (s *slab[T]) clear() {
	if len(s.all) > slabKept {
		s.all = nil
	}
	clear(s.all[:min(s.used, len(s.all))])
	s.used = 0
}
