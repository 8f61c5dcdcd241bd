//go:build unix

package importers

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// outsideText is what lies outside of every folder and archive here, and is never read.
const outsideText = "beta 666"

// RELIABILITY T5: sixty names that would lead out of a folder or an archive. Nothing that lies
// outside is read: no file that is given has its bytes. What is refused is named.
func TestNamesLeadNowhere(t *testing.T) {
	n := 0
	for _, name := range hostileNames() {
		n++
		secret := filepath.Join(t.TempDir(), "secret")
		write(t, secret, outsideText)
		for _, target := range []string{name, strings.ReplaceAll(name, "SECRET", secret)} {
			files := openAll(t, zipped(t, entry{"a.txt", "beta 1"}, entry{target, "beta 2"}))
			noneOutside(t, "archive with "+target, files)
		}
	}
	for name, put := range hostileFiles() {
		n++
		root, away := t.TempDir(), t.TempDir()
		secret := filepath.Join(away, "secret.txt")
		write(t, secret, outsideText)
		write(t, filepath.Join(root, "a.txt"), "beta 1")
		if err := put(filepath.Join(root, "b.txt"), secret); err != nil {
			t.Logf("%s cannot be made here: %v", name, err)
			continue
		}
		paths, err := Expand([]string{root})
		if len(paths) != 1 || err == nil || !strings.Contains(err.Error(), "b.txt: ") {
			t.Errorf("%s: %q, %v", name, paths, err)
		}
		for _, p := range paths {
			noneOutside(t, name, little().OpenAll(context.Background(), p, nil, ReadOptions{}))
		}
	}
	if n < 60 {
		t.Errorf("only %d names", n)
	}
}

func noneOutside(t *testing.T, what string, files []reconcile.File) {
	t.Helper()
	for _, f := range files {
		if f.Err == nil && f.Digest == sha256.Sum256([]byte(outsideText)) {
			t.Errorf("%s: what lies outside is read as %s", what, f.Name)
		}
		if len([]rune(f.Name)) > 140 || strings.ContainsAny(f.Name, "\x00\u202e\n\x1b") {
			t.Errorf("%s: shown as %q", what, f.Name)
		}
	}
}

// hostileNames are names of members; SECRET stands for the path of a file that exists.
func hostileNames() []string {
	list := []string{"SECRET", "/SECRET", "//SECRET", "\\SECRET", "file://SECRET", "a/../../SECRET", "../SECRET",
		"/etc/passwd", "//etc/passwd", "///etc/passwd", "/proc/self/environ", "/dev/stdin", "/dev/zero",
		"C:\\x", "c:x", "C:/Windows/x", "\\\\server\\share\\x", "//server/share/x", "\\\\?\\C:\\x",
		"a\x00b", "\x00", "a.txt\x00.xml", "CON", "con.txt", "PRN", "AUX", "NUL", "nul.csv", "COM1", "LPT9.txt",
		"a:stream", "a.txt:$DATA", ".", "./a", "a/.", "..", "...", "a/..", "..a", "~", "~root/x", "$HOME/x",
		"%2e%2e/x", "%2e%2e%2fx", "..%2fx", "..;/x", "‥/x", "..／x", "a\u202etxt.exe", "a\u2066b", "a\nb", "a\x1b[2Jb",
		" ", "a ", "a.", "-rf", "--db=x", "\xff\xfe", "a/b/../../../x", "..\\..\\x", "a\\..\\..\\x",
		strings.Repeat("a", 300), strings.Repeat("é", 300), strings.Repeat("../", 100) + "etc/passwd",
		strings.Repeat("d/", 300) + "x"}
	return list
}

// hostileFiles put something else than a file into a folder.
func hostileFiles() map[string]func(at, secret string) error {
	return map[string]func(at, secret string) error{
		"link":             func(at, secret string) error { return os.Symlink(secret, at) },
		"link to a folder": func(at, secret string) error { return os.Symlink(filepath.Dir(secret), at) },
		"link to a link": func(at, secret string) error {
			if err := os.Symlink(secret, secret+".2"); err != nil {
				return err
			}
			return os.Symlink(secret+".2", at)
		},
		"link to nothing": func(at, _ string) error { return os.Symlink("/nowhere", at) },
		"link to itself":  func(at, _ string) error { return os.Symlink(at, at) },
		"pipe":            func(at, _ string) error { return syscall.Mkfifo(at, 0o600) },
		"socket":          listenAt,
		"device":          func(at, _ string) error { return syscall.Mknod(at, syscall.S_IFCHR|0o600, 1<<8|5) },
	}
}

func listenAt(at, _ string) error {
	s, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(s) // the name stays
	return syscall.Bind(s, &syscall.SockaddrUnix{Name: at})
}

// TestSwapped: what takes the place of a file after the folder was looked at is refused, unless it
// is a file too.
func TestSwapped(t *testing.T) {
	for name, put := range hostileFiles() {
		root, away := t.TempDir(), t.TempDir()
		secret, at := filepath.Join(away, "secret.txt"), filepath.Join(root, "b.txt")
		write(t, secret, outsideText)
		write(t, at, "beta 1")
		paths, err := Expand([]string{root})
		if err != nil || len(paths) != 1 {
			t.Fatal(paths, err)
		}
		if err := os.Remove(at); err != nil {
			t.Fatal(err)
		}
		if err := put(at, secret); err != nil {
			t.Logf("%s cannot be made here: %v", name, err)
			continue
		}
		files := little().OpenAll(context.Background(), paths[0], nil, ReadOptions{})
		if noneOutside(t, name, files); len(files) != 1 || files[0].Err == nil {
			t.Errorf("%s: %s", name, fmt.Sprint(files))
		}
	}
}

// TestNamedLink: a link that a person names is read as the file it leads to.
func TestNamedLink(t *testing.T) {
	at := filepath.Join(t.TempDir(), "a.txt")
	write(t, at, "beta 1")
	link := filepath.Join(t.TempDir(), "link.txt")
	if err := os.Symlink(at, link); err != nil {
		t.Fatal(err)
	}
	paths, err := Expand([]string{link})
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	if f := little().OpenAll(context.Background(), paths[0], nil, ReadOptions{}); f[0].Err != nil {
		t.Error(f[0].Err)
	}
}
