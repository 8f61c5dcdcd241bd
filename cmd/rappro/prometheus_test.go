package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/dashboards"
	"github.com/rappro/rappro/cmd/internal/metrics/promtest"
)

// TestPrometheus lets the real Prometheus scrape a real `rappro serve` once an evening over a simulated
// year (COUNT days; a test without it plays a hundred days). The figures are those of the reports on every
// evening that a panel shows, without COUNT on three of them; then every query of every panel is asked of Prometheus and answered
// a second time from them; and every alert is silent on every evening until, on the last, things go
// wrong on purpose. Planted to see it fail: a panel that sums over currencies.
func TestPrometheus(t *testing.T) {
	days, whole := 100, os.Getenv("COUNT") != ""
	if whole {
		days = must(strconv.Atoi(os.Getenv("COUNT")))
	}
	first := time.Date(2025, 1, 6, 18, 0, 0, 0, time.UTC)
	w := &watched{t: t, first: first, points: map[int][]point{}}
	w.now.Store(first.Unix())
	w.office = office{t, "sqlite:" + filepath.Join(t.TempDir(), "year.db"), ""}
	w.office.asOf = first.Format(time.DateOnly)
	w.office.rappro("init")
	stop := w.serve()
	front := httptest.NewServer(http.HandlerFunc(w.show))
	defer front.Close()
	p := promtest.Start(t, promtest.Options{Target: strings.TrimPrefix(front.URL, "http://"), Interval: 100 * time.Millisecond})
	w.server = p
	y := newYear(t, first)
	for n := range days {
		d := w.begin(n)
		if files := y.files(d); files != nil {
			w.office.rappro(append([]string{"run", "-q"}, files...)...)
			y.dismiss(w.office)
		}
		if d.Weekday() == time.Wednesday {
			y.clerk(w.office)
		}
		if n == days/2 { // nothing is lost with the program
			stop()
			stop = w.serve()
		}
		w.evening(n, n == days-1 || n == days-8 || n == days-29 || whole && n >= days-36)
	}
	w.panels(p, days-1)
	w.silent(p, days)
	w.disaster(y, days)
	w.fires(p, days)
	w.monotonic(days + 1)
	stop()
}

// watched is a company that is scraped once an evening.
type watched struct {
	t       *testing.T
	office  office
	first   time.Time
	now     atomic.Int64
	address string
	server  *promtest.Server

	mu     sync.Mutex
	ready  bool // the evening's figures may be read
	body   []byte
	points map[int][]point // of each evening, by day from the first
}

