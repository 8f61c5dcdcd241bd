package reconcile

import (
	"context"
	"slices"
)

// replaceAnomalies makes the stored anomalies that mine selects equal to want, writing only
// what differs. It gives those of medium severity and above that were not there before, and
// says whether anything changed.
func replaceAnomalies(ctx context.Context, w Writer, company string, want []Anomaly,
	mine func(Anomaly) bool) (fresh []Anomaly, changed bool, err error) {
	type key struct {
		kind AnomalyKind
		key  string
	}
	wanted := make(map[key]Anomaly, len(want))
	for _, a := range slices.Backward(want) { // of two with one key the first is told
		wanted[key{a.Kind, a.Key}] = a
	}
	var gone []Anomaly
	stored := map[key]bool{}
	for a, err := range w.Anomalies(ctx, Query{Company: company}) {
		if err != nil {
			return nil, false, err
		}
		k := key{a.Kind, a.Key}
		stored[k] = true
		new, ok := wanted[k]
		switch {
		case ok && sameAnomaly(a, new):
			delete(wanted, k)
		case !ok && mine(a):
			gone = append(gone, a)
		}
	}
	var put []Anomaly
	for _, a := range want {
		k := key{a.Kind, a.Key}
		if _, ok := wanted[k]; ok {
			put = append(put, a)
			delete(wanted, k)
			if !stored[k] && a.Severity != Low { // low ones inform, and nobody has to act
				fresh = append(fresh, a)
			}
		}
	}
	if err := w.RemoveAnomalies(ctx, company, gone); err != nil {
		return nil, false, err
	}
	return fresh, len(gone)+len(put) > 0, w.PutAnomalies(ctx, company, put)
}

func sameAnomaly(a, b Anomaly) bool {
	return a.Severity == b.Severity && a.Account == b.Account && a.BookingDate == b.BookingDate &&
		a.Amount == b.Amount && a.Invoice == b.Invoice && a.Customer == b.Customer &&
		a.Payment == b.Payment && slices.Equal(a.Evidence, b.Evidence)
}
