package main

import (
	"context"
	"crypto/rand"
	"io"
	"os"
	"os/signal"
	"os/user"
	"syscall"
	"time"
)

// version is set by the linker: see the Makefile.
var version = "devel"

func main() { os.Exit(start()) }

// start runs the program with the real world around it.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	boundMemory(os.Getenv)
	return run(ctx, os.Args[1:], world{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		now: time.Now, quiet: quiet, getenv: os.Getenv, user: userName, salt: salt})
}

// world is everything outside that the program touches.
type world struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	now    func() time.Time
	quiet  time.Duration // see [quiet]; none where no file is written meanwhile
	getenv func(string) string
	user   func() string          // of the operating system
	salt   func() ([]byte, error) // random bytes
}

func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "unknown"
}

func salt() ([]byte, error) {
	b := make([]byte, 32)
	_, err := rand.Read(b)
	return b, err
}
