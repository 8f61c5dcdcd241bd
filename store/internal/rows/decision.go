package rows

import (
	"context"
	"fmt"
	"iter"

	"github.com/rappro/rappro/reconcile"
)

func decisionColumns() []string {
	return []string{"day", "payment", "invoice", "seq", "id", "content", "kind", "customer", "rule",
		"rank", "confidence", "parts", "evidence", "refuses", "undoes", "effective", "actor_kind",
		"actor_name", "actor_role", "reason", "request", "run", "recorded"}
}

// decisionRow are the columns of table decision.
func decisionRow() []string { return append(decisionColumns(), "seal") }

// decisionDay is the booking day of a decision's source, by which the table lies: that of
// the payment, or where no money moves the day from which the decision counts.
func decisionDay(d *reconcile.Decision) reconcile.Date {
	if d.Payment.IsZero() {
		return d.Effective
	}
	return d.Payment.Day()
}

// selectDecisions asks for decisions and, of each, whether it is live: applied, and not taken
// back by one that counts by the query's day. Where a query names invoices, the keys of what
// touches them are found first, and CROSS JOIN holds SQLite to that order. What undoes nothing is left
// out by its own words, so that PostgreSQL uses the small index of what does.
func (r *Reader) selectDecisions(q reconcile.Query) *sentence {
	columns := decisionColumns()
	if q.Brief {
		columns = figures(columns, map[string]string{"evidence": "'[]'"})
	}
	if q.Figures {
		columns = decisionFigures()
	}
	s := r.sentence(q.Company, "SELECT "+list(columns)+", kind = 'applied' AND NOT EXISTS (SELECT 1 "+
		"FROM decision u WHERE u.company = decision.company AND u.undoes = decision.id AND u.undoes IS NOT NULL")
	if q.AsOf != 0 {
		s.sql.WriteString(" AND u.effective <= " + s.arg(int32(q.AsOf)))
	}
	s.sql.WriteString(") FROM ")
	if len(q.Numbers) > 0 {
		from, owner := s.texts(q.Numbers), s.arg(q.Company)
		s.sql.WriteString("(SELECT a.decision AS item FROM allocation a WHERE a.company = " + owner +
			" AND a.invoice IN (SELECT item FROM " + from + " AS x) UNION SELECT d.id FROM decision d " +
			"WHERE d.company = " + owner + " AND d.invoice <> '' AND length(d.payment) = 0 AND d.invoice IN (SELECT item FROM " +
			from + " AS y)) AS touching CROSS JOIN ")
	}
	s.from("decision", "payment", q, true)
	if len(q.Numbers) > 0 {
		s.and("id = touching.item")
	}
	return s
}

// Decisions implements reconcile.DecisionReader.
func (r *Reader) Decisions(ctx context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Decision, error] {
	s := r.selectDecisions(q)
	s.equal("customer", q.Customer)
	s.ofAccount("payment", q)
	s.named(q.Named, "")
	if !q.Returned.IsZero() {
		s.and("parts LIKE ?", `%,"`+reconcile.ReturnOf(q.Returned)+`"]%`)
	}
	if q.AsOf != 0 {
		s.and("effective <= ?", int32(q.AsOf))
	}
	q.AsOf = 0
	s.between("day", q)
	scan := scanDecision
	if q.Figures {
		scan = scanDecisionFigures
	}
	return each(ctx, r, s.order("day, payment, invoice, seq"), scan)
}

// Decision implements reconcile.DecisionReader.
func (r *Reader) Decision(ctx context.Context,
	company string, id reconcile.ID) (reconcile.Decision, error) {
	s := r.selectDecisions(reconcile.Query{Company: company})
	s.and("id = ?", id[:])
	d, found, err := one(ctx, r, s, scanDecision)
	if err == nil && !found {
		err = fmt.Errorf("decision %s: %w", id, reconcile.ErrNotFound)
	}
	return d, err
}

// decisionFigures are the columns that a figure needs.
func decisionFigures() []string {
	return []string{"payment", "id", "kind", "rule", "parts", "refuses", "undoes", "effective", "actor_kind",
		"recorded"}
}

func scanDecisionFigures() ([]any, func() (reconcile.Decision, error)) {
	var d reconcile.Decision
	var recorded int64
	var parts, refuses string
	places := []any{(*idColumn)(&d.Payment), (*idColumn)(&d.ID), (*string)(&d.Kind), &d.Rule, &parts, &refuses,
		(*idColumn)(&d.Undoes), (*int32)(&d.Effective), (*string)(&d.Actor.Kind), &recorded, &d.Live}
	return places, func() (reconcile.Decision, error) {
		return decisionOf(d, parts, "[]", refuses, recorded)
	}
}

