package importers

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// entry is one member of a ZIP that a test makes.
type entry struct{ name, content string }

func zipped(t testing.TB, members ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.Create(m.name)
		if err == nil {
			_, err = io.WriteString(w, m.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t testing.TB, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openAll reads the bytes as a file, and checks that standard input gives the same.
func openAll(t *testing.T, content []byte) []reconcile.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "set")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	files := little().OpenAll(context.Background(), path, nil, ReadOptions{})
	piped := little().OpenAll(context.Background(), Stdin, bytes.NewReader(content), ReadOptions{})
	for i := range files {
		files[i].Name = "set" + strings.TrimPrefix(files[i].Name, path)
		if len(piped) != len(files) || files[i].Name != "set"+strings.TrimPrefix(piped[i].Name, Stdin) ||
			fmt.Sprint(piped[i].Err) != fmt.Sprint(files[i].Err) || piped[i].Digest != files[i].Digest {
			t.Errorf("through a pipe: %d files, %v", len(piped), piped)
		}
	}
	return files
}

// TestZip: each member is a file of its own, known by its own bytes.
func TestZip(t *testing.T) {
	set := zipped(t, entry{"b/2.txt", "beta 2"}, entry{"a.txt", "beta 1 2"}, entry{"b/", ""},
		entry{"bad.txt", "beta x"}, entry{".hidden", "beta 1"}, entry{"__MACOSX/._a.txt", "beta 1"},
		entry{"in.zip", string(zipped(t, entry{"x", "beta 1"}))},
		entry{"in.gz", string(gzipped(t, "beta 1"))}, entry{"é\u202e\n.txt", "beta 3"})
	var got []string
	for _, f := range openAll(t, set) {
		s := f.Name
		if f.Err != nil {
			s += ": " + f.Err.Error()
		} else {
			s += fmt.Sprint(": ", f.Statements[0].Booked)
		}
		got = append(got, s)
		if f.Name == "set!a.txt" && (f.Digest != sha256.Sum256([]byte("beta 1 2")) || f.Size != 8) {
			t.Error("a member's digest is not that of its content")
		}
	}
	want := []string{"set!a.txt: 2", "set!b/2.txt: 1", "set!bad.txt: line 2: not a number",
		"set!in.gz: the file is compressed: unpack it first",
		"set!in.zip: the file is a ZIP archive or a spreadsheet: unpack it, or save it as CSV",
		"set!é__.txt: 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestGzip: one file, under the name of the path.
func TestGzip(t *testing.T) {
	two := append(gzipped(t, "beta "), gzipped(t, "1 2 3")...)
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"plain", []byte("beta 1 2 3"), ""},
		{"gzip", gzipped(t, "beta 1 2 3"), ""},
		{"in two parts", two, ""},
		{"cut", gzipped(t, "beta 1 2 3")[:20], "the archive was cut or damaged on the way"},
		{"only the magic", []byte(gzipMagic), "the archive was cut or damaged on the way"},
		{"with something behind it", append(gzipped(t, "beta 1"), "beta"...), "the archive was cut or damaged"},
		{"gzip in gzip", gzipped(t, string(gzipped(t, "beta 1"))), "compressed: unpack it first"},
	} {
		files := openAll(t, c.in)
		switch f := files[0]; {
		case len(files) != 1 || f.Name != "set":
			t.Errorf("%s: %d files, the first %q", c.name, len(files), f.Name)
		case c.want == "" && (f.Err != nil || f.Digest != sha256.Sum256([]byte("beta 1 2 3"))):
			t.Errorf("%s: %v", c.name, f.Err)
		case c.want != "" && (f.Err == nil || !strings.Contains(f.Err.Error(), c.want)):
			t.Errorf("%s: %v, want %q", c.name, f.Err, c.want)
		}
	}
}

// TestTraps: archives that are made to fill a disk, a memory or a folder are refused as a
// whole, at once, and nothing of them is given.
func TestTraps(t *testing.T) {
	zeros := strings.Repeat("\x00", 2<<20)
	small := entry{"a.txt", "beta 1"}
	many := make([]entry, 0, MaxMembers+1)
	for i := range MaxMembers + 1 {
		many = append(many, entry{fmt.Sprint(i), "beta 1"})
	}
	gz := gzipped(t, "beta 1"+strings.Repeat(" ", 16<<20))
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"zeros", zipped(t, small, entry{"b", zeros}), "grow more than 100 times"},
		{"gzip of blanks", gz, "grow more than 100 times"},
		{"a gzip that begins well", append(gzipped(t, "beta 1"), gz...), "grow more than 100 times"},
		{"a size of 300 MiB", declared(t, 300<<20), "more than 256 MiB"},
		{"a size of 16 EiB", declared(t, 1<<64-2), "more than 256 MiB"},
		{"a thousand and one members", zipped(t, many...), "more than 1000 files"},
		{"a list without end", endlessList(t), "more than 1000 files"},
		{"the same data twice", sharing(t), "lie over each other"},
		{"up and out", zipped(t, small, entry{"../../etc/cron.d/x", "beta 1"}), "outside its folder"},
		{"absolute", zipped(t, entry{"/etc/passwd", "beta 1"}), "outside its folder"},
		{"of another system", zipped(t, entry{`..\..\x`, "beta 1"}), "outside its folder"},
		{"with a drive", zipped(t, entry{`C:\x`, "beta 1"}), "outside its folder"},
		{"with NUL", zipped(t, entry{"a\x00b", "beta 1"}), "outside its folder"},
		{"one name twice", zipped(t, small, small), "two files"},
		{"a spreadsheet", zipped(t, entry{"[Content_Types].xml", "<Types/>"}), "office document"},
		{"nothing", zipped(t), "no file in it"},
		{"only hidden", zipped(t, entry{".a", "beta 1"}), "no file in it"},
		{"not a ZIP", []byte(zipMagic + "and nothing else"), "cut or damaged"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		files := openAll(t, c.in)
		runtime.ReadMemStats(&after)
		if len(files) != 1 || files[0].Err == nil || !strings.Contains(files[0].Err.Error(), c.want) {
			t.Errorf("%s: %d files, %v, want %q", c.name, len(files), files[0].Err, c.want)
		}
		if files[0].Statements != nil {
			t.Errorf("%s: a part came through", c.name)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 40 {
			t.Errorf("%s: %d MiB were used to refuse it", c.name, used)
		}
	}
}

// TestZipLimits: at the limit a set is read, above it is not.
func TestZipLimits(t *testing.T) {
	var members []entry
	for i := range MaxMembers {
		members = append(members, entry{fmt.Sprintf("%04d", i), "beta 1"})
	}
	for _, n := range []int{MaxMembers - 1, MaxMembers} {
		if files := openAll(t, zipped(t, members[:n]...)); len(files) != n || files[n-1].Err != nil {
			t.Errorf("%d members: %d files, %v", n, len(files), files[0].Err)
		}
	}
	for _, c := range []struct {
		out, in int64
		passes  bool
	}{
		{UnpackedFree - 1, 1, true}, {UnpackedFree, 1, true}, {UnpackedFree + 1, 1, false},
		{200 << 20, 2 << 20, true}, {200<<20 + MaxRatio, 2 << 20, false},
		{MaxUnpacked, 100 << 20, true}, {MaxUnpacked + 1, 100 << 20, false},
	} {
		if err := proportion(c.out, c.in); (err == nil) != c.passes || err != nil && !errors.Is(err, ErrLimit) {
			t.Errorf("%d bytes from %d: %v", c.out, c.in, err)
		}
	}
}

// TestZipDamaged cuts an archive after every byte and turns every byte: it is refused, or a
// member is, or what is read is what was written.
func TestZipDamaged(t *testing.T) {
	set := zipped(t, entry{"a.txt", "beta 1 2 3"}, entry{"b.txt", "beta 4"})
	good := map[[32]byte]bool{sha256.Sum256([]byte("beta 1 2 3")): true, sha256.Sum256([]byte("beta 4")): true}
	for i := range set {
		for _, f := range unzipped(set[:i]) {
			if f.Err == nil {
				t.Fatalf("cut after %d of %d bytes: %s was read", i, len(set), f.Name)
			}
		}
		for _, mask := range []byte{1, 0x80, 0xff} {
			turned := bytes.Clone(set)
			turned[i] ^= mask
			for _, f := range unzipped(turned) {
				if f.Err == nil && !good[f.Digest] {
					t.Fatalf("byte %d turned: %s was read otherwise", i, f.Name)
				}
			}
		}
	}
}

func unzipped(b []byte) []reconcile.File {
	return little().unzip(context.Background(), "set", bytes.NewReader(b), int64(len(b)), ReadOptions{})
}

// declared is a ZIP whose list says that its member is of another size.
func declared(t *testing.T, size uint64) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	content := []byte("beta 1")
	w, err := z.CreateRaw(&zip.FileHeader{Name: "a", UncompressedSize64: size,
		CompressedSize64: uint64(len(content))})
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// endlessList is a ZIP of 60 000 members without content, 3 MB of list.
func endlessList(t *testing.T) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 60_000 {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sharing is a ZIP whose second member points at the data of the first.
func sharing(t *testing.T) []byte {
	b := zipped(t, entry{"a", "beta 1"}, entry{"b", "beta 1"})
	list := bytes.LastIndex(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[list+42:], 0) // where the member begins
	return b
}
