package main

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/cmd/internal/dashboards"
)

// point is a sample with its labels, the name among them.
type point struct {
	labels map[string]string
	value  float64
}

// points reads an exposition.
func points(t *testing.T, body []byte) (out []point) {
	t.Helper()
	for _, line := range strings.Split(string(body), "\n") {
		m := sampleLine.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(line, "#") {
			continue
		}
		x := point{map[string]string{"__name__": m[1]}, must(strconv.ParseFloat(m[3], 64))}
		for _, l := range strings.Split(m[2], `",`) {
			if name, value, ok := strings.Cut(l, `="`); ok {
				x.labels[name] = strings.TrimSuffix(value, `"`)
			}
		}
		out = append(out, x)
	}
	return out
}

// eval answers the query of a panel from the figures of the evenings, which are those of the reports:
// the second opinion on what Prometheus says. The variables are all companies and accounts, euros and
// the current month.
func (w *watched) eval(e dashboards.Expr, day int) []point {
	switch e := e.(type) {
	case dashboards.Pick:
		return w.pick(e, day)
	case dashboards.Sum:
		return grouped(w.eval(e.X, day), e.By, func(a, b float64) float64 { return a + b })
	case dashboards.Max:
		return grouped(w.eval(e.X, day), e.By, math.Max)
	case dashboards.Top:
		list := w.eval(e.X, day)
		slices.SortFunc(list, func(a, b point) int { return cmp.Compare(b.value, a.value) })
		return list[:min(e.N, len(list))]
	case dashboards.Ratio:
		return joined(w.eval(e.Part, day), w.eval(e.Whole, day), func(a, b float64) float64 { return a / b })
	case dashboards.Growth:
		then := e.X
		then.Ago = e.Days
		now, before := dashboards.Sum{By: e.By, X: e.X}, dashboards.Sum{By: e.By, X: then}
		old := w.eval(before, day)
		for _, x := range w.eval(now, day) {
			if !slices.ContainsFunc(old, func(o point) bool { return label(o, e.By) == label(x, e.By) }) {
				old = append(old, point{x.labels, 0})
			}
		}
		return joined(w.eval(now, day), old, func(a, b float64) float64 { return a - b })
	case dashboards.DaysSince:
		asOf := w.eval(dashboards.Max{X: dashboards.Pick{Family: "as_of_timestamp_seconds"}}, day)
		return mapped(w.eval(e.X, day), func(v float64) float64 { return (asOf[0].value - v) / 86400 })
	case dashboards.SecondsSince:
		clock := float64(w.first.AddDate(0, 0, day).Unix())
		return mapped(w.eval(e.X, day), func(v float64) float64 { return clock - v })
	}
	w.t.Fatalf("no answer to %T", e)
	return nil
}

func (w *watched) pick(p dashboards.Pick, day int) (out []point) {
	for _, x := range w.points[day-p.Ago] {
		ok := x.labels["__name__"] == "rappro_"+p.Family
		if c, has := x.labels["currency"]; has && c != "EUR" {
			ok = false
		}
		for _, m := range p.Where {
			is := slices.Contains(m.Is, x.labels[m.Label]) ||
				slices.Contains(m.Is, "$period") && x.labels[m.Label] == "current_month"
			ok = ok && is != m.Not
		}
		if ok {
			out = append(out, x)
		}
	}
	return out
}

func label(x point, by []string) string {
	var parts []string
	for _, name := range by {
		parts = append(parts, x.labels[name])
	}
	return strings.Join(parts, "\x00")
}

func grouped(list []point, by []string, with func(a, b float64) float64) (out []point) {
	at := map[string]int{}
	for _, x := range list {
		key := label(x, by)
		if n, ok := at[key]; ok {
			out[n].value = with(out[n].value, x.value)
			continue
		}
		at[key] = len(out)
		labels := map[string]string{}
		for _, name := range by {
			labels[name] = x.labels[name]
		}
		out = append(out, point{labels, x.value})
	}
	return out
}

// joined puts points of the same labels together.
func joined(a, b []point, with func(a, b float64) float64) (out []point) {
	for _, x := range a {
		for _, y := range b {
			if same := len(x.labels) == len(y.labels); same {
				for k, v := range x.labels {
					same = same && y.labels[k] == v
				}
				if same {
					out = append(out, point{x.labels, with(x.value, y.value)})
				}
			}
		}
	}
	return out
}

func mapped(list []point, with func(float64) float64) (out []point) {
	for _, x := range list {
		out = append(out, point{x.labels, with(x.value)})
	}
	return out
}
