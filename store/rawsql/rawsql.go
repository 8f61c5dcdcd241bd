// Package rawsql reaches into a store behind the program's back, as somebody with a database tool
// does: for tests and campaigns that alter what is stored. Nothing that ships uses it. The drivers
// are those that package store brings.
package rawsql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// DB is one connection to the database of a store, on which nothing is durable.
type DB struct {
	*sql.DB
	sqlite bool
}

// Open reaches into the store of a URL, and takes the triggers away that keep history from being
// changed.
func Open(ctx context.Context, url string) (*DB, error) {
	driver := "pgx"
	path, sqlite := strings.CutPrefix(url, "sqlite:")
	if sqlite {
		driver, url = "sqlite", "file:"+path+"?_pragma=busy_timeout(15000)&_pragma=synchronous(0)&_txlock=immediate"
	}
	pool, err := sql.Open(driver, url)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	db := &DB{pool, sqlite}
	if err := db.disarm(ctx); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

func (db *DB) disarm(ctx context.Context) error {
	list := "SELECT tgname, tgrelid::regclass::text FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid " +
		"WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace"
	if db.sqlite {
		list = "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger'"
	} else if _, err := db.ExecContext(ctx, "SET synchronous_commit = off"); err != nil {
		return err
	}
	found, err := db.QueryContext(ctx, list)
	if err != nil {
		return err
	}
	var drops []string
	for found.Next() {
		var name, table string
		if err := found.Scan(&name, &table); err != nil {
			return err
		}
		drop := "DROP TRIGGER " + name
		if !db.sqlite {
			drop += " ON " + table
		}
		drops = append(drops, drop)
	}
	if err := found.Err(); err != nil {
		return err
	}
	for _, d := range drops {
		if _, err := db.ExecContext(ctx, d); err != nil {
			return fmt.Errorf("%s: %w", d, err)
		}
	}
	return nil
}

// Table is all rows of a table, in no order.
type Table struct {
	Name    string
	Columns []string
	Rows    [][]any
}

// Read gives a whole table.
func (db *DB) Read(ctx context.Context, name string) (Table, error) {
	t := Table{Name: name}
	found, err := db.QueryContext(ctx, "SELECT * FROM "+name)
	if err != nil {
		return t, err
	}
	defer func() { _ = found.Close() }()
	if t.Columns, err = found.Columns(); err != nil {
		return t, err
	}
	for found.Next() {
		row, places := make([]any, len(t.Columns)), make([]any, len(t.Columns))
		for i := range row {
			places[i] = &row[i]
		}
		if err := found.Scan(places...); err != nil {
			return t, err
		}
		for i, v := range row { // no bytes are not NULL
			if b, ok := v.([]byte); ok && b == nil {
				row[i] = []byte{}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, found.Err()
}

// Write puts rows in the place of all that a table holds. What the database's own rules refuse is
// an error, and changes nothing.
func (db *DB) Write(ctx context.Context, tables ...Table) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, t := range tables {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+t.Name); err != nil {
			return err
		}
	}
	for _, t := range slices.Backward(tables) { // what refers to another comes before it
		for _, row := range t.Rows {
			if _, err := tx.ExecContext(ctx, db.insert(t), row...); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

func (db *DB) insert(t Table) string {
	places := make([]string, len(t.Columns))
	for i := range places {
		if places[i] = "?"; !db.sqlite {
			places[i] = "$" + strconv.Itoa(i+1)
		}
	}
	return "INSERT INTO " + t.Name + " (" + strings.Join(t.Columns, ", ") + ") VALUES (" +
		strings.Join(places, ", ") + ")"
}
