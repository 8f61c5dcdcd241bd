package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// leaveOut drops the databases that a walk through folders found, with a note each: the
// store stands where the program is called, and `rappro run .` must not refuse it. A path
// that was typed is kept whatever it is, so that it is refused by name.
func (a *app) leaveOut(names, typed []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		isTyped := slices.ContainsFunc(typed, func(p string) bool {
			return filepath.Clean(p) == filepath.Clean(name)
		})
		if isTyped || !isDatabase(name) {
			return false
		}
		a.note("%s", a.texts.Text("import.database", name))
		return true
	})
}

// isDatabase says whether a file is one of SQLite, one of the two that SQLite keeps
// beside a database while it is open, or the one that a job locks. A file that cannot be read is none: it is refused later.
func isDatabase(path string) bool {
	if strings.HasSuffix(path, "-wal") || strings.HasSuffix(path, "-shm") || strings.HasSuffix(path, "-lease") {
		return true
	}
	// Without waiting, as importers do: a pipe put in its place must not stop the job.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer f.Close() // only read from
	mark := []byte("SQLite format 3\x00")
	head := make([]byte, len(mark))
	_, err = io.ReadFull(f, head)
	return err == nil && bytes.Equal(head, mark)
}
