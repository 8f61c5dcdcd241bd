//go:build unix

package mail

import (
	"errors"
	"os"
	"syscall"
)

// lock locks a file until it is closed, which the end of the process does too. It is false where
// somebody else has locked it. A file system that has no locks leaves it to the lease of the store.
func lock(f *os.File) bool {
	return !errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}
