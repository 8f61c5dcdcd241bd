package lite

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	lib "modernc.org/sqlite/lib"
)

func open(t *testing.T) *Conn {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a?b#c%20.db") // a name, not a URL
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// Values come back as they went in, whatever the order of the parameters, and a place is only
// written where the row says something else.
func TestValues(t *testing.T) {
	c := open(t)
	type row struct {
		text   string
		none   string
		bytes  []byte
		number int64
		day    *int32
		truth  bool
	}
	var got []row
	s, err := c.Prepare("SELECT $2, '', $1, $3, NULL, 1 UNION ALL SELECT $2 || $2, '', x'', -$3, 7, 0")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Args([]any{[]byte{0, 1, 255}, "é\n'", int64(1) << 62}); err != nil {
		t.Fatal(err)
	}
	for r := (row{none: "old"}); ; {
		more, err := s.Step()
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			break
		}
		if err := s.Scan([]any{&r.text, &r.none, &r.bytes, &r.number, &r.day, &r.truth}); err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	seven := int32(7)
	want := []row{{text: "é\n'", bytes: []byte{0, 1, 255}, number: 1 << 62, truth: true},
		{text: "é\n'é\n'", number: -1 << 62, day: &seven}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if err := s.Scan([]any{new(float64)}); err == nil {
		t.Error("a place of an unknown type is not refused")
	}
	for _, args := range [][]any{{"a", "b"}, {"a", "b", 1.5}} {
		if s.Reset(); s.Args(args) == nil {
			t.Errorf("%v are taken for three values", args)
		}
	}
}

// Errors have SQLite's code and words, and a statement that is kept runs again after one.
func TestErrors(t *testing.T) {
	c := open(t)
	if err := c.Exec("CREATE TABLE a (b INTEGER CONSTRAINT small CHECK (b < 3)) STRICT; BEGIN"); err != nil {
		t.Fatal(err)
	}
	for n, want := range []int{lib.SQLITE_OK, lib.SQLITE_OK, lib.SQLITE_OK, lib.SQLITE_CONSTRAINT_CHECK} {
		s, err := c.Keep("INSERT INTO a VALUES (?)")
		if err != nil {
			t.Fatal(err)
		}
		s.Int(0, int64(n))
		_, err = s.Step()
		s.Reset()
		var e *Error
		if errors.As(err, &e); (want == lib.SQLITE_OK) != (err == nil) || err != nil && e.Code != want {
			t.Errorf("%d: %v", n, err)
		}
	}
	var n int
	if err := c.One("SELECT count(*) FROM a", &n); err != nil || n != 3 || !c.InTransaction() {
		t.Errorf("%d rows, in a transaction %t, %v", n, c.InTransaction(), err)
	}
	if err := c.One("SELECT b FROM a WHERE b > 9", &n); err == nil {
		t.Error("no row is one row")
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.db")); err == nil {
		t.Error("a missing file is opened")
	}
}

// A statement that runs for long is interrupted from elsewhere.
func TestInterrupt(t *testing.T) {
	c := open(t)
	stop := time.AfterFunc(50*time.Millisecond, c.Interrupt)
	defer stop.Stop()
	var n int
	err := c.One("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", &n)
	var e *Error
	if !errors.As(err, &e) || e.Code != lib.SQLITE_INTERRUPT {
		t.Errorf("%v", err)
	}
}

// A connection that has read much and lies idle gives its room back.
func TestShrink(t *testing.T) {
	c := open(t)
	err := c.Exec("PRAGMA cache_size = -4096; CREATE TABLE a (b TEXT); WITH RECURSIVE n(i) AS " +
		"(SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) INSERT INTO a SELECT hex(zeroblob(500)) FROM n")
	if err != nil {
		t.Fatal(err)
	}
	room := lib.Xsqlite3_malloc(c.tls, 16)
	defer lib.Xsqlite3_free(c.tls, room)
	used := func() int32 {
		lib.Xsqlite3_db_status(c.tls, c.db, lib.SQLITE_DBSTATUS_CACHE_USED, room, room+8, 0)
		return *(*int32)(pointer(room))
	}
	before := used()
	if c.Shrink(); before < 1<<20 || used() > 100<<10 {
		t.Errorf("%d bytes before and %d after", before, used())
	}
}
