package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	generated "github.com/rappro/rappro/fixtures/world"
)

// The month of a small company, from nothing to the printed summary on SQLite: 10 000 open
// invoices and a statement of 1 000 lines.
func BenchmarkSmallCompany(b *testing.B) {
	dir := b.TempDir()
	size, err := generated.Preset("bench")
	if err != nil {
		b.Fatal(err)
	}
	size.Scale.Format = "camt"
	if err := generated.WriteScale(dir, 1, *size.Scale); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		var messages bytes.Buffer
		env := map[string]string{"RAPPRO_DB": "sqlite:" + filepath.Join(b.TempDir(), "a.db"), "LANG": "C"}
		code := run(context.Background(), []string{"run", "--create", "--as-of", "2026-06-30",
			"--invoices", dir + "/invoices.csv", "--statements", dir + "/statements"}, world{
			stdin: strings.NewReader(""), stdout: io.Discard, stderr: &messages, now: time.Now,
			getenv: func(k string) string { return env[k] }, user: func() string { return "tester" },
			salt: salt})
		if code != exitDone && code != exitReview {
			b.Fatalf("exit %d: %s", code, messages.String())
		}
	}
}
