package mail

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// early is a Sender that never comes to the letter itself.
type early func()

// Send implements Sender.
func (f early) Send(context.Context, Letter, func() error) error {
	f()
	return errors.New("no")
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

// A program that dies before the server has said yes to the envelope has not tried: however often that
// is, the letter goes out in the end.
func TestOutboxDiesEarly(t *testing.T) {
	dir := t.TempDir()
	first := outbox(t, dir)
	if err := errors.Join(first.Put(letter()), first.Close()); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		o := outbox(t, dir)
		func() {
			defer func() { _ = errors.Join(recover().(error), o.Close()) }()
			_, _ = o.Deliver(context.Background(), early(func() { panic(errors.New("died")) }))
		}()
		if got := files(t, dir); len(got) != 1 || !strings.HasSuffix(got[0], stateReady) {
			t.Fatalf("%v", got)
		}
	}
	n := 0
	d, err := outbox(t, dir).Deliver(context.Background(), senderFunc(func(Letter) error { n++; return nil }))
	if err != nil || d.Sent != 1 || n != 1 {
		t.Errorf("%+v %v", d, err)
	}
}

// The same words on the same day are the same letter, also where it is given up or is in the middle of
// its tries: it goes out no third time.
func TestPutGivenUp(t *testing.T) {
	for _, end := range []error{ErrUnsure, ErrRefused} {
		o, n := outbox(t, t.TempDir()), 0
		for range 5 {
			if err := o.Put(letter()); err != nil {
				t.Fatal(err)
			}
			if _, err := o.Deliver(context.Background(), senderFunc(func(Letter) error { n++; return end })); err != nil {
				t.Fatal(err)
			}
		}
		if want := map[error]int{ErrUnsure: 2, ErrRefused: 1}[end]; n != want {
			t.Errorf("%v: sent %d times, want %d", end, n, want)
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
