package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	lib "modernc.org/sqlite/lib"

	"github.com/rappro/rappro/store/sqlite/internal/lite"
)

// pool lends connections to one file, and opens them when they are needed.
type pool struct {
	path string
	begin,
	more string // settings beside those of all connections
	idle chan *lite.Conn
	open chan struct{} // one for each that is open
}

func newPool(path, begin, more string, size int) *pool {
	return &pool{path: path, begin: begin, more: more, idle: make(chan *lite.Conn, size),
		open: make(chan struct{}, size)}
}

// settings are asked of every connection, and read back.
func settings() [][2]string {
	return [][2]string{{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"},
		{"trusted_schema", "0"}, {"recursive_triggers", "1"}, {"busy_timeout", "15000"}}
}

// take waits for a connection that nobody uses.
func (p *pool) take(ctx context.Context) (*lite.Conn, error) {
	select {
	case c := <-p.idle:
		return c, nil
	default:
	}
	select {
	case c := <-p.idle:
		return c, nil
	case p.open <- struct{}{}:
		c, err := p.connect()
		if err != nil {
			<-p.open
		}
		return c, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// give takes a connection back. What it keeps of pages goes: all connections share one room for
// them, and those that lie idle would take it from the one that works.
func (p *pool) give(c *lite.Conn) {
	c.Shrink()
	p.idle <- c
}

// close waits for those that are in use.
func (p *pool) close() error {
	var errs []error
	for len(p.open) > 0 {
		errs = append(errs, (<-p.idle).Close())
		<-p.open
	}
	return errors.Join(errs...)
}

func (p *pool) connect() (*lite.Conn, error) {
	c, err := lite.Open(p.path)
	if err != nil {
		return nil, err
	}
	text := "PRAGMA busy_timeout = 15000;"
	for _, s := range settings() {
		text += "PRAGMA " + s[0] + " = " + s[1] + ";"
	}
	err = c.Exec(text + "PRAGMA journal_size_limit = 67108864;" + p.more)
	if err == nil {
		err = readBack(c)
	}
	if err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

func readBack(c *lite.Conn) error {
	for _, s := range settings() {
		var got string
		if err := c.One("PRAGMA "+s[0], &got); err != nil {
			return err
		}
		if got != s[1] {
			return fmt.Errorf("SQLite keeps %s at %s where %s was asked: the store would not be safe",
				s[0], got, s[1])
		}
	}
	return nil
}

// transaction runs a function in a transaction on a connection of the pool, and commits it when
// the function ends well. What runs is interrupted when the context ends.
func (p *pool) transaction(ctx context.Context, fn func(*conn) error) error {
	c, err := p.take(ctx)
	if err != nil {
		return translate(err)
	}
	defer p.give(c)
	if err := p.start(ctx, c); err != nil {
		return translate(err)
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { c.Interrupt(); close(ended) })
	defer func() {
		if !stop() {
			<-ended
		}
		if c.InTransaction() {
			_ = c.Exec("ROLLBACK")
		}
	}()
	t := &conn{lite: c}
	if err := fn(t); err != nil {
		return err
	}
	if err := cmp.Or(t.broken, ctx.Err()); err != nil {
		return err
	}
	return translate(c.Exec("COMMIT"))
}

// patience is for how long a transaction waits for another program's. SQLite waits a part of it
// at a time, so that the wait ends with the context.
const (
	patience     = 15 * time.Second
	patienceStep = 50 * time.Millisecond
)

func (p *pool) start(ctx context.Context, c *lite.Conn) error {
	c.Wait(int32(patienceStep.Milliseconds()))
	defer c.Wait(int32(patience.Milliseconds()))
	var err error
	for range patience / patienceStep {
		var e *lite.Error
		err = c.Exec(p.begin)
		if !errors.As(err, &e) || e.Code&0xff != lib.SQLITE_BUSY {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return err
}
