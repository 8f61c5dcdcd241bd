package inbox

import (
	"errors"
	"io/fs"
	"strings"
	"time"
)

// Grown is a file that went on growing after it was taken for whole.
type Grown struct {
	Was  string // where it lay, with its folder
	Name string // that it has in the inbox now
}

// watched is how long after its report a file is looked at for bytes that were added. Who writes a
// file is done within the day; the job may not have run for some weeks.
const watched = 31 * 24 * time.Hour

// TakeBack moves the files that have grown since they were taken back into the inbox, where they wait to be
// quiet and are read as a whole: what was in the books already is known, and the rest is entered.
//
// A writer that pauses at the end of a line for longer than [Options].Quiet leaves nothing that
// tells its half file from a whole one, and it goes on writing wherever the file was moved to
// (RELIABILITY T6). So each report keeps how many bytes were taken and their digest. A file that
// begins with these very bytes and goes on has grown; one that was changed otherwise was changed by
// a person, who puts it back himself if he wants it read. The name in the inbox is one that nobody else gives, so
// that it takes no other file's place.
//
// It can be repeated after a kill at any moment.
func (b *Box) TakeBack() (list []Grown, err error) {
	for _, folder := range []string{Done, Held, Failed} {
		names, err := b.names(folder)
		if err != nil {
			return list, err
		}
		for _, report := range names {
			name, ok := strings.CutSuffix(report, reportEnd)
			if !ok || !b.isWatched(folder+"/"+report) {
				continue
			}
			back, err := b.takeBack(folder+"/"+name, name)
			if errors.Is(err, fs.ErrNotExist) {
				continue // taken away meanwhile
			} else if err != nil {
				return list, err
			}
			if back != "" {
				list = append(list, Grown{folder + "/" + name, back})
			}
		}
	}
	return list, nil
}

// isWatched says whether a report is young enough.
func (b *Box) isWatched(report string) bool {
	info, err := b.root.Lstat(report)
	return err == nil && info.Mode().IsRegular() && b.o.Now().Sub(info.ModTime()) < watched
}

// takeBack moves one file back if it has grown, and then removes its report.
func (b *Box) takeBack(path, name string) (back string, err error) {
	t, err := b.told(path + reportEnd)
	if err != nil || t.digest == "" {
		return "", err
	}
	stem, ext := parted(name)
	back = stem + "." + t.digest[:8] + ext
	taken, err := b.taken(".", back)
	if err != nil {
		return "", err
	}
	info, err := b.root.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) && taken { // killed before its report was removed
		return back, b.remove(path + reportEnd)
	} else if err != nil || taken || !info.Mode().IsRegular() || info.Size() <= t.size {
		return "", err
	}
	digest, err := b.digest(path, t.size)
	if err != nil || digest != t.digest {
		return "", err
	}
	if err := b.root.Rename(path, back); err != nil {
		return "", err
	}
	return back, errors.Join(b.sync("."), b.remove(path+reportEnd))
}
