package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A person who interrupts gets code 130, and what was not finished is rolled back.
func TestInterrupt(t *testing.T) {
	o := office{t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "2026-06-30"}
	o.rappro("init")
	o.rappro("import", "../../fixtures/month/bank/cic")
	before := o.rappro("db", "dump", "--state")
	invoices, err := os.Open("../../fixtures/month/invoices.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer invoices.Close()

	ctx, cancel := context.WithCancel(context.Background())
	// The interrupt comes while the file is read: whole as it is, it must not enter.
	stdin := io.MultiReader(invoices, readerFunc(func([]byte) (int, error) { cancel(); return 0, io.EOF }))
	if code, messages := o.interrupted(ctx, stdin, "import", "-"); code != exitInterrupted ||
		!strings.Contains(messages, "interrupted") {
		t.Errorf("import: code %d, %q", code, messages)
	}
	for _, command := range [][]string{{"reconcile"}, {"run", "../../fixtures/month/bank/camt"}, {"list", "payments"}} {
		if code, messages := o.interrupted(ctx, strings.NewReader(""), command...); code != exitInterrupted {
			t.Errorf("%v: code %d, %q", command, code, messages)
		}
	}
	same(t, "the state after interrupts", before, o.rappro("db", "dump", "--state"))
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func (o office) interrupted(ctx context.Context, stdin io.Reader, args ...string) (int, string) {
	var messages bytes.Buffer
	env := map[string]string{"RAPPRO_DB": o.db, "LANG": "C"}
	code := run(ctx, args, world{stdin: stdin, stdout: io.Discard, stderr: &messages, now: time.Now,
		getenv: func(k string) string { return env[k] }, user: func() string { return "tester" },
		salt: func() ([]byte, error) { return []byte("0123456789abcdef"), nil }})
	return code, messages.String()
}
