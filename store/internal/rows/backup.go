package rows

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A backup is every row of every table as a line of JSON, from one snapshot: first a line that
// names a table and its columns, then its rows in the order of their keys, and at the end a line
// that counts the rows. Both databases write the same bytes for the same books, and either reads
// them, because the tables are the same: truth is written as 0 or 1, bytes in base64. New columns
// and tables need no word here, the database is asked what it has.

// column is one of a table.
type column struct {
	name string
	kind Kind
	null bool
}

// table is one with its columns, in the order of their names.
type table struct {
	name    string
	key     string // its columns, for ORDER BY
	columns []column
}

// Write gives the line that names a table.
func (t *table) head() []byte {
	var j jsonWriter
	j.open('{')
	j.textMember("table", t.name)
	j.member("columns")
	j.open('[')
	for _, c := range t.columns {
		j.element()
		j.text(c.name)
	}
	j.close(']')
	j.close('}')
	return append(j.b, '\n')
}

// tables asks the database what it has. What others refer to comes first.
func (r *Reader) tables(ctx context.Context) ([]table, error) {
	type row struct {
		table, column, kind string
		null, key           int
	}
	scan := func() ([]any, func() (row, error)) {
		var v row
		return []any{&v.table, &v.column, &v.kind, &v.null, &v.key}, func() (row, error) { return v, nil }
	}
	kinds := map[string]Kind{"text": Text, "bytes": Bytes, "number": Number, "truth": Truth}
	var out []table
	keys := map[string][]string{}
	for v, err := range each(ctx, r, r.sentence(everyCompany, r.conn.Catalogue()), scan) {
		if err != nil {
			return nil, err
		}
		if len(out) == 0 || out[len(out)-1].name != v.table {
			out = append(out, table{name: v.table})
		}
		kind, known := kinds[v.kind]
		if !known {
			return nil, fmt.Errorf("table %s: no way to back up column %s", v.table, v.column)
		}
		t := &out[len(out)-1]
		t.columns = append(t.columns, column{v.column, kind, v.null != 0})
		if v.key > 0 {
			for len(keys[v.table]) < v.key {
				keys[v.table] = append(keys[v.table], "")
			}
			keys[v.table][v.key-1] = v.column
		}
	}
	for i := range out {
		out[i].key = list(keys[out[i].name])
		if out[i].name == "company" { // an account belongs to one
			out[0], out[i] = out[i], out[0]
		}
	}
	return out, nil
}

// Backup writes every row of a snapshot.
func (r *Reader) Backup(ctx context.Context, to io.Writer) error {
	tables, err := r.tables(ctx)
	if err != nil {
		return err
	}
	total := 0
	for _, t := range tables {
		if _, err := to.Write(t.head()); err != nil {
			return err
		}
		names := make([]string, len(t.columns))
		for i, c := range t.columns {
			names[i] = c.name
		}
		q := r.sentence(everyCompany, "SELECT "+list(names)+" FROM "+t.name+" ORDER BY "+t.key)
		for line, err := range each(ctx, r, q, t.lines) {
			if err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
			total++
			if _, err := to.Write(line); err != nil {
				return err
			}
		}
	}
	_, err = fmt.Fprintf(to, "{\"rows\":%d}\n", total)
	return err
}

// lines gives each row as a line, until the next is read.
func (t *table) lines() ([]any, func() ([]byte, error)) {
	places := make([]any, len(t.columns))
	for i, c := range t.columns {
		switch {
		case c.kind == Number && c.null:
			places[i] = new(*int32)
		case c.kind == Number:
			places[i] = new(int64)
		case c.kind == Truth:
			places[i] = new(bool)
		case c.kind == Bytes:
			places[i] = new([]byte)
		default:
			places[i] = new(string)
		}
	}
	var j jsonWriter
	return places, func() ([]byte, error) {
		j.b = append(j.b[:0], '[')
		for i, p := range places {
			j.element()
			j.value(p, t.columns[i].null)
		}
		j.b = append(j.b, ']', '\n')
		return j.b, nil
	}
}

func (j *jsonWriter) value(place any, null bool) {
	switch v := place.(type) {
	case *string:
		j.text(*v)
	case *int64:
		j.b = strconv.AppendInt(j.b, *v, 10)
	case **int32:
		if *v == nil {
			j.b = append(j.b, "null"...)
		} else {
			j.b = strconv.AppendInt(j.b, int64(**v), 10)
		}
	case *bool:
		if *v {
			j.b = append(j.b, '1')
		} else {
			j.b = append(j.b, '0')
		}
	case *[]byte:
		if *v == nil && null {
			j.b = append(j.b, "null"...)
			return
		}
		j.b = append(j.b, '"')
		j.b = base64.StdEncoding.AppendEncode(j.b, *v)
		j.b = append(j.b, '"')
	}
}

