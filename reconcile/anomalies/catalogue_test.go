package anomalies

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// TestCatalogueIsWhole: every row of DOMAIN section 6 is computed, said elsewhere or waits for an
// input, and of what is computed and said elsewhere nothing waits.
func TestCatalogueIsWhole(t *testing.T) {
	where := map[string]string{}
	for _, k := range Catalogue() {
		for _, row := range strings.Split(k.Row, ", ") {
			where[row] = "computed"
		}
	}
	for name, list := range map[string][]Elsewhere{"said": Said(), "waiting": Waiting()} {
		for _, e := range list {
			if e.Row != "" && where[e.Row] != "" {
				t.Errorf("row %s is %s and %s", e.Row, where[e.Row], name)
			}
			where[e.Row] = name
			if e.Name == "" || e.Why == "" {
				t.Errorf("row %s: no name or reason", e.Row)
			}
		}
	}
	for n := 1; n <= 76; n++ {
		if where[strconv.Itoa(n)] == "" {
			t.Errorf("row %d is nowhere", n)
		}
	}
}

// TestCatalogueHoldsEveryKind: what package reconcile stores is there as stored, all else as
// examined, each once.
func TestCatalogueHoldsEveryKind(t *testing.T) {
	seen := map[reconcile.AnomalyKind]bool{}
	for _, k := range Catalogue() {
		if seen[k.Kind] {
			t.Errorf("%s stands twice", k.Kind)
		}
		seen[k.Kind] = true
		if isStored := slices.Contains(reconcile.Kinds(), k.Kind); isStored == k.Examined {
			t.Errorf("%s: examined is %v", k.Kind, k.Examined)
		}
		if k.Severity == "" || k.Family == "" || !slices.Contains(Visibilities(), k.Shown) {
			t.Errorf("%s: %+v", k.Kind, k)
		}
	}
	for _, k := range reconcile.Kinds() {
		if !seen[k] {
			t.Errorf("%s is not in the catalogue", k)
		}
	}
}

// TestThresholds: the table is in order of day for each name, and holds what the catalogue names.
func TestThresholds(t *testing.T) {
	list, err := Thresholds()
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]reconcile.Date{}
	for _, x := range list {
		if from, ok := last[x.Name]; ok && from >= x.From {
			t.Errorf("%s: %s does not follow %s", x.Name, x.From, from)
		}
		last[x.Name] = x.From
		if x.Value <= 0 || x.Unit == "" || x.Source == "" {
			t.Errorf("%s: %+v", x.Name, x)
		}
	}
	for _, k := range Catalogue() {
		if _, ok := last[k.Threshold]; k.Threshold != "" && k.Threshold != "held" && !ok {
			t.Errorf("%s: no threshold %q", k.Kind, k.Threshold)
		}
	}
	old, err := limitsOn(reconcile.NewDate(2005, 1, 1))
	if err != nil || old["limitation_years"] != 0 || old["stale_days"] != 5 {
		t.Errorf("in 2005: %v %v", old, err)
	}
}

func TestReaches(t *testing.T) {
	l := limits{"ten": 1000}
	for _, c := range []struct {
		minor    int64
		currency reconcile.Currency
		want     bool
	}{{1000, "EUR", true}, {-1000, "EUR", true}, {999, "EUR", false}, {10, "JPY", true}, {9, "JPY", false},
		{10000, "BHD", true}, {9999, "BHD", false}} {
		if got := l.reaches("ten", reconcile.Money{Minor: c.minor, Currency: c.currency}); got != c.want {
			t.Errorf("%d %s: %v", c.minor, c.currency, got)
		}
	}
}

func TestBankDays(t *testing.T) {
	day := func(s string) reconcile.Date {
		d, err := reconcile.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		from, to string
		want     int64
	}{{"2026-06-05", "2026-06-08", 1}, {"2026-06-05", "2026-06-07", 0}, {"2026-06-01", "2026-06-05", 4},
		{"2026-06-01", "2026-06-15", 10}, {"2026-06-06", "2026-06-21", 10}, {"2026-06-08", "2026-06-05", 0}} {
		if got := bankDays(day(c.from), day(c.to)); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.from, c.to, got, c.want)
		}
	}
	if got := months(day("2024-02-29"), 12); got != day("2025-02-28") {
		t.Errorf("a year after 29 February is %s", got)
	}
	if got := months(day("2026-06-30"), -6); got != day("2025-12-30") {
		t.Errorf("half a year before is %s", got)
	}
	if got := months(day("2026-02-10"), -14); got != day("2024-12-10") {
		t.Errorf("fourteen months before is %s", got)
	}
}

// A company's own threshold holds from its day on, over the catalogue's.
func TestOwnLimits(t *testing.T) {
	july := reconcile.NewDate(2026, 7, 1)
	own := []reconcile.Limit{{Name: "overpayment_amount", Value: 2500}, {Name: "overpayment_amount", From: july, Value: 4000}}
	for day, want := range map[reconcile.Date]int64{july - 1: 2500, july: 4000} {
		l, err := limitsOn(day, own...)
		if err != nil || l["overpayment_amount"] != want || l["short_amount"] != 1000 {
			t.Errorf("%s: %d, want %d (%v)", day, l["overpayment_amount"], want, err)
		}
	}
}
