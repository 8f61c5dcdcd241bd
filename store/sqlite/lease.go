package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// Lease locks the file PATH-lease beside the store, which holds nothing and stays there. One file
// has one writer, so the lease is of the whole store, whatever company it is asked for. The lock
// of a process ends with it, so that nobody has to be patient.
func (s *Store) Lease(_ context.Context, _ string, _ bool) (release func() error, ok bool, err error) {
	f, err := os.OpenFile(s.write.path+"-lease", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, false, fmt.Errorf("the lease of the store cannot be taken: %w", err)
	}
	ok, err = lock(f)
	if err != nil || !ok {
		return nil, false, errors.Join(err, f.Close())
	}
	return f.Close, true, nil
}
