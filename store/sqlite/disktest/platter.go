package disktest

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// sector is what a disk writes whole or not at all.
const sector = 512

// Platter is what is safely on a disk at one moment of what was remembered, and what it was given
// since and may or may not keep when the power goes.
//
// It promises as little as disks do: what was not synced may be kept or not, in any order, each
// sector for itself. Three things it does promise, as SQLite expects: a write touches no bytes
// beside its own; the names in a folder are kept in the order in which they were given and taken,
// as file systems with a journal do; and the folder is synced with the first sync of a log that is
// new in it, which SQLite's functions for Unix do and which is not asked for by itself.
type Platter struct {
	names   map[string]int // safe: the files in the folder
	files   map[int][]byte // safe: what is in them
	pending []Event
	unsyncs int
}

// Play goes on by one event.
func (p *Platter) Play(e Event) {
	switch e.Kind {
	case Sync:
		if slices.ContainsFunc(p.pending, func(o Event) bool { return o.Kind == Open && o.Inode == e.Inode }) {
			p.settle(func(o Event) bool { return o.Kind == Open || o.Kind == Delete })
		}
		p.settle(func(o Event) bool {
			return o.Inode == e.Inode && (o.Kind == Write || o.Kind == Truncate)
		})
	case Unsync:
		p.unsyncs++
		p.forget(e.Inode)
	case Delete:
		p.pending = append(p.pending, e)
		if e.Whole {
			p.settle(func(o Event) bool { return o.Kind == Open || o.Kind == Delete })
		}
	case Open, Write, Truncate:
		p.pending = append(p.pending, e)
	case Arrive: // taken as safe: who links a file into its place syncs it before
		p.names[e.Name], p.files[e.Inode] = e.Inode, slices.Clone(e.Data)
	}
}

// forget is what operating systems do when an fsync fails: what could not be written, all or some of
// it, is held for written from then on. Whoever reads sees it until the power goes; only writing it
// once more brings it to the disk, the next fsync does not.
func (p *Platter) forget(inode int) {
	some, n := p.unsyncs%2 == 0, 0
	p.pending = slices.DeleteFunc(p.pending, func(e Event) bool {
		if e.Inode != inode || e.Kind != Write {
			return false
		}
		n++
		return !some || n%2 == 0
	})
}

// Unsafe says how many writes and truncations may be lost still.
func (p *Platter) Unsafe() int {
	n := 0
	for _, e := range p.pending {
		if e.Kind == Write || e.Kind == Truncate {
			n++
		}
	}
	return n
}

// settle makes some of what is pending safe.
func (p *Platter) settle(which func(Event) bool) {
	p.pending = slices.DeleteFunc(p.pending, func(e Event) bool {
		if !which(e) {
			return false
		}
		switch e.Kind {
		case Open, Delete:
			name(p.names, e)
		case Write:
			p.files[e.Inode] = grown(p.files[e.Inode], int(e.At)+len(e.Data), nil)
			copy(p.files[e.Inode][e.At:], e.Data)
		case Truncate:
			p.files[e.Inode] = grown(p.files[e.Inode], int(e.At), nil)[:e.At]
		}
		return true
	})
}

// name gives or takes a name.
func name(names map[string]int, e Event) {
	if e.Kind == Open {
		names[e.Name] = e.Inode
	} else {
		delete(names, e.Name)
	}
}

// Cut is what the power leaves when it goes now: what is safe, and of what is pending nothing,
// everything or some, down to single sectors. It changes nothing, so that one moment may be cut
// many times.
func (p *Platter) Cut(r *rand.Rand) map[string][]byte {
	keep := []int{0, 100, 50, r.IntN(101)}[r.IntN(4)] // of a hundred events or sectors
	torn := r.IntN(2) == 0
	stays := func() bool { return r.IntN(100) < keep }
	names, files := maps.Clone(p.names), map[int][]byte{}
	var old *rand.Rand
	if r.IntN(2) == 0 {
		old = r // what lay on the disk before shines through where a file grew
	}
	journal := true // the folder's names are kept up to one that is not
	for _, e := range p.pending {
		switch e.Kind {
		case Open, Delete:
			if journal = journal && stays(); journal {
				name(names, e)
			}
			continue
		}
		if _, ok := files[e.Inode]; !ok {
			files[e.Inode] = slices.Clone(p.files[e.Inode])
		}
		f := files[e.Inode]
		switch {
		case e.Kind == Truncate && stays():
			f = grown(f, int(e.At), old)[:e.At]
		case e.Kind == Write && torn:
			f = tear(f, e, stays, old)
		case e.Kind == Write && stays():
			f = grown(f, int(e.At)+len(e.Data), old)
			copy(f[e.At:], e.Data)
		}
		files[e.Inode] = f
	}
	out := map[string][]byte{}
	for n, inode := range names {
		data, ok := files[inode]
		if !ok {
			data = slices.Clone(p.files[inode]) // which goes on changing
		}
		out[n] = data
	}
	return out
}

// tear keeps some sectors of a write.
func tear(f []byte, e Event, stays func() bool, old *rand.Rand) []byte {
	for from := 0; from < len(e.Data); {
		at := int(e.At) + from
		to := min(from+sector-at%sector, len(e.Data))
		if stays() {
			f = grown(f, int(e.At)+to, old)
			copy(f[at:], e.Data[from:to])
		}
		from = to
	}
	return f
}

// grown lengthens a file with zeros, or with what lay there.
func grown(f []byte, size int, old *rand.Rand) []byte {
	was := len(f)
	if size <= was {
		return f
	}
	f = append(f, make([]byte, size-was)...)
	if old != nil {
		for i := was; i < size; i++ {
			f[i] = byte(old.Uint32())
		}
	}
	return f
}
