package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/dashboards"
)

// beside are the families of panels that no command prints as they are, and why: what a panel shows of
// any other is compared with the reports.
func beside() map[string]string {
	return map[string]string{
		"snapshot_timestamp_seconds": "the clock of the program: it has read within the scrape",
		"bank_lines_skipped_total":   "lines that did not enter stand in no list; the test of metrics counts them",
	}
}

// Each family that a panel asks for is compared with what a command prints, or it is said why not.
// Planted to see it fail: an event taken out of the list.
func TestEveryPanelIsCompared(t *testing.T) {
	compared := append(reported(), events()...)
	unused := beside()
	for _, d := range dashboards.All() {
		for _, q := range d.Queries() {
			if _, raw := q.Series.Expr.(dashboards.Raw); raw {
				continue // of the process: no command knows it
			}
			for _, name := range regexp.MustCompile(`\brappro_\w+`).FindAllString(q.Series.Expr.PromQL(), -1) {
				family := strings.TrimPrefix(name, "rappro_")
				delete(unused, family)
				if _, said := beside()[family]; !said && !slices.Contains(compared, family) {
					t.Errorf("%s: %s is compared with nothing: see figures", q.Where, name)
				}
			}
		}
	}
	for family := range unused {
		t.Errorf("%s is on no panel: no need to say why it is not compared", family)
	}
}

// events are the families of which commands print what is left after what was taken back or went, or
// a part.
func events() []string {
	return []string{"imports_total", "imports_reverted_total", "bank_lines_imported_total", "bank_lines_reverted_total",
		"anomalies_detected_total", "anomalies_resolved_total", "statement_due_timestamp_seconds", "build_info"}
}

// happened compares what counters say with the lists of what is left.
func (o office) happened(when string, got map[string]float64) {
	o.t.Helper()
	f := &figures{t: o.t, office: o}
	sum := func(family string, labels ...string) (n float64) {
		for name, v := range got {
			words := strings.Fields(name)
			if words[0] == "rappro_"+family && !slices.ContainsFunc(labels, func(l string) bool { return !slices.Contains(words, l) }) {
				n += v
			}
		}
		return n
	}
	var imports []struct {
		Format string
		New    int
	}
	f.read(&imports, "list", "imports")
	files, lines := map[string]float64{}, map[string]float64{}
	for _, i := range imports {
		files[i.Format]++
		lines[i.Format] += float64(i.New)
	}
	for format := range files {
		label := "format=" + format
		left := sum("imports_total", label) - sum("imports_total", label, "result=refused") - sum("imports_reverted_total", label)
		if left != files[format] {
			o.t.Errorf("%s: %v files of %s less those taken back, the list has %v", when, left, format, files[format])
		}
		left = sum("bank_lines_imported_total", label) - sum("bank_lines_reverted_total", label)
		if left != lines[format] {
			o.t.Errorf("%s: %v lines of %s less those taken back, the list has %v", when, left, format, lines[format])
		}
	}
	var stand []struct{ Kind string }
	f.read(&stand, "list", "anomalies")
	if left := sum("anomalies_detected_total") - sum("anomalies_resolved_total"); left != float64(len(stand)) {
		o.t.Errorf("%s: %v anomalies were found and did not go, the list has %d", when, left, len(stand))
	}
	var rows []struct {
		Account string
		Late    int
	}
	f.read(&rows, "report", "companies")
	asOf := must(time.Parse(time.DateOnly, o.asOf))
	for _, r := range rows {
		due := got[sample("rappro_statement_due_timestamp_seconds", "account="+r.Account, "company=default")]
		late := 0
		if due != 0 && due <= float64(asOf.Unix()) {
			late = int(asOf.Sub(time.Unix(int64(due), 0)).Hours()/24) + 1
		}
		if late != r.Late {
			o.t.Errorf("%s: %s is late by %d days, the report says %d", when, r.Account, late, r.Late)
		}
	}
	_, version, _ := strings.Cut(strings.TrimSpace(o.rappro("--version")), "version ")
	if got[sample("rappro_build_info", "version="+version)] != 1 {
		o.t.Errorf("%s: no build_info of version %q", when, version)
	}
}
