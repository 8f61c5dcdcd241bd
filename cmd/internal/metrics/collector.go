package metrics

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Source is where the collector reads.
type Source struct {
	Service *reconcile.Service
	AsOf    func() reconcile.Date // the day of every figure, asked at each scrape
	Now     func() time.Time
	Version string
	Timeout time.Duration // of one scrape's reading
	Failed  func(error)   // told why a scrape could not read the store
}

// Collector computes everything at scrape time.
type Collector struct {
	src Source
	set *set

	mu    sync.Mutex
	cache map[string]cached
}

// cached is the summary of a company whose store has not changed since.
type cached struct {
	version int64
	asOf    reconcile.Date
	figures figures
}

// figures are what one company shows.
type figures struct {
	summary receivables.Summary
	imports map[string]int64 // alias of account → unix seconds of its newest good import
}

// New makes a collector.
func New(src Source) *Collector {
	return &Collector{src: src, set: newSet(), cache: map[string]cached{}}
}

// Describe tells the registry every metric.
func (c *Collector) Describe(ch chan<- *prometheus.Desc) { c.set.describe(ch) }

// Collect reads one snapshot and emits every sample. When the store cannot be read the
// scrape fails as a whole: half a picture would look like a change.
func (c *Collector) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), c.src.Timeout)
	defer cancel()
	asOf, now := c.src.AsOf(), c.src.Now()
	all, err := c.read(ctx, asOf)
	if err != nil {
		if c.src.Failed != nil {
			c.src.Failed(err)
		}
		ch <- prometheus.NewInvalidMetric(c.set.snapshot, err)
		return
	}
	e := emitter{ch: ch, set: c.set}
	e.emit(c.set.build, 1, c.src.Version)
	e.emit(c.set.snapshot, float64(now.Unix()))
	e.emit(c.set.asOf, float64(unix(asOf)))
	for _, f := range all {
		e.company(f, asOf)
	}
}

// read computes the figures of every company from one snapshot, those of unchanged
// companies from the last one.
func (c *Collector) read(ctx context.Context, asOf reconcile.Date) ([]figures, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []figures
	err := c.src.Service.Read(ctx, func(r reconcile.Reader) error {
		all = nil
		companies, err := r.Companies(ctx)
		if err != nil {
			return err
		}
		for _, company := range companies {
			version, err := r.StateVersion(ctx, company.ID)
			if err != nil {
				return err
			}
			old, ok := c.cache[company.ID]
			if !ok || old.version != version || old.asOf != asOf {
				old = cached{version: version, asOf: asOf}
				if old.figures, err = compute(ctx, r, company.ID, asOf); err != nil {
					return err
				}
				c.cache[company.ID] = old
			}
			all = append(all, old.figures)
		}
		return nil
	})
	return all, err
}

func compute(ctx context.Context, r reconcile.Reader, company string, asOf reconcile.Date) (figures, error) {
	f := figures{imports: map[string]int64{}}
	var err error
	if f.summary, err = receivables.Summarise(ctx, r, company, asOf); err != nil {
		return f, err
	}
	imports, err := r.Imports(ctx, company)
	if err != nil {
		return f, err
	}
	when := map[string]int64{}
	for _, i := range imports {
		when[i.ID] = i.Recorded.Unix()
	}
	alias := map[string]string{}
	for _, a := range f.summary.LastDay {
		alias[a.Account] = a.Alias
	}
	statements, err := r.Statements(ctx, reconcile.Query{Company: company})
	for _, s := range statements {
		if s.State == reconcile.StatementEntered {
			name := alias[s.Account]
			f.imports[name] = max(f.imports[name], when[s.Source.Import])
		}
	}
	return f, err
}

// unix is the start of a civil day in UTC, in seconds.
func unix(d reconcile.Date) int64 {
	y, m, day := d.Civil()
	return time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC).Unix()
}
