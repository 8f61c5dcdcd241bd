package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/metrics"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) metricsCommand() *cobra.Command {
	var textfile string
	c := &cobra.Command{Use: "metrics", Short: "Print the metrics, or write them for node_exporter",
		Args: cobra.NoArgs,
		Long: "Print what `rappro serve` shows to Prometheus, of every company, without a server. With\n" +
			"--textfile it is written for the textfile collector of node_exporter: whole or not at all.",
		Example: "  rappro metrics\n" +
			"  rappro metrics --textfile /var/lib/prometheus/node-exporter/rappro.prom",
		RunE: func(c *cobra.Command, _ []string) error { return a.metrics(c.Context(), textfile) }}
	c.Flags().StringVar(&textfile, "textfile", "", "`file` to write; its name ends in .prom")
	return c
}

func (a *app) metrics(ctx context.Context, textfile string) (err error) {
	if textfile != "" && filepath.Ext(textfile) != ".prom" {
		return usageError{fmt.Errorf("--textfile %s: node_exporter reads only names that end in .prom", textfile)}
	}
	svc, err := a.service(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, svc.Store.Close()) }()
	c := a.collector(svc)
	if textfile == "" {
		return metrics.Write(c, a.stdout)
	}
	return metrics.Textfile(c, textfile)
}

// scrapeTimeout bounds the reading of one scrape, before the server ends the answer. Prometheus gives up
// after ten seconds unless it
// is told otherwise; the next scrape finds the figures ready.
const scrapeTimeout = 55 * time.Second

// collector reads the store for Prometheus. Without --as-of the figures follow the calendar.
func (a *app) collector(svc *reconcile.Service) *metrics.Collector {
	return metrics.New(metrics.Source{Service: svc, Now: a.now, Version: version,
		Customers: a.cfg.Customers, Timeout: scrapeTimeout,
		Failed: func(err error) { a.note("metrics: %v", err) },
		AsOf: func() reconcile.Date {
			if a.asOfFixed() {
				return a.asOf
			}
			return a.cfg.Today(a.now())
		}})
}
