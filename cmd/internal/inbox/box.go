package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// The folders in an inbox.
const (
	Done   = "done"   // read, or known already
	Held   = "held"   // held, or something is asked
	Failed = "failed" // refused
	Outbox = "outbox" // of package mail
)

// Options say how an inbox is looked at.
type Options struct {
	// Quiet is how long a file without a marker has to stand unchanged before it is taken.
	Quiet time.Duration
	// Now tells how long ago a file was written. It decides when a file is read, never how.
	Now func() time.Time
}

// Box is an open inbox.
type Box struct {
	root *os.Root
	perm fs.FileMode // of the folder, its group too: what is made in it is for the same people
	o    Options
}

// Open opens the folder of an inbox, which must be there, and makes the folders in it. They are
// readable for whom the inbox is.
func Open(dir string, o Options) (*Box, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the inbox %s is not there: make the folder, or name another", dir)
	} else if err != nil {
		return nil, fmt.Errorf("the inbox cannot be opened: %w", err)
	}
	b := &Box{root: root, o: o}
	if err := b.furnish(); err != nil {
		return nil, errors.Join(fmt.Errorf("the inbox %s cannot be used: %w", dir, err), root.Close())
	}
	return b, nil
}

// furnish makes the folders that are missing. One that somebody has put there as a link out of the
// inbox is refused by os.Root when it is looked into.
func (b *Box) furnish() error {
	info, err := b.root.Stat(".")
	if err != nil {
		return err
	}
	b.perm = info.Mode() & (fs.ModePerm | fs.ModeSetgid) &^ 0o007 // what a bank wrote is for nobody else
	for _, name := range []string{Done, Held, Failed} {
		err := b.root.Mkdir(name, b.perm.Perm())
		switch {
		case err == nil:
			// Whatever the umask says. Where nobody may set the bit of the group (RestrictSUIDSGID of
			// systemd), the folder has it from this one and is the job's alone: the work goes on.
			if err = b.root.Chmod(name, b.perm); errors.Is(err, fs.ErrPermission) && b.perm&fs.ModeSetgid != 0 {
				err = nil
			}
		case errors.Is(err, fs.ErrExist):
			if info, err = b.root.Stat(name); err == nil && !info.IsDir() {
				err = fmt.Errorf("%s is a file: move it away", name)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Root is the folder itself: files are read in it and nowhere else.
func (b *Box) Root() *os.Root { return b.root }

// Close lets the folder go.
func (b *Box) Close() error { return b.root.Close() }

// folderOf is where a file of an outcome goes.
func folderOf(o reconcile.Outcome) string {
	switch o {
	case reconcile.OutcomeRead, reconcile.OutcomeKnown:
		return Done
	case reconcile.OutcomeHeld, reconcile.OutcomeAsked:
		return Held
	}
	return Failed
}

// sync makes durable what was made, renamed or removed in a folder.
func (b *Box) sync(folder string) error {
	d, err := b.root.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
