package disktest

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Kind is what SQLite asks of a disk.
type Kind int

// The calls that SQLite makes; a Sync that failed (Unsync), the marks that a test puts among them,
// and the arrival of a file that somebody else put in the folder, by linking or renaming it.
const (
	Open Kind = iota
	Delete
	Access
	Read
	Write
	Truncate
	Sync
	Unsync
	Size
	Lock
	Memory
	Mark
	Arrive
)

// Event is something that changed what is on the disk or what is sure to stay there.
type Event struct {
	Kind  Kind
	Name  string // of the file that was made (Open), deleted or arrived
	Inode int    // which file: a name may pass to another
	At    int64  // offset of a write, size after a truncation, number of a mark
	Data  []byte // that was written, or that was in the file that arrived
	Whole bool   // a deletion that waited until the folder was on the disk
}

// Record begins to remember, with the files as they are now taken as safely stored.
func (d *Disk) Record() (*Platter, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := &Platter{names: map[string]int{}, files: map[int][]byte{}}
	err := filepath.WalkDir(d.folder, func(path string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(d.folder, path)
		p.names[name] = d.inode(name)
		p.files[p.names[name]] = data
		return err
	})
	d.recording, d.log = true, nil
	return p, err
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
	_, known := d.inodes[name]
	f := &file{name: name, inode: d.inode(name)}
	d.open[id] = f
	switch {
	case !d.recording:
	case fresh:
		d.log = append(d.log, Event{Kind: Open, Name: name, Inode: f.inode})
	case !known:
		data, err := os.ReadFile(filepath.Join(d.folder, name))
		if err != nil {
			panic(err) // it was opened a moment ago
		}
		d.log = append(d.log, Event{Kind: Arrive, Name: name, Inode: f.inode, Data: data})
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
