package disktest

import (
	"os"
	"path/filepath"
	"slices"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// The functions of SQLite's tables, under SQLite's names. Each asks first whether it is to fail,
// then does the work by the system's own function, then notes what was done.

func (d *Disk) system() *lib.Tsqlite3_vfs { return (*lib.Tsqlite3_vfs)(pointer(d.real)) }

// inner is the system's own part of an open file, and its functions.
func inner(id uintptr) (uintptr, *lib.Tsqlite3_io_methods) {
	in := id + header
	return in, (*lib.Tsqlite3_io_methods)(pointer(*(*uintptr)(pointer(in))))
}

type (
	openFunc    = func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32
	deleteFunc  = func(*libc.TLS, uintptr, uintptr, int32) int32
	accessFunc  = func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32
	plainFunc   = func(*libc.TLS, uintptr) int32
	numberFunc  = func(*libc.TLS, uintptr, int32) int32
	placeFunc   = func(*libc.TLS, uintptr, uintptr) int32
	sizeFunc    = func(*libc.TLS, uintptr, int64) int32
	bytesFunc   = func(*libc.TLS, uintptr, uintptr, int32, int64) int32
	controlFunc = func(*libc.TLS, uintptr, int32, uintptr) int32
	mapFunc     = func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32
	lockFunc    = func(*libc.TLS, uintptr, int32, int32, int32) int32
	barrierFunc = func(*libc.TLS, uintptr)
)

func (d *Disk) xOpen(tls *libc.TLS, _, path, id uintptr, flags int32, out uintptr) int32 {
	open := of[openFunc](d.system().FxOpen)
	name, ok := d.ours(path)
	if !ok {
		return open(tls, d.real, path, id, flags, out)
	}
	*(*uintptr)(pointer(id)) = 0 // SQLite closes no file without a table
	if code := d.call(Open); code != lib.SQLITE_OK {
		return code
	}
	_, err := os.Lstat(filepath.Join(d.folder, name))
	if code := open(tls, d.real, path, id+header, flags, out); code != lib.SQLITE_OK {
		return code
	}
	*(*uintptr)(pointer(id)) = d.methods
	d.mu.Lock()
	defer d.mu.Unlock()
	d.opened(id, name, err != nil)
	return lib.SQLITE_OK
}

func (d *Disk) xDelete(tls *libc.TLS, _, path uintptr, folder int32) int32 {
	name, ok := d.ours(path)
	if ok {
		if code := d.call(Delete); code != lib.SQLITE_OK {
			return code
		}
	}
	wait := folder
	if ok {
		wait = 0 // see xSync
	}
	code := of[deleteFunc](d.system().FxDelete)(tls, d.real, path, wait)
	if ok && code == lib.SQLITE_OK {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.deleted(name, folder != 0)
	}
	return code
}

func (d *Disk) xAccess(tls *libc.TLS, _, path uintptr, flags int32, out uintptr) int32 {
	if _, ok := d.ours(path); ok {
		if code := d.call(Access); code != lib.SQLITE_OK {
			return code
		}
	}
	return of[accessFunc](d.system().FxAccess)(tls, d.real, path, flags, out)
}

func (d *Disk) xClose(tls *libc.TLS, id uintptr) int32 {
	in, m := inner(id)
	code := of[plainFunc](m.FxClose)(tls, in)
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.open, id)
	return code
}

func (d *Disk) xRead(tls *libc.TLS, id, to uintptr, n int32, at int64) int32 {
	if code := d.call(Read); code != lib.SQLITE_OK {
		return code
	}
	in, m := inner(id)
	return of[bytesFunc](m.FxRead)(tls, in, to, n, at)
}

// xWrite that fails has written a part, as a full disk does.
func (d *Disk) xWrite(tls *libc.TLS, id, from uintptr, n int32, at int64) int32 {
	in, m := inner(id)
	failed := d.call(Write)
	if failed != lib.SQLITE_OK {
		n = n / 2 &^ (sector - 1)
	}
	if n == 0 {
		return failed
	}
	code := of[bytesFunc](m.FxWrite)(tls, in, from, n, at)
	if code == lib.SQLITE_OK {
		data := slices.Clone(unsafe.Slice((*byte)(pointer(from)), n))
		d.note(id, Event{Kind: Write, At: at, Data: data})
	}
	return max(code, failed)
}

