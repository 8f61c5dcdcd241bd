//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// An init that a full disk ends, here a limit on the size of files, leaves no store or a whole
// one: the next init completes it.
func TestInitOnAFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("starts programs")
	}
	refused := 0
	for _, blocks := range []int{1, 8, 24, 64, 150, 300, 420} {
		db := filepath.Join(t.TempDir(), "a.db")
		run := func(script string) error {
			c := exec.Command("sh", "-c", script)
			c.Env = append(os.Environ(), "RAPPRO_DB=sqlite:"+db, "LANG=C")
			out, err := c.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w: %s", err, out)
			}
			return err
		}
		if run(fmt.Sprintf("ulimit -f %d; exec rappro init", blocks)) != nil {
			refused++
		}
		if err := run("rappro init && rappro list imports && rappro verify"); err != nil {
			t.Errorf("after a limit of %d blocks: %v", blocks, err)
		}
	}
	if refused < 3 {
		t.Errorf("only %d of the limits were hit", refused)
	}
}