// serve starts `rappro serve` with the simulated clock.
func (w *watched) serve() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var messages lockedBuffer
	done := make(chan int, 1)
	env := map[string]string{"RAPPRO_DB": w.office.db, "LANG": "C"}
	go func() {
		done <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, world{
			stdin: strings.NewReader(""), stdout: io.Discard, stderr: &messages,
			now:    func() time.Time { return time.Unix(w.now.Load(), 0) },
			getenv: func(k string) string { return env[k] }, user: func() string { return "tester" },
			salt: func() ([]byte, error) { return []byte("0123456789abcdef"), nil }})
	}()
	for range 500 {
		if m := regexp.MustCompile(`http://(\S+)/metrics`).FindStringSubmatch(messages.String()); m != nil {
			w.address = m[1]
			return func() {
				cancel()
				if code := <-done; code != exitDone {
					w.t.Errorf("serve ended with %d: %s", code, messages.String())
				}
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	w.t.Fatalf("serve did not start: %s", messages.String())
	return nil
}

// begin is the evening of a day: nothing is shown until its work is done.
func (w *watched) begin(n int) time.Time {
	w.mu.Lock()
	w.ready = false
	w.mu.Unlock()
	d := w.first.AddDate(0, 0, n)
	w.now.Store(d.Unix())
	w.office.asOf = d.Format(time.DateOnly)
	return d
}

// evening lets Prometheus read the figures of the day, and compares them with the reports if told.
func (w *watched) evening(n int, compare bool) {
	w.t.Helper()
	if compare {
		w.office.compare(w.office.asOf, w.address)
	}
	res, err := http.Get("http://" + w.address + "/metrics")
	if err != nil {
		w.t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if err != nil || res.StatusCode != http.StatusOK {
		w.t.Fatalf("scrape: %d %v\n%s", res.StatusCode, err, body)
	}
	w.points[n] = points(w.t, body)
	w.mu.Lock()
	w.body, w.ready = stamped(body, w.now.Load()*1000), true
	w.mu.Unlock()
	// A scrape is stored whole, or on a slow machine given up and tried again.
	for end := time.Now().Add(60 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		got, err := w.server.Query("rappro_snapshot_timestamp_seconds", time.Unix(w.now.Load(), 0))
		if err != nil || time.Now().After(end) {
			w.t.Fatalf("Prometheus does not scrape: %v", err)
		}
		if len(got) > 0 {
			return
		}
	}
}

// show is what Prometheus scrapes: the endpoint's own text, each sample with the evening it is of.
func (w *watched) show(to http.ResponseWriter, _ *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	to.Header().Set("Content-Type", "text/plain; version=0.0.4")
	if w.ready {
		_, _ = to.Write(w.body)
	}
}

// stamped writes the instant behind every sample.
func stamped(body []byte, millis int64) []byte {
	var out bytes.Buffer
	for _, line := range strings.Split(strings.TrimSuffix(string(body), "\n"), "\n") {
		out.WriteString(line)
		if !strings.HasPrefix(line, "#") {
			out.WriteString(" " + strconv.FormatInt(millis, 10))
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// panels asks every query of every panel.
func (w *watched) panels(p *promtest.Server, last int) {
	at := w.first.AddDate(0, 0, last)
	known := map[string]bool{}
	for _, d := range dashboards.All() {
		for _, q := range d.Queries() {
			text := strings.NewReplacer("$company", ".*", "$account", ".*", "$currency", "EUR", "$period", "current_month").
				Replace(q.Series.Expr.PromQL())
			got, err := p.Query(text, at)
			if err != nil {
				w.t.Errorf("%s: %v", q.Where, err)
				continue
			}
			known[q.Where] = true
			if len(got) == 0 {
				w.t.Errorf("%s: no data: %s", q.Where, text)
			}
			if _, raw := q.Series.Expr.(dashboards.Raw); raw {
				continue
			}
			w.same(q.Where, text, got, w.eval(q.Series.Expr, last))
			if !q.Panel.Kind.OverTime() {
				continue
			}
			over, err := p.QueryRange(text, at.AddDate(0, 0, -35), at, 24*time.Hour)
			if err != nil {
				w.t.Errorf("%s over time: %v", q.Where, err)
			}
			for n := last - 35; n <= last; n++ {
				day := w.first.AddDate(0, 0, n)
				var then []promtest.Sample
				for _, s := range over {
					if s.At.Equal(day) {
						then = append(then, s)
					}
				}
				w.same(fmt.Sprintf("%s on %s", q.Where, day.Format(time.DateOnly)), text, then, w.eval(q.Series.Expr, n))
			}
		}
	}
	w.t.Logf("%d queries of panels answered twice", len(known))
}

// same compares the answers of Prometheus with ours.
func (w *watched) same(where, text string, got []promtest.Sample, want []point) {
	w.t.Helper()
	name := func(labels map[string]string) string {
		var parts []string
		for k, v := range labels {
			if k != "instance" && k != "job" && k != "__name__" {
				parts = append(parts, k+"="+v)
			}
		}
		slices.Sort(parts)
		return strings.Join(parts, " ")
	}
	ours := map[string]float64{}
	for _, x := range want {
		ours[name(x.labels)] = x.value
	}
	for _, s := range got {
		key := name(s.Labels)
		v, ok := ours[key]
		if !ok || math.Abs(v-s.Value) > 1e-6*math.Max(1, math.Abs(v)) {
			w.t.Errorf("%s: {%s} is %v, the reports say %v (%v): %s", where, key, s.Value, v, ok, text)
		}
		delete(ours, key)
	}
	for key, v := range ours {
		w.t.Errorf("%s: {%s} is missing, the reports say %v: %s", where, key, v, text)
	}
}

// silent asks every alert on every evening but the first ones, in which its figures begin.
func (w *watched) silent(p *promtest.Server, days int) {
	for name, expr := range alerts(w.t) {
		for n := 75; n < days; n++ {
			got, err := p.Query(expr, w.first.AddDate(0, 0, n))
			if err != nil || len(got) > 0 {
				w.t.Errorf("%s in the healthy year on %s: %v, %v", name, w.first.AddDate(0, 0, n).Format(time.DateOnly), got, err)
				break
			}
		}
	}
}

// disaster is an evening on which things go wrong: a statement was lost, a file is no file, people
// take back what rules decided.
func (w *watched) disaster(y *year, n int) {
	d := w.begin(n)
	for !bankDay(d.AddDate(0, 0, 1)) || !bankDay(d) {
		d = d.AddDate(0, 0, 1)
	}
	y.lost = true
	y.balance[euros] += 777 // what the lost statement told of
	y.files(d)
	d = d.AddDate(0, 0, 1)
	w.now.Store(d.Unix())
	w.office.asOf = d.Format(time.DateOnly)
	w.office.rappro(append([]string{"run", "-q"}, y.files(d)...)...)
	if code, out := w.office.try("import", y.write("broken.xml", "<Document>")); code != exitFailed {
		w.t.Fatalf("a broken file: exit %d\n%s", code, out)
	}
	w.office.rappro(append([]string{"undo", "--yes", "-m", "wrong"}, w.office.latest(5)...)...)
	w.evening(n, true)
}

// fires wants the alerts that the disaster calls for.
func (w *watched) fires(p *promtest.Server, n int) {
	at := time.Unix(w.now.Load(), 0)
	all := alerts(w.t)
	for _, name := range []string{"StatementBalanceBroken", "CriticalAnomalyOpen", "ImportRefused", "FalseMatch"} {
		if got, err := p.Query(all[name], at); err != nil || len(got) == 0 {
			w.t.Errorf("%s does not fire: %v, %v", name, got, err)
		}
	}
}

// alerts are the queries of the alert rules, with those of the recording rules in their place.
func alerts(t *testing.T) map[string]string {
	const folder = "../../deploy/prometheus/rules/"
	rule := regexp.MustCompile(`(?m)- (alert|record): (\S+)\n +expr: >-\n((?: {10}.*\n)+)`)
	all, recorded := map[string]string{}, map[string]string{}
	for _, file := range []string{"recording.yml", "alerts.yml"} {
		text := string(must(os.ReadFile(folder + file)))
		for _, m := range rule.FindAllStringSubmatch(text, -1) {
			expr := strings.Join(strings.Fields(m[3]), " ")
			if m[1] == "record" {
				recorded[m[2]] = "(" + expr + ")"
				continue
			}
			for name, of := range recorded {
				expr = strings.ReplaceAll(expr, name, of)
			}
			all[m[2]] = expr
		}
	}
	if len(all) < 10 || len(recorded) < 4 {
		t.Fatalf("only %d alerts and %d recorded", len(all), len(recorded))
	}
	return all
}

// monotonic wants that no counter ever fell, whatever was taken back, and whoever restarted.
func (w *watched) monotonic(days int) {
	last := map[string]float64{}
	for n := range days {
		for _, x := range w.points[n] {
			if !strings.HasPrefix(x.labels["__name__"], "rappro_") || !strings.HasSuffix(x.labels["__name__"], "_total") {
				continue
			}
			key := fmt.Sprint(x.labels)
			if x.value < last[key] {
				w.t.Errorf("day %d: %s fell from %v to %v", n, key, last[key], x.value)
			}
			last[key] = x.value
		}
	}
	if len(last) < 10 {
		w.t.Errorf("only %d counters", len(last))
	}
}
