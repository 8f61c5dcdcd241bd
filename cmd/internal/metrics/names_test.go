package metrics

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

func TestNames(t *testing.T) {
	for _, c := range []struct {
		code, name string
		want       bool
	}{
		{"C001", "Marie Dupont", false}, {"C001", "", false}, {"DUPONT", "Dupont SA", false}, {"4-11", "C. Durand", false},
		{"Marie Dupont", "marie dupont", true}, {"DUPONT, Marie", "Marie Dupont", true}, {"Jean Dupont", "", true},
		{"marie@example.org", "Marie Dupont", true}, {"marie2@example.org", "", true}, {Others, "Tiers SA", true},
	} {
		if got := names(c.code, c.name); got != c.want {
			t.Errorf("names(%q, %q) is %v", c.code, c.name, got)
		}
	}
}

// A file that calls a customer as we call all others does not break the page of everybody: what he
// owes is among theirs.
func TestCustomerCalledOthers(t *testing.T) {
	s := &sheet{company: "a"}
	list := []receivables.CustomerAge{{Customer: Others, Name: "Tiers SA"}, {Customer: "C1", Name: "Autre SA"}}
	for i := range list {
		list[i].Currency, list[i].To30 = "EUR", reconcile.EUR(1000)
	}
	s.customers(list, 20)
	owed := map[string]float64{}
	for _, x := range s.samples {
		owed[x.labels[2]] += x.value
	}
	if len(s.samples) != 2 || owed[Others] != 10 || owed["C1"] != 10 {
		t.Errorf("%v", s.samples)
	}
}
