package inbox

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"time"
)

// Digest is the SHA-256 of a file's bytes, in hexadecimal.
func (b *Box) Digest(f File) (string, error) { return b.digest(f.Name, f.Size()) }

// Size is how many bytes the file had when it was looked at.
func (f File) Size() int64 { return f.info.Size() }

// Written is when it was written last.
func (f File) Written() time.Time { return f.info.ModTime() }

// digest is the SHA-256 of the first bytes of a file, so many or all that there are.
func (b *Box) digest(path string, size int64) (string, error) {
	f, err := b.open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read from
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(f, size)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
