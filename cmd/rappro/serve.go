package main

import (
	"context"
	"errors"
	"sync"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/metrics"
	"github.com/rappro/rappro/cmd/internal/web"
	"github.com/rappro/rappro/reconcile"
)

func (a *app) serveCommand() *cobra.Command {
	c := &cobra.Command{Use: "serve", Short: "Serve metrics and health, and do the morning's job", Args: cobra.NoArgs,
		Long: "Serve /metrics for Prometheus and /healthz, on 127.0.0.1:9753 unless --listen says\n" +
			"otherwise, until interrupted. Every figure is that of `rappro report summary`; without\n" +
			"--as-of it is that of the current day. With job: in rappro.yaml (inbox: and at:) it does the\n" +
			"morning's job at these times, and once when it starts: see rappro run --help.",
		Example: "  rappro serve\n  rappro serve --listen 127.0.0.1:9800 --db sqlite:/var/lib/rappro/books.db",
		RunE:    func(c *cobra.Command, _ []string) error { return a.serve(c.Context()) }}
	c.Flags().String("listen", "", "`address` to listen on (default 127.0.0.1:9753)")
	return c
}

func (a *app) serve(ctx context.Context) (err error) {
	svc, err := a.service(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, svc.Store.Close()) }()
	svc.Progress = nil
	l, err := web.Listen(ctx, a.cfg.Listen)
	if err != nil {
		return err
	}
	collector := a.collector(svc)
	handler, err := metrics.Handler(collector)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	healthy := func(ctx context.Context) error {
		return svc.Read(ctx, func(r reconcile.Reader) error {
			_, err := r.Companies(ctx)
			return err
		})
	}
	a.note("listening on http://%s/metrics", l.Addr())
	ctx, stop := context.WithCancel(ctx)
	wait := a.schedule(ctx, svc)
	var warm sync.WaitGroup
	warm.Go(func() { collector.Warm(ctx) })
	defer func() { stop(); warm.Wait(); wait() }()
	return web.Server{Metrics: handler, Healthy: healthy}.Serve(ctx, l)
}
