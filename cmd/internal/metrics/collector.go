package metrics

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/rappro/rappro/reconcile"
)

// Source is where the collector reads.
type Source struct {
	Service *reconcile.Service
	AsOf    func() reconcile.Date // the day of every figure, asked at each scrape
	Now     func() time.Time
	Version string
	// Customers is how many customers of each company and currency, those who are most overdue,
	// have a series of their own; 0 for none.
	Customers int
	Timeout   time.Duration // of one scrape's reading
	Failed    func(error)   // told why a scrape could not read the store
}

// Collector computes everything at scrape time.
type Collector struct {
	src   Source
	descs map[string]desc // by name of the family, without the prefix

	mu    sync.Mutex
	cache map[string]cached // by company
}

// desc is how a family is told to the client.
type desc struct {
	*prometheus.Desc
	kind prometheus.ValueType
}

// cached are the samples of a company whose store has not changed since.
type cached struct {
	version int64
	asOf    reconcile.Date
	samples []sample
}

// New makes a collector.
func New(src Source) *Collector {
	c := &Collector{src: src, descs: map[string]desc{}, cache: map[string]cached{}}
	for _, f := range Families() {
		kind := prometheus.GaugeValue
		if f.Kind == Counter {
			kind = prometheus.CounterValue
		}
		c.descs[f.Name] = desc{prometheus.NewDesc(f.Name, f.Help, f.Labels, nil), kind}
	}
	return c
}

// Describe tells the registry every metric.
func (c *Collector) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range c.descs {
		ch <- d.Desc
	}
}

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
		ch <- prometheus.NewInvalidMetric(c.descs[prefix+"snapshot_timestamp_seconds"].Desc, err)
		return
	}
	all = append(all, sample{"build_info", 1, []string{c.src.Version}},
		sample{"snapshot_timestamp_seconds", float64(now.Unix()), nil},
		sample{"as_of_timestamp_seconds", unix(asOf), nil})
	for _, s := range all {
		d := c.descs[prefix+s.family]
		ch <- prometheus.MustNewConstMetric(d.Desc, d.kind, s.value, s.labels...)
	}
}

// Warm reads what the first scrape will ask for, so that after a restart it finds the figures there
// or waits for what is left of the reading. What cannot be read the scrape will say.
func (c *Collector) Warm(ctx context.Context) { _, _ = c.read(ctx, c.src.AsOf()) }

// read computes the samples of every company from one snapshot, and keeps those of companies
// that are as they were. A company that is gone goes from the memory too.
func (c *Collector) read(ctx context.Context, asOf reconcile.Date) ([]sample, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []sample
	err := c.src.Service.Read(ctx, func(r reconcile.Reader) error {
		all = nil
		companies, err := r.Companies(ctx)
		if err != nil {
			return err
		}
		fresh := make(map[string]cached, len(companies))
		for _, company := range companies {
			version, err := r.StateVersion(ctx, company.ID)
			if err != nil {
				return err
			}
			of, ok := c.cache[company.ID]
			if !ok || of.version != version || of.asOf != asOf {
				of = cached{version: version, asOf: asOf}
				if of.samples, err = c.company(ctx, r, company.ID, asOf); err != nil {
					return err
				}
				c.cache[company.ID] = of // kept even if a later company fails
			}
			fresh[company.ID] = of
			all = append(all, of.samples...)
		}
		c.cache = fresh
		return nil
	})
	return all, err
}