func (d *Disk) xTruncate(tls *libc.TLS, id uintptr, size int64) int32 {
	if code := d.call(Truncate); code != lib.SQLITE_OK {
		return code
	}
	in, m := inner(id)
	code := of[sizeFunc](m.FxTruncate)(tls, in, size)
	if code == lib.SQLITE_OK {
		d.note(id, Event{Kind: Truncate, At: size})
	}
	return code
}

// xSync only notes that it was asked: no power goes but in the [Platter], and a real one is slow.
func (d *Disk) xSync(_ *libc.TLS, id uintptr, _ int32) int32 {
	if code := d.call(Sync); code != lib.SQLITE_OK {
		d.note(id, Event{Kind: Unsync})
		return code
	}
	d.note(id, Event{Kind: Sync})
	return lib.SQLITE_OK
}

func (d *Disk) xFileSize(tls *libc.TLS, id, out uintptr) int32 {
	if code := d.call(Size); code != lib.SQLITE_OK {
		return code
	}
	in, m := inner(id)
	return of[placeFunc](m.FxFileSize)(tls, in, out)
}

func (d *Disk) xLock(tls *libc.TLS, id uintptr, level int32) int32 {
	if code := d.call(Lock); code != lib.SQLITE_OK {
		return code
	}
	in, m := inner(id)
	return of[numberFunc](m.FxLock)(tls, in, level)
}

func (d *Disk) xUnlock(tls *libc.TLS, id uintptr, level int32) int32 {
	in, m := inner(id)
	return of[numberFunc](m.FxUnlock)(tls, in, level)
}

func (d *Disk) xCheckReservedLock(tls *libc.TLS, id, out uintptr) int32 {
	in, m := inner(id)
	return of[placeFunc](m.FxCheckReservedLock)(tls, in, out)
}

func (d *Disk) xFileControl(tls *libc.TLS, id uintptr, what int32, arg uintptr) int32 {
	if what == lib.SQLITE_FCNTL_PRAGMA {
		if code := d.pragma(tls, arg); code != lib.SQLITE_NOTFOUND {
			return code
		}
	}
	in, m := inner(id)
	return of[controlFunc](m.FxFileControl)(tls, in, what, arg)
}

func (d *Disk) xSectorSize(tls *libc.TLS, id uintptr) int32 {
	in, m := inner(id)
	return of[plainFunc](m.FxSectorSize)(tls, in)
}

func (d *Disk) xDeviceCharacteristics(tls *libc.TLS, id uintptr) int32 {
	in, m := inner(id)
	return of[plainFunc](m.FxDeviceCharacteristics)(tls, in)
}

func (d *Disk) xShmMap(tls *libc.TLS, id uintptr, region, size, extend int32, out uintptr) int32 {
	if code := d.call(Memory); code != lib.SQLITE_OK {
		return code
	}
	in, m := inner(id)
	return of[mapFunc](m.FxShmMap)(tls, in, region, size, extend, out)
}

func (d *Disk) xShmLock(tls *libc.TLS, id uintptr, at, n, flags int32) int32 {
	if flags&lib.SQLITE_SHM_LOCK != 0 {
		if code := d.call(Lock); code != lib.SQLITE_OK {
			return code
		}
	}
	in, m := inner(id)
	return of[lockFunc](m.FxShmLock)(tls, in, at, n, flags)
}

func (d *Disk) xShmBarrier(tls *libc.TLS, id uintptr) {
	in, m := inner(id)
	of[barrierFunc](m.FxShmBarrier)(tls, in)
}

func (d *Disk) xShmUnmap(tls *libc.TLS, id uintptr, remove int32) int32 {
	in, m := inner(id)
	return of[numberFunc](m.FxShmUnmap)(tls, in, remove)
}
