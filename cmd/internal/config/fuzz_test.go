package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzLoad: a configuration file is read or refused with the name of the file.
func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatal("no examples", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	path := filepath.Join(f.TempDir(), "rappro.yaml")
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(Source{File: path}); err != nil && !strings.Contains(err.Error(), "rappro.yaml") {
			t.Fatalf("%v", err)
		}
	})
}
