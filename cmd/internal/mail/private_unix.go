//go:build unix

package mail

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// private refuses a folder that somebody else could write to.
func private(info fs.FileInfo) error {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(s.Uid) != os.Geteuid() || info.Mode().Perm()&0o022 != 0 {
		return errors.New("the outbox is not this user's alone: others could send letters in its name; " +
			"give it to the user who runs the job, with mode 0700")
	}
	return nil
}
