package disktest

import (
	"os"
	"path/filepath"
	"slices"
)

// Kind is what SQLite asks of a disk.
type Kind int

// The calls that SQLite makes, and a mark that a test puts among them.
const (
	Open Kind = iota
	Delete
	Access
	Read
	Write
	Truncate
	Sync
	Size
	Lock
	Memory
	Mark
)

// Event is something that changed what is on the disk or what is sure to stay there.
type Event struct {
	Kind  Kind
	Name  string // of the file that was made (Open) or deleted
	Inode int    // which file: a name may pass to another
	At    int64  // offset of a write, size after a truncation, number of a mark
	Data  []byte // that was written
	Whole bool   // a deletion that waited until the folder was on the disk
}

// Record begins to remember, with the files as they are now taken as safely stored.
func (d *Disk) Record() (*Platter, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := &Platter{names: map[string]int{}, files: map[int][]byte{}}
	list, err := os.ReadDir(d.folder)
	if err != nil {
		return nil, err
	}
	for _, f := range list {
		data, err := os.ReadFile(filepath.Join(d.folder, f.Name()))
		if err != nil {
			return nil, err
		}
		inode := d.inode(f.Name())
		p.names[f.Name()], p.files[inode] = inode, data
	}
	d.recording, d.log = true, nil
	return p, nil
}

// Mark puts a number among what is remembered: what came before it had been done when the test
// called.
func (d *Disk) Mark(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = append(d.log, Event{Kind: Mark, At: int64(n)})
}

// Stop ends remembering and gives what was remembered.
func (d *Disk) Stop() []Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.recording = false
	return slices.Clip(d.log)
}

// inode numbers the file that has a name.
func (d *Disk) inode(name string) int {
	if n, ok := d.inodes[name]; ok {
		return n
	}
	d.made++
	d.inodes[name] = d.made
	return d.made
}

func (d *Disk) opened(id uintptr, name string, fresh bool) {
	if fresh {
		delete(d.inodes, name) // whoever else removed it
	}
	f := &file{name: name, inode: d.inode(name)}
	d.open[id] = f
	if fresh && d.recording {
		d.log = append(d.log, Event{Kind: Open, Name: name, Inode: f.inode})
	}
}

func (d *Disk) deleted(name string, whole bool) {
	inode := d.inode(name)
	delete(d.inodes, name)
	if d.recording {
		d.log = append(d.log, Event{Kind: Delete, Name: name, Inode: inode, Whole: whole})
	}
}

func (d *Disk) note(id uintptr, e Event) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.recording {
		e.Inode = d.open[id].inode
		d.log = append(d.log, e)
	}
}
