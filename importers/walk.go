package importers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/rappro/rappro/reconcile"
)

// Stdin is the path that means standard input.
const Stdin = "-"

// Expand turns the paths of a command line into files. A folder is walked in sorted order;
// in it hidden files and folders are left alone. A path that is named is taken whatever its name.
// What is not a regular file is never read, and neither is what a link in a folder leads to: it may
// lie outside of it. Each file comes once. Paths that are not read are all named in the error, so
// that no statement is missed in silence; the others are given with it, because files are
// independent of each other.
func Expand(paths []string) ([]string, error) {
	var files []string
	var bad []error
	seen := make(map[string]bool)
	add := func(path string) {
		if key := filepath.Clean(path); !seen[key] {
			seen[key] = true
			files = append(files, path)
		}
	}
	for _, path := range paths {
		if path == Stdin {
			add(path)
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			bad = append(bad, unreadable(path, err))
		case info.IsDir():
			bad = append(bad, walk(path, add)...)
		case !info.Mode().IsRegular():
			bad = append(bad, &PathError{path, "not a regular file: name a file, a folder or -"})
		default:
			add(linked(path))
		}
	}
	return files, errors.Join(bad...)
}

// linked is the file that a link leads to which a person has named: no link is followed later.
func linked(path string) string {
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			return target
		}
	}
	return path
}

func walk(root string, add func(string)) (bad []error) {
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			bad = append(bad, unreadable(path, err))
			return fs.SkipDir
		}
		switch {
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case path != root && Unfinished(d.Name()):
			bad = append(bad, &PathError{path, "by its name it is still being written, or a copy: it is left until it " +
				"has its own"})
			if d.IsDir() { // a browser's, for one download
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			add(path)
		case d.Type()&fs.ModeSymlink != 0:
			bad = append(bad, &PathError{path, "a link in a folder, which is not followed: name the file it leads to"})
		case !d.IsDir():
			bad = append(bad, &PathError{path, "not a regular file"})
		}
		return nil
	})
	return bad
}

// Unfinished says whether a file has the name that browsers, clients and editors give to what they
// have not written to its end: Firefox, Chrome, Opera, Safari; WinSCP, FileZilla, curl and rsync users;
// the backup of an editor; the lock of an office program. A person who names such a file means it.
func Unfinished(name string) bool {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".opdownload", ".download", ".swp":
		return true
	}
	return strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$")
}

// unreadable says which path and why, without the name of the system call.
func unreadable(path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &PathError{path, "cannot be read: " + err.Error()}
}

// PathError says why a path of the command line gives no file.
type PathError struct{ Path, What string }

// Error is the path and what is wrong with it.
func (e *PathError) Error() string { return e.Path + ": " + e.What }

// Open reads one file given by [Expand]; stdin stands for the path "-". It does not unpack:
// see [Formats.OpenAll].
func (f Formats) Open(ctx context.Context, path string, stdin io.Reader,
	opt ReadOptions) reconcile.File {
	if path == Stdin {
		return f.Read(ctx, path, stdin, opt)
	}
	file, size, err := regular(opt.Folder, path)
	if err != nil {
		return reconcile.File{Name: path, Size: size, Err: err}
	}
	defer file.Close() // only read from
	return f.Read(ctx, path, file, opt)
}

// regular opens a regular file of a size that is read. It is opened once and looked at then,
// so that it cannot be exchanged between the look and the reading; a link that has taken its place
// is not followed. In a folder nothing outside of it is opened, whatever the path says.
func regular(folder *os.Root, path string) (*os.File, int64, error) {
	look, open := os.Lstat, os.OpenFile
	if folder != nil {
		look, open = folder.Lstat, folder.OpenFile
	}
	place, err := look(path)
	if err != nil {
		return nil, 0, cause(err)
	}
	// Without waiting: a pipe put in the place of the file must not stop the job.
	file, err := open(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, 0, cause(err)
	}
	info, err := file.Stat()
	size := int64(0)
	switch {
	case err != nil:
		err = cause(err)
	case !info.Mode().IsRegular() || !os.SameFile(place, info):
		err = &Error{What: "not a regular file"}
	default:
		if size = info.Size(); size > MaxFile {
			err = TooLarge()
		}
	}
	if err != nil {
		_ = file.Close()
		return nil, size, err
	}
	return file, size, nil
}

func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("cannot be read: %w", p.Err)
	}
	return err
}
