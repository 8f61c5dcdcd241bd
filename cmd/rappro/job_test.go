//go:build unix

package main

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/cmd/internal/mail"
	"github.com/rappro/rappro/fixtures/postbox"
	"github.com/rappro/rappro/store"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/rawsql"
)

// bureau is a folder with a configuration, two companies and an inbox, and runs the program in it.
type bureau struct {
	*testing.T
	dir, db string
	post    *postbox.Box
}

const bureauSettings = `lang: en
job:
  inbox: in
  at: ["06:30"]
  quiet: 300ms
  responsible: {name: Claire, email: claire@example.org, lang: fr}
  mail: {server: "%s", from: rappro@example.org, user: rappro}
companies:
  - {id: atelier, name: Atelier numérique}
  - {id: fournil, responsible: {email: paul@example.org, lang: en}}
accounts:
  - {id: FR7630004008120001023456796, company: atelier}
  - {id: FR7610278060310002041230174, company: fournil}
`

func openBureau(t *testing.T, db string) bureau {
	t.Helper()
	b := bureau{t, t.TempDir(), db, postbox.Open(t, true)}
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: b.post.CA.Raw})
	err := errors.Join(os.Mkdir(filepath.Join(b.dir, "in"), 0o700),
		os.WriteFile(filepath.Join(b.dir, "ca.pem"), ca, 0o600),
		os.WriteFile(filepath.Join(b.dir, "rappro.yaml"), fmt.Appendf(nil, bureauSettings, b.post.Address), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	if code, out := b.rappro("init"); code != 0 {
		t.Fatal(code, out)
	}
	return b
}

func (b bureau) command(args ...string) *exec.Cmd {
	c := exec.Command("rappro", args...)
	c.Dir = b.dir
	c.Env = append(os.Environ(), "RAPPRO_DB="+b.db, "RAPPRO_USER=tester", "RAPPRO_MAIL_PASSWORD=secret",
		"SSL_CERT_FILE="+filepath.Join(b.dir, "ca.pem"))
	return c
}

func (b bureau) rappro(args ...string) (code int, out string) {
	b.Helper()
	c := b.command(args...)
	text, err := c.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		b.Fatal(err)
	}
	return c.ProcessState.ExitCode(), string(text)
}

// bring puts copies of files into the inbox.
func (b bureau) bring(pattern string) {
	b.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		b.Fatal(pattern, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(filepath.Join(b.dir, "in", filepath.Base(path)), text, 0o600)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// letters gives what came, to whom it is and what it says.
func (b bureau) letters() (list []string) {
	b.Helper()
	for _, l := range b.post.Letters() {
		_, text, _ := strings.Cut(l.Text, "\r\n\r\n")
		subject, err := new(mime.WordDecoder).DecodeHeader(l.Message.Header.Get("Subject"))
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(text)))
		if err != nil || !l.Secure || l.User != "rappro" {
			b.Fatal(err, l.Secure, l.User)
		}
		list = append(list, l.To+"\n"+subject+"\n"+strings.ReplaceAll(string(body), "\r\n", "\n"))
	}
	return list
}

// Each person hears of his companies in his language, once, and only when there is something new; a letter
// names nobody and no account. A server that takes none now is said, is no failure of the work, and is tried again.
func TestLetters(t *testing.T) {
	b := openBureau(t, "sqlite:books.db")
	if code, out := b.rappro("import", "--company", "atelier", mustAbs(t, "../../fixtures/month/invoices.csv")); code != 0 {
		t.Fatal(code, out)
	}
	b.bring("../../fixtures/month/bank/*/*")
	if err := os.WriteFile(filepath.Join(b.dir, "in", "FR7630004000031234567890143.txt"), []byte("?"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.post.Fail(postbox.Refuse)
	if code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30"); code != exitFailed || !strings.Contains(out, "not now") ||
		len(b.letters()) > 0 {
		t.Errorf("refused: %d %s", code, out)
	}
	b.post.Fail(postbox.None)
	if code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30"); code != 0 || !strings.Contains(out, "2 letters sent") {
		t.Errorf("again: %d %s", code, out)
	}
	if code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30"); code != 0 || len(b.letters()) != 2 {
		t.Errorf("nothing new: %d %s", code, out)
	}
	want, err := os.ReadFile("testdata/letters.txt")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(b.letters(), "\n=====\n")
	if got != string(want) {
		t.Errorf("the letters are\n%s", got)
	}
	names, err := os.ReadFile("../../fixtures/month/invoices.csv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(names)) {
		if f := strings.Split(line, ","); len(f) > 3 && f[3] != "customer_name" && strings.Contains(got, f[3]) {
			t.Errorf("a letter names %s", f[3])
		}
	}
	if n := regexp.MustCompile(`\d{9,}`).FindString(got); n != "" {
		t.Errorf("a letter has the number %s", n)
	}
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// A job that finds another at work says so, touches nothing and ends with 0, on both stores.
func TestJobAlone(t *testing.T) {
	for _, db := range []string{"sqlite:" + filepath.Join(t.TempDir(), "a.db"), pgtest.URL(t)} {
		b := openBureau(t, db)
		b.bring("../../fixtures/month/bank/cic/*")
		s, err := store.Open(context.Background(), db, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		release, err := store.Lease(context.Background(), s, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"run", "--inbox", "in"}, {"--company", "fournil", "run", "--inbox", "in"}} {
			if code, out := b.rappro(args...); code != 0 || out != "another job is at work on this store or this inbox: this one leaves it to that one\n" {
				t.Errorf("%v: %d %q", args, code, out)
			}
		}
		if list, err := os.ReadDir(filepath.Join(b.dir, "in")); err != nil || len(list) != 1 {
			t.Errorf("the inbox was touched: %v %v", list, err)
		}
		if err := errors.Join(release(), s.Close()); err != nil {
			t.Fatal(err)
		}
		if code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30"); code != exitReview && code != exitDone {
			t.Errorf("alone: %d %s", code, out)
		}
	}
}

