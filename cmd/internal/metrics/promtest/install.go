package promtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// binaries is the folder of prometheus and promtool: that of the machine, or the one into which
// Debian's package was unpacked, by this test or by one before it.
func binaries(t testing.TB) string {
	t.Helper()
	if p, err := exec.LookPath("prometheus"); err == nil {
		if _, err := exec.LookPath("promtool"); err == nil {
			return filepath.Dir(p)
		}
	}
	// Others of this machine must be able to run it: the server's user is not ours.
	unpacked := filepath.Join("/tmp", "rappro-prometheus-of-"+strconv.Itoa(os.Geteuid()))
	bin := filepath.Join(unpacked, "usr", "bin")
	if ours(unpacked) {
		return bin
	}
	if err := unpack(unpacked); err != nil && !ours(unpacked) {
		t.Fatalf("these tests need Prometheus: there is none in PATH, and Debian's package could not "+
			"be taken: %v; install it (apt-get install prometheus)", err)
	}
	return bin
}

// ours says whether the folder is one that we made: nobody else's programs are run.
func ours(folder string) bool {
	info, err := os.Lstat(folder)
	if err != nil || !info.IsDir() || info.Mode().Perm()&0o022 != 0 {
		return false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// unpack takes the package with lists of its own, which needs no right to install anything.
func unpack(to string) error {
	for _, tool := range []string{"apt-get", "dpkg-deb"} {
		if _, err := exec.LookPath(tool); err != nil {
			return err
		}
	}
	work, err := os.MkdirTemp("/tmp", "rappro-prometheus-get-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	for _, d := range []string{"lists/partial", "archives/partial", "root"} {
		if err := os.MkdirAll(filepath.Join(work, d), 0o755); err != nil {
			return err
		}
	}
	apt := []string{"apt-get", "-q", "-o", "APT::Sandbox::User=" + strconv.Itoa(os.Geteuid()),
		"-o", "Dir::State::Lists=" + filepath.Join(work, "lists"), "-o", "Dir::Cache=" + work,
		"-o", "Dir::Etc::SourceParts=/etc/apt/sources.list.d", "-o", "APT::Update::Post-Invoke=",
		"-o", "DPkg::Post-Invoke="}
	get := func(args ...string) error {
		c := exec.Command(args[0], args[1:]...)
		c.Dir = work
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w\n%s", args, err, out)
		}
		return nil
	}
	if err := get(append(apt, "update")...); err != nil {
		return err
	}
	if err := get(append(apt, "download", "prometheus")...); err != nil {
		return err
	}
	found, err := filepath.Glob(filepath.Join(work, "prometheus_*.deb"))
	if err != nil || len(found) != 1 {
		return errors.New("the package did not come")
	}
	root := filepath.Join(work, "root")
	if err := get("dpkg-deb", "-x", found[0], root); err != nil {
		return err
	}
	return os.Rename(root, to)
}
