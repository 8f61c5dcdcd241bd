// Package disktest puts a disk under SQLite that remembers and that fails: what power cuts and
// broken disks are made of, for tests. The engine above it is the one that the program ships.
//
//	d := disktest.Under(t, folder)      // from here on, for every file in or below that folder
//	d.Record()                          // what is written is remembered, with every fsync
//	d.Break(disktest.Fault{At: 17})     // and the 17th call fails
//
// SQLite reaches files by a table of functions (a VFS). A disk takes the place of the default one
// in this process, so that the store needs no seam for it: it does what was asked by the functions
// of the system's own table, and writes down what they did. Files of other folders, temporary
// files and the shared memory of a log (-shm), which no power cut leaves, pass by.
//
// What was remembered is played by a [Platter], which says what a disk may hold after the power
// went at any moment. One disk is under SQLite at a time.
package disktest

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Disk stands between SQLite and the files in and below one folder.
type Disk struct {
	folder  string
	tls     *libc.TLS
	real    uintptr // the system's own table, which does the work
	table   uintptr // ours
	methods uintptr // ours of open files
	name    uintptr
	alive   []any // functions that SQLite's memory points to, which Go's collector cannot see

	mu        sync.Mutex
	open      map[uintptr]*file // by the address that SQLite knows them by
	inodes    map[string]int    // the files that there are, by name
	made      int               // inodes so far
	recording bool
	log       []Event
	calls     int
	fault     *Fault
	struck    int // calls that failed so far
	sync      byte
}

// file is an open file.
type file struct {
	name  string
	inode int
}

// Under puts a disk under every file in or below a folder until the test has ended; what uses them must
// be closed by then.
func Under(t testing.TB, folder string) *Disk {
	t.Helper()
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		t.Fatal(err)
	}
	d := &Disk{folder: folder, tls: libc.NewTLS(), open: map[uintptr]*file{}, inodes: map[string]int{}}
	if d.real = lib.Xsqlite3_vfs_find(d.tls, 0); d.real == 0 {
		t.Fatal("SQLite knows no way to files")
	}
	if d.name, err = libc.CString("disktest"); err != nil {
		t.Fatal(err)
	}
	d.table = lib.Xsqlite3_malloc(d.tls, int32(unsafe.Sizeof(lib.Tsqlite3_vfs{})))
	d.methods = lib.Xsqlite3_malloc(d.tls, int32(unsafe.Sizeof(lib.Tsqlite3_io_methods{})))
	if d.table == 0 || d.methods == 0 {
		t.Fatal("no memory for SQLite")
	}
	d.fill()
	if code := lib.Xsqlite3_vfs_register(d.tls, d.table, 1); code != lib.SQLITE_OK {
		t.Fatalf("the disk cannot be put under SQLite: %d", code)
	}
	t.Cleanup(func() { d.remove(t) })
	return d
}

func (d *Disk) remove(t testing.TB) {
	d.mu.Lock()
	defer d.mu.Unlock()
	lib.Xsqlite3_vfs_unregister(d.tls, d.table)
	if len(d.open) > 0 {
		t.Errorf("%d files of the disk are open still", len(d.open))
		return // what they point to has to stay
	}
	lib.Xsqlite3_free(d.tls, d.table)
	lib.Xsqlite3_free(d.tls, d.methods)
	libc.Xfree(d.tls, d.name)
	d.tls.Close()
}

// Synchronous has SQLite run with another synchronous (0 OFF, 1 NORMAL) than the store asks for
// and believes it has: the harness must find what that loses. It holds for what is opened later.
func (d *Disk) Synchronous(level int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sync = '0' + byte(level)
}

// fill makes the tables: the system's own, but for what a disk watches.
func (d *Disk) fill() {
	table := (*lib.Tsqlite3_vfs)(pointer(d.table))
	*table = *(*lib.Tsqlite3_vfs)(pointer(d.real))
	table.FszOsFile += header
	table.FpNext, table.FzName = 0, d.name
	table.FxOpen = function(d, d.xOpen)
	table.FxDelete = function(d, d.xDelete)
	table.FxAccess = function(d, d.xAccess)
	*(*lib.Tsqlite3_io_methods)(pointer(d.methods)) = lib.Tsqlite3_io_methods{
		FiVersion:               2, // without reading by mapped memory, which the store does not
		FxClose:                 function(d, d.xClose),
		FxRead:                  function(d, d.xRead),
		FxWrite:                 function(d, d.xWrite),
		FxTruncate:              function(d, d.xTruncate),
		FxSync:                  function(d, d.xSync),
		FxFileSize:              function(d, d.xFileSize),
		FxLock:                  function(d, d.xLock),
		FxUnlock:                function(d, d.xUnlock),
		FxCheckReservedLock:     function(d, d.xCheckReservedLock),
		FxFileControl:           function(d, d.xFileControl),
		FxSectorSize:            function(d, d.xSectorSize),
		FxDeviceCharacteristics: function(d, d.xDeviceCharacteristics),
		FxShmMap:                function(d, d.xShmMap),
		FxShmLock:               function(d, d.xShmLock),
		FxShmBarrier:            function(d, d.xShmBarrier),
		FxShmUnmap:              function(d, d.xShmUnmap),
	}
}

// ours gives the name of a file below the folder.
func (d *Disk) ours(path uintptr) (name string, ok bool) {
	if path == 0 {
		return "", false // temporary
	}
	return strings.CutPrefix(libc.GoString(path), d.folder+string(filepath.Separator))
}

// header is the room before the system's own data of an open file, for our table.
const header = 16

// pointer is an address in SQLite's memory, which Go's collector never moves or frees.
func pointer(at uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&at)) }

// function gives SQLite a function of ours.
func function[F any](d *Disk, f F) uintptr {
	d.alive = append(d.alive, f)
	return *(*uintptr)(unsafe.Pointer(&f))
}

// of makes a function of SQLite's callable.
func of[F any](at uintptr) F { return *(*F)(unsafe.Pointer(&at)) }
