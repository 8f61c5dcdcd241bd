package importers

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestExpand walks in order, leaves hidden things alone, takes what is named, and names a link.
func TestExpand(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.xml", "a/2.xml", "a/1.xml", ".hidden.xml", ".git/x.xml", "c/.x/y.xml"} {
		write(t, filepath.Join(dir, name), "x")
	}
	if err := os.Symlink(filepath.Join(dir, "b.xml"), filepath.Join(dir, "link.xml")); err != nil {
		t.Fatal(err)
	}
	got, err := Expand([]string{Stdin, dir, filepath.Join(dir, "b.xml"), filepath.Join(dir, ".hidden.xml"), Stdin})
	if err == nil || err.Error() != filepath.Join(dir, "link.xml")+": a link in a folder, which is not followed: "+
		"name the file it leads to" {
		t.Error(err)
	}
	for i, path := range got {
		got[i] = strings.TrimPrefix(path, dir+"/")
	}
	want := []string{"-", "a/1.xml", "a/2.xml", "b.xml", ".hidden.xml"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestExpandUnfinished: what a folder holds under the name of a file that is still being written is
// left and named, and read under its own name, or when a person names it.
func TestExpandUnfinished(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.xml"), "x")
	names := []string{"a.csv.part", "b.CRDOWNLOAD", "c.tmp", "d.csv~", "~$e.csv", "f.xml.filepart", "g.partial",
		"i.temp", "j.swp", "l.opdownload"}
	for _, name := range names {
		write(t, filepath.Join(dir, name), "x")
	}
	write(t, filepath.Join(dir, "k.download", "a.csv"), "x")
	names = append(names, "k.download")
	got, err := Expand([]string{dir, filepath.Join(dir, "c.tmp")})
	if len(got) != 2 || filepath.Base(got[1]) != "c.tmp" {
		t.Errorf("%q", got)
	}
	for _, name := range names {
		if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, name)+": by its name") {
			t.Errorf("%s is not named: %v", name, err)
		}
	}
}

// TestExpandErrors names every path that cannot be read and gives the others.
func TestExpandErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.xml"), "x")
	got, err := Expand([]string{dir + "/none", dir + "/a.xml", dir + "/neither"})
	if len(got) != 1 || err == nil || !strings.Contains(err.Error(), "/none: cannot be read: no such file") ||
		!strings.Contains(err.Error(), "/neither:") {
		t.Errorf("%q %v", got, err)
	}
}

// TestOpen reads files and standard input.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	write(t, path, "beta 1")
	ctx := context.Background()
	if f := little().Open(ctx, path, nil, ReadOptions{}); f.Err != nil || f.Name != path {
		t.Errorf("%+v", f)
	}
	if f := little().Open(ctx, Stdin, strings.NewReader("beta 1"), ReadOptions{}); f.Err != nil || f.Name != "-" {
		t.Errorf("%+v", f)
	}
	if f := little().Open(ctx, dir, nil, ReadOptions{}); f.Err == nil {
		t.Error("a folder is not a file")
	}
	if f := little().Open(ctx, dir+"/none", nil, ReadOptions{}); f.Err == nil ||
		!strings.Contains(f.Err.Error(), "cannot be read: no such file") {
		t.Errorf("%v", f.Err)
	}
}
