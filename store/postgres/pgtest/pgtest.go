// Package pgtest gives tests a real PostgreSQL: a server of their own, started from the
// binaries of the machine, that ends with the process that asked for it.
//
//	url := pgtest.URL(t) // an empty schema in the process's server, gone after the test
//
// The server listens on a socket in its own temporary folder and on no port, so that it
// meets no other. It never runs as root. Where PostgreSQL is missing and we may install it,
// we do (Debian's package, without a running cluster); else the test fails and says what
// is wanted: a store that is not tested is not a store.
package pgtest

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a running PostgreSQL.
type Server struct {
	folder string
	input  io.WriteCloser // when it closes, the watching shell stops the server
	done   chan struct{}
	next   atomic.Int64
}

// Options of a server.
type Options struct {
	// NoSync turns fsync off. Commits are then no proof of durability, only faster.
	NoSync bool
}

// shared starts the one server of a test process. It ends with the process.
var shared = sync.OnceValues(func() (*Server, error) { return Start(Options{}) })

// URL gives an empty schema in the process's server, which is dropped after the test.
func URL(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("these tests need a PostgreSQL: %v", err)
	}
	u, drop, err := s.Schema(context.Background())
	if err != nil {
		t.Fatalf("a schema for the test: %v", err)
	}
	t.Cleanup(func() {
		if err := drop(); err != nil {
			t.Errorf("dropping the test's schema: %v", err)
		}
	})
	return u
}

// watch runs the server and waits for the end of its input. That comes when Stop closes the
// pipe, and also when the process that holds the other end dies of anything at all. A line of
// input means that the server was killed, and starts it again.
const watch = `serve() {
	"$1" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=300 \
		-c fsync="$3" -c synchronous_commit=on >>"$2/log" 2>&1 &
	server=$!
}
serve "$@"
while read -r _; do
	wait $server
	serve "$@"
done
kill -INT $server
wait $server
rm -rf "$2"`

// Start starts a server, for tools and for tests with a TestMain. Stop it.
func Start(o Options) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	who, err := runAs()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp(shortTemp(), "rappro-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder, done: make(chan struct{})}
	if who != nil {
		if err := os.Chown(folder, int(who.Uid), int(who.Gid)); err != nil {
			return nil, err
		}
	}
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", filepath.Join(folder, "data"), "-U",
		"rappro", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
	confine(initdb, who, folder)
	if out, err := initdb.CombinedOutput(); err != nil {
		_ = os.RemoveAll(folder)
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	fsync := "on"
	if o.NoSync {
		fsync = "off"
	}
	server := exec.Command("/bin/sh", "-c", watch, "sh", filepath.Join(bin, "postgres"), folder, fsync)
	confine(server, who, folder)
	if s.input, err = server.StdinPipe(); err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	go func() { _ = server.Wait(); close(s.done) }()
	if err := s.ready(); err != nil {
		log, _ := os.ReadFile(filepath.Join(folder, "log"))
		s.Stop()
		return nil, fmt.Errorf("%w\n%s", err, log)
	}
	return s, nil
}

// confine runs a command as another user, in a folder that it may read, in a process group
// of its own so that an interrupt at the terminal does not reach it before us.
func confine(c *exec.Cmd, who *syscall.Credential, folder string) {
	c.Dir = folder
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "HOME=" + folder}
	c.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true}
}

// Stop ends the server and removes its folder.
func (s *Server) Stop() {
	_ = s.input.Close()
	<-s.done
}

// ready waits for the server and makes the database. It is ordered like French by default,
// where the server can, so that a column whose order was forgotten shows.
func (s *Server) ready() error {
	if err := s.answers(); err != nil {
		return err
	}
	ctx := context.Background()
	err := s.exec(ctx, "postgres", "CREATE DATABASE rappro TEMPLATE template0 ENCODING 'UTF8' "+
		"LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR' LOCALE 'C.UTF-8'")
	if err != nil {
		err = s.exec(ctx, "postgres", "CREATE DATABASE rappro TEMPLATE template0 ENCODING 'UTF8'")
	}
	if err != nil {
		return err
	}
	return s.exec(ctx, "postgres", "CREATE ROLE "+Clerk+" LOGIN NOSUPERUSER NOBYPASSRLS")
}

// Clerk is a role of every server that owns nothing and may do what it is granted.
const Clerk = "clerk"

// As is the URL of the same schema for another role.
func As(schema, role string) string {
	return strings.Replace(schema, "postgres://rappro@", "postgres://"+role+"@", 1)
}

// answers waits for the server.
func (s *Server) answers() error {
	var err error
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
		err = s.exec(ctx, "postgres", "SELECT 1")
		stop()
		if err == nil {
			return nil
		}
		select {
		case <-s.done:
			return fmt.Errorf("the server ended at once: %w", err)
		default:
		}
	}
	return err
}

func (s *Server) exec(ctx context.Context, database, sql string) error {
	c, err := pgx.Connect(ctx, s.url(database, ""))
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	_, err = c.Exec(ctx, sql)
	return err
}

func (s *Server) url(database, schema string) string {
	q := url.Values{"host": {s.folder}}
	if schema != "" {
		q.Set("search_path", schema)
	}
	return "postgres://rappro@/" + database + "?" + q.Encode()
}

// Schema makes an empty schema and gives its URL, and what drops it.
func (s *Server) Schema(ctx context.Context) (url string, drop func() error, err error) {
	name := "s" + strconv.FormatInt(s.next.Add(1), 10)
	if err := s.exec(ctx, "rappro", "CREATE SCHEMA "+name); err != nil {
		return "", nil, err
	}
	return s.url("rappro", name), func() error {
		return s.exec(context.Background(), "rappro", "DROP SCHEMA "+name+" CASCADE; DROP SCHEMA IF EXISTS river_"+name+" CASCADE")
	}, nil
}

// shortTemp is a folder for sockets, whose names may have about a hundred bytes.
func shortTemp() string {
	if d := os.TempDir(); len(d) < 60 && worldWide(d) {
		return d
	}
	return "/tmp"
}

// worldWide says whether every user may pass through a folder: the server's user must.
func worldWide(path string) bool {
	for ; ; path = filepath.Dir(path) {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o001 == 0 {
			return false
		}
		if path == filepath.Dir(path) {
			return true
		}
	}
}
