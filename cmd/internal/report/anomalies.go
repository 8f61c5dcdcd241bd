package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

// Anomalies writes what a person must look at: what blocks closing, then what is for today, a family
// a line; with all, also what is shown on demand, why it matters, and each finding of a line. What is off is not
// shown. It
// says how many lines are left out, and which rules stepped back.
func (p *Page) Anomalies(look anomalies.Page, all bool) {
	p.Title(p.Text("anomalies.title", p.Day(look.AsOf)))
	section := anomalies.Visibility("")
	on := slices.DeleteFunc(slices.Clone(look.Lines), func(l anomalies.Line) bool {
		return l.Shown == anomalies.Off
	})
	shown := on
	if !all {
		shown = on[:look.Daily]
	}
	for _, l := range shown {
		if l.Shown != section {
			section = l.Shown
			p.Head(p.Text("visibility." + string(section)))
		}
		p.anomalyLine(l, all)
	}
	if len(shown) == 0 {
		p.Head(p.Text("anomalies.none"))
	}
	if rest := len(on) - len(shown); rest > 0 {
		p.Gap()
		p.Line(p.Count("anomalies.rest", rest))
	}
	if len(look.Back) > 0 {
		p.Gap()
	}
	for _, b := range look.Back {
		p.Line(p.Text("anomalies.stepped_back", p.Anomaly(b.Kind).Title, p.Number(b.Dismissed), p.Number(b.Found)))
	}
}

func (p *Page) anomalyLine(l anomalies.Line, members bool) {
	first := slices.MinFunc(l.Findings, func(a, b anomalies.Finding) int {
		return cmp.Compare(bySeverityOf(a.Severity), bySeverityOf(b.Severity))
	})
	words := []string{p.Text("severity." + string(l.Severity)), p.familyTitle(l)}
	if n := l.Objects(); n > 1 {
		words = append(words, p.Number(n))
		for _, m := range l.Sums {
			if !m.IsZero() {
				words = append(words, p.Amount(m))
			}
		}
		p.Line(strings.Join(words, " · "))
	} else {
		p.Line(strings.Join(append(words, p.finding(first)), " · "))
	}
	if members {
		p.Line("    " + p.Anomaly(first.Kind).Explain)
	}
	if members && l.Objects() > 1 {
		for _, f := range l.Findings {
			p.Line("    " + p.Anomaly(f.Kind).Title + " · " + p.finding(f))
		}
	}
	p.Line("    → " + p.Next(first.Anomaly))
}

// familyTitle is the title of the kind where the line has one only.
func (p *Page) familyTitle(l anomalies.Line) string {
	kind := l.Kind()
	if kind == "" {
		return p.Text("family." + l.Family)
	}
	return p.Anomaly(kind).Title
}

// finding says which it is: its key, day, amount, document and customer.
func (p *Page) finding(f anomalies.Finding) string {
	words := []string{f.Key}
	if f.BookingDate != 0 {
		words = append(words, p.Day(f.BookingDate))
	}
	if f.Amount.Currency != "" && !f.Amount.IsZero() {
		words = append(words, p.Amount(f.Amount))
	}
	for _, s := range []string{f.Invoice, f.Customer} {
		if s != "" && !slices.Contains(words, s) {
			words = append(words, s)
		}
	}
	if f.State != reconcile.AnomalyOpen {
		words = append(words, p.Text("state."+string(f.State)))
	}
	return strings.Join(words, ", ")
}

func bySeverityOf(s reconcile.Severity) int {
	return slices.Index([]reconcile.Severity{reconcile.Critical, reconcile.High, reconcile.Medium,
		reconcile.Low}, s)
}

// AnomaliesTable is the page as a list, a row for each finding: of the lines that are shown; with
// all, of what stands, dismissed or not; of some kinds, whether they are off or not. Next says what
// to do, in the language of the output.
func AnomaliesTable(look anomalies.Page, all bool, kinds []reconcile.AnomalyKind,
	next func(reconcile.Anomaly) string) Table {
	t := Table{Columns: []render.Column{column("visibility", render.Code), column("family", render.Code),
		column("kind", render.Code), column("key", render.Text), column("severity", render.Code),
		column("state", render.Code), column("account", render.Text), column("booking_date", render.Date),
		column("amount", render.Money), column("currency", render.Text), column("invoice", render.Text),
		column("customer", render.Text), column("next_step", render.Text), column("payment", render.Text)}}
	list := slices.DeleteFunc(slices.Clone(look.Findings), func(f anomalies.Finding) bool {
		return len(kinds) == 0 && f.Shown == anomalies.Off || len(kinds) > 0 && !slices.Contains(kinds, f.Kind)
	})
	if !all && len(kinds) == 0 {
		list = nil
		for _, l := range look.Lines[:look.Daily] {
			list = append(list, l.Findings...)
		}
	}
	for _, f := range list {
		amount := ""
		if f.Amount.Currency != "" {
			amount = f.Amount.Decimal()
		}
		t.Rows = append(t.Rows, []string{string(f.Shown), f.Family, string(f.Kind), f.Key, string(f.Severity),
			string(f.State), f.Account, f.BookingDate.String(), amount, string(f.Amount.Currency), f.Invoice,
			f.Customer, next(f.Anomaly), f.Payment.String()})
	}
	return t
}

// FollowupJSON is a step in the life of an anomaly, for tools.
type FollowupJSON struct {
	Kind   reconcile.AnomalyKind  `json:"kind"`
	Key    string                 `json:"key"`
	State  reconcile.AnomalyState `json:"state"`
	Actor  string                 `json:"actor"`
	Reason string                 `json:"reason"`
}

// FollowedUp is the form for tools of what a person said of anomalies.
func FollowedUp(list []reconcile.Followup) []FollowupJSON {
	out := []FollowupJSON{}
	for _, f := range list {
		out = append(out, FollowupJSON{f.Anomaly.Kind, f.Anomaly.Key, f.State, f.Actor.String(), f.Reason})
	}
	return out
}

// FollowedUp says what became of anomalies.
func (p *Page) FollowedUp(list []reconcile.Followup) {
	if len(list) == 0 {
		p.b.WriteString(p.Text("anomalies.unchanged") + "\n")
	}
	for _, f := range list {
		p.b.WriteString(render.Plain(p.Text("anomalies.followed", p.Anomaly(f.Anomaly.Kind).Title, f.Anomaly.Key,
			p.Text("state."+string(f.State)))) + "\n")
	}
}
