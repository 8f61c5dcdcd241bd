package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// manyFiles is from how many files on those without remark are counted and not listed.
const manyFiles = 12

// ImportJSON is one object of `import -o json`. Its names are a contract: DESIGN section 7.
type ImportJSON struct {
	File       string            `json:"file"`
	Format     string            `json:"format"`
	Outcome    reconcile.Outcome `json:"outcome"`
	Statements int               `json:"statements"`
	Entries    int               `json:"entries"`
	Booked     int               `json:"booked"`
	Credits    map[string]string `json:"credits"`
	Debits     map[string]string `json:"debits"`
	FirstDate  string            `json:"first_date"`
	LastDate   string            `json:"last_date"`
	Needs      []string          `json:"needs"`
	Messages   []string          `json:"messages"`
	ID         string            `json:"id"`
	Kind       string            `json:"kind"`
	Held       int               `json:"held"`
	NewEntries int               `json:"new_entries"`
	Invoices   int               `json:"invoices"`
	New        int               `json:"new_invoices"`
	Versions   int               `json:"new_versions"`
	Customers  int               `json:"new_customers"`
	Skipped    int               `json:"skipped"`
	Batches    int               `json:"batches"`
	Attached   int               `json:"batches_attached"`
	Waiting    int               `json:"batches_waiting"`
	BatchHeld  int               `json:"batches_held"`
}

// ImportJSONs are the objects of several files, in their order.
func ImportJSONs(list []reconcile.ImportReport) []ImportJSON {
	out := make([]ImportJSON, 0, len(list))
	for _, r := range list {
		j := ImportJSON{File: r.File, Format: r.Format, Outcome: r.Outcome, Statements: r.Statements,
			Entries: r.Entries, Booked: r.Booked, Credits: byCurrency(r.Credits),
			Debits: byCurrency(r.Debits), FirstDate: r.FirstDate.String(), LastDate: r.LastDate.String(),
			Needs: append([]string{}, r.Needs...), Messages: append([]string{}, r.Messages...), ID: r.ID,
			Kind: r.Kind, Held: r.Held, NewEntries: r.NewEntries, Invoices: r.Invoices,
			New: r.NewInvoices, Versions: r.NewVersions, Customers: r.NewCustomers, Skipped: r.Skipped,
			Batches: r.Batches, Attached: r.Attached, Waiting: r.Waiting, BatchHeld: r.BatchesHeld}
		if r.Err != nil {
			j.Messages = append(j.Messages, r.Err.Error())
		}
		out = append(out, j)
	}
	return out
}

func byCurrency(m map[reconcile.Currency]reconcile.Money) map[string]string {
	out := map[string]string{}
	for c, v := range m {
		if !c.Valid() { // amounts are read as cents while no currency is known
			v.Currency = "EUR"
		}
		out[string(c)] = v.Decimal()
	}
	return out
}

// Imports writes a line per file; of many files only those with a remark, and a count.
func (p *Page) Imports(list []reconcile.ImportReport) {
	p.Head(p.Text("import.title"))
	quiet := 0
	for _, r := range list {
		if len(list) > manyFiles && r.Outcome == reconcile.OutcomeRead && len(r.Messages) == 0 {
			quiet++
			continue
		}
		p.importLine(r)
	}
	if quiet > 0 {
		p.Line(p.Count("import.more", quiet))
	}
	if len(list) == 0 {
		p.Line(p.Text("import.nothing"))
	}
}

func (p *Page) importLine(r reconcile.ImportReport) {
	words := []string{p.Text("outcome." + string(r.Outcome))}
	if r.Format != "" {
		words[0] += " (" + r.Format + ")"
	}
	count := func(key string, n int) {
		if n > 0 {
			words = append(words, p.Count("import."+key, n))
		}
	}
	count("statements", r.Statements)
	if r.Kind != "batches" {
		count("entries", r.Entries)
	}
	count("new", r.NewEntries)
	count("invoices", r.Invoices)
	count("new_invoices", r.NewInvoices)
	count("versions", r.NewVersions)
	count("skipped", r.Skipped)
	count("batches", r.Batches)
	count("attached", r.Attached)
	count("unattached", r.Waiting)
	count("batches_held", r.BatchesHeld)
	if r.FirstDate != 0 {
		words = append(words, p.Day(r.FirstDate)+" – "+p.Day(r.LastDate))
	}
	p.Line(r.File + ": " + strings.Join(words, ", "))
	remarks := slices.Concat(r.Needs, r.Messages)
	if r.Err != nil {
		remarks = append(remarks, r.Err.Error())
	}
	for _, s := range remarks {
		for line := range strings.SplitSeq(p.Remark(s), "\n") {
			p.Line("  " + line)
		}
	}
}

