package catalogue

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile/anomalies"
)

var update = flag.Bool("update", false, "write docs/anomalies.md anew")

// TestAnomaliesDocument: docs/anomalies.md is what the catalogue says. -update writes it anew.
func TestAnomaliesDocument(t *testing.T) {
	const file = "../../../docs/anomalies.md"
	want, err := anomaliesDocument()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/anomalies.md is stale: go test ./cmd/internal/catalogue -run AnomaliesDocument -update")
	}
}

func anomaliesDocument() (string, error) {
	var b strings.Builder
	en, fr := New(English), New(French)
	b.WriteString(`# Anomalies

Written from the catalogue of anomalies by a test; do not edit. Rows are those of the project's domain notes.

` + "`rappro report anomalies`" + ` shows what blocks closing and what is for today, a line for each family, and
` + "`--all`" + ` the rest. A rule of which more than three in ten findings are dismissed within a year steps back to
"on demand" and says so; what blocks closing never does. An anomaly is open until somebody acknowledges it or
dismisses it with a reason (` + "`rappro anomaly`" + `), and is resolved by itself when its cause is gone.
*Stored* kinds are written as files are read and payments matched, and stand in ` + "`rappro list anomalies`" + `;
*examined* kinds are computed when somebody asks.
`)
	titles := map[anomalies.Visibility]string{anomalies.Blocks: "Blocks closing", anomalies.Today: "Today",
		anomalies.OnDemand: "On demand", anomalies.Off: "Off by default"}
	for _, v := range anomalies.Visibilities() {
		fmt.Fprintf(&b, "\n## %s\n\n| kind | row | severity | from | | what it is | what to do |\n|---|---|---|---|---|---|---|\n",
			titles[v])
		for _, k := range anomalies.Catalogue() {
			if k.Shown != v {
				continue
			}
			how := "stored"
			if k.Examined {
				how = "examined"
			}
			x, y := en.Anomaly(k.Kind), fr.Anomaly(k.Kind)
			fmt.Fprintf(&b, "| `%s`<br>%s<br>*%s* | %s | %s | %s | %s | %s | %s |\n", k.Kind, x.Title, y.Title, k.Row,
				k.Severity, k.Threshold, how, x.Explain, x.Next)
		}
	}
	for _, part := range []struct {
		title string
		list  []anomalies.Elsewhere
	}{{"Said elsewhere", anomalies.Said()}, {"Waiting for an input", anomalies.Waiting()}} {
		fmt.Fprintf(&b, "\n## %s\n\n| kind | row | |\n|---|---|---|\n", part.title)
		for _, e := range part.list {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", e.Name, e.Row, e.Why)
		}
	}
	list, err := anomalies.Thresholds()
	if err != nil {
		return "", err
	}
	b.WriteString("\n## Thresholds\n\nAmounts are in hundredths of the currency they are compared in. Each holds from its day on.\n" +
		"A company sets its own in rappro.yaml: `thresholds:`, a list of name, from and value, for all or under a\n" +
		"company; an amount is written as such and a share as a number such as 0.3.\n\n" +
		"| name | from | value | unit | source |\n|---|---|---|---|---|\n")
	for _, x := range list {
		fmt.Fprintf(&b, "| `%s` | %s | %d | %s | %s |\n", x.Name, x.From, x.Value, x.Unit, x.Source)
	}
	return b.String(), nil
}
