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

// senderFunc is a Sender whose server has said yes to every envelope.
type senderFunc func(Letter) error

// Send implements Sender.
func (f senderFunc) Send(_ context.Context, l Letter, begin func() error) error {
	if err := begin(); err != nil {
		return err
	}
	return f(l)
}

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

// What a server refuses for now is tried again by the next run, however often, and what may have
// arrived once more.
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
		waits  bool
	}{{postbox.Refuse, 0, 0, true}, {postbox.Gone, 0, 0, true}, {postbox.Barred, 0, 0, true}, {postbox.Full, 0, 0, true},
		{postbox.Full, 0, 0, true}, {postbox.Silent, 1, 0, true}, {postbox.Refuse, 1, 0, true}, {postbox.Refuse, 1, 0, true},
		{postbox.Silent, 2, 0, true}, {postbox.None, 2, 1, false}, {postbox.None, 2, 0, false}} {
		b.Fail(step.fault)
		d, err := o.Deliver(context.Background(), s)
		if err != nil || (d.Waiting != nil) != step.waits || len(b.Letters()) != step.taken || d.Unsure != step.unsure {
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

// What a server refuses for good is put aside and said once; the letter behind it goes.
func TestOutboxRefused(t *testing.T) {
	for _, fault := range []postbox.Fault{postbox.Unknown, postbox.Spam} {
		b := postbox.Open(t, true)
		s, dir := server(t, b), t.TempDir()
		o, next := outbox(t, dir), letter()
		next.Day = "2026-07-01"
		if err := o.Put(letter()); err != nil {
			t.Fatal(err)
		}
		b.Fail(fault)
		for _, refusals := range []int{1, 0} {
			d, err := o.Deliver(context.Background(), s)
			if err != nil || d.Waiting != nil || len(d.Refused) != refusals {
				t.Errorf("%s: %+v %v", fault, d, err)
			}
		}
		b.Fail(postbox.None)
		if err := o.Put(next); err != nil {
			t.Fatal(err)
		}
		if d, err := o.Deliver(context.Background(), s); err != nil || d.Sent != 1 || len(b.Letters()) != 1 {
			t.Errorf("%s: the next letter: %+v %v", fault, d, err)
		}
		if got := files(t, dir); len(got) != 2 || !strings.HasPrefix(got[0], "outbox/refused/2026-06-30-") {
			t.Errorf("%s: %v", fault, got)
		}
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
