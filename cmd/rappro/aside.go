package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// names gives each file of a conversion a path of its own in the folder.
type names struct {
	dir, extension string
	taken          map[string]bool
}

func newNames(dir, extension string) names { return names{dir, extension, map[string]bool{}} }

// of makes a name of that of the source: its last part without extension. The member of an
// archive brings its own name, which is never a path. Two of one name are numbered.
func (n names) of(source string) string {
	base := source[strings.LastIndexAny(source, `/\!`)+1:]
	base = strings.TrimSuffix(base, filepath.Ext(base))
	base = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, strings.TrimLeft(base, "."))
	switch {
	case base == "-":
		base = "stdin"
	case base == "":
		base = "statements"
	}
	name := base
	for i := 2; n.taken[strings.ToLower(name)]; i++ {
		name = fmt.Sprintf("%s-%d", base, i)
	}
	n.taken[strings.ToLower(name)] = true
	return filepath.Join(n.dir, name+n.extension)
}

// writeAside writes a file beside its place and moves it there when it is whole. What stands
// there already is never replaced, unless it is the same to the byte.
func writeAside(path string, write func(io.Writer) ([]string, error)) (notes []string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".rappro-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name()) // it is gone when it was moved
	notes, err = write(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return notes, os.Rename(f.Name(), path)
	} else if err != nil {
		return nil, err
	}
	same, err := sameContent(f.Name(), path)
	if err == nil && !same {
		err = fmt.Errorf("%s holds something else: remove it, or name another folder with --out", path)
	}
	return notes, err
}

// sameContent compares two files.
func sameContent(one, other string) (bool, error) {
	a, err := os.Open(one)
	if err != nil {
		return false, err
	}
	defer a.Close() // only read from
	b, err := os.Open(other)
	if err != nil {
		return false, err
	}
	defer b.Close() // only read from
	var left, right [32 << 10]byte
	for {
		n, err := io.ReadFull(a, left[:])
		m, err2 := io.ReadFull(b, right[:])
		switch {
		case !bytes.Equal(left[:n], right[:m]):
			return false, nil
		case err == nil && err2 == nil:
			continue
		}
		for _, e := range []error{err, err2} {
			if e != nil && !errors.Is(e, io.EOF) && !errors.Is(e, io.ErrUnexpectedEOF) {
				return false, e
			}
		}
		return true, nil
	}
}
