package report

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/cmd/internal/news"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

// FileReport is the page that lies beside a file of the inbox: what became of it and what is in
// it, a part for each file where it is an archive, and what to do.
func (p *Page) FileReport(name string, asOf reconcile.Date, outcome reconcile.Outcome, list []reconcile.ImportReport) {
	p.Title(render.Plain(name))
	p.Line(p.Text("job.report", p.Text("outcome."+string(outcome)), p.Day(asOf)))
	p.Head(p.Text("import.title"))
	for _, r := range list {
		p.importLine(r)
		p.sums("job.credits", r.Credits)
		p.sums("job.debits", r.Debits)
		if r.ID != "" && r.Err == nil {
			p.Line("  " + p.Text("job.import", r.ID))
		}
	}
	p.Head(p.Text("summary.next"))
	p.Line(p.Text("job.next_" + string(outcome)))
}

func (p *Page) sums(key string, sums map[reconcile.Currency]reconcile.Money) {
	var words []string
	for c, m := range sums {
		switch {
		case m.IsZero():
		case c.Valid():
			words = append(words, p.Amount(m))
		default: // amounts are read as cents while no currency is known
			words = append(words, p.Money(reconcile.Money{Minor: m.Minor, Currency: "EUR"}.Decimal()))
		}
	}
	slices.Sort(words)
	if len(words) > 0 {
		p.Line("  " + p.Text(key, strings.Join(words, ", ")))
	}
}

// Waiting writes what was left in the inbox.
func (p *Page) Waiting(list []inbox.Waiting) {
	if len(list) == 0 {
		return
	}
	p.Head(p.Text("job.waiting"))
	for _, w := range list {
		p.Line(w.Name + ": " + p.Remark(w.Why.Error()))
	}
}

// WaitingJSON is a name that was left in the inbox, for tools.
type WaitingJSON struct {
	File string `json:"file"`
	Why  string `json:"why"`
}

// WaitingJSONs are what was left in the inbox.
func WaitingJSONs(list []inbox.Waiting) []WaitingJSON {
	out := []WaitingJSON{}
	for _, w := range list {
		out = append(out, WaitingJSON{w.Name, w.Why.Error()})
	}
	return out
}

// Letter writes what is new to the person who is responsible: how much of what, of which company,
// and where to look. It names no payer and no account; a number in the name of a file is
// cut to its last signs. Of names the companies', in the order given.
func (p *Page) Letter(to string, list []news.News, called func(company string) string) (subject, body string) {
	day := p.Day(list[0].AsOf)
	var companies []string
	for _, n := range list {
		if n.Company != "" && called(n.Company) != "" {
			companies = append(companies, render.Plain(called(n.Company)))
		}
	}
	switch {
	case len(companies) > 3:
		subject = p.Count("job.subject_many", len(companies), day)
	case len(companies) > 0:
		subject = p.Text("job.subject", day, strings.Join(companies, ", "))
	default:
		subject = p.Text("job.subject_one", day)
	}
	p.b.WriteString(p.greeting(to) + "\n\n" + p.Text("job.intro", day) + "\n")
	files := false
	for _, n := range list {
		p.news(n, called)
		files = files || len(n.Held)+len(n.Failed) > 0
	}
	if files {
		p.Gap()
		p.b.WriteString(p.Text("job.files") + "\n")
	}
	return subject, p.String()
}

func (p *Page) greeting(to string) string {
	if to == "" {
		return p.Text("job.hello")
	}
	return p.Text("job.hello_name", render.Plain(to))
}

// news writes what is new of one company.
func (p *Page) news(n news.News, called func(string) string) {
	switch title := called(n.Company); {
	case n.Company == "":
		p.Head(p.Text("job.no_company"))
	case title == "":
		p.Gap()
	default:
		p.Head(render.Plain(title))
	}
	for _, f := range []struct {
		key   string
		names []string
	}{{"job.held", n.Held}, {"job.failed", n.Failed}} {
		if len(f.names) > 0 {
			p.Line(p.Count(f.key, len(f.names), shownNames(f.names)))
		}
	}
	if n.Choose.New > 0 {
		p.Line(p.matter(p.Text("family.choose"), n.Choose))
	}
	for _, m := range n.Lines {
		title := p.Text("family." + m.Family)
		if m.Kind != "" {
			title = p.Anomaly(m.Kind).Title
		}
		p.Line(p.Text("severity."+string(m.Severity)) + " · " + p.matter(title, m))
	}
	if n.Choose.New+len(n.Lines) > 0 {
		company := ""
		if n.Company != reconcile.DefaultCompany {
			company = " --company " + n.Company
		}
		p.Line("→ rappro report anomalies" + company)
	}
}

// matter is what something is, how much of it there is, and how much of that is new.
func (p *Page) matter(title string, m news.Matter) string {
	words := []string{title, p.Number(m.All)}
	for _, s := range m.Sums {
		if !s.IsZero() {
			words = append(words, p.Amount(s))
		}
	}
	s := strings.Join(words, " · ")
	if m.New < m.All {
		s += " " + p.Count("job.new", m.New)
	}
	return s
}

// mostNames is how many files a letter names.
const mostNames = 10

func shownNames(names []string) string {
	var out []string
	for i, name := range names {
		if i == mostNames {
			out = append(out, "…")
			break
		}
		out = append(out, WithoutNumbers(name))
	}
	return strings.Join(out, ", ")
}

// WithoutNumbers cuts the numbers of accounts in the name of a file to their last four signs: banks
// put them there, and a letter passes through many hands. What has ten digits or more with
// nothing but capitals between counts as one; a date has eight.
func WithoutNumbers(name string) string {
	var out strings.Builder
	word, digits := 0, 0
	end := func(i int) {
		if digits >= 10 {
			out.WriteString("…" + name[i-4:i])
		} else {
			out.WriteString(name[word:i])
		}
		digits = 0
	}
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'A' && c <= 'Z':
		default:
			end(i)
			out.WriteByte(c)
			word = i + 1
		}
	}
	end(len(name))
	return out.String()
}
