package main

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the very program that is shipped.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rappro": func() { os.Exit(start()) }})
}

// TestScripts runs testdata/script: each is a small story told with commands. Beside the
// usual ones there are
//
//	code N rappro …   runs a command and wants exactly this exit code
//	capture NAME RE   puts what the group of RE finds in the last output into NAME
//	listen NAME       takes a port and puts its address into the variable NAME
//
// $MONTH is the demonstration month, $WORKED the worked example of the indicators, $NEWER a store that a newer version wrote.
func TestScripts(t *testing.T) {
	month, err := filepath.Abs("../../fixtures/month")
	if err != nil {
		t.Fatal(err)
	}
	worked, err := filepath.Abs("../../fixtures/worked")
	if err != nil {
		t.Fatal(err)
	}
	newer, err := filepath.Abs("testdata/newer.store")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			if err := age(e.WorkDir); err != nil {
				return err
			}
			e.Setenv("MONTH", month)
			e.Setenv("WORKED", worked)
			e.Setenv("NEWER", newer)
			e.Setenv("LANG", "C")
			e.Setenv("RAPPRO_USER", "tester")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": code, "listen": listen, "capture": capture},
	})
}

// age makes the files of a script an hour old: nobody waits for the end of their writing.
func age(folder string) error {
	then := time.Now().Add(-time.Hour)
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chtimes(path, then, then)
	})
}

func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%v: exit code %d, want %d", args[1:], got, want)
	}
}

func listen(ts *testscript.TestScript, neg bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = l.Close() })
	ts.Setenv(args[0], l.Addr().String())
}

func capture(ts *testscript.TestScript, neg bool, args []string) {
	m := regexp.MustCompile("(?m)" + args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(m) < 2 {
		ts.Fatalf("%s is not in the output", args[1])
	}
	ts.Setenv(args[0], m[1])
}
