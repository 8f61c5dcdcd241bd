package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadme holds what the README shows of the demo to what the demo prints: each line of it, but
// for those that stand for others left out.
func TestReadme(t *testing.T) {
	dir := t.TempDir()
	d := demo{program: filepath.Join(dir, "rappro"), month: "../../../fixtures/month",
		folder: filepath.Join(dir, "demo"), lang: "en"}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", d.program, "../../rappro")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var out bytes.Buffer
	if err := d.run(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	printed := map[string]bool{"…": true, "": true}
	for line := range strings.Lines(out.String()) {
		printed[strings.TrimSpace(line)] = true
	}
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, block := range regexp.MustCompile("(?s)```\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		if !strings.HasPrefix(block[1], "$ rappro ") {
			continue
		}
		for line := range strings.Lines(block[1]) {
			if shown++; !printed[strings.TrimSpace(line)] {
				t.Errorf("the demo does not print %q", line)
			}
		}
	}
	if shown < 50 {
		t.Errorf("only %d lines of the README are compared", shown)
	}
}
