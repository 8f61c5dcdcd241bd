//go:build !unix

package sqlite

import (
	"errors"
	"os"
)

// lock refuses: without a lock that ends with its process, a job is not run.
func lock(*os.File) (bool, error) {
	return false, errors.New("the lease of a store is not made for this operating system: " +
		"import the files with `rappro run`")
}
