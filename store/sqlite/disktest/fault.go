package disktest

import lib "modernc.org/sqlite/lib"

// Fault says which call fails, and how.
type Fault struct {
	At      int            // the N-th call from now, of those that Code gives something for
	ForEver bool           // and every one after it
	Code    func(Kind) int // SQLite's code for a kind of call that fails, 0 for one that does not
}

// Break has calls fail from now on, and Mend ends it.
func (d *Disk) Break(f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault, d.calls, d.struck = &f, 0, 0
}

// Mend ends a fault and says how many calls failed.
func (d *Disk) Mend() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault = nil
	return d.struck
}

// call counts a call and says how it ends before it began.
func (d *Disk) call(k Kind) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fault == nil {
		return lib.SQLITE_OK
	}
	code := d.fault.Code(k)
	if code == lib.SQLITE_OK {
		return lib.SQLITE_OK
	}
	d.calls++
	if d.calls < d.fault.At || d.calls > d.fault.At && !d.fault.ForEver {
		return lib.SQLITE_OK
	}
	d.struck++
	return int32(code)
}

// Broken is a disk of which any call may fail.
func Broken(k Kind) int {
	switch k {
	case Open:
		return lib.SQLITE_CANTOPEN
	case Delete:
		return lib.SQLITE_IOERR_DELETE
	case Access:
		return lib.SQLITE_IOERR_ACCESS
	case Read:
		return lib.SQLITE_IOERR_READ
	case Write:
		return lib.SQLITE_IOERR_WRITE
	case Truncate:
		return lib.SQLITE_IOERR_TRUNCATE
	case Sync:
		return lib.SQLITE_IOERR_FSYNC
	case Size:
		return lib.SQLITE_IOERR_FSTAT
	case Lock:
		return lib.SQLITE_IOERR_LOCK
	case Memory:
		return lib.SQLITE_IOERR_SHMMAP
	}
	return lib.SQLITE_OK
}

// Full is a disk without room.
func Full(k Kind) int {
	if k == Write {
		return lib.SQLITE_FULL
	}
	return lib.SQLITE_OK
}

// Unsynced is a disk that cannot say that what it was given is safe.
func Unsynced(k Kind) int {
	if k == Sync {
		return lib.SQLITE_IOERR_FSYNC
	}
	return lib.SQLITE_OK
}