// restoredAtOnce is how many rows are read before they are stored.
const restoredAtOnce = 2000

// Restore fills an empty store with what Backup wrote, and refuses one that is not empty or has
// other tables. Nothing is to be committed after an error.
func Restore(ctx context.Context, c Conn, from io.Reader) error {
	l := loading{ctx: ctx, conn: c, left: map[string]table{}}
	r := NewReader(c)
	tables, err := r.tables(ctx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		l.left[t.name] = t
		q := r.sentence(everyCompany, "SELECT 1 FROM "+t.name+" LIMIT 1")
		if _, found, err := one(ctx, r, q, scanInt); err != nil || found {
			return cmpError(err, errors.New("there is something in this store: a backup is restored "+
				"into an empty one"))
		}
	}
	lines := bufio.NewReaderSize(from, 1<<20)
	for l.err == nil {
		line, err := lines.ReadString('\n')
		if err != nil {
			return fmt.Errorf("the backup ends too early: %w", err)
		}
		if l.line(strings.TrimSuffix(line, "\n")) {
			break
		}
	}
	return l.err
}

func cmpError(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// loading is the work of a restore.
type loading struct {
	ctx   context.Context
	conn  Conn
	left  map[string]table // that the backup has not named yet
	now   table
	rows  []string
	total int
	err   error
}

// line takes one, and says whether it was the last.
func (l *loading) line(s string) bool {
	if strings.HasPrefix(s, "[") {
		if l.rows = append(l.rows, s); len(l.rows) == restoredAtOnce {
			l.store()
		}
		return false
	}
	l.store()
	r, name, names, rows := jsonReader{s: s}, "", []string(nil), -1
	r.object(func(member string) {
		switch member {
		case "table":
			name = r.text()
		case "columns":
			names = r.texts()
		case "rows":
			rows = r.number()
		default:
			r.unknown(member)
		}
	})
	if err := r.done(); err != nil || l.err != nil {
		l.err = cmpError(l.err, err)
		return false
	}
	if rows >= 0 {
		if rows != l.total || len(l.left) > 0 {
			l.err = fmt.Errorf("the backup has %d rows and says %d, and it lacks %d tables", l.total, rows, len(l.left))
		}
		return true
	}
	l.begin(name, names)
	return false
}

// begin goes on with a table that must be as it is here.
func (l *loading) begin(name string, columns []string) {
	t, there := l.left[name]
	same := there && len(columns) == len(t.columns)
	for i := range columns {
		same = same && columns[i] == t.columns[i].name
	}
	if !same {
		l.err = fmt.Errorf("the backup's table %s is not as in this version of the program", name)
		return
	}
	delete(l.left, name)
	l.now = t
}

// store stores the rows read.
func (l *loading) store() {
	if l.err != nil || len(l.rows) == 0 {
		return
	}
	b := Bulk{Table: l.now.name, Len: len(l.rows), Row: func(i int, to *Block) {
		if err := to.values(l.rows[i], l.now.columns); err != nil {
			to.refuse(err.Error())
		}
	}}
	for _, c := range l.now.columns {
		b.Columns = append(b.Columns, c.name)
	}
	if l.err = l.conn.Insert(l.ctx, &b); l.err != nil {
		l.err = fmt.Errorf("table %s: %w", l.now.name, l.err)
	}
	l.total += len(l.rows)
	l.rows = l.rows[:0]
}

// values appends the values of a line.
func (b *Block) values(line string, columns []column) error {
	r, i := jsonReader{s: line}, 0
	r.array(func() {
		if i == len(columns) {
			r.fail()
			return
		}
		c := columns[i]
		i++
		switch {
		case c.null && strings.HasPrefix(r.s[r.at:], "null"):
			r.at += len("null")
			b.Null()
		case c.kind == Number:
			b.Number(int64(r.number()))
		case c.kind == Truth:
			b.Truth(r.number() == 1)
		case c.kind == Bytes:
			v, err := base64.StdEncoding.DecodeString(r.text())
			if err != nil {
				r.fail()
			}
			b.Binary(v)
		default:
			b.Text(r.text())
		}
	})
	if i < len(columns) {
		r.fail()
	}
	return r.done()
}
