package metrics

import (
	"math"
	"strconv"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// sample is one value of a family, with the values of its labels in their order.
type sample struct {
	family string // without the prefix
	value  float64
	labels []string
}

// sheet collects the samples of one company.
type sheet struct {
	company string
	samples []sample
}

// put adds a value; the company is the first label of all.
func (s *sheet) put(family string, value float64, labels ...string) {
	s.samples = append(s.samples, sample{family, value, append([]string{s.company}, labels...)})
}

// indicator adds a figure as the reports print it, and nothing where there is none.
func (s *sheet) indicator(family string, i receivables.Indicator, labels ...string) {
	if value, err := strconv.ParseFloat(i.Decimal(), 64); err == nil {
		s.put(family, value, append([]string{string(i.Currency)}, labels...)...)
	}
}

// money adds an amount under its currency.
func (s *sheet) money(family string, m reconcile.Money, labels ...string) {
	s.put(family, major(m), append([]string{string(m.Currency)}, labels...)...)
}

// major is an amount in major units: the one place where money becomes a float, at exposition
// only (DOMAIN 1.16). The float is the nearest to the amount, so it prints as the amount does.
func major(m reconcile.Money) float64 {
	exp, _ := m.Currency.Exponent()
	return float64(m.Minor) / math.Pow10(exp)
}

// unix is the start of a civil day in UTC, in seconds.
func unix(d reconcile.Date) float64 {
	y, m, day := d.Civil()
	return float64(time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC).Unix())
}
