package inbox

import "time"

// Digest is the SHA-256 of a file's bytes, in hexadecimal.
func (b *Box) Digest(f File) (string, error) { return b.digest(f.Name) }

// Size is how many bytes the file had when it was looked at.
func (f File) Size() int64 { return f.info.Size() }

// Written is when it was written last.
func (f File) Written() time.Time { return f.info.ModTime() }