// RunJSON is what one reconciliation did, for tools.
type RunJSON struct {
	Run         string `json:"run"`
	AsOf        string `json:"as_of"`
	Payments    int    `json:"payments"`
	Automatic   int    `json:"automatic"`
	OnAccount   int    `json:"on_account"`
	Proposed    int    `json:"proposed"`
	Unmatched   int    `json:"unmatched"`
	NewToDecide int    `json:"new_to_decide"`
	Anomalies   int    `json:"anomalies"`
}

// Reconciled is a run report for tools.
func Reconciled(r reconcile.RunReport) RunJSON {
	return RunJSON{r.Run, r.AsOf.String(), r.Payments, r.Automatic, r.OnAccount, r.Proposed,
		r.Unmatched, r.NewToDecide, r.Anomalies}
}

// Run writes what one reconciliation did.
func (p *Page) Run(r reconcile.RunReport) {
	p.Head(p.Text("run.title"))
	for _, c := range []struct {
		key  string
		n    int
		zero bool // shown even when nothing happened
	}{{"payments", r.Payments, true}, {"automatic", r.Automatic, true}, {"on_account", r.OnAccount, false},
		{"proposed", r.Proposed, false}, {"unmatched", r.Unmatched, false},
		{"waiting", r.NewToDecide, false}, {"anomalies", r.Anomalies, false}} {
		if c.n > 0 || c.zero {
			p.Line(p.Count("run."+c.key, c.n))
		}
	}
}

// CompanyRun is what one run did in the books of one company, and where that one stands.
type CompanyRun struct {
	Run     reconcile.RunReport
	Summary receivables.Summary
}

// Whole is `run -o json`: what came in, what was decided, and where the company stands;
// while there are several companies, where each of them stands that got something.
type Whole struct {
	Imports   []ImportJSON     `json:"imports"`
	Run       *RunJSON         `json:"run,omitempty"`
	Summary   *SummaryJSON     `json:"summary,omitempty"`
	Companies []CompanyRunJSON `json:"companies,omitzero"`
	Waiting   []WaitingJSON    `json:"waiting,omitzero"` // left in the inbox, of the job
}

// CompanyRunJSON is one company of several.
type CompanyRunJSON struct {
	Company string      `json:"company"`
	Run     RunJSON     `json:"run"`
	Summary SummaryJSON `json:"summary"`
}

// WholeJSON is the form for tools of a run.
func WholeJSON(imports []reconcile.ImportReport, done []CompanyRun, several bool) Whole {
	w := Whole{Imports: ImportJSONs(imports)}
	if several {
		w.Companies = []CompanyRunJSON{}
	}
	for _, d := range done {
		one := CompanyRunJSON{d.Summary.Company, Reconciled(d.Run), JSON(d.Summary)}
		if several {
			w.Companies = append(w.Companies, one)
		} else {
			w.Run, w.Summary = &one.Run, &one.Summary
		}
	}
	return w
}

// ImportTable is the same as a list: counts and sums of one currency a row are left to the
// JSON form.
func ImportTable(list []reconcile.ImportReport) Table {
	t := Table{Columns: []render.Column{column("file", render.Text), column("format", render.Text),
		column("outcome", render.Code), column("statements", render.Number),
		column("entries", render.Number), column("booked", render.Number),
		column("invoices", render.Number), column("first_date", render.Date),
		column("last_date", render.Date), column("needs", render.Text), column("messages", render.Text)}}
	for _, j := range ImportJSONs(list) {
		t.Rows = append(t.Rows, []string{j.File, j.Format, string(j.Outcome), strconv.Itoa(j.Statements),
			strconv.Itoa(j.Entries), strconv.Itoa(j.Booked), strconv.Itoa(j.Invoices), j.FirstDate,
			j.LastDate, strings.Join(j.Needs, "; "), strings.Join(j.Messages, "; ")})
	}
	return t
}
