package report

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/cmd/internal/catalogue"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

// TestWhatIsShown: the lines of the day; with all, those on demand; what is off only by its kind.
func TestWhatIsShown(t *testing.T) {
	find := func(k reconcile.AnomalyKind, key string, v anomalies.Visibility) anomalies.Finding {
		return anomalies.Finding{Anomaly: reconcile.Anomaly{Kind: k, Key: key, Severity: reconcile.Medium},
			State: reconcile.AnomalyOpen, Family: string(k), Shown: v}
	}
	look := anomalies.Page{AsOf: reconcile.NewDate(2026, 6, 30), Daily: 1, Findings: []anomalies.Finding{
		find(reconcile.ThirdPartyPayer, "R1", anomalies.Today), find(reconcile.Overpayment, "R2", anomalies.Today),
		find(reconcile.PayerIBANChanged, "R3", anomalies.OnDemand), find(anomalies.IBANShared, "R4", anomalies.Off)}}
	for _, f := range look.Findings {
		look.Lines = append(look.Lines, anomalies.Line{Family: f.Family, Shown: f.Shown, Severity: f.Severity,
			Findings: []anomalies.Finding{f}})
	}
	keys := func(all bool, kinds ...reconcile.AnomalyKind) string {
		var out []string
		rows := AnomaliesTable(look, all, kinds, func(reconcile.Anomaly) string { return "" }).Rows
		for _, r := range rows {
			out = append(out, r[3])
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ got, want string }{{keys(false), "R1"}, {keys(true), "R1 R2 R3"},
		{keys(false, anomalies.IBANShared, reconcile.Overpayment), "R2 R4"}} {
		if c.got != c.want {
			t.Errorf("shown %q, want %q", c.got, c.want)
		}
	}
	for all, want := range map[bool]string{false: "2 lines more", true: "R3"} {
		p := NewPage(catalogue.New(catalogue.English))
		p.Anomalies(look, all)
		if got := p.String(); !strings.Contains(got, want) || strings.Contains(got, "R4") {
			t.Errorf("page of %v lacks %q, or shows what is off:\n%s", all, want, got)
		}
	}
}
