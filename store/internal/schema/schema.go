// Package schema judges the version of a store's tables against the version that this
// program writes. A store of another version is never opened: one that is older asks to be
// migrated, one that is newer belongs to a newer program.
package schema

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Latest is the version of the last migration in a folder of files 00001_name.sql.
func Latest(migrations fs.FS) (int64, error) {
	files, err := fs.Glob(migrations, "*.sql")
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("the program holds no migrations (%w)", err)
	}
	number, _, _ := strings.Cut(files[len(files)-1], "_")
	return strconv.ParseInt(number, 10, 64)
}

// Judge compares the version found in a store with the program's. The name is what the
// message calls the store.
func Judge(name string, found, latest int64) error {
	switch {
	case found == 0:
		return Missing(name)
	case found < latest:
		return fmt.Errorf("%s: %w (version %d, this program writes %d): run `rappro db migrate`",
			name, reconcile.ErrOlderStore, found, latest)
	case found > latest:
		return fmt.Errorf("%s: %w (version %d, this program knows %d): use that version of rappro",
			name, reconcile.ErrNewerStore, found, latest)
	}
	return nil
}

// Missing says that there is no store, and what makes one.
func Missing(name string) error {
	return fmt.Errorf("%s: %w; make one with `rappro init`", name, reconcile.ErrNoStore)
}

// Foreign says that something else is where a store was looked for.
func Foreign(name string) error {
	return fmt.Errorf("%s: %w, but the data of another program; choose another place and run "+
		"`rappro init`", name, reconcile.ErrNoStore)
}
