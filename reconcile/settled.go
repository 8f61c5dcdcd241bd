package reconcile

import "slices"

// settledElsewhere follows the seller's own system: an invoice that it calls paid and that
// no decision of ours closed gets a part "settled elsewhere", taken back when the file says
// open again (DESIGN section 3). What was paid before we first saw it counts from its issue
// date, as it never was open to us; later changes count from the as-of date of the run.
func (r *run) settledElsewhere() error {
	if err := r.followedBefore(); err != nil {
		return err
	}
	for i := range r.rows {
		row, v := &r.rows[i], r.invoice(i)
		n := v.Number
		switch {
		case v.State == StatePaid && v.Closed.IsZero() && !v.Amount.IsZero() && row.ours == 0:
			d := Decision{Kind: Applied, Invoice: n, Customer: v.Customer, Rule: RuleERPPaid,
				Confidence: Certain, Effective: v.IssueDate,
				Parts: []Part{Closing(SettledElsewhere, n, v.Outstanding())}}
			if v.Version > 1 {
				d.Effective = r.c.AsOf
			}
			if !r.isRefused(ID{}, d.Parts) { // undone by a person
				r.record(d)
			}
		case v.State == StateOpen && row.own == 1 && row.ownERP == 1:
			ours := r.byDoc[n]
			d := Decision{Kind: Undone, Invoice: n, Customer: v.Customer, Rule: RuleERPPaid,
				Undoes: ours[0].ID, Effective: ours[0].Effective}
			for _, p := range ours[0].Parts {
				d.Parts = append(d.Parts, p.Neg())
			}
			// Else a credit has taken its place, and "open" never reopens what we closed, or a debit has
			// opened it again, which stands on this as on any decision before.
			if r.elsewhere(i) == ours[0].Parts[0].Closes.Minor && r.reopened[n] == 0 && r.fits(d.Parts) == nil {
				r.record(d)
			}
		}
		if r.out.holds(r.most) {
			r.hand()
		}
	}
	return nil
}

// followedBefore reads the decisions that followed the seller's system on invoices which it calls
// open now.
func (r *run) followedBefore() error {
	var numbers []string
	for i := range r.rows {
		if row := &r.rows[i]; r.mark(i).state == StateOpen && row.own == 1 && row.ownERP == 1 {
			numbers = append(numbers, r.number(i))
		}
	}
	for some := range slices.Chunk(numbers, r.most) {
		for d, err := range r.w.Decisions(r.ctx, Query{Company: r.c.Company, Numbers: some, Brief: true}) {
			if err != nil {
				return err
			}
			if d.Live && d.Kind == Applied && d.Payment.IsZero() && d.Rule == RuleERPPaid {
				r.byDoc[d.Invoice] = append(r.byDoc[d.Invoice], d)
			}
		}
	}
	return nil
}

// record takes a decision of a rule that has an invoice as its source.
func (r *run) record(d Decision) {
	d.Run = r.report.Run
	d.Actor = Actor{Kind: Rule, Name: d.Rule}
	d.Recorded = r.s.Now().UTC()
	d.ID = r.key(d)
	d.Live = d.Kind == Applied
	r.keep(d)
	delete(r.byDoc, d.Invoice) // it counts, and is not asked for again
}

// paidBefore is how likely it is that a credit for an invoice that the company's file calls paid
// is the money that paid it, where the company does not mark invoices before the statement is
// read: it is the second payment of it.
const paidBefore Score = 200

// replaceSettled proposes that a credit takes the place of "settled elsewhere" on the
// invoice that it quotes: the invoice stays closed, and now by money that we can show. It
// is automatic only where the policy says that the company's software marks first.
func (r *run) replaceSettled(p Payment, v Verdict) (Proposal, bool) {
	if p.Amount.Minor <= 0 || len(v.Proposals) > 0 {
		return Proposal{}, false
	}
	for _, f := range v.Findings {
		if f.Kind != PaymentOnPaidInvoice {
			continue
		}
		i := r.place(f.Invoice)
		if i < 0 {
			continue
		}
		inv := r.invoice(i)
		if inv.Amount.Currency != p.Amount.Currency || inv.Amount.Minor != p.Amount.Minor ||
			r.rows[i].own != 1 || r.rows[i].ownERP != 1 ||
			inv.Closed != inv.Amount || !inv.Paid.IsZero() {
			continue
		}
		o := Proposal{Payment: p.ID, Rule: RuleERPReplaced, Customer: inv.Customer,
			Parts: []Part{CashOn(f.Invoice, p.Amount),
				Closing(SettledElsewhere, f.Invoice, inv.Amount.Neg())},
			Evidence: f.Evidence, Confidence: r.c.Policy.Automatic, Identified: true}
		if !r.c.Policy.ERPMarksFirst {
			o.Obstacle, o.Confidence = "settled_elsewhere", paidBefore
		}
		return o, !r.isRefused(o.Payment, o.Parts)
	}
	return Proposal{}, false
}
