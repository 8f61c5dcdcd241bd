package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/rappro/rappro/reconcile"
)

// A backup file is a line that says what it is, the rows of all tables as lines of JSON, compressed
// by gzip, and at the end a line with the SHA-256 of every byte before it. So it needs no tool of
// the database, goes from one kind of store into the other, and shows any byte that is not what was
// written. (Copying the file of SQLite and calling pg_dump was the other way: two formats, a
// program that may be missing or too old, and no way from one store into the other.)

const (
	backupHead = "rappro backup 1\n"
	backupEnd  = "\nsha256 " // and 64 digits and a line end
	endLength  = len(backupEnd) + 2*sha256.Size + 1
)

// keeper is what both kinds of stores can do.
type keeper interface {
	Backup(ctx context.Context, to io.Writer) error
	Restore(ctx context.Context, from io.Reader) error
}

// Backup writes all that a store holds into a new file, readable by its owner alone, while others
// go on writing: what it holds is one snapshot. The file has its name when it is whole and synced.
// It gives the digest with which the file ends.
func Backup(ctx context.Context, s reconcile.Store, path string) (digest string, err error) {
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("%s is there already: a backup never takes the place of another file", path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-*")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	digest, err = writeBackup(ctx, s, f)
	err = errors.Join(err, f.Chmod(0o600), f.Sync(), f.Close())
	if err != nil {
		return "", err
	}
	if err := os.Link(f.Name(), path); err != nil { // which refuses a name that was taken meanwhile
		if os.IsExist(err) {
			return "", err
		}
		if err := os.Rename(f.Name(), path); err != nil { // a file system without links
			return "", err
		}
	}
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	return digest, errors.Join(d.Sync(), d.Close())
}

func writeBackup(ctx context.Context, s reconcile.Store, to io.Writer) (string, error) {
	k, ok := s.(keeper)
	if !ok {
		return "", errors.New("this kind of store has no backup")
	}
	sum := sha256.New()
	out := bufio.NewWriterSize(to, 1<<20)
	both := io.MultiWriter(out, sum)
	if _, err := io.WriteString(both, backupHead); err != nil {
		return "", err
	}
	z, err := gzip.NewWriterLevel(both, gzip.BestSpeed)
	if err != nil {
		return "", err
	}
	in := bufio.NewWriterSize(z, 1<<16)
	if err := errors.Join(k.Backup(ctx, in), in.Flush(), z.Close()); err != nil {
		return "", err
	}
	digest := hex.EncodeToString(sum.Sum(nil))
	_, err = out.WriteString(backupEnd + digest + "\n")
	return digest, errors.Join(err, out.Flush())
}

// Restore fills an empty store with a backup. The whole file is compared with its digest before
// anything is written, and what is written is there whole or not at all.
func Restore(ctx context.Context, s reconcile.Store, path string) error {
	k, ok := s.(keeper)
	if !ok {
		return errors.New("this kind of store has no backup")
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read from
	rest, err := soundBackup(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	z, err := gzip.NewReader(bufio.NewReaderSize(rest, 1<<20))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := k.Restore(ctx, z); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// CheckBackup says what is wrong with a backup file, without a store.
func CheckBackup(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read from
	if _, err := soundBackup(f); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// soundBackup compares a file with its digest and gives the part of it that is compressed.
func soundBackup(f *os.File) (io.Reader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := info.Size() - int64(endLength)
	head, end := make([]byte, len(backupHead)), make([]byte, endLength)
	if size < int64(len(head)) {
		return nil, errors.New("this is no backup of rappro, or its end is missing")
	}
	if _, err := f.ReadAt(head, 0); err != nil {
		return nil, err
	}
	if string(head) != backupHead {
		return nil, errors.New("this is no backup of rappro")
	}
	if _, err := f.ReadAt(end, size); err != nil {
		return nil, err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f, 0, size)); err != nil {
		return nil, err
	}
	want := hex.AppendEncode([]byte(backupEnd), sum.Sum(nil))
	if !bytes.Equal(end, append(want, '\n')) {
		return nil, errors.New("the backup is damaged: it is not what its digest says; take another")
	}
	return io.NewSectionReader(f, int64(len(head)), size-int64(len(head))), nil
}
