package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rappro/rappro/importers"
)

// RELIABILITY T6: a hundred files, each written a byte at a time, and read again and again
// meanwhile: no file is ever taken in part, and all are in the end. Their lists say
// nothing of how much follows.
func TestGrowingFiles(t *testing.T) {
	dir := t.TempDir()
	want := map[string]string{}
	var writers sync.WaitGroup
	for i := range 100 {
		path := filepath.Join(dir, fmt.Sprintf("%03d.csv", i))
		text := fmt.Sprintf("date;label;amount;currency\n2026-01-13;A %d;1.00;EUR\n2026-01-14;B;2.00;EUR\n2026-01-15;C;-3.00;EUR\n2026-01-16;D;4.00;EUR\n", i)
		want[path] = text
		writers.Go(func() {
			f, err := os.Create(path)
			if err != nil {
				t.Error(err)
				return
			}
			for _, b := range []byte(text) {
				time.Sleep(time.Duration(8+i%5) * time.Millisecond)
				if _, err := f.Write([]byte{b}); err != nil {
					t.Error(err)
				}
				if b == '\n' { // where a list looks whole
					time.Sleep(150 * time.Millisecond)
				}
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	a := &app{world: world{now: time.Now, quiet: 700 * time.Millisecond, stdin: strings.NewReader("")}}
	var taken, left atomic.Int64
	var readers sync.WaitGroup
	for path, text := range want {
		readers.Go(func() {
			for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
				files, err := a.readFiles(context.Background(), []string{path}, importers.ReadOptions{Account: "FR1"})
				if err != nil {
					t.Error(err)
					return
				}
				switch f := files[0]; {
				case f.Err == nil && f.Size == int64(len(text)):
					taken.Add(1)
					return
				case f.Err == nil:
					t.Errorf("%s: %d of %d bytes are taken for a file", f.Name, f.Size, len(text))
				case strings.Contains(f.Err.Error(), "still being written"):
					left.Add(1)
				}
			}
		})
	}
	readers.Wait()
	writers.Wait()
	if taken.Load() != int64(len(want)) || left.Load() == 0 {
		t.Errorf("%d of %d files are read, %d times one was left", taken.Load(), len(want), left.Load())
	}
	t.Logf("%d times a file was left for the next time", left.Load())
}
