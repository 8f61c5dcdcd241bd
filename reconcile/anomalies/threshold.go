package anomalies

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

//go:embed thresholds.csv
var thresholds string

// Threshold is an amount, an age or a share, and the day from which it holds. Amounts are in
// hundredths of whatever currency they are compared in; shares are per 10 000.
type Threshold struct {
	Name   string
	From   reconcile.Date
	Value  int64
	Unit   string
	Source string // where it comes from
}

// Thresholds reads the table, in order of name as written and of day.
func Thresholds() ([]Threshold, error) {
	rows, err := csv.NewReader(strings.NewReader(thresholds)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("thresholds.csv: %w", err)
	}
	var out []Threshold
	for i, r := range rows[1:] {
		from, err := reconcile.ParseDate(r[1])
		if err != nil {
			return nil, fmt.Errorf("thresholds.csv line %d: %w", i+2, err)
		}
		n, err := strconv.ParseInt(r[2], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("thresholds.csv line %d: %w", i+2, err)
		}
		out = append(out, Threshold{r[0], from, n, r[3], r[4]})
	}
	return out, nil
}

// limits are the thresholds that hold on a day, by name.
type limits map[string]int64

// limitsOn gives those of the catalogue, and over them those that a company sets itself.
func limitsOn(day reconcile.Date, own ...reconcile.Limit) (limits, error) {
	list, err := Thresholds()
	out := limits{}
	for _, t := range list {
		if t.From <= day {
			out[t.Name] = t.Value
		}
	}
	for _, l := range own {
		if l.From <= day {
			out[l.Name] = l.Value
		}
	}
	return out, err
}

// days is a threshold in days.
func (l limits) days(name string) reconcile.Date { return reconcile.Date(l[name]) }

// reaches says whether an amount is at least a threshold, whatever its sign.
func (l limits) reaches(name string, m reconcile.Money) bool {
	exp, ok := m.Currency.Exponent()
	if !ok {
		exp = 2
	}
	minor, limit := max(m.Minor, -m.Minor), l[name]
	for ; exp < 2; exp++ {
		minor *= 10
	}
	for ; exp > 2; exp-- {
		limit *= 10
	}
	return minor >= limit
}
