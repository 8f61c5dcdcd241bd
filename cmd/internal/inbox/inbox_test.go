package inbox

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

const quiet = 10 * time.Second

// folder is an inbox whose files are an hour old.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "in")
	if err := os.Mkdir(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		put(t, dir, name, "text of "+name, time.Hour)
	}
	return dir
}

func put(t *testing.T, dir, name, text string, age time.Duration) {
	t.Helper()
	path := filepath.Join(dir, name)
	then := time.Now().Add(-age)
	if err := errors.Join(os.WriteFile(path, []byte(text), 0o600), os.Chtimes(path, then, then)); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *Box {
	t.Helper()
	b, err := Open(dir, Options{Quiet: quiet, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func ready(t *testing.T, b *Box) (files []File, left map[string]error) {
	t.Helper()
	files, waiting, err := b.Ready(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	left = map[string]error{}
	for _, w := range waiting {
		left[w.Name] = w.Why
	}
	return files, left
}

func namesOf(files []File) (list []string) {
	for _, f := range files {
		list = append(list, f.Name)
	}
	return list
}

// tree lists every file below a folder.
func tree(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			list = append(list, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

var day = reconcile.NewDate(2026, 6, 30)

// What is whole is taken; what is not waits, and it is said why.
func TestReady(t *testing.T) {
	dir := folder(t, "b.xml", "a.csv", ".hidden", "c.xml.part", "~$d.csv", "e.csv~", "gone.xml.ok", "a.csv.done", "done.xml")
	put(t, dir, "fresh.xml", "<", 0)
	put(t, dir, "marked.xml", "<", 0)
	put(t, dir, "marked.xml.ok", "", 0)
	put(t, dir, "again.xml", "<", 0)
	put(t, dir, "again.xml.ok", "", time.Hour) // of the one before
	put(t, dir, "tomorrow.xml", "<", -24*time.Hour)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "sub"), 0o700), os.Symlink("b.xml", filepath.Join(dir, "link")),
		os.Symlink("/etc/passwd", filepath.Join(dir, "passwd"))); err != nil {
		t.Fatal(err)
	}
	b := open(t, dir)
	b.o.Quiet = 100 * time.Millisecond
	now := time.Now()
	b.o.Now = func() time.Time { return now } // the fresh ones stay so
	go func() {
		time.Sleep(30 * time.Millisecond)
		_ = os.WriteFile(filepath.Join(dir, "fresh.xml"), []byte("<a/>"), 0o600)
	}()
	files, left := ready(t, b)
	if got, want := namesOf(files), []string{"a.csv", "again.xml", "b.xml", "done.xml", "marked.xml", "tomorrow.xml"}; !slices.Equal(got, want) {
		t.Errorf("taken %v, want %v", got, want)
	}
	want := map[string]error{"c.xml.part": NotNamed, "~$d.csv": NotNamed, "e.csv~": NotNamed, "gone.xml.ok": LoneMarker,
		"fresh.xml": StillWritten, "sub": IsFolder, "link": IsLink, "passwd": IsLink}
	for name, why := range want {
		if !errors.Is(left[name], why) {
			t.Errorf("%s: %v, want %v", name, left[name], why)
		}
		delete(left, name)
	}
	if len(left) > 0 {
		t.Errorf("left besides: %v", left)
	}
}

// Who asks does not wait beyond the end of his context.
func TestReadyInterrupted(t *testing.T) {
	dir := folder(t)
	put(t, dir, "fresh.xml", "<", 0)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := open(t, dir).Ready(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A file goes where its outcome belongs, with its report; its marker goes.
func TestSettle(t *testing.T) {
	dir := folder(t, "a.xml", "a.xml.ok", "a.xml.done", "b.xml", "c.xml", "d.xml", "e.xml")
	b := open(t, dir)
	files, _ := ready(t, b)
	outcomes := []reconcile.Outcome{reconcile.OutcomeRead, reconcile.OutcomeKnown, reconcile.OutcomeHeld,
		reconcile.OutcomeAsked, reconcile.OutcomeRefused}
	for i, f := range files {
		v := Verdict{Outcome: outcomes[i], Companies: []string{"atelier", "fournil & fils"}, Report: "why\n"}
		if _, err := b.Settle(f, day, v); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"done/a.xml", "done/a.xml.report.txt", "done/b.xml", "done/b.xml.report.txt", "failed/e.xml",
		"failed/e.xml.report.txt", "held/c.xml", "held/c.xml.report.txt", "held/d.xml", "held/d.xml.report.txt"}
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	standing, err := b.Standing()
	if err != nil || len(standing) != 3 {
		t.Fatalf("%v %v", standing, err)
	}
	for i, s := range standing {
		if s.Outcome != outcomes[i+2] || !slices.Equal(s.Companies, []string{"atelier", "fournil & fils"}) {
			t.Errorf("%+v", s)
		}
	}
	if err := os.Remove(filepath.Join(dir, "held/c.xml.report.txt")); err != nil {
		t.Fatal(err)
	}
	if standing, err = b.Standing(); err != nil || standing[0].Outcome != reconcile.OutcomeHeld || standing[0].Companies != nil {
		t.Errorf("without its report: %+v %v", standing, err)
	}
	for _, name := range []string{"done", "held", "failed", "done/a.xml.report.txt"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm()&0o007 != 0 {
			t.Errorf("%s: others may read it: %v %v", name, info.Mode(), err)
		}
	}
}

// Nothing takes the place of a file that was settled before, whatever its name.
func TestSettleKeepsEverything(t *testing.T) {
	dir := folder(t)
	long := strings.Repeat("é", 125) + ".xml" // 254 bytes
	for i := range 4 {
		for _, name := range []string{"a.xml", "a.xml.report.txt", "noext", long, "a\nb.xml", "x." + strings.Repeat("y", 200)} {
			put(t, dir, name, name+strings.Repeat("!", i/2), time.Hour) // twice the same
		}
		b := open(t, dir)
		files, left := ready(t, b)
		if len(files) != 6 {
			t.Fatalf("%v %v", namesOf(files), left)
		}
		for _, f := range files {
			if _, err := b.Settle(f, day, Verdict{Outcome: reconcile.OutcomeRead, Report: "r"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	texts, reports := map[string]int{}, 0
	for _, name := range tree(t, dir) {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(text), "r\n-- \n") {
			reports++
		} else {
			texts[string(text)]++
		}
	}
	if len(texts) != 12 || reports != 24 {
		t.Errorf("%d texts, %d reports: %q", len(texts), reports, tree(t, dir))
	}
	for text, n := range texts {
		if n != 2 {
			t.Errorf("%d times %q", n, text)
		}
	}
}

// A file that somebody writes to, or puts another in the place of, while it is imported stays.
func TestSettleChanged(t *testing.T) {
	dir := folder(t, "grows.xml", "replaced.xml", "gone.xml")
	b := open(t, dir)
	files, _ := ready(t, b)
	put(t, dir, "grows.xml", "text of grows.xml and more", time.Hour)
	put(t, dir, "new", "text of replaced.xml", time.Hour)
	if err := errors.Join(os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, "replaced.xml")),
		os.Remove(filepath.Join(dir, "gone.xml"))); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if to, err := b.Settle(f, day, Verdict{Outcome: reconcile.OutcomeRead}); f.Name != "gone.xml" && !errors.Is(err, ErrChanged) || err == nil {
			t.Errorf("%s: %s %v", f.Name, to, err)
		}
	}
	if got := tree(t, dir); !slices.Equal(got, []string{"grows.xml", "replaced.xml"}) {
		t.Errorf("%q", got)
	}
}

// A kill between the report and the move is repaired by doing it again; a report of a file that was
// put back and went elsewhere goes.
func TestSettleAgain(t *testing.T) {
	dir := folder(t, "a.xml")
	b := open(t, dir)
	put(t, dir, "done/a.xml.report.txt", "of the run that was killed", 0)
	put(t, dir, "done/.report.part", "half", 0)
	put(t, dir, "held/a.xml.report.txt", "of last week", 0)
	files, _ := ready(t, b)
	if to, err := b.Settle(files[0], day, Verdict{Outcome: reconcile.OutcomeRead, Report: "new"}); err != nil || to != "done/a.xml" {
		t.Errorf("%s %v", to, err)
	}
	if got := tree(t, dir); !slices.Equal(got, []string{"done/a.xml", "done/a.xml.report.txt"}) {
		t.Errorf("%q", got)
	}
	text, err := os.ReadFile(filepath.Join(dir, "done/a.xml.report.txt"))
	if err != nil || !strings.HasPrefix(string(text), "new\n-- \n") {
		t.Errorf("%q %v", text, err)
	}
}
