// Command generate writes the files under deploy/grafana from package dashboards, and docs/metrics.md
// from package metrics. `make dashboards` runs it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/rappro/rappro/cmd/internal/dashboards"
	"github.com/rappro/rappro/cmd/internal/metrics"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func write() error {
	files, err := dashboards.Files()
	if err != nil {
		return err
	}
	for name, text := range files {
		path := filepath.Join("deploy", "grafana", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join("docs", "metrics.md"), []byte(metrics.Document()), 0o644)
}
