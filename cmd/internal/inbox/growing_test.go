package inbox

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// RELIABILITY T6: a hundred files, each written a byte at a time into the folder itself, while one job after
// the other takes what is whole: every file is moved once, with all its bytes.
func TestGrowingFiles(t *testing.T) {
	dir := folder(t)
	const n, pause = 100, 8 * time.Millisecond
	text := func(i int) string { return fmt.Sprintf("date;label;amount\n2026-01-13;A %d;1.00\n", i) }
	var writers sync.WaitGroup
	for i := range n {
		writers.Go(func() {
			f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%03d.csv", i)))
			if err != nil {
				t.Error(err)
				return
			}
			for _, b := range []byte(text(i)) {
				time.Sleep(pause)
				if _, err := f.Write([]byte{b}); err != nil {
					t.Error(err)
				}
				if b == '\n' { // where a list looks whole
					time.Sleep(20 * pause)
				}
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	b := open(t, dir)
	b.o.Quiet = 120 * pause // longer than a writer pauses, also on a machine that is busy
	moved, left := 0, 0
	for end := time.Now().Add(time.Minute); moved < n && time.Now().Before(end); {
		files, waiting := ready(t, b)
		left += len(waiting)
		for _, f := range files {
			if !b.Unchanged(f) {
				continue
			}
			to, err := b.Settle(f, day, Verdict{Outcome: reconcile.OutcomeRead})
			if err != nil {
				t.Fatal(err)
			}
			var i int
			if _, err := fmt.Sscanf(f.Name, "%d.csv", &i); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(dir, to))
			if err != nil || string(got) != text(i) {
				t.Errorf("%s: %d of %d bytes, %v", to, len(got), len(text(i)), err)
			}
			moved++
		}
	}
	writers.Wait()
	if moved != n || left == 0 {
		t.Errorf("%d of %d files are moved, %d times one was left", moved, n, left)
	}
}