// Nor do two jobs of two companies or two stores work on one inbox at once.
func TestInboxAlone(t *testing.T) {
	b := openBureau(t, "sqlite:books.db")
	b.bring("../../fixtures/month/bank/cic/*")
	in, err := os.OpenRoot(filepath.Join(b.dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := mail.Open(in, inbox.Outbox)
	if err != nil {
		t.Fatal(err)
	}
	code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30")
	if list, err := in.Open("done"); code != 0 || !strings.HasPrefix(out, "another job is at work") || err != nil {
		t.Errorf("%d %q %v", code, out, err)
	} else if names, _ := list.Readdirnames(-1); len(names) != 0 {
		t.Errorf("the inbox was touched: %v", names)
	}
	if err := errors.Join(other.Close(), in.Close()); err != nil {
		t.Fatal(err)
	}
	if code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30"); code != exitReview && code != exitDone {
		t.Errorf("alone: %d %s", code, out)
	}
}

// The books of one company that cannot be written keep no other's files in the inbox; its own stay
// there, and enter when the cause is gone.
func TestJobWhenOneCompanyFails(t *testing.T) {
	db := "sqlite:" + filepath.Join(t.TempDir(), "books.db")
	b := openBureau(t, db)
	b.bring("../../fixtures/month/bank/cic/*")
	b.bring("../../fixtures/month/bank/camt/*")
	raw, err := rawsql.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	_, err = raw.Exec("CREATE TRIGGER no BEFORE INSERT ON import WHEN NEW.company = 'fournil' " +
		"BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END")
	if err != nil {
		t.Fatal(err)
	}
	count := func(pattern string) int {
		list, _ := filepath.Glob(filepath.Join(b.dir, "in", pattern))
		return len(list)
	}
	brought, all := count("*.*"), 0
	for range 2 { // and each time
		code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30")
		if code != exitFailed || strings.Count(out, "the disk is gone") != 1 {
			t.Errorf("%d %s", code, out)
		}
		if all = count("done/*.xml"); all == 0 || all+count("*.*") != brought {
			t.Errorf("%d files were done, and %d of %d stay", all, count("*.*"), brought)
		}
	}
	if _, err = raw.Exec("DROP TRIGGER no"); err != nil {
		t.Fatal(err)
	}
	b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30")
	if count("*.*") != 0 {
		t.Errorf("%d files stay", count("*.*"))
	}
}

// A job that is interrupted while it reads its files leaves them where they are: that they were not read
// to their ends is no fault of theirs.
func TestJobInterrupted(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	o := office{t, "sqlite:" + filepath.Join(dir, "a.db"), "2026-06-30"}
	o.rappro("init")
	text, err := os.ReadFile("../../fixtures/month/bank/camt/2026-06-01.xml")
	if err := errors.Join(err, os.Mkdir(in, 0o700), os.WriteFile(filepath.Join(in, "a.xml"), text, 0o600),
		os.WriteFile(filepath.Join(in, "notes.txt"), []byte("?"), 0o600)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	env := map[string]string{"RAPPRO_DB": o.db, "LANG": "C"}
	code := run(ctx, []string{"run", "--inbox", in}, world{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard,
		now: func() time.Time {
			if _, err := os.Stat(filepath.Join(in, "failed")); err == nil { // the inbox is looked at
				cancel()
			}
			return time.Now().Add(time.Hour)
		},
		getenv: func(k string) string { return env[k] }, user: func() string { return "tester" },
		salt: func() ([]byte, error) { return []byte("0123456789abcdef"), nil }})
	for _, name := range []string{"a.xml", "notes.txt"} {
		if _, err := os.Stat(filepath.Join(in, name)); err != nil {
			t.Errorf("%v", err)
		}
	}
	if code != exitInterrupted || ctx.Err() == nil {
		t.Errorf("code %d", code)
	}
}

// rappro serve does the job when it starts, beside its figures, and ends when it is told to.
func TestServeDoesTheJob(t *testing.T) {
	b := openBureau(t, "sqlite:books.db")
	b.bring("../../fixtures/month/bank/*/*")
	c := b.command("serve", "--listen", "127.0.0.1:0", "--as-of", "2026-06-30")
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	last := filepath.Join(b.dir, "in", "done", "FR7610278060310002041230174_2026-06.csv")
	for end := time.Now().Add(time.Minute); time.Now().Before(end) && len(b.post.Letters()) < 2; {
		time.Sleep(20 * time.Millisecond)
	}
	if _, err := os.Stat(last); err != nil {
		t.Error(err)
	}
	time.Sleep(200 * time.Millisecond)
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil || !strings.Contains(said.String(), "job of 2026-06-30: 24 files, 0 left in the inbox, 2 letters; code 3") {
		t.Errorf("%v: %s", err, &said)
	}
}
