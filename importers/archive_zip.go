package importers

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/rappro/rappro/reconcile"
)

// maxDirectory bounds what is read to list a ZIP: 1000 members with long names take a tenth
// of it, and a list of millions ends there.
const maxDirectory = 2 << 20

// encrypted is the flag of a member that needs a password.
const encrypted = 1

// unzip reads the members of a ZIP. One that cannot be listed, or that is a trap, is refused
// as a whole before anything is unpacked.
func (f Formats) unzip(ctx context.Context, name string, r io.ReaderAt, size int64,
	opt ReadOptions) []reconcile.File {
	members, err := listed(r, size)
	if err != nil {
		file := reconcile.File{Name: name, Size: size, Err: err}
		h := sha256.New()
		_, _ = io.Copy(h, io.NewSectionReader(r, 0, size)) // it is refused in any case
		h.Sum(file.Digest[:0])
		return []reconcile.File{file}
	}
	files := make([]reconcile.File, 0, len(members))
	for _, m := range members {
		files = append(files, f.member(ctx, name+"!"+shown(m.Name), m, opt))
	}
	return files
}

// member reads one file of a ZIP.
func (f Formats) member(ctx context.Context, name string, m *zip.File, opt ReadOptions) reconcile.File {
	if m.Flags&encrypted != 0 {
		return reconcile.File{Name: name, Size: int64(m.UncompressedSize64),
			Err: &Error{What: "it needs a password: unpack the archive, and import the folder"}}
	}
	var content io.ReadCloser
	in := &unpacked{open: func() (r io.Reader, err error) {
		content, err = m.Open()
		return content, err
	}}
	file := f.Read(ctx, name, in, opt)
	if content != nil {
		_ = content.Close() // only read from
	}
	return file
}

// listed gives the members that are read, in the order of their names: as in a folder, hidden
// ones and what is not a regular file are left alone.
func listed(r io.ReaderAt, size int64) ([]*zip.File, error) {
	list := &bounded{r: r, left: maxDirectory}
	z, err := zip.NewReader(list, size)
	switch {
	case list.over, err == nil && len(z.File) > MaxMembers:
		return nil, TooManyMembers()
	case err != nil:
		return nil, damaged(err)
	}
	list.free = true // from here on every size is known
	if err := checkMembers(z.File, size); err != nil {
		return nil, err
	}
	members := slices.DeleteFunc(slices.Clone(z.File), func(m *zip.File) bool {
		return !m.Mode().IsRegular() || strings.HasSuffix(m.Name, "/") || hidden(m.Name)
	})
	if len(members) == 0 {
		return nil, &Error{What: "the archive has no file in it: ask the bank for it again"}
	}
	slices.SortFunc(members, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	return members, nil
}

// checkMembers looks for what an archive for reading does not have.
func checkMembers(all []*zip.File, size int64) error {
	total := int64(0)
	seen := make(map[string]bool, len(all))
	for _, m := range all {
		switch {
		case m.Name == "[Content_Types].xml", m.Name == "mimetype":
			return &Error{What: "the file is a spreadsheet or another office document: save it as CSV"}
		case !harmless(m.Name):
			return &Error{What: fmt.Sprintf("the archive names a file %q, outside its folder: "+
				"no bank does, it is refused", shown(m.Name))}
		case seen[m.Name]:
			return &Error{What: fmt.Sprintf("the archive has two files %q: nobody can say which "+
				"one is meant", shown(m.Name))}
		case m.UncompressedSize64 > MaxUnpacked:
			return UnpacksTooLarge()
		}
		seen[m.Name] = true
		total += int64(m.UncompressedSize64)
	}
	if err := proportion(total, size); err != nil {
		return err
	}
	return disjoint(all, size)
}

// disjoint refuses members that share bytes: that is how a small archive unpacks to
// thousands of large files.
func disjoint(all []*zip.File, size int64) error {
	type span struct{ from, to int64 }
	var spans []span
	for _, m := range all {
		from, err := m.DataOffset()
		if err != nil {
			return damaged(err)
		}
		if m.CompressedSize64 > uint64(size) || from > size-int64(m.CompressedSize64) {
			return damaged(errors.New("a member goes beyond the end"))
		}
		spans = append(spans, span{from, from + int64(m.CompressedSize64)})
	}
	slices.SortFunc(spans, func(a, b span) int {
		if a.from != b.from {
			return int(min(max(a.from-b.from, -1), 1))
		}
		return int(min(max(a.to-b.to, -1), 1))
	})
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return &Error{What: "files of the archive lie over each other: this is a trap"}
		}
	}
	return nil
}

// harmless says whether a name stays in its folder, however separators are written.
func harmless(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	if name == "" || strings.HasPrefix(name, "/") || strings.ContainsRune(name, 0) ||
		len(name) > 1 && name[1] == ':' {
		return false
	}
	return !slices.Contains(strings.Split(name, "/"), "..")
}

// hidden says whether a member is one that people do not see in a folder.
func hidden(name string) bool {
	for part := range strings.SplitSeq(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// shown is a member's name as it can be printed: without controls, marks that turn the
// direction of text, and bytes that are not UTF-8, and not longer than a line.
func shown(name string) string {
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, name)
	if r := []rune(name); len(r) > 120 {
		return string(r[:40]) + "…" + string(r[len(r)-79:])
	}
	return name
}

// bounded reads from r until its bytes are used up or it is free.
type bounded struct {
	r    io.ReaderAt
	left int64
	over bool
	free bool
}

// ReadAt reads what is allowed.
func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if !b.free {
		if b.left -= int64(len(p)); b.left < 0 {
			b.over = true
			return 0, ErrLimit
		}
	}
	return b.r.ReadAt(p, off)
}
