package lists

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Filter narrows a list. Empty fields do not narrow; Status, Kind and Severity may hold
// several values parted by commas.
type Filter struct {
	Account, Customer string
	Status, Kind      string
	Severity          string
	From, To          reconcile.Date
	// Payment and Invoice name whose story is told, of a list that tells one.
	Payment, Invoice string
}

// Check says which part of the filter a list has no column for, or which value no row can
// have, if any: a mistyped status must not look like a list without rows.
func (f Filter) Check(l List) error {
	_, err := f.compile(l)
	return err
}

// compile makes the test of one row, or says which part of the filter the list has no
// column for.
func (f Filter) compile(l List) (func([]string) bool, error) {
	var tests []func([]string) bool
	switch {
	case (f.Payment != "" || f.Invoice != "") && !l.Story:
		return nil, fmt.Errorf("list %s knows no --payment and --invoice", l.Name)
	case f.Payment != "" && f.Invoice != "":
		return nil, errors.New("--payment or --invoice: the story of one thing is told")
	}
	for _, w := range []struct {
		flag, column, value string
		allowed             []string
	}{
		{"--account", l.owner("account"), f.Account, nil},
		{"--customer", l.owner("customer"), f.Customer, nil},
		{"--status", l.Status, f.Status, l.Statuses}, {"--kind", l.Kind, f.Kind, l.Kinds},
		{"--severity", "severity", f.Severity,
			codes(reconcile.Critical, reconcile.High, reconcile.Medium, reconcile.Low)},
	} {
		if w.value == "" {
			continue
		}
		i := l.index(w.column)
		if i < 0 {
			return nil, fmt.Errorf("list %s knows no %s", l.Name, w.flag)
		}
		values := strings.Split(w.value, ",")
		for _, v := range values {
			if len(w.allowed) > 0 && !slices.Contains(w.allowed, v) {
				return nil, fmt.Errorf("%s: list %s knows no %q: there are %s", w.flag, l.Name, v,
					strings.Join(w.allowed, ", "))
			}
		}
		tests = append(tests, l.one(i, values))
	}
	if f.To != 0 && f.From > f.To {
		return nil, fmt.Errorf("--from %s is after --to %s", f.From, f.To)
	}
	if f.From != 0 || f.To != 0 {
		i := l.index(l.Day)
		if i < 0 {
			return nil, fmt.Errorf("list %s knows no --from and --to", l.Name)
		}
		from, to := f.From.String(), f.To.String()
		tests = append(tests, func(row []string) bool {
			return row[i] != "" && row[i] >= from && (to == "" || row[i] <= to)
		})
	}
	return func(row []string) bool {
		for _, t := range tests {
			if !t(row) {
				return false
			}
		}
		return true
	}, nil
}

// owner is the column that tells whose a row is: in the list of accounts the account is the
// row itself.
func (l List) owner(of string) string {
	if l.Name == of+"s" {
		return "id"
	}
	return of
}

// one tests a cell against several values. Overdue is a status and a fact of its own: an
// invoice that is paid in part and late is found by both.
func (l List) one(i int, values []string) func([]string) bool {
	late := l.index("overdue")
	if l.Columns[i].Name != "status" || !slices.Contains(values, "overdue") {
		late = -1
	}
	return func(row []string) bool {
		return slices.Contains(values, row[i]) || late >= 0 && row[late] == "true"
	}
}
