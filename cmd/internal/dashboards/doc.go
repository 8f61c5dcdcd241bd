// Package dashboards describes what Grafana shows of rappro, once for both languages: four
// dashboards with their panels, each with its unit, its definition and the command that prints the
// same number. The files under deploy/grafana are made of it (`make dashboards`), and a test fails
// where they differ.
//
// A query is an [Expr], not text: so the test with the real Prometheus can answer it a second time
// from `rappro report`, and a label that a metric does not have cannot be written.
//
// The order of panels is that of PRACTICE section 5: first what may be trusted and up to which day,
// then cash, then what came and what is expected; DSO is for the month.
package dashboards

// Text is what a person reads.
type Text struct{ FR, EN string }

// Of is the text in a language, "fr" or "en".
func (t Text) Of(lang string) string {
	if lang == "fr" {
		return t.FR
	}
	return t.EN
}

// Dashboard is a page of Grafana.
type Dashboard struct {
	UID   string // stable: links and provisioning refer to it; the language is added
	Title Text
	Rows  []Row
}

// Row is a line of panels under a heading.
type Row struct {
	Title  Text
	Height int
	Panels []Panel
}

// Panel shows the answers of queries.
type Panel struct {
	Kind   Kind
	Title  Text
	About  Text // how the figure is made
	Unit   Unit
	Width  int // of 24
	Series []Series
	// Command prints the same number.
	Command string
	Steps   []Step
	Stacked bool
}

// Series is one query of a panel.
type Series struct {
	Expr Expr
	// Name is what the series is called: a text, or a label in double braces whose values are
	// translated where people would not know them.
	Name Text
}

// Kind is the form of a panel, as Grafana calls it.
type Kind string

// The kinds in use.
const (
	Stat       Kind = "stat"
	TimeSeries Kind = "timeseries"
	BarGauge   Kind = "bargauge"
	Table      Kind = "table"
	BarChart   Kind = "barchart"
)

// OverTime says whether the panel asks for a range of time and not for now alone.
func (k Kind) OverTime() bool { return k == TimeSeries }

// Unit is what a number counts.
type Unit string

// The units. Amounts have no sign of a currency: the variable is in the title.
const (
	Amount  Unit = "amount"
	Share   Unit = "share" // 0 to 1, shown in percent
	Days    Unit = "days"
	Count   Unit = "count"
	Times   Unit = "times"
	Seconds Unit = "seconds"
	Bytes   Unit = "bytes"
	Instant Unit = "instant" // seconds since 1970
)

// Step is a threshold: from this value on, the colour.
type Step struct {
	From  float64
	Color string
}

// All lists the dashboards.
func All() []Dashboard {
	return []Dashboard{receipts(), owed(), health(), operations()}
}
