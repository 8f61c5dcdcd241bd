package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// The figures of /metrics are those of the reports, every one of them and no other: after an import,
// after a run, after an undo, after a restart and after a file that comes late. No counter falls.
func TestMetricsAreTheReport(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { metricsAreTheReport(t, "sqlite:"+filepath.Join(t.TempDir(), "a.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { metricsAreTheReport(t, pgtest.URL(t)) })
}

func metricsAreTheReport(t *testing.T, db string) {
	o := office{t, db, "2026-06-30"}
	month := "../../fixtures/month"
	counted := map[string]float64{}
	o.rappro("init")
	address, stop := o.serve()
	o.rappro("import", month+"/invoices.csv", month+"/bank")
	o.compare("after an import", address)
	o.grown("after an import", address, counted)
	o.rappro("run")
	o.compare("after a run", address)
	o.grown("after a run", address, counted)
	var paid []struct{ ID string }
	list := o.rappro("list", "payments", "--status", "automatic", "-o", "json")
	if err := json.Unmarshal([]byte(list), &paid); err != nil {
		t.Fatal(err)
	}
	before := scrape(t, address)
	o.rappro("undo", paid[0].ID, "-m", "wrong")
	o.compare("after an undo", address)
	o.grown("after an undo", address, counted)
	after := scrape(t, address)
	if before["rappro_payments company=default status=automatic"] ==
		after["rappro_payments company=default status=automatic"] {
		t.Error("the undo is not seen")
	}
	undo, imports := "", []struct{ ID, File string }{}
	if err := json.Unmarshal([]byte(o.rappro("list", "imports", "-o", "json")), &imports); err != nil {
		t.Fatal(err)
	}
	for _, i := range imports {
		if strings.Contains(i.File, "cic") {
			undo = i.ID
		}
	}
	o.rappro("undo", undo, "-m", "wrong")
	o.compare("after an import is taken back", address)
	o.grown("after an import is taken back", address, counted)
	gone, fewer := sample("rappro_statement_last_day_timestamp_seconds", "account=*0174", "company=default"),
		sample("rappro_payments", "company=default", "status=automatic")
	before, after = after, scrape(t, address)
	if _, ok := after[gone]; ok || after[fewer] >= before[fewer] {
		t.Errorf("the undo of an import is not seen: %v of %v automatic, last day %v (%v)", after[fewer],
			before[fewer], after[gone], ok)
	}
	stop()
	address, stop = o.serve()
	defer stop()
	o.compare("after a restart", address)
	for name, v := range scrape(t, address) {
		if strings.HasPrefix(name, "rappro_") && v != after[name] &&
			!strings.HasPrefix(name, "rappro_snapshot_timestamp") {
			t.Errorf("after a restart %s is %v, was %v", name, v, after[name])
		}
	}
	o.rappro("run", month+"/bank") // the file that was taken back comes again, late
	o.compare("after a late file", address)
	o.grown("after a late file", address, counted)
	if _, ok := scrape(t, address)[gone]; !ok {
		t.Error("the late file is not seen")
	}
	for name, least := range map[string]float64{"rappro_matches_reversed_total": 2, "rappro_imports_reverted_total": 1,
		"rappro_bank_lines_reverted_total": 1, "rappro_anomalies_resolved_total": 1} {
		sum := 0.0
		for sample, v := range counted {
			if strings.HasPrefix(sample, name+" ") {
				sum += v
			}
		}
		if sum < least {
			t.Errorf("%s counts %v, want %v or more", name, sum, least)
		}
	}
}

// grown wants that no counter fell or went since the last look.
func (o office) grown(when, address string, counted map[string]float64) {
	o.t.Helper()
	got := scrape(o.t, address)
	for name, before := range counted {
		if v, ok := got[name]; !ok || v < before {
			o.t.Errorf("%s: %s was %v and is %v (%v)", when, name, before, v, ok)
		}
	}
	for name, v := range got {
		if family, _, _ := strings.Cut(name, " "); strings.HasPrefix(name, "rappro_") && strings.HasSuffix(family, "_total") {
			counted[name] = v
		}
	}
}

// serve starts `rappro serve` on a free port and gives its address and how to stop it.
func (o office) serve() (string, func()) {
	o.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var messages lockedBuffer
	done := make(chan int, 1)
	env := map[string]string{"RAPPRO_DB": o.db, "LANG": "C"}
	go func() {
		done <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--as-of", o.asOf}, world{
			stdin: strings.NewReader(""), stdout: io.Discard, stderr: &messages, now: time.Now,
			getenv: func(k string) string { return env[k] }, user: func() string { return "tester" },
			salt: func() ([]byte, error) { return []byte("0123456789abcdef"), nil }})
	}()
	for range 200 {
		if m := regexp.MustCompile(`http://(\S+)/metrics`).FindStringSubmatch(messages.String()); m != nil {
			return m[1], func() {
				cancel()
				if code := <-done; code != exitDone {
					o.t.Errorf("serve ended with %d: %s", code, messages.String())
				}
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	cancel()
	o.t.Fatalf("serve did not start: %s", messages.String())
	return "", nil
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var sampleLine = regexp.MustCompile(`^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$`)

// scrape reads /metrics into one line per sample: the name, then its labels in order.
func scrape(t *testing.T, address string) map[string]float64 {
	t.Helper()
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("scrape: %d %v %s", res.StatusCode, err, body)
	}
	out := map[string]float64{}
	for _, line := range strings.Split(string(body), "\n") {
		m := sampleLine.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(line, "#") {
			continue
		}
		v, err := strconv.ParseFloat(m[3], 64)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		labels := strings.Split(strings.ReplaceAll(m[2], `"`, ""), ",")
		out[sample(m[1], labels...)] = v
	}
	return out
}

// sample names one sample: the metric, then its labels in order.
func sample(name string, labels ...string) string {
	slices.Sort(labels)
	return strings.TrimSpace(name + " " + strings.Join(labels, " "))
}
