package rows

import (
	"bytes"
	"cmp"
	"context"
	"iter"

	"github.com/rappro/rappro/reconcile"
)

// Proposals implements reconcile.DecisionReader.
func (r *Reader) Proposals(ctx context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Proposal, error] {
	s := r.sentence(q.Company, "SELECT payment, rank, rule, customer, parts, evidence, confidence, identified, "+
		"obstacle FROM ").from("proposal", "payment", q, false)
	s.equal("customer", q.Customer)
	s.ofAccount("payment", q)
	s.between("day", q)
	return each(ctx, r, s.order("payment, rank"), func() ([]any, func() (reconcile.Proposal, error)) {
		var p reconcile.Proposal
		var parts, evidence string
		places := []any{(*idColumn)(&p.Payment), &p.Rank, &p.Rule, &p.Customer, &parts, &evidence,
			(*int)(&p.Confidence), &p.Identified, &p.Obstacle}
		return places, func() (reconcile.Proposal, error) {
			out := p
			var err, err2 error
			out.Parts, err = readParts(parts)
			out.Evidence, err2 = readEvidence(evidence)
			return out, cmp.Or(err, err2)
		}
	})
}

// PutProposals implements reconcile.DecisionWriter.
func (w *Writer) PutProposals(ctx context.Context, company string, payments []reconcile.ID,
	p []reconcile.Proposal) error {
	if err := w.mine(company); err != nil {
		return err
	}
	if len(payments) > 0 {
		list, arg := w.conn.IDList(2, payments)
		err := w.exec(ctx, w.conn.Without("proposal", "payment", list, "$1"), company, arg)
		if err != nil {
			return err
		}
	}
	order := sortedBy(len(p), func(a, b int) int {
		return cmp.Or(bytes.Compare(p[a].Payment[:], p[b].Payment[:]), p[a].Rank-p[b].Rank)
	})
	return w.insert(ctx, Bulk{Table: "proposal", Len: len(p), Shared: []string{"company"},
		Values: []string{company}, Columns: []string{"payment", "rank", "day", "rule", "customer", "parts",
			"evidence", "confidence", "identified", "obstacle"},
		Row: func(i int, to *Block) {
			o := &p[order[i]]
			to.ID(&o.Payment).Int(o.Rank).Date(o.Payment.Day()).Text(o.Rule, o.Customer).
				parts(o.Parts).evidence(o.Evidence).Int(int(o.Confidence)).Truth(o.Identified).
				Text(o.Obstacle)
		}})
}

func anomalyColumns() []string {
	return []string{"kind", "key", "severity", "account", "booking_date", "amount", "currency",
		"invoice", "customer", "payment", "evidence"}
}

// Anomalies implements reconcile.DecisionReader.
func (r *Reader) Anomalies(ctx context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Anomaly, error] {
	s := r.sentence(q.Company, "SELECT "+list(anomalyColumns())+" FROM anomaly")
	s.and("company = ?", q.Company)
	s.equal("account", q.Account)
	s.equal("customer", q.Customer)
	s.inIDs("payment", q.Payments)
	s.in("invoice", q.Numbers)
	s.between("booking_date", q)
	s.order("booking_date, account, kind, key")
	return each(ctx, r, s, func() ([]any, func() (reconcile.Anomaly, error)) {
		var a reconcile.Anomaly
		var evidence string
		places := []any{(*string)(&a.Kind), &a.Key, (*string)(&a.Severity), &a.Account,
			(*int32)(&a.BookingDate), &a.Amount.Minor, (*string)(&a.Amount.Currency), &a.Invoice,
			&a.Customer, (*idColumn)(&a.Payment), &evidence}
		return places, func() (out reconcile.Anomaly, err error) {
			out = a
			out.Evidence, err = readEvidence(evidence)
			return out, err
		}
	})
}

func anomalyKey(a reconcile.Anomaly) string { return string(a.Kind) + "\x00" + a.Key }

// PutAnomalies implements reconcile.DecisionWriter.
func (w *Writer) PutAnomalies(ctx context.Context, company string, a []reconcile.Anomaly) error {
	if err := w.mine(company); err != nil {
		return err
	}
	put := latest(a, anomalyKey)
	return w.insert(ctx, Bulk{Table: "anomaly", Len: len(put), Shared: []string{"company"},
		Values: []string{company}, Columns: anomalyColumns(),
		Conflict: "ON CONFLICT (company, kind, key) DO UPDATE SET severity = excluded.severity, " +
			"account = excluded.account, booking_date = excluded.booking_date, " +
			"amount = excluded.amount, currency = excluded.currency, invoice = excluded.invoice, " +
			"customer = excluded.customer, payment = excluded.payment, evidence = excluded.evidence",
		Row: func(i int, to *Block) {
			v := &put[i]
			to.Text(string(v.Kind), v.Key, string(v.Severity), v.Account).Date(v.BookingDate).
				Money(v.Amount).Text(v.Invoice, v.Customer).ID(&v.Payment).evidence(v.Evidence)
		}})
}

// RemoveAnomalies implements reconcile.DecisionWriter, a statement for each kind.
func (w *Writer) RemoveAnomalies(ctx context.Context, company string, a []reconcile.Anomaly) error {
	if err := w.mine(company); err != nil {
		return err
	}
	keys := map[reconcile.AnomalyKind][]string{}
	var kinds []reconcile.AnomalyKind
	for _, v := range a {
		if keys[v.Kind] == nil {
			kinds = append(kinds, v.Kind)
		}
		keys[v.Kind] = append(keys[v.Kind], v.Key)
	}
	for _, kind := range kinds {
		from, arg := w.conn.TextList(3, keys[kind])
		err := w.exec(ctx, "DELETE FROM anomaly WHERE company = $1 AND kind = $2 AND key IN "+
			"(SELECT item FROM "+from+" AS l)", company, string(kind), arg)
		if err != nil {
			return err
		}
	}
	return nil
}
