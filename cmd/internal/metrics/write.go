package metrics

import (
	"io"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
)

// Textfile writes the families into a file for node_exporter's textfile collector: whole under
// another name, then renamed, so that nobody reads half of it. The metrics of the process are left
// out, because this process is gone when they are read.
func Textfile(c *Collector, path string) error {
	reg := prometheus.NewRegistry()
	if err := reg.Register(c); err != nil {
		return err
	}
	return prometheus.WriteToTextfile(path, reg)
}

// Write writes the same as text.
func Write(c *Collector, w io.Writer) error {
	reg := prometheus.NewRegistry()
	if err := reg.Register(c); err != nil {
		return err
	}
	families, err := reg.Gather()
	if err != nil {
		return err
	}
	for _, f := range families {
		if _, err := expfmt.MetricFamilyToText(w, f); err != nil {
			return err
		}
	}
	return nil
}
