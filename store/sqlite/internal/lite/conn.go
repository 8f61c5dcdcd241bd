// Package lite speaks SQLite's own interface: a connection, statements, their parameters and
// their columns, one function for each of SQLite's that the store needs.
//
// It is here because of what a row costs. database/sql carries every value through an
// interface, which allocates, and copies every text twice; over the five rows of a credit that
// was as much work as SQLite's own. The library is the one that the driver modernc.org/sqlite
// is made of, so that the store stays one program without C.
//
// A connection and its statements are for one goroutine at a time; only [Conn.Interrupt] may
// come from another.
package lite

import (
	"fmt"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Error is what SQLite says went wrong.
type Error struct {
	Code    int // extended result code
	Message string
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("%s (%d)", e.Message, e.Code) }

// Conn is one connection to a file.
type Conn struct {
	tls    *libc.TLS
	db     uintptr
	result uintptr          // room for a pointer that SQLite gives back
	kept   map[string]*Stmt // see Keep
}

// Open opens a file that exists.
func Open(path string) (*Conn, error) {
	c := &Conn{tls: libc.NewTLS(), kept: map[string]*Stmt{}}
	c.result = lib.Xsqlite3_malloc(c.tls, 8)
	name, err := libc.CString(path)
	if err != nil {
		return nil, err
	}
	defer libc.Xfree(c.tls, name)
	code := lib.Xsqlite3_open_v2(c.tls, name, c.result,
		lib.SQLITE_OPEN_READWRITE|lib.SQLITE_OPEN_NOMUTEX|lib.SQLITE_OPEN_EXRESCODE, 0)
	c.db = c.given()
	if err := c.check(code); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

// given is the pointer that SQLite gave back.
func (c *Conn) given() uintptr { return *(*uintptr)(pointer(c.result)) }

// pointer is an address in SQLite's memory, which Go's collector never moves or frees.
func pointer(at uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&at)) }

// check makes an error of a code, with SQLite's words for it.
func (c *Conn) check(code int32) error {
	switch code {
	case lib.SQLITE_OK, lib.SQLITE_ROW, lib.SQLITE_DONE:
		return nil
	}
	e := &Error{Code: int(code), Message: libc.GoString(lib.Xsqlite3_errstr(c.tls, code))}
	if c.db != 0 && lib.Xsqlite3_extended_errcode(c.tls, c.db) == code {
		e.Message = libc.GoString(lib.Xsqlite3_errmsg(c.tls, c.db))
	}
	return e
}

// Close frees everything.
func (c *Conn) Close() error {
	for _, s := range c.kept {
		s.Close()
	}
	err := c.check(lib.Xsqlite3_close_v2(c.tls, c.db))
	lib.Xsqlite3_free(c.tls, c.result)
	c.tls.Close()
	return err
}

// Exec runs statements that have no parameters and no rows that count.
func (c *Conn) Exec(sql string) error {
	text, err := libc.CString(sql)
	if err != nil {
		return err
	}
	defer libc.Xfree(c.tls, text)
	return c.check(lib.Xsqlite3_exec(c.tls, c.db, text, 0, 0, 0))
}

// Shrink frees what the connection keeps to be quick.
func (c *Conn) Shrink() { lib.Xsqlite3_db_release_memory(c.tls, c.db) }

// Changes counts the rows that the last statement touched.
func (c *Conn) Changes() int64 { return lib.Xsqlite3_changes64(c.tls, c.db) }

// Wait says for how long statements wait for another connection's lock.
func (c *Conn) Wait(milliseconds int32) { lib.Xsqlite3_busy_timeout(c.tls, c.db, milliseconds) }

// InTransaction says whether one is open: some errors end it.
func (c *Conn) InTransaction() bool { return lib.Xsqlite3_get_autocommit(c.tls, c.db) == 0 }

// Interrupt ends the statements that run. It may be called while they do, and not while the
// connection is closed.
func (c *Conn) Interrupt() {
	tls := libc.NewTLS() // the connection's own is in use
	lib.Xsqlite3_interrupt(tls, c.db)
	tls.Close()
}

// Prepare makes a statement; who asked closes it.
func (c *Conn) Prepare(sql string) (*Stmt, error) {
	text, err := libc.CString(sql)
	if err != nil {
		return nil, err
	}
	defer libc.Xfree(c.tls, text)
	if err := c.check(lib.Xsqlite3_prepare_v2(c.tls, c.db, text, -1, c.result, 0)); err != nil {
		return nil, err
	}
	return &Stmt{conn: c, stmt: c.given()}, nil
}

// Keep gives a statement that is used again and again, and stays as long as the connection.
func (c *Conn) Keep(sql string) (*Stmt, error) {
	if s, ok := c.kept[sql]; ok {
		return s, nil
	}
	s, err := c.Prepare(sql)
	if err == nil {
		c.kept[sql] = s
	}
	return s, err
}

// One reads the only row of a query into places.
func (c *Conn) One(sql string, places ...any) error {
	s, err := c.Prepare(sql)
	if err != nil {
		return err
	}
	defer s.Close()
	row, err := s.Step()
	switch {
	case err != nil:
		return err
	case !row:
		return fmt.Errorf("%s: no row", sql)
	}
	return s.Scan(places)
}
