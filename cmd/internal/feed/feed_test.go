package feed

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/jobs"
)

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

func names(list []jobs.File) string {
	var out []string
	for _, f := range list {
		out = append(out, f.Company+"/"+f.Name+":"+f.Digest[:4])
	}
	return strings.Join(out, " ")
}

// What waits is found, the first of each company first, and an inbox that is broken keeps nothing of
// others back. A file that changes gets another digest.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a", "1.xml"), "one")
	put(t, filepath.Join(dir, "a", "2.xml"), "two")
	put(t, filepath.Join(dir, "b", "1.xml"), "three")
	put(t, filepath.Join(dir, "stranger", "1.xml"), "four")
	put(t, filepath.Join(dir, "broken", "done"), "no folder")
	put(t, filepath.Join(dir, "top.xml"), "five")
	f := &Feeder{Dir: dir, Options: inbox.Options{Now: time.Now}}
	companies := []string{"a", "b", "broken", "gone", "../a", "."}
	list, err := f.Find(context.Background(), companies)
	if got, want := names(list), "a/1.xml:7692 b/1.xml:8b5b a/2.xml:3fc4"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "company broken: ") || !strings.HasSuffix(err.Error(),
		"\nstranger: no company has this code: what is in this folder is not read"+
			"\ntop.xml: it is not read: put it into the folder of its company") {
		t.Errorf("of the broken inbox and of strangers: %v", err)
	}
	put(t, filepath.Join(dir, "a", "1.xml"), "other")
	if err := os.Remove(filepath.Join(dir, "b", "1.xml")); err != nil {
		t.Fatal(err)
	}
	if list, _ = f.Find(context.Background(), companies[:2]); names(list) != "a/1.xml:d929 a/2.xml:3fc4" {
		t.Errorf("found then: %s", names(list))
	}
	if len(f.digests) != 3 { // two of a/1.xml until it goes
		t.Errorf("%d digests are kept", len(f.digests))
	}
	for _, company := range []string{"../a", "a/b", "/etc", "..", ".", "", `a\b`} {
		if in, err := f.Inbox(company); err == nil {
			t.Errorf("the inbox of %q is %s", company, in)
		}
	}
	if _, err := (&Feeder{Dir: filepath.Join(dir, "nowhere")}).Find(context.Background(), companies); err == nil {
		t.Error("a folder that is not there is no error")
	}
}

// What has grown since it was taken comes back when a feeder begins, and is looked for again after an hour.
func TestFindGrown(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	path := func(name string) string { return filepath.Join(dir, "a", name) }
	put(t, path("1.csv"), "one")
	put(t, path("2.csv"), "two")
	box, err := inbox.Open(filepath.Join(dir, "a"), inbox.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	files, _, err := box.Ready(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := box.Settle(file, reconcile.NewDate(2026, 6, 30), inbox.Verdict{Outcome: reconcile.OutcomeRead}); err != nil {
			t.Fatal(err)
		}
	}
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}
	var said []string
	f := &Feeder{Dir: dir, Options: inbox.Options{Now: func() time.Time { return now }},
		Grown: func(company string, g inbox.Grown) { said = append(said, company+"/"+g.Was) }}
	find := func(want string) {
		t.Helper()
		list, err := f.Find(context.Background(), []string{"a"})
		if got := names(list); err != nil || got != want {
			t.Errorf("found %s, want %s, %v", got, want, err)
		}
	}
	put(t, path("done/1.csv"), "one and more")
	find("a/1.7692c3ad.csv:f4b9")
	put(t, path("done/2.csv"), "two and more")
	find("a/1.7692c3ad.csv:f4b9")
	now = now.Add(time.Hour)
	find("a/1.7692c3ad.csv:f4b9 a/2.3fc4ccfe.csv:f5bf")
	if got := strings.Join(said, " "); got != "a/done/1.csv a/done/2.csv" {
		t.Errorf("said %s", got)
	}
}
