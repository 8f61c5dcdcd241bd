package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// binaries finds the folder of initdb and postgres, and installs them where there are none.
func binaries() (string, error) {
	if bin := look(); bin != "" {
		return bin, nil
	}
	if err := install(); err != nil {
		return "", fmt.Errorf("no initdb and postgres in PATH or /usr/lib/postgresql, and they could "+
			"not be installed: %w; install PostgreSQL 15 or later (apt-get install postgresql)", err)
	}
	if bin := look(); bin != "" {
		return bin, nil
	}
	return "", errors.New("PostgreSQL was installed, but initdb and postgres are not where expected")
}

// look prefers the newest version of Debian's folders over what stands in PATH, which may
// be a wrapper.
func look() string {
	folders, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.SortFunc(folders, func(a, b string) int { return version(b) - version(a) })
	if p, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			folders = append(folders, filepath.Dir(real))
		}
	}
	for _, f := range folders {
		if runnable(filepath.Join(f, "initdb")) && runnable(filepath.Join(f, "postgres")) {
			return f
		}
	}
	return ""
}

// version is the number in /usr/lib/postgresql/15/bin.
func version(folder string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(folder)))
	return n
}

func runnable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && info.Mode()&0o111 != 0
}

// install installs Debian's package. A file written first keeps it from making and starting
// a cluster of its own on port 5432.
func install() error {
	if os.Geteuid() != 0 {
		return errors.New("only root may install packages")
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return errors.New("there is no apt-get")
	}
	const config = "/etc/postgresql-common/createcluster.conf"
	if _, err := os.Stat(config); os.IsNotExist(err) {
		if err := os.MkdirAll(filepath.Dir(config), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(config, []byte("create_main_cluster = false\n"), 0o644); err != nil {
			return err
		}
	}
	for _, args := range [][]string{{"update"}, {"install", "-y", "--no-install-recommends",
		"-o", "Dpkg::Options::=--force-confold", "postgresql"}} {
		c := exec.Command("apt-get", append([]string{"-o", "DPkg::Lock::Timeout=300"}, args...)...)
		c.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("apt-get %s: %w\n%s", strings.Join(args, " "), err, tail(out))
		}
	}
	return nil
}

func tail(out []byte) []byte { return out[max(0, len(out)-2000):] }

// runAs is the user of the server when we are root, whom PostgreSQL refuses; nil otherwise.
func runAs() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
		}
	}
	return nil, errors.New("root may not run PostgreSQL, and there is no user postgres or nobody")
}
