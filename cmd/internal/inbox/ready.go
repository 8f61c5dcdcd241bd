package inbox

import (
	"context"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rappro/rappro/importers"
)

// File is one that is whole, as it was when it was looked at.
type File struct {
	Name string // in the inbox
	info fs.FileInfo
}

// Waiting is a name in the inbox that is left for another time, and why.
type Waiting struct {
	Name string
	Why  error
}

// whyWaiting says in words why a name is left.
type whyWaiting string

// Error is the reason.
func (w whyWaiting) Error() string { return string(w) }

// Why a name is left.
const (
	StillWritten = whyWaiting("it is still being written: it is left for the next time")
	NotNamed     = whyWaiting("by its name it is still being written, or a copy: it is left until it has its own")
	LoneMarker   = whyWaiting("it marks a file as whole that is not here")
	IsLink       = whyWaiting("it is a link, which is not followed: put the file itself here")
	IsFolder     = whyWaiting("it is a folder: files are taken from the inbox itself")
	NoFile       = whyWaiting("it is not a regular file")
)

// markers are what is added to the name of a file to say that it is whole.
func markers() []string { return []string{".ok", ".done"} }

// Ready lists what can be taken, in order of name, and what has to wait. It waits itself, once
// and for the quiet time at most, where a file was written a moment ago: else what a person
// has just saved would wait for the next morning.
func (b *Box) Ready(ctx context.Context) (ready []File, waiting []Waiting, err error) {
	names, err := b.names(".")
	if err != nil {
		return nil, nil, err
	}
	var fresh []File
	pause := time.Duration(0)
	for _, name := range names {
		info, err := b.root.Lstat(name)
		if os.IsNotExist(err) {
			continue // taken away meanwhile
		} else if err != nil {
			return nil, nil, err
		}
		if why, skip := b.left(name, info); skip {
			continue
		} else if why != "" {
			waiting = append(waiting, Waiting{name, why})
			continue
		}
		f := File{name, info}
		if left := b.rest(f); left > 0 {
			fresh, pause = append(fresh, f), max(pause, left)
		} else {
			ready = append(ready, f)
		}
	}
	if len(fresh) > 0 {
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(pause):
		}
	}
	for _, f := range fresh {
		if b.Unchanged(f) {
			ready = append(ready, f)
		} else {
			waiting = append(waiting, Waiting{f.Name, StillWritten})
		}
	}
	byName := func(a, b File) int { return strings.Compare(a.Name, b.Name) }
	slices.SortFunc(ready, byName)
	return ready, waiting, nil
}

// left says why a name is not taken; skip is for what nobody needs to hear of.
func (b *Box) left(name string, info fs.FileInfo) (why whyWaiting, skip bool) {
	of, marks := marked(name)
	switch mode := info.Mode(); {
	case strings.HasPrefix(name, "."), ours(name) && mode.IsDir():
		return "", true
	case importers.Unfinished(name):
		return NotNamed, false
	case marks && mode.IsRegular():
		_, err := b.root.Lstat(of)
		return LoneMarker, err == nil
	case mode&fs.ModeSymlink != 0:
		return IsLink, false
	case mode.IsDir():
		return IsFolder, false
	case !mode.IsRegular():
		return NoFile, false
	}
	return "", false
}

// ours says whether a folder is one of the inbox itself.
func ours(name string) bool { return slices.Contains([]string{Done, Held, Failed, Outbox}, name) }

// marked says which file a name marks as whole.
func marked(name string) (of string, ok bool) {
	for _, m := range markers() {
		if of, ok := strings.CutSuffix(name, m); ok && of != "" {
			return of, true
		}
	}
	return "", false
}

// rest is how long a file has to stand unchanged from now on; none where it is marked. A marker
// that is older than its file was for another one of that name.
func (b *Box) rest(f File) time.Duration {
	for _, m := range markers() {
		info, err := b.root.Lstat(f.Name + m)
		if err == nil && info.Mode().IsRegular() && !info.ModTime().Before(f.info.ModTime()) {
			return 0
		}
	}
	age := b.o.Now().Sub(f.info.ModTime())
	if age < 0 { // by the clock of another machine, or by hand
		age = 0
	}
	return max(0, b.o.Quiet-age)
}

// Unchanged says whether a file is the one that was looked at, and nothing was written to it since.
func (b *Box) Unchanged(f File) bool { return b.isAt(f, f.Name) }

// isAt says whether a name is that of the file as it was.
func (b *Box) isAt(f File, name string) bool {
	info, err := b.root.Lstat(name)
	return err == nil && os.SameFile(info, f.info) && info.Size() == f.info.Size() &&
		info.ModTime().Equal(f.info.ModTime())
}

// names lists a folder, in order of bytes.
func (b *Box) names(folder string) ([]string, error) {
	d, err := b.root.Open(folder)
	if err != nil {
		return nil, err
	}
	defer d.Close() // only read from
	names, err := d.Readdirnames(-1)
	slices.Sort(names)
	return names, err
}
