package importers

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TestExpandClosed names a folder that may not be read and gives the files beside it. The
// superuser, who may read every folder, looks as somebody else.
func TestExpandClosed(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.xml"), "x")
	write(t, filepath.Join(dir, "closed", "x.xml"), "x")
	chmod(t, filepath.Join(dir, "closed"), 0)
	if os.Geteuid() == 0 {
		const nobody = 65534
		for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
			chmod(t, d, 0o755)
		}
		runtime.LockOSThread() // the owner of file access is one of the thread
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(nobody); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = syscall.Setfsuid(0) }()
	}
	got, err := Expand([]string{dir})
	if len(got) != 1 || err == nil || !strings.Contains(err.Error(), "closed: cannot be read: permission denied") {
		t.Errorf("%q %v", got, err)
	}
}

func chmod(t *testing.T, dir string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(dir, mode); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
}
