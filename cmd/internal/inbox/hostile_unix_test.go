//go:build unix

package inbox

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/formats"
	"github.com/rappro/rappro/reconcile"
)

// hostile are names that mean something to some program.
func hostile() []string {
	list := []string{"..xml", "...", " ", " .xml", "-rf", "--db=x", "~", "*", "?", "|sh", ";rm -rf ..", "$(reboot)", "`id`",
		"a\\..\\b", "..\\..\\x", "C:", "CON", "NUL.xml", "aux.csv", "COM1", "a:b", "a%2f..%2f", "%00.xml", "\x01\x02.xml",
		"\r\n.xml", "\x1b[2J.xml", "\u202excod.xml", "\ufeffx.xml", "é.xml", "e\u0301.xml", "\xff\xfe.xml", "\xc3\x28.xml",
		strings.Repeat("x", 255), strings.Repeat("x", 250) + ".xml", strings.Repeat("日", 85), "a.report.txt",
		"report.txt", ".report.txt.xml", "done.xml", "held.", "failed ", "outbox.json", "told-.json", "set.zip!a.xml",
		"<b>.xml", "'.xml", "\".xml", "a,b;c.xml", "=1+1.csv", "@x", "+x", "x.", "x..", "..x", ".report.part.xml",
		"file:", "http:a", "a\tb", "sqlite:", "in", "0"}
	return list
}

// RELIABILITY T5: sixty names, links and things that are no files: nothing outside of the folder is
// opened, moved or written, and every regular file is moved.
func TestHostileNames(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "secret", "secret", time.Hour)
	secret := filepath.Join(outside, "secret")
	dir := folder(t, hostile()...)
	n := len(hostile())
	if n < 60 {
		t.Errorf("only %d names", n)
	}
	path := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(os.Symlink(secret, path("link.xml")), os.Symlink(outside, path("folder")),
		os.Symlink("../../../../../etc/passwd", path("up.xml")), os.Symlink("link.xml", path("chain.xml")),
		os.Symlink("nowhere", path("dangling.xml")), syscall.Mkfifo(path("pipe.xml"), 0o600),
		os.Mkdir(path("dir.xml"), 0o700)); err != nil {
		t.Fatal(err)
	}
	b := open(t, dir)
	files, left := ready(t, b)
	// "~" and ".": names of copies and hidden ones wait.
	waits := 0
	for _, name := range hostile() {
		if strings.HasPrefix(name, ".") || importers.Unfinished(name) {
			waits++
		}
	}
	if len(files) != n-waits {
		t.Errorf("%d of %d are taken: %q, left %v", len(files), n-waits, namesOf(files), left)
	}
	for _, f := range files {
		if _, err := b.Settle(f, day, Verdict{Outcome: reconcile.OutcomeRead, Report: f.Name}); err != nil {
			t.Errorf("%q: %v", f.Name, err)
		}
	}
	if got := len(tree(t, path(Done))); got != 2*len(files) {
		t.Errorf("%d files in done/ of %d", got, 2*len(files))
	}
	if got := tree(t, outside); len(got) != 1 {
		t.Errorf("outside: %q", got)
	}
}

// Folders of the inbox that lead out of it are refused, also when they are changed while the job works.
func TestFoldersThatLeadOut(t *testing.T) {
	outside := t.TempDir()
	for _, name := range []string{Done, Held, Failed} {
		dir := folder(t, "a.xml")
		if err := os.Symlink(outside, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if b, err := Open(dir, Options{Now: time.Now}); err == nil {
			t.Errorf("%s leads out and is taken: %v", name, b.Close())
		}
	}
	dir := folder(t, "a.xml")
	b := open(t, dir)
	files, _ := ready(t, b)
	if err := errors.Join(os.Remove(filepath.Join(dir, Done)), os.Symlink(outside, filepath.Join(dir, Done))); err != nil {
		t.Fatal(err)
	}
	if to, err := b.Settle(files[0], day, Verdict{Outcome: reconcile.OutcomeRead}); err == nil {
		t.Errorf("moved to %s", to)
	}
	if got := tree(t, outside); len(got) != 0 {
		t.Errorf("outside: %q", got)
	}
	if !b.Unchanged(files[0]) {
		t.Error("the file is gone")
	}
}

// A file that becomes a link after it was looked at is not read: importers open within the folder.
func TestSwappedBeforeItIsRead(t *testing.T) {
	outside, dir := t.TempDir(), folder(t, "a.xml")
	put(t, outside, "secret", "date;label;amount;currency\n2026-01-13;A;1.00;EUR\n", time.Hour)
	b := open(t, dir)
	files, _ := ready(t, b)
	if err := errors.Join(os.Remove(filepath.Join(dir, "a.xml")),
		os.Symlink(filepath.Join(outside, "secret"), filepath.Join(dir, "a.xml"))); err != nil {
		t.Fatal(err)
	}
	known, err := formats.With("")
	if err != nil {
		t.Fatal(err)
	}
	read := known.OpenAll(t.Context(), files[0].Name, nil, importers.ReadOptions{Folder: b.Root()})
	if len(read) != 1 || read[0].Err == nil || read[0].Size > 0 || b.Unchanged(files[0]) {
		t.Errorf("%+v", read)
	}
}
