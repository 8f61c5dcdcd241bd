package importers

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Banks send the statements of a day as one ZIP (EBICS order types Z53 and C53), and people
// keep old ones as gzip. An archive is opened by its first bytes, whatever its name, and
// nothing is ever written:
//
//   - The names of members are shown and never used as paths. One that would leave a folder
//     refuses the archive, because no honest tool writes it.
//   - What comes out is limited (MaxMembers, MaxUnpacked, MaxRatio) before it is read: a ZIP
//     says in its list how large everything is and is held to that, a gzip is watched.
//   - Only one level is opened. An archive in an archive is refused like any other file that
//     no format claims.
//
// Each member is a file of its own: it is hashed as it stands unpacked, so that a statement
// that comes both ways is known, and a broken one does not keep the others away.

// OpenAll reads what one path given by [Expand] holds: the file itself, or the members of a
// ZIP in the order of their names, each named "set.zip!member.xml", or what is in a gzip,
// under the name of the path. stdin stands for the path "-". A path may be any bytes (a bank's
// server that names files in Latin-1); the name that is kept and shown is text.
func (f Formats) OpenAll(ctx context.Context, path string, stdin io.Reader,
	opt ReadOptions) []reconcile.File {
	if path == Stdin {
		return f.piped(ctx, path, stdin, opt)
	}
	list := f.opened(ctx, path, opt)
	for i := range list {
		list[i].Path, list[i].Name = path, strings.ToValidUTF8(list[i].Name, "_")
	}
	return list
}

// opened is OpenAll for what is on disk.
func (f Formats) opened(ctx context.Context, path string, opt ReadOptions) []reconcile.File {
	file, size, err := regular(opt.Folder, path)
	if err != nil {
		return []reconcile.File{{Name: path, Size: size, Err: err}}
	}
	defer file.Close() // only read from
	head := make([]byte, len(zipMagic))
	n, err := file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return []reconcile.File{{Name: path, Size: size, Err: cause(err)}}
	}
	switch head = head[:n]; {
	case isZip(head):
		return f.unzip(ctx, path, file, size, opt)
	case isGzip(head):
		return []reconcile.File{f.gunzip(ctx, path, file, opt)}
	}
	opt.size = size
	if size > HeldInMemory {
		return []reconcile.File{f.large(ctx, path, file, opt)}
	}
	return []reconcile.File{f.Read(ctx, path, file, opt)}
}

// piped reads standard input. A ZIP is held in memory for that, a gzip is not.
func (f Formats) piped(ctx context.Context, name string, in io.Reader, opt ReadOptions) []reconcile.File {
	b := bufio.NewReader(in)
	head := peek(b, len(zipMagic))
	switch {
	case isZip(head):
		all, err := io.ReadAll(io.LimitReader(b, MaxPiped+1))
		if err == nil && len(all) > MaxPiped {
			err = over(0, "an archive of more than 64 MiB through a pipe: save it as a file")
		}
		if err != nil {
			return []reconcile.File{{Name: name, Err: err}}
		}
		return f.unzip(ctx, name, bytes.NewReader(all), int64(len(all)), opt)
	case isGzip(head):
		return []reconcile.File{f.gunzip(ctx, name, b, opt)}
	}
	return []reconcile.File{f.Read(ctx, name, b, opt)}
}

const (
	zipMagic  = "PK\x03\x04"
	zipEmpty  = "PK\x05\x06"
	gzipMagic = "\x1f\x8b"
)

func isZip(head []byte) bool { return string(head) == zipMagic || string(head) == zipEmpty }

func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte(gzipMagic)) }

// gunzip reads what is in a gzip.
func (f Formats) gunzip(ctx context.Context, name string, r io.Reader, opt ReadOptions) reconcile.File {
	in := &counted{r: r}
	return f.Read(ctx, name, &unpacked{open: func() (io.Reader, error) { return gzip.NewReader(in) },
		packed: in}, opt)
}

// counted counts what is read.
type counted struct {
	r io.Reader
	n int64
}

// Read reads.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// unpacked gives what comes out of an archive, as long as that stands in proportion to what
// went in, and says in our words that an archive is damaged.
type unpacked struct {
	open   func() (io.Reader, error)
	packed *counted // nil where the list of a ZIP was checked before
	r      io.Reader
	n      int64
	err    error
}

// Read gives what stays within the limits.
func (u *unpacked) Read(p []byte) (n int, err error) {
	if u.err != nil {
		return 0, u.err
	}
	if u.r == nil {
		u.r, err = u.open()
	}
	if err == nil {
		n, err = u.r.Read(p)
	}
	if u.n += int64(n); u.packed != nil {
		if own := proportion(u.n, u.packed.n); own != nil {
			n, err = 0, own
		}
	}
	u.err = inOurWords(err)
	return n, u.err
}

func inOurWords(err error) error {
	var place *fs.PathError
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.Is(err, ErrLimit), errors.As(err, &place):
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		return &Error{What: "it is packed by a method that is not read: unpack the archive, " +
			"and import the folder"}
	}
	return damaged(err)
}

// proportion refuses what is too much, as such or for what it came from.
func proportion(out, in int64) error {
	switch {
	case out > MaxUnpacked:
		return UnpacksTooLarge()
	case out > UnpackedFree && out/MaxRatio > in:
		return UnpacksTooWell()
	}
	return nil
}

func damaged(err error) error {
	return &Error{What: "the archive was cut or damaged on the way, download it again",
		Err: fmt.Errorf("unpacking: %w", err)}
}
