package dashboards

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rappro/rappro/cmd/internal/metrics"
	"github.com/rappro/rappro/cmd/internal/metrics/promtest"
)

// Prometheus itself agrees with the example and the rules; each alert fires in its planted case, and
// none in the healthy year.
func TestRules(t *testing.T) {
	const folder = "../../../deploy/prometheus/"
	files := func(pattern string) []string {
		list, err := filepath.Glob(folder + pattern)
		if err != nil || len(list) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		return list
	}
	for _, args := range [][]string{{"check", "config", folder + "prometheus.yml"},
		append([]string{"check", "rules"}, files("rules/*.yml")...),
		append([]string{"test", "rules"}, files("tests/*.yml")...)} {
		if out, err := promtest.Promtool(t, nil, args...); err != nil {
			t.Errorf("promtool %v: %v\n%s", args, err, out)
		}
	}
}

// No alert is without a planted case, a page that says what to do, and texts in both languages; and
// every metric that a rule asks for is one of ours.
func TestAlertsAreWhole(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile("../../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	alerts, planted, doc := read("deploy/prometheus/rules/alerts.yml"), read("deploy/prometheus/tests/planted.yml"),
		read("docs/alerts.md")
	names := regexp.MustCompile(`- alert: (\w+)`).FindAllStringSubmatch(alerts, -1)
	if len(names) < 10 {
		t.Fatalf("only %d alerts", len(names))
	}
	for _, m := range names {
		if !strings.Contains(planted, `alertname="`+m[1]+`"`) {
			t.Errorf("%s is planted nowhere", m[1])
		}
		if !strings.Contains(doc, "## "+m[1]+"\n") {
			t.Errorf("%s: docs/alerts.md says nothing", m[1])
		}
	}
	for _, key := range []string{"summary:", "summary_fr:", "description:", "description_fr:", "runbook_url:", "severity:"} {
		if n := strings.Count(alerts, " "+key); n != len(names) {
			t.Errorf("%d alerts and %d times %s", len(names), n, key)
		}
	}
	known := map[string]bool{}
	for _, f := range metrics.Families() {
		known[f.Name] = true
	}
	for _, name := range regexp.MustCompile(`\brappro_\w+`).FindAllString(alerts+read("deploy/prometheus/rules/recording.yml"), -1) {
		if !known[name] {
			t.Errorf("a rule asks for %s, which there is not", name)
		}
	}
}
