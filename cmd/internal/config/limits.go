package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

// limits reads thresholds of anomalies, each from its day on, and puts them in order of their days. Names
// and units are those of the catalogue, docs/anomalies.md: amounts are written as such, shares as a
// number from 0 to 1 or above, all else as a whole number.
func limits(v any, at string) ([]reconcile.Limit, error) {
	known, err := anomalies.Thresholds()
	if err != nil {
		return nil, err
	}
	items, _ := v.([]any)
	var out []reconcile.Limit
	for i, item := range items {
		m, _ := item.(map[string]any)
		l, err := limit(m, known, fmt.Sprintf("%s[%d]", at, i+1))
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b reconcile.Limit) int { return cmp.Compare(a.From, b.From) })
	return out, nil
}

func limit(m map[string]any, known []anomalies.Threshold, at string) (reconcile.Limit, error) {
	l := reconcile.Limit{Name: text(m["name"])}
	i := slices.IndexFunc(known, func(t anomalies.Threshold) bool { return t.Name == l.Name })
	if i < 0 {
		return l, fmt.Errorf("%s.name: there is no threshold %q: docs/anomalies.md lists them", at, l.Name)
	}
	var err error
	if l.From, err = from(m, at); err != nil {
		return l, err
	}
	value, err := measure(text(m["value"]), known[i].Unit)
	if err != nil || value < 0 {
		return l, fmt.Errorf("%s.value: %q cannot be %s, which is in %s", at, text(m["value"]), l.Name, known[i].Unit)
	}
	l.Value = value
	return l, nil
}

// from reads the day from which something holds, zero for none.
func from(m map[string]any, at string) (reconcile.Date, error) {
	if day, ok := m["from"].(time.Time); ok { // YAML knows days
		return reconcile.NewDate(day.Year(), int(day.Month()), day.Day()), nil
	}
	s := text(m["from"])
	if s == "" {
		return 0, nil
	}
	day, err := reconcile.ParseDate(s)
	if err != nil {
		return 0, fmt.Errorf("%s.from: %w", at, err)
	}
	return day, nil
}

// measure reads what is written of a unit.
func measure(s, unit string) (int64, error) {
	exponent := map[string]reconcile.Currency{"hundredths": "EUR", "per 10000": "UYW"}[unit]
	if exponent == "" {
		return strconv.ParseInt(s, 10, 64)
	}
	m, err := reconcile.ParseMoney(s, exponent) // a currency of as many decimals
	return m.Minor, err
}
