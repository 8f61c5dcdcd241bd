package disktest

import (
	"strings"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// pragma plants another synchronous. SQLite tells the disk of every PRAGMA before it heeds it,
// and heeds what stands in its memory after that. When the store reads back what it asked for,
// the disk answers in SQLite's place: with what was asked, which the store would else refuse.
func (d *Disk) pragma(tls *libc.TLS, arg uintptr) int32 {
	d.mu.Lock()
	level := d.sync
	d.mu.Unlock()
	words := (*[3]uintptr)(pointer(arg)) // room for an answer, the name, the value
	if level == 0 || !strings.EqualFold(libc.GoString(words[1]), "synchronous") {
		return lib.SQLITE_NOTFOUND // which is: do as you would
	}
	if words[2] != 0 {
		*(*byte)(pointer(words[2])) = level // the store writes the level as one digit
		return lib.SQLITE_NOTFOUND
	}
	answer := lib.Xsqlite3_malloc(tls, 2) // SQLite frees it
	copy(unsafe.Slice((*byte)(pointer(answer)), 2), "2\x00")
	words[0] = answer
	return lib.SQLITE_OK
}
