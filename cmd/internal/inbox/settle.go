package inbox

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// Verdict is what became of a file.
type Verdict struct {
	Outcome   reconcile.Outcome
	Companies []string // whose books it went to, none where nobody knows
	Report    string   // for the person who finds it beside the file
}

// Worse is the outcome of two that a person has to hear of first: that of an archive is the worst of
// its files. The empty outcome is none.
func Worse(a, b reconcile.Outcome) reconcile.Outcome {
	order := []reconcile.Outcome{reconcile.OutcomeRefused, reconcile.OutcomeAsked, reconcile.OutcomeHeld,
		reconcile.OutcomeRead, reconcile.OutcomeKnown}
	i, j := slices.Index(order, a), slices.Index(order, b)
	if i < 0 || j >= 0 && j < i {
		return b
	}
	return a
}

// ErrChanged says that a file was written while it was imported. It stays where it is: the next run
// enters what is new in it.
var ErrChanged = errors.New("the file was written while it was imported: it is left for the next time")

// reportEnd is how the name of a report ends.
const reportEnd = ".report.txt"

// longest is how long a name may be, in bytes, on the file systems that there are.
const longest = 255

// Settle puts a report beside the place of a file and moves the file there. What it was imported for
// must be durable. A name that is taken there gets the day and the digest of the file. It can
// be repeated after a kill at any moment.
func (b *Box) Settle(f File, day reconcile.Date, v Verdict) (to string, err error) {
	if !b.Unchanged(f) {
		return "", ErrChanged
	}
	digest, err := b.digest(f.Name, f.Size())
	if err != nil {
		digest = unread // and refused for that: it goes to its place all the same
	}
	folder := folderOf(v.Outcome)
	name, err := b.free(folder, f.Name, day, digest)
	if err != nil {
		return "", err
	}
	to = folder + "/" + name
	if err := b.write(folder, name+reportEnd, v.Report+v.trailer(f.Size(), digest)); err != nil {
		return "", err
	}
	for _, m := range markers() {
		if err := b.remove(f.Name + m); err != nil {
			return "", err
		}
	}
	if err := b.root.Rename(f.Name, to); err != nil {
		return "", err
	}
	// Should another file have taken the name since it was looked at, it goes back unread.
	if !b.isAt(f, to) {
		return "", errors.Join(ErrChanged, b.root.Rename(to, f.Name), b.remove(to+reportEnd))
	}
	if err := errors.Join(b.sync(folder), b.sync(".")); err != nil {
		return "", err
	}
	return to, b.forget(folder, f.Name)
}

// free is the name for a file in a folder: its own, unless that is taken, too long for a report
// beside it, or that of a report.
func (b *Box) free(folder, name string, day reconcile.Date, digest string) (string, error) {
	if len(name)+room <= longest && !isReport(name) {
		if taken, err := b.taken(folder, name); err != nil || !taken {
			return name, err
		}
	}
	stem, ext := parted(name)
	for i := 1; ; i++ {
		try := fmt.Sprintf("%s.%s.%s", stem, day, digest[:8])
		if i > 1 {
			try += fmt.Sprintf("-%d", i)
		}
		if taken, err := b.taken(folder, try+ext); err != nil || !taken {
			return try + ext, err
		}
	}
}

// unread stands for the digest of a file that cannot be read.
const unread = "unreadable"

// room is what a name needs besides its own bytes.
const room = len(".2026-06-30.01234567-99") + len(reportEnd)

// parted parts a name before its extension, cut so that there is room.
func parted(name string) (stem, ext string) {
	ext = filepath.Ext(name)
	if len(ext) > 16 {
		ext = ""
	}
	return cut(name[:len(name)-len(ext)], longest-room-len(ext)), ext
}

// open opens a file to read. Without waiting: a pipe put in its place must not stop the job.
func (b *Box) open(name string) (*os.File, error) {
	f, err := b.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(fmt.Errorf("%s: %w", name, NoFile), err, f.Close())
	}
	return f, nil
}

// cut shortens a name to so many bytes, between two characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

func (b *Box) taken(folder, name string) (bool, error) {
	_, err := b.root.Lstat(folder + "/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return true, err
}

// write puts a text into a folder: whole, durable, and in the place of one of that name.
func (b *Box) write(folder, name, text string) error {
	part := folder + "/.report.part"
	if err := b.remove(part); err != nil { // of a job that was killed
		return err
	}
	f, err := b.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, b.perm&0o666)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	if err := errors.Join(err, f.Chmod(b.perm&0o666), f.Sync(), f.Close()); err != nil {
		return err
	}
	return b.root.Rename(part, folder+"/"+name)
}

// remove removes what may be gone already, or cannot be there because its name is too long.
func (b *Box) remove(name string) error {
	err := b.root.Remove(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENAMETOOLONG) {
		return nil
	}
	return err
}

// forget removes the report of a file that a person has put back into the inbox and that
// went elsewhere now: it would tell of a file that is not there any more.
func (b *Box) forget(folder, name string) error {
	for _, other := range []string{Held, Failed} {
		if other == folder {
			continue
		}
		if taken, err := b.taken(other, name); err != nil || taken {
			return err
		}
		if err := b.remove(other + "/" + name + reportEnd); err != nil {
			return err
		}
	}
	return nil
}
