package mail

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/postbox"
)

// senderFunc is a Sender.
type senderFunc func(Letter) error

// Send implements Sender.
func (f senderFunc) Send(_ context.Context, l Letter) error { return f(l) }

func outbox(t *testing.T, dir string) *Outbox {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	o, err := Open(root, "outbox")
	if err := errors.Join(err, root.Close()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.Close() })
	return o
}

func files(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(dir, "outbox"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != ".lock" && !strings.HasPrefix(d.Name(), "told-") {
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

// Of two programs one has the outbox, until it lets it go.
func TestOutboxOfOne(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	first := outbox(t, dir)
	if _, err := Open(root, "outbox"); !errors.Is(err, ErrInUse) {
		t.Errorf("the second one: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	outbox(t, dir)
}

// A letter is written, told, sent and kept; the same one is not written again.
func TestOutbox(t *testing.T) {
	dir := t.TempDir()
	o := outbox(t, dir)
	l := letter()
	l.Told = map[string][]string{"a/../b": {"1", "2"}}
	for range 2 {
		if err := o.Put(l); err != nil {
			t.Fatal(err)
		}
	}
	if told, err := o.Told("a/../b"); err != nil || !slices.Equal(told, []string{"1", "2"}) {
		t.Errorf("told %v %v", told, err)
	}
	n := 0
	count := senderFunc(func(got Letter) error {
		if n++; got.ID() != l.ID() || !got.Written.Equal(l.Written) {
			t.Errorf("%+v", got)
		}
		return nil
	})
	for range 2 {
		if _, err := o.Deliver(context.Background(), count); err != nil {
			t.Fatal(err)
		}
		if err := o.Put(l); err != nil {
			t.Fatal(err)
		}
	}
	if n != 1 {
		t.Errorf("sent %d times", n)
	}
	if got := files(t, dir); len(got) != 1 || !strings.HasPrefix(got[0], "outbox/sent/2026-06-30-") {
		t.Errorf("%v", got)
	}
}

// Whatever moment the program dies at, the letter goes out at most twice, and at least once where
// the server answers in the end; what it tells is told once.
func TestOutboxDies(t *testing.T) {
	died := errors.New("died")
	for deaths := range 4 {
		dir := t.TempDir()
		first := outbox(t, dir)
		if err := errors.Join(first.Put(letter()), first.Close()); err != nil {
			t.Fatal(err)
		}
		n := 0
		for i := range 6 { // a new program each time
			o := outbox(t, dir)
			if err := o.Recover(); err != nil {
				t.Fatal(err)
			}
			func() {
				defer func() { _ = o.Close() }() // as the end of a program does
				defer func() {
					if r := recover(); r != nil && r != died {
						panic(r)
					}
				}()
				_, err := o.Deliver(context.Background(), senderFunc(func(Letter) error {
					n++
					if i < deaths {
						panic(died) // the server has the letter, and nobody was told
					}
					return nil
				}))
				if err != nil {
					t.Fatal(err)
				}
			}()
		}
		want := min(deaths+1, 2)
		if n != want {
			t.Errorf("%d deaths: sent %d times, want %d", deaths, n, want)
		}
		place := "sent"
		if deaths >= 2 {
			place = "unsure"
		}
		if got := files(t, dir); len(got) != 1 || !strings.HasPrefix(got[0], "outbox/"+place+"/") {
			t.Errorf("%d deaths: %v", deaths, got)
		}
	}
}

// A letter that was written, and not told before the program died, is told by the next one, and the
// words of an older letter do not come back over those of a newer one.
func TestRecover(t *testing.T) {
	dir := t.TempDir()
	o := outbox(t, dir)
	l := letter()
	l.Told = map[string][]string{"a": {"1"}}
	if err := o.Put(l); err != nil {
		t.Fatal(err)
	}
	ready := files(t, dir)[0]
	path := filepath.Join(dir, strings.TrimSuffix(ready, stateReady))
	if err := errors.Join(os.Rename(path+stateReady, path+stateNew), o.Tell("a", nil)); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]string{{"1"}, {"1", "2"}} {
		if err := o.Recover(); err != nil {
			t.Fatal(err)
		}
		if told, err := o.Told("a"); err != nil || !slices.Equal(told, want) {
			t.Errorf("told %v %v, want %v", told, err, want)
		}
		if err := o.Tell("a", []string{"1", "2"}); err != nil {
			t.Fatal(err)
		}
	}
}

// A refusal is tried again by the next run, however often; an unknown end once.
func TestOutboxAndServer(t *testing.T) {
	b := postbox.Open(t, true)
	s, dir := server(t, b), t.TempDir()
	o := outbox(t, dir)
	if err := o.Put(letter()); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		fault  postbox.Fault
		taken  int
		unsure int
		fails  bool
	}{{postbox.Refuse, 0, 0, true}, {postbox.Gone, 0, 0, true}, {postbox.Full, 0, 0, true}, {postbox.Full, 0, 0, true},
		{postbox.Silent, 1, 0, true}, {postbox.Refuse, 1, 0, true}, {postbox.Refuse, 1, 0, true},
		{postbox.Silent, 2, 0, true}, {postbox.None, 2, 1, false}, {postbox.None, 2, 0, false}} {
		b.Fail(step.fault)
		d, err := o.Deliver(context.Background(), s)
		if (err != nil) != step.fails || len(b.Letters()) != step.taken || d.Unsure != step.unsure {
			t.Errorf("%q: %v, %d letters, %+v", step.fault, err, len(b.Letters()), d)
		}
	}
	ids := map[string]bool{}
	for _, l := range b.Letters() {
		ids[l.Message.Header.Get("Message-ID")] = true
	}
	if len(ids) != 1 {
		t.Errorf("%v", ids)
	}
}

// An outbox that others can write to is refused, and so is a link out of the inbox.
func TestOutboxIsPrivate(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "open"), 0o700), os.Chmod(filepath.Join(dir, "open"), 0o770),
		os.Symlink(elsewhere, filepath.Join(dir, "link"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"open", "link"} {
		if o, err := Open(root, name); err == nil {
			t.Errorf("%s is taken: %v", name, o.Close())
		}
	}
}
