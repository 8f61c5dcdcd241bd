package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

// The figures of /metrics are those of `report summary -o json`, every one of them and no
// other: after an import, after a run, after an undo, and after a restart.
func TestMetricsAreTheReport(t *testing.T) {
	o := office{t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "2026-06-30"}
	month := "../../fixtures/month"
	o.rappro("init")
	address, stop := o.serve()
	o.rappro("import", month+"/invoices.csv", month+"/bank")
	o.compare("after an import", address)
	o.rappro("run")
	o.compare("after a run", address)
	var paid []struct{ ID string }
	list := o.rappro("list", "payments", "--status", "automatic", "-o", "json")
	if err := json.Unmarshal([]byte(list), &paid); err != nil {
		t.Fatal(err)
	}
	before := scrape(t, address)
	o.rappro("undo", paid[0].ID)
	o.compare("after an undo", address)
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
	o.rappro("undo", undo)
	o.compare("after an import is taken back", address)
	gone, fewer := sample("rappro_statement_last_day_timestamp_seconds", "account=*1174", "company=default"),
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

// compare wants the samples of the endpoint and the figures of the report to be the same.
func (o office) compare(when, address string) {
	o.t.Helper()
	var s report.SummaryJSON
	if err := json.Unmarshal([]byte(o.rappro("report", "summary", "-o", "json")), &s); err != nil {
		o.t.Fatal(err)
	}
	want := expected(o.t, s)
	got := scrape(o.t, address)
	summed := map[string]bool{} // families of the summary
	for name := range want {
		summed[strings.Fields(name)[0]] = true
	}
	for name, v := range got {
		if !summed[strings.Fields(name)[0]] || strings.Contains(name, "method_calc=") && !strings.Contains(name, "=simple") {
			continue
		}
		if w, ok := want[name]; !ok || w != v {
			o.t.Errorf("%s: %s is %v, the report says %v (%v)", when, name, v, w, ok)
		}
		delete(want, name)
	}
	for name, v := range want {
		o.t.Errorf("%s: the report says %s %v, and no sample does", when, name, v)
	}
	newest := 0.0
	for name, v := range got {
		if strings.HasPrefix(name, "rappro_import_last_success") {
			newest = max(newest, v)
		}
	}
	if last, err := time.Parse(time.RFC3339, s.LastImport); err != nil || newest != float64(last.Unix()) {
		o.t.Errorf("%s: last import %v, the report says %s (%v)", when, newest, s.LastImport, err)
	}
}

// expected writes the report's figures the way the endpoint should.
func expected(t *testing.T, s report.SummaryJSON) map[string]float64 {
	t.Helper()
	want := map[string]float64{}
	set := func(v, name string, labels ...string) {
		f, err := strconv.ParseFloat(v, 64)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want[sample("rappro_"+name, append(labels, "company="+s.Company)...)] = f
	}
	by := func(m map[string]string, name string, labels ...string) {
		for c, v := range m {
			set(v, name, append([]string{"currency=" + c}, labels...)...)
		}
	}
	by(s.CreditNotesOpen, "receivables_credit_notes_open_amount")
	by(s.Net, "receivables_net_amount")
	by(s.Unapplied, "unapplied_amount", "kind=identified")
	by(s.Waiting, "unapplied_amount", "kind=unidentified")
	for c, n := range s.UnappliedCount {
		set(strconv.Itoa(n), "unapplied_payments", "currency="+c, "kind=identified")
	}
	for c, n := range s.WaitingCount {
		set(strconv.Itoa(n), "unapplied_payments", "currency="+c, "kind=unidentified")
	}
	for c, statuses := range s.Open {
		for status, open := range statuses {
			set(open.Amount, "receivables_open_amount", "currency="+c, "status="+status)
			set(strconv.Itoa(open.Count), "receivables_open_invoices", "currency="+c, "status="+status)
		}
	}
	expectedAgeing(t, s, set, want)
	for c, windows := range s.DSO {
		for w, days := range windows {
			set(days, "dso_days", "currency="+c, "method_calc=simple", "window="+w)
		}
	}
	for period, currencies := range s.ReceiptsBy {
		for c, methods := range currencies {
			for m, v := range methods {
				set(v, "encaissements_amount", "currency="+c, "method="+m, "period="+period)
			}
		}
	}
	for month, currencies := range s.ReceiptsByMonth {
		offset := monthsBetween(t, month, s.AsOf[:7])
		for c, r := range currencies {
			set(r.Net, "encaissements_month_amount", "currency="+c, "month_offset="+strconv.Itoa(offset))
		}
	}
	for status, n := range s.Payments {
		set(strconv.Itoa(n), "payments", "status="+status)
	}
	for kind, n := range s.Anomalies {
		set(strconv.Itoa(n), "anomalies_open", "kind="+string(kind), "severity="+string(severity(kind)))
	}
	for _, a := range s.Accounts {
		set(a.Difference, "statement_balance_difference_amount", "account="+a.Alias, "currency="+a.Currency)
		if a.LastDay == "" { // no statement of it is left
			continue
		}
		set(seconds(t, a.LastDay), "statement_last_day_timestamp_seconds", "account="+a.Alias)
	}
	asOf, err := strconv.ParseFloat(seconds(t, s.AsOf), 64)
	if err != nil {
		t.Fatal(err)
	}
	want["rappro_as_of_timestamp_seconds"] = asOf
	return want
}

func expectedAgeing(t *testing.T, s report.SummaryJSON, set func(string, string, ...string), want map[string]float64) {
	t.Helper()
	names := map[string]string{"not_due": "not_due", "1-30": "1_30", "31-60": "31_60", "61-90": "61_90", "90+": "90_plus"}
	for c, buckets := range s.Aging {
		for b, v := range buckets {
			set(v, "receivables_aging_amount", "bucket="+names[b], "currency="+c)
		}
		credit := s.CreditNotesOpen[c]
		if credit == "" {
			credit = "0"
		}
		set(credit, "receivables_aging_amount", "bucket=unallocated_credit", "currency="+c)
		if gross := cents(t, s.Outstanding[c]); gross > 0 {
			want[sample("rappro_receivables_overdue_ratio", "company="+s.Company, "currency="+c)] =
				math.Round(10000*float64(gross-cents(t, buckets["not_due"]))/float64(gross)) / 10000
		}
	}
}

// cents reads an amount of a currency with two digits.
func cents(t *testing.T, s string) int64 {
	t.Helper()
	v, err := strconv.ParseInt(strings.Replace(s, ".", "", 1), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func seconds(t *testing.T, day string) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(d.Unix(), 10)
}

func monthsBetween(t *testing.T, from, to string) int {
	t.Helper()
	a, err := time.Parse("2006-01", from)
	if err != nil {
		t.Fatal(err)
	}
	b, err := time.Parse("2006-01", to)
	if err != nil {
		t.Fatal(err)
	}
	return (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
}

// severity is that of the kind in the catalogue of anomalies.
func severity(k reconcile.AnomalyKind) reconcile.Severity {
	for _, c := range anomalies.Catalogue() {
		if c.Kind == k {
			return c.Severity
		}
	}
	return k.Severity()
}
