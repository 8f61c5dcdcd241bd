//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is who runs the program where the tests are run by root, who may read everything.
const nobody = 65534

// clerk runs the program as a user who is not root, in a folder of his own.
type clerk struct {
	t       *testing.T
	dir     string
	program string
	env     []string
}

// newClerk copies the program to where everybody can run it.
func newClerk(t *testing.T) *clerk {
	t.Helper()
	dir := t.TempDir()
	c := &clerk{t: t, dir: dir, program: filepath.Join(dir, "rappro"),
		env: []string{"HOME=" + dir, "LANG=C", "RAPPRO_AS_OF=2026-06-30", "RAPPRO_USER=tester",
			"PATH=" + os.Getenv("PATH")}}
	built, err := exec.LookPath("rappro")
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{built: "rappro",
		"../../fixtures/month/invoices.csv": "invoices.csv"} {
		if err := copyFile(from, filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	c.give(dir)
	return c
}

// give makes a file or folder the clerk's own.
func (c *clerk) give(path string) {
	c.t.Helper()
	if os.Getuid() == 0 {
		if err := os.Chown(path, nobody, nobody); err != nil {
			c.t.Fatal(err)
		}
	}
}

// close takes rights away until the end of the test.
func (c *clerk) close(path string, mode os.FileMode) {
	c.t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
}

// rappro gives the exit code and what was printed on both streams.
func (c *clerk) rappro(args ...string) (int, string) {
	c.t.Helper()
	cmd := exec.Command(c.program, args...)
	cmd.Dir, cmd.Env = c.dir, c.env
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// wants runs a command and wants an exit code and words in what it says.
func (c *clerk) wants(code int, words []string, args ...string) {
	c.t.Helper()
	got, out := c.rappro(args...)
	if got != code {
		c.t.Errorf("rappro %s: exit code %d, want %d\n%s", strings.Join(args, " "), got, code, out)
	}
	for _, w := range words {
		if !strings.Contains(out, w) {
			c.t.Errorf("rappro %s: %q is not in\n%s", strings.Join(args, " "), w, out)
		}
	}
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// What may not be read is refused by name, and what is beside it enters.
func TestWithoutRightsToRead(t *testing.T) {
	c := newClerk(t)
	c.wants(0, nil, "init")
	closed := filepath.Join(c.dir, "closed")
	if err := os.Mkdir(closed, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := copyFile("../../fixtures/month/invoices.csv", filepath.Join(closed, "a.csv")); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(c.dir, "secret.csv")
	if err := copyFile("../../fixtures/month/invoices.csv", secret); err != nil {
		t.Fatal(err)
	}
	c.close(closed, 0)
	c.close(secret, 0)
	c.wants(1, []string{"closed: refused", "cannot be read: permission denied", "invoices.csv: read"},
		"import", "closed", "invoices.csv")
	c.wants(1, []string{"secret.csv", "permission denied"}, "import", "secret.csv")
	c.wants(0, []string{"AC26-0101"}, "list", "invoices")
}

// A store that may not be written says so in one line, and stays as it is.
func TestWithoutRightsToWrite(t *testing.T) {
	c := newClerk(t)
	folder := filepath.Join(c.dir, "books")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	c.give(folder)
	c.wants(0, nil, "--db", "sqlite:books/a.db", "init", "-q")
	store := filepath.Join(folder, "a.db")
	c.wants(0, nil, "--db", "sqlite:books/a.db", "import", "invoices.csv")
	before, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	c.close(store, 0o444)
	c.close(folder, 0o555)
	const hint = "rappro: books/a.db: the store may not be written here, which even reading needs: allow " +
		"this user to write the file and its folder, or copy the store to such a folder\n"
	for _, command := range [][]string{{"list", "invoices"}, {"report", "summary"}, {"verify"},
		{"import", "invoices.csv"}, {"serve", "--listen", "127.0.0.1:0"}} {
		code, out := c.rappro(append([]string{"--db", "sqlite:books/a.db"}, command...)...)
		if code != 1 || out != hint {
			t.Errorf("%v: exit code %d\n%s", command, code, out)
		}
	}
	c.close(store, 0)
	c.wants(1, []string{"a.db: the store cannot be opened: allow this user"}, "--db",
		"sqlite:books/a.db", "list", "invoices")
	c.close(store, 0o644)
	if after, err := os.ReadFile(store); err != nil || string(after) != string(before) {
		t.Errorf("the store was changed: %v", err)
	}
}

// A job that inherits the configuration folder of somebody else runs without it; a file
// that was named has to be readable.
func TestWithoutRightsToConfiguration(t *testing.T) {
	c := newClerk(t)
	folder := filepath.Join(c.dir, "config")
	if err := os.MkdirAll(filepath.Join(folder, "rappro"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "rappro", "rappro.yaml")
	if err := os.WriteFile(file, []byte("lang: en\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c.env = append(c.env, "XDG_CONFIG_HOME="+folder)
	c.wants(0, nil, "--config", file, "init")
	c.close(file, 0)
	c.wants(2, []string{"rappro.yaml", "permission denied"}, "--config", file, "list", "invoices")
	c.close(folder, 0)
	c.wants(0, nil, "list", "invoices")
}

// A file in an inbox that may not be read is refused with its report, by a worker too, which does not
// leave the files beside it for that.
func TestInboxWithoutRightsToRead(t *testing.T) {
	c := newClerk(t)
	c.wants(0, nil, "init")
	c.wants(0, nil, "import", "invoices.csv") // so that there is a company
	in := filepath.Join(c.dir, "in", "default")
	err := errors.Join(os.MkdirAll(in, 0o755), os.WriteFile(filepath.Join(in, "a.csv"), []byte("?"), 0o000),
		copyFile("../../fixtures/month/invoices.csv", filepath.Join(in, "b.csv")))
	if err != nil {
		t.Fatal(err)
	}
	c.give(filepath.Join(c.dir, "in"))
	c.give(in)
	c.wants(exitFailed, []string{"its inbox is done"}, "worker", "--inbox", "in", "--once")
	for _, name := range []string{"failed/a.csv", "failed/a.csv.report.txt", "done/b.csv"} {
		if _, err := os.Lstat(filepath.Join(in, name)); err != nil {
			t.Error(err)
		}
	}
}
