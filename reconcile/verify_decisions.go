package reconcile

// decisions checks rules 3 and 5: every decision balances, and its key and content are
// those that it was stored under.
func (v *verifying) decisions() error {
	explained := map[string]int64{}
	live := map[string]int{} // applied and not taken back so far, per source
	byID := map[ID]Decision{}
	v.items = map[string][]string{}
	v.placed = map[string]Money{}
	if err := v.creditNotes(); err != nil {
		return err
	}
	for d, err := range v.r.Decisions(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		v.report.Decisions++
		byID[d.ID] = d
		if d.Hash() != d.Content {
			v.broken("decision %s: its content is not what was decided", d.ID)
		}
		v.items[d.ID.String()] = auditOf(d).content
		for _, part := range d.Parts {
			explained[d.Source()] += part.Moves.Minor
			if key := placeOf(d.ID, part.Invoice); part.Kind.OnInvoice() && d.Kind != Refused {
				v.placed[key] = Money{v.placed[key].Minor + part.Closes.Minor, part.Closes.Currency}
			}
		}
		switch d.Kind {
		case Applied:
			p, there := v.amounts[d.Payment] // gone when its import was undone
			if err := d.Balance(p, live[d.Source()] == 0); err != nil && (there || d.Payment.IsZero()) {
				v.broken("decision %s: %s", d.ID, err)
			}
			live[d.Source()]++
		case Undone:
			v.mirror(byID, d)
			live[d.Source()]--
		}
	}
	parts := map[ID][]Part{}
	for _, d := range byID {
		if _, there := v.amounts[d.Payment]; !there && d.Live && !d.Payment.IsZero() {
			v.broken("decision %s is live and its payment %s is not there", d.ID, d.Payment)
		}
		if d.Live {
			parts[d.Payment] = append(parts[d.Payment], d.Parts...)
		}
	}
	for id, p := range v.amounts {
		if err := Settles(p, mergeParts(parts[id]), func(n string) bool { return v.credits[placeOf(id, n)] }); err != nil {
			v.broken("payment %s: %s", id, err)
		}
		got, want := explained[id.String()], int64(0)
		if live[id.String()] > 0 {
			want = p.Amount.Minor
		}
		if got != want {
			v.broken("payment %s of %s: its decisions place %s", id, p.Amount, Money{got, p.Amount.Currency})
		}
	}
	return nil
}

// placeOf names a decision, or a payment, on an invoice.
func placeOf(id ID, invoice string) string { return string(id[:]) + invoice }

// creditNotes notes which documents were credit notes when money of a payment was put on them:
// rule 2 is held to the version that was decided on.
func (v *verifying) creditNotes() error {
	v.credits = map[string]bool{}
	for a, err := range v.r.Allocations(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		v.credits[placeOf(a.Payment, a.Invoice)] = a.Amount < 0
	}
	return nil
}

// mirror checks that an undo takes back exactly what was decided.
func (v *verifying) mirror(byID map[ID]Decision, d Decision) {
	old, ok := byID[d.Undoes]
	if !ok {
		v.broken("decision %s undoes %s, which is not there", d.ID, d.Undoes)
		return
	}
	if len(mergeParts(append(append([]Part{}, old.Parts...), d.Parts...))) != 0 {
		v.broken("decision %s does not take back exactly what %s did", d.ID, d.Undoes)
	}
}

// allocations checks rule 2: what closes every invoice stays between zero and the amount of the
// version that was decided on, at every step.
func (v *verifying) allocations() error {
	after := map[string]int64{}
	n := map[string]int{}
	for a, err := range v.r.Allocations(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		n[a.Invoice]++
		if a.N != n[a.Invoice] {
			v.broken("invoice %s: allocation %d stands where %d should", a.Invoice, a.N, n[a.Invoice])
		}
		key := placeOf(a.Decision, a.Invoice)
		v.placed[key] = Money{v.placed[key].Minor - a.Closes.Minor, a.Closes.Currency}
		after[a.Invoice] += a.Closes.Minor
		if a.After != after[a.Invoice] {
			v.broken("invoice %s: allocation %d says %d closed, the sum is %d", a.Invoice, a.N,
				a.After, after[a.Invoice])
		}
		if !Closable(a.After, a.Amount) {
			v.broken("invoice %s: closed by %d minor units of %d", a.Invoice, a.After, a.Amount)
		}
	}
	for key, left := range v.placed {
		if !left.IsZero() {
			v.broken("invoice %s: its allocations and decision %s differ by %s", key[len(ID{}):],
				ID([]byte(key[:len(ID{})])), left)
		}
	}
	last := ""
	for i, err := range v.r.InvoiceVersions(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		if i.Number != last {
			v.report.Invoices++
		}
		last = i.Number
	}
	return nil
}
