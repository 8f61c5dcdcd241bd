//go:build unix

package importers

import (
	"context"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPipe: a pipe is refused in a folder and when named, and never waited for.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Expand([]string{dir}); err == nil || err.Error() != pipe+": not a regular file" || len(got) != 0 {
		t.Errorf("in a folder: %q %v", got, err)
	}
	if _, err := Expand([]string{pipe}); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("named: %v", err)
	}
	f := little().Open(context.Background(), pipe, nil, ReadOptions{})
	if f.Err == nil || !strings.Contains(f.Err.Error(), "not a regular file") {
		t.Errorf("opened: %v", f.Err)
	}
}
