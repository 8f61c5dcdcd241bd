package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// terminal is a terminal whose screen nobody looks at: what is written to it comes back.
func terminal(t *testing.T) (screen *os.File, written func() string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetUint32(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	screen, err = os.OpenFile(fmt.Sprint("/dev/pts/", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := make(chan string, 1)
	go func() {
		b, _ := io.ReadAll(master) // ends with an error when the terminal is closed
		all <- string(b)
	}()
	return screen, func() string {
		_ = screen.Close()
		defer master.Close() // only read from
		return <-all
	}
}

// A person at a terminal sees how far the work is, and an empty line when it is done; a
// log, and whoever asked for quiet, sees nothing of it.
func TestProgress(t *testing.T) {
	watched := func(args ...string) (string, string) {
		t.Helper()
		screen, written := terminal(t)
		var out strings.Builder
		env := map[string]string{"RAPPRO_DB": "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "LANG": "C"}
		code := run(context.Background(), append(args, "--create", "--as-of", "2026-06-30",
			"../../fixtures/month/invoices.csv", "../../fixtures/month/bank"), world{
			stdin: strings.NewReader(""), stdout: &out, stderr: screen, now: time.Now,
			getenv: func(k string) string { return env[k] }, user: func() string { return "tester" }, salt: salt})
		if code != exitReview {
			t.Errorf("exit code %d", code)
		}
		return written(), out.String()
	}
	shown, out := watched("run")
	for _, want := range []string{"read 0/25", "read 25/25", "import 25/25", "match "} {
		if !strings.Contains(shown, "\r\x1b[K"+want) {
			t.Errorf("%q is not shown in %q", want, shown)
		}
	}
	if !strings.HasSuffix(shown, "\r\x1b[K") {
		t.Errorf("the line is not wiped: %q", shown)
	}
	if strings.Contains(out, "\x1b") {
		t.Error("progress stands among the data")
	}
	if shown, _ := watched("run", "--quiet"); shown != "" {
		t.Errorf("shown although quiet was asked for: %q", shown)
	}
}