func scanDecision() ([]any, func() (reconcile.Decision, error)) {
	var d reconcile.Decision
	var day int32
	var recorded int64
	var parts, evidence, refuses string
	places := []any{&day, (*idColumn)(&d.Payment), &d.Invoice, &d.Seq, (*idColumn)(&d.ID),
		(*sumColumn)(&d.Content), (*string)(&d.Kind), &d.Customer, &d.Rule, &d.Rank,
		(*int)(&d.Confidence), &parts, &evidence, &refuses, (*idColumn)(&d.Undoes),
		(*int32)(&d.Effective), (*string)(&d.Actor.Kind), &d.Actor.Name, (*string)(&d.Actor.Role), &d.Reason, &d.Request, &d.Run,
		&recorded, &d.Live}
	return places, func() (reconcile.Decision, error) {
		return decisionOf(d, parts, evidence, refuses, recorded)
	}
}

// decisionOf adds to the plain columns of a decision what the others hold as text.
func decisionOf(d reconcile.Decision, parts, evidence, refuses string, recorded int64) (reconcile.Decision, error) {
	d.Recorded = fromInstant(recorded)
	var err [3]error
	d.Parts, err[0] = readParts(parts)
	d.Evidence, err[1] = readEvidence(evidence)
	d.Refuses, err[2] = readRefuses(refuses)
	for _, e := range err {
		if e != nil {
			return d, fmt.Errorf("decision %s: %w", d.ID, e)
		}
	}
	return d, nil
}

func (w *Writer) decisions(list []numbered) Bulk {
	order := sortedBy(len(list), func(a, b int) int { return list[a].compare(&list[b]) })
	return Bulk{Table: "decision", Len: len(list), Shared: []string{"company"},
		Values: []string{w.company}, Columns: decisionRow(),
		Row: func(i int, to *Block) {
			n, from := &list[order[i]], len(to.Cells)
			d := n.decision
			to.Date(n.day).ID(&d.Payment).Text(d.Invoice).Int(n.seq).ID(&d.ID).Binary(n.content[:]).
				Text(string(d.Kind), d.Customer, d.Rule).Int(d.Rank, int(d.Confidence)).
				parts(d.Parts).evidence(d.Evidence).Text(refusesText(d.Refuses)).
				IDOrNull(&d.Undoes).Date(d.Effective).
				Text(string(d.Actor.Kind), d.Actor.Name, string(d.Actor.Role), d.Reason, d.Request, d.Run).
				Number(instant(d.Recorded))
			to.seal(from)
		}}
}

// refusesText lists whole ids.
func refusesText(ids []reconcile.ID) string {
	if len(ids) == 0 {
		return "[]"
	}
	var j jsonWriter
	j.open('[')
	for _, id := range ids {
		j.element()
		b, _ := id.MarshalText() // cannot fail
		j.text(string(b))
	}
	j.close(']')
	return string(j.b)
}

func readRefuses(s string) ([]reconcile.ID, error) {
	if s == "[]" {
		return nil, nil
	}
	var out []reconcile.ID
	r := jsonReader{s: s}
	r.array(func() {
		var id reconcile.ID
		if err := id.UnmarshalText([]byte(r.text())); err != nil && r.err == nil {
			r.err = err
		}
		out = append(out, id)
	})
	return out, r.done()
}

// Allocations implements reconcile.DecisionReader.
func (r *Reader) Allocations(ctx context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Allocation, error] {
	s := r.sentence(q.Company, "SELECT invoice, n, decision, payment, kind, moves, moves_currency, closes, "+
		"currency, after, amount, effective FROM allocation")
	s.and("company = ?", q.Company)
	s.ofAccount("payment", q)
	s.inIDs("payment", q.Payments)
	s.in("invoice", q.Numbers)
	s.between("effective", q)
	if q.Customer != "" {
		s.and("decision IN (SELECT d.id FROM decision d WHERE d.company = ? AND d.customer = ?)",
			q.Company, q.Customer)
	}
	return each(ctx, r, s.order("invoice, n"), func() ([]any, func() (reconcile.Allocation, error)) {
		var a reconcile.Allocation
		places := []any{&a.Invoice, &a.N, (*idColumn)(&a.Decision), (*idColumn)(&a.Payment),
			(*string)(&a.Kind), &a.Moves.Minor, (*string)(&a.Moves.Currency), &a.Closes.Minor,
			(*string)(&a.Closes.Currency), &a.After, &a.Amount, (*int32)(&a.Effective)}
		return places, func() (reconcile.Allocation, error) { return a, nil }
	})
}

func allocationColumns() []string {
	return []string{"invoice", "n", "decision", "payment", "kind", "moves", "moves_currency",
		"closes", "currency", "after", "effective", "amount", "undoes", "seal"}
}

func (w *Writer) allocations(list []place) Bulk {
	order := sortedBy(len(list), func(a, b int) int {
		return compareText(list[a].Invoice, list[b].Invoice, list[a].N-list[b].N)
	})
	return Bulk{Table: "allocation", Len: len(list), Shared: []string{"company"},
		Values:  []string{w.company},
		Columns: allocationColumns(),
		Row: func(i int, to *Block) {
			a, from := &list[order[i]], len(to.Cells)
			to.Text(a.Invoice).Int(a.N).ID(&a.Decision).ID(&a.Payment).Text(string(a.Kind)).
				Money(a.Moves).Money(a.Closes).Number(a.After).Date(a.Effective).Number(a.Amount).
				IDOrNull(&a.undoes)
			to.seal(from)
		}}
}
