package reconcile

import (
	"bytes"
	"context"
	"slices"
)

// forget takes proposals and anomalies of payments away that count no more.
func forget(ctx context.Context, w Writer, company string, gone map[ID]bool) error {
	if len(gone) == 0 {
		return nil
	}
	ids := make([]ID, 0, len(gone))
	for id := range gone {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y ID) int { return bytes.Compare(x[:], y[:]) })
	if err := w.PutProposals(ctx, company, ids, nil); err != nil {
		return err
	}
	var old []Anomaly
	for x, err := range w.Anomalies(ctx, Query{Company: company}) {
		if err != nil {
			return err
		}
		if gone[x.Payment] {
			old = append(old, x)
		}
	}
	return w.RemoveAnomalies(ctx, company, old)
}
