package metrics

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// A currency has thirteen months, also where nothing came in most of them, and none where nothing ever did.
func TestMonths(t *testing.T) {
	s := &sheet{company: "a"}
	month := func(name string, net, returned int64) receivables.MonthReceipts {
		return receivables.MonthReceipts{Month: name, Currency: "EUR", Net: reconcile.EUR(net), Returned: reconcile.EUR(returned)}
	}
	s.receipts(receivables.Summary{Receipts: []receivables.MonthReceipts{month("2025-05", 700, 0), month("2025-06", 500, 0),
		month("2026-03", 900, -100)}}, reconcile.NewDate(2026, 6, 30))
	net := map[string]float64{}
	for _, x := range s.samples {
		if x.family == "encaissements_month_amount" {
			net[x.labels[2]] = x.value
		}
	}
	if len(s.samples) != 26 || len(net) != 13 || net["12"] != 5 || net["3"] != 9 || net["0"] != 0 {
		t.Errorf("%d samples, %v", len(s.samples), net)
	}
	s = &sheet{}
	if s.receipts(receivables.Summary{}, reconcile.NewDate(2026, 6, 30)); len(s.samples) != 0 {
		t.Errorf("%v", s.samples)
	}
}
