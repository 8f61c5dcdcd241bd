package lite

import (
	"fmt"
	"strconv"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Stmt is a prepared statement. Parameters and columns are counted from 0.
type Stmt struct {
	conn *Conn
	stmt uintptr
	room uintptr // where texts lie while the statement runs
	size int     // of the room
	used int
}

// Close frees the statement.
func (s *Stmt) Close() {
	lib.Xsqlite3_finalize(s.conn.tls, s.stmt)
	lib.Xsqlite3_free(s.conn.tls, s.room)
	s.stmt, s.room, s.size = 0, 0, 0
}

// Room makes room for so many bytes of texts, before any is bound.
func (s *Stmt) Room(size int) error {
	s.used = 0
	if size <= s.size {
		return nil
	}
	lib.Xsqlite3_free(s.conn.tls, s.room)
	s.room, s.size = lib.Xsqlite3_malloc64(s.conn.tls, uint64(size)), size
	if s.room == 0 {
		s.size = 0
		return &Error{Code: lib.SQLITE_NOMEM, Message: "out of memory"}
	}
	return nil
}

// Null binds no value.
func (s *Stmt) Null(i int) { lib.Xsqlite3_bind_null(s.conn.tls, s.stmt, int32(i+1)) }

// Int binds a number.
func (s *Stmt) Int(i int, v int64) { lib.Xsqlite3_bind_int64(s.conn.tls, s.stmt, int32(i+1), v) }

// Text binds a text. The room must hold it.
func (s *Stmt) Text(i int, v []byte) {
	lib.Xsqlite3_bind_text(s.conn.tls, s.stmt, int32(i+1), s.put(v), int32(len(v)), 0)
}

// Bytes binds bytes. The room must hold them.
func (s *Stmt) Bytes(i int, v []byte) {
	lib.Xsqlite3_bind_blob(s.conn.tls, s.stmt, int32(i+1), s.put(v), int32(len(v)), 0)
}

// put lays bytes where SQLite finds them until the statement is bound again.
func (s *Stmt) put(v []byte) uintptr {
	at := s.room + uintptr(s.used)
	copy(unsafe.Slice((*byte)(pointer(at)), len(v)), v)
	s.used += len(v)
	return at
}

// Args binds the values of the parameters $1, $2… wherever they stand in the text.
func (s *Stmt) Args(args []any) error {
	size := 1 // so that there is always an address
	for _, v := range args {
		switch v := v.(type) {
		case string:
			size += len(v)
		case []byte:
			size += len(v)
		}
	}
	if err := s.Room(size); err != nil {
		return err
	}
	for i := range int(lib.Xsqlite3_bind_parameter_count(s.conn.tls, s.stmt)) {
		name := libc.GoString(lib.Xsqlite3_bind_parameter_name(s.conn.tls, s.stmt, int32(i+1)))
		n, err := strconv.Atoi(name[min(1, len(name)):])
		if err != nil || n < 1 || n > len(args) {
			return fmt.Errorf("parameter %q has no value", name)
		}
		if err := s.arg(i, args[n-1]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Stmt) arg(i int, v any) error {
	switch v := v.(type) {
	case string:
		s.Text(i, unsafe.Slice(unsafe.StringData(v), len(v)))
	case []byte:
		s.Bytes(i, v)
	case int32:
		s.Int(i, int64(v))
	case int:
		s.Int(i, int64(v))
	case int64:
		s.Int(i, v)
	default:
		return fmt.Errorf("parameter %d is a %T", i+1, v)
	}
	return nil
}

// Step runs the statement to its next row, or to its end.
func (s *Stmt) Step() (row bool, err error) {
	code := lib.Xsqlite3_step(s.conn.tls, s.stmt)
	if code == lib.SQLITE_ROW {
		return true, nil
	}
	return false, s.conn.check(code)
}

// Reset lets the statement run again. What went wrong, Step has said.
func (s *Stmt) Reset() { lib.Xsqlite3_reset(s.conn.tls, s.stmt) }

// ColumnNull says whether a column of the row has no value.
func (s *Stmt) ColumnNull(i int) bool {
	return lib.Xsqlite3_column_type(s.conn.tls, s.stmt, int32(i)) == lib.SQLITE_NULL
}

// ColumnInt is a number of the row.
func (s *Stmt) ColumnInt(i int) int64 { return lib.Xsqlite3_column_int64(s.conn.tls, s.stmt, int32(i)) }

// ColumnBytes are the bytes or the text of a column, until the next step.
func (s *Stmt) ColumnBytes(i int) []byte {
	at := lib.Xsqlite3_column_blob(s.conn.tls, s.stmt, int32(i))
	if at == 0 {
		return nil
	}
	n := lib.Xsqlite3_column_bytes(s.conn.tls, s.stmt, int32(i))
	return unsafe.Slice((*byte)(pointer(at)), n)
}
