package dashboards

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rappro/rappro/cmd/internal/metrics"
)

// Expr is a query, in parts.
type Expr interface {
	// PromQL is the query as Prometheus reads it, with Grafana's variables.
	PromQL() string
}

// Pick selects the series of a family. Those of the variables company, currency and account are
// picked wherever the family has the label.
type Pick struct {
	Family string // without the prefix
	Where  []Match
	Ago    int // days
}

// Match narrows by a label: Is one of the values, or, with Not, none of them.
type Match struct {
	Label string
	Is    []string
	Not   bool
}

// PromQL implements [Expr].
func (p Pick) PromQL() string {
	labels := LabelsOf(p.Family)
	var parts []string
	for _, name := range []string{"company", "currency", "account"} {
		if slices.Contains(labels, name) {
			op := "=~"
			if name == "currency" {
				op = "="
			}
			parts = append(parts, name+op+`"$`+name+`"`)
		}
	}
	for _, m := range p.Where {
		if !slices.Contains(labels, m.Label) {
			panic(fmt.Sprintf("%s has no label %s", p.Family, m.Label))
		}
		op := "="
		switch {
		case m.Not && len(m.Is) == 1:
			op = "!="
		case m.Not:
			op = "!~"
		case len(m.Is) > 1:
			op = "=~"
		}
		parts = append(parts, m.Label+op+strconv.Quote(strings.Join(m.Is, "|")))
	}
	s := "rappro_" + p.Family
	if len(parts) > 0 {
		s += "{" + strings.Join(parts, ",") + "}"
	}
	if p.Ago > 0 {
		s += " offset " + strconv.Itoa(p.Ago) + "d"
	}
	return s
}

// LabelsOf are the labels of a family of ours.
func LabelsOf(family string) []string {
	for _, f := range metrics.Families() {
		if f.Name == "rappro_"+family {
			return f.Labels
		}
	}
	panic("there is no metric " + family)
}

// Sum adds up what has the same values of some labels; Max takes the largest.
type Sum struct {
	By []string
	X  Expr
}

// PromQL implements [Expr].
func (s Sum) PromQL() string { return aggregate("sum", s.By, s.X) }

// Max takes the largest of what has the same values of some labels.
type Max struct {
	By []string
	X  Expr
}

// PromQL implements [Expr].
func (m Max) PromQL() string { return aggregate("max", m.By, m.X) }

func aggregate(op string, by []string, x Expr) string {
	if len(by) == 0 {
		return op + "(" + x.PromQL() + ")"
	}
	return op + " by (" + strings.Join(by, ", ") + ") (" + x.PromQL() + ")"
}

// Top keeps the n largest.
type Top struct {
	N int
	X Expr
}

// PromQL implements [Expr].
func (t Top) PromQL() string { return "topk(" + strconv.Itoa(t.N) + ", " + t.X.PromQL() + ")" }

// Ratio divides series of the same labels.
type Ratio struct{ Part, Whole Expr }

// PromQL implements [Expr].
func (r Ratio) PromQL() string { return r.Part.PromQL() + " / " + r.Whole.PromQL() }

// Growth is by how much a counter grew in so many days, summed by labels. Our counters never fall,
// so that the difference is exact, where increase() guesses beyond the samples; a series that was
// not there then began at 0.
type Growth struct {
	By   []string
	X    Pick
	Days int
}

// PromQL implements [Expr].
func (g Growth) PromQL() string {
	then := g.X
	then.Ago = g.Days
	now := aggregate("sum", g.By, g.X)
	return now + " - (" + aggregate("sum", g.By, then) + " or 0 * " + now + ")"
}

// DaysSince is how many days before the as-of date a moment was; negative for one to come.
type DaysSince struct{ X Expr }

// PromQL implements [Expr].
func (d DaysSince) PromQL() string {
	return "(scalar(max(rappro_as_of_timestamp_seconds)) - " + d.X.PromQL() + ") / 86400"
}

// SecondsSince is how long ago a moment was, by the clock.
type SecondsSince struct{ X Expr }

// PromQL implements [Expr].
func (s SecondsSince) PromQL() string { return "time() - " + s.X.PromQL() }

// Raw is a query about the process, which no report knows.
type Raw string

// PromQL implements [Expr].
func (r Raw) PromQL() string { return string(r) }
