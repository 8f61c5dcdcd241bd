package reconcile

import (
	"fmt"
	"slices"
)

// undoImport takes a file back with every decision that rests on it, and frees its digest.
func (k *desk) undoImport(name string) (bool, error) {
	imports, err := k.w.Imports(k.ctx, k.c.Company)
	if err != nil {
		return false, err
	}
	var ids []string
	for _, r := range imports {
		ids = append(ids, r.ID)
	}
	id, err := onlyOne("import", ids, name)
	if id == "" || err != nil {
		return false, err
	}
	if err := k.c.permitted(ActUndo, imports[slices.Index(ids, id)].Actor, 0); err != nil {
		return true, err
	}
	if err := k.everything(); err != nil {
		return true, err
	}
	gone := map[ID]bool{}
	for p, err := range k.w.Payments(k.ctx, Query{Company: k.c.Company, Import: id}) {
		if err != nil {
			return true, err
		}
		gone[p.ID] = true
	}
	parts, err := k.partsElsewhere(id)
	if err != nil {
		return true, err
	}
	for _, p := range parts.payments {
		gone[p.ID] = true
	}
	numbers, err := k.tooMuchWithout(id)
	if err != nil {
		return true, err
	}
	list := k.liveWhere(func(d Decision) bool {
		return gone[d.Payment] || slices.ContainsFunc(d.Parts, func(p Part) bool { return numbers[p.Invoice] })
	})
	if err := k.undoAll(list); err != nil {
		return true, err
	}
	if err := forget(k.ctx, k.w, k.c.Company, gone); err != nil {
		return true, err
	}
	if err := k.takeApart(parts); err != nil {
		return true, err
	}
	if err := k.unimport(imports[slices.Index(ids, id)]); err != nil {
		return true, err
	}
	if _, err := attachWaiting(k.ctx, k.w, k.c.Company); err != nil {
		return true, err
	}
	if _, err := refreshInvoiceAnomalies(k.ctx, k.w, k.c.Company); err != nil {
		return true, err
	}
	_, err = refreshStatementAnomalies(k.ctx, k.w, k.c.Company)
	return true, err
}

// undoneImport finds an import that was taken back before: who got no answer asks again.
func (k *desk) undoneImport(name string) (bool, error) {
	list, err := k.w.UndoneImports(k.ctx, k.c.Company)
	if err != nil {
		return false, err
	}
	var ids []string
	for _, u := range list {
		ids = append(ids, u.Import)
	}
	id, err := onlyOne("import", ids, name)
	if id == "" || err != nil {
		return false, err
	}
	k.changes = append(k.changes, Change{Replayed: true, Unimported: &list[slices.Index(ids, id)]})
	return true, nil
}

// tooMuchWithout lists the invoices that a file brought or changed and that, without it,
// would not be there or could not hold what closes them now.
func (k *desk) tooMuchWithout(imp string) (map[string]bool, error) {
	gone := map[[2]string]bool{}
	for v, err := range k.w.InvoiceVersions(k.ctx, Query{Company: k.c.Company, Import: imp}) {
		if err != nil {
			return nil, err
		}
		gone[[2]string{v.Number, fmt.Sprint(v.Version)}] = true
	}
	left := map[string]Money{} // the amount of the newest version that stays
	touched := map[string]bool{}
	for v, err := range k.w.InvoiceVersions(k.ctx, Query{Company: k.c.Company}) {
		if err != nil {
			return nil, err
		}
		if gone[[2]string{v.Number, fmt.Sprint(v.Version)}] {
			touched[v.Number] = true
		} else {
			left[v.Number] = v.Amount
		}
	}
	for number := range touched {
		v, _ := k.document(number)
		amount, stays := left[number]
		if stays && amount.Currency == v.Amount.Currency && Closable(v.Closed.Minor, amount.Minor) {
			delete(touched, number)
		}
	}
	return touched, nil
}

// unimport deletes what a file brought, what a person answered for it included, and records how
// much that was.
func (k *desk) unimport(r ImportRecord) error {
	u := UndoneImport{Import: r.ID, File: r.Name, Request: k.request, Actor: k.c.Actor, Reason: k.c.reason(),
		Recorded: k.s.Now().UTC()}
	q := Query{Company: k.c.Company, Import: r.ID}
	entries := map[ID]bool{}
	for p, err := range k.w.Payments(k.ctx, q) {
		if err != nil {
			return err
		}
		entries[p.Entry] = true
	}
	for _, err := range k.w.InvoiceVersions(k.ctx, q) {
		if err != nil {
			return err
		}
		u.Invoices++
	}
	batches, err := k.w.Batches(k.ctx, q)
	if err != nil {
		return err
	}
	u.Batches = len(batches)
	if err := k.w.DeleteImport(k.ctx, k.c.Company, r.ID); err != nil {
		return err
	}
	if u.Entries, err = k.goneOf(entries); err != nil {
		return err
	}
	if err := k.forgetAnswers(r.ID); err != nil {
		return err
	}
	return k.record(u)
}

// record stores that an import was taken back, with its audit record.
func (k *desk) record(u UndoneImport) error {
	head, err := k.w.AuditHead(k.ctx, k.c.Company)
	if err != nil {
		return err
	}
	list, err := k.w.UndoneImports(k.ctx, k.c.Company)
	if err != nil {
		return err
	}
	if u.Seq, u.Key = head.Seq+1, undoneKey(k.c.Company, u.Import, len(list)); k.c.Key != "" {
		u.Key = k.key()
	}
	if err := k.w.AddUndoneImport(k.ctx, k.c.Company, u); err != nil {
		return err
	}
	k.changes = append(k.changes, Change{Unimported: &u})
	return k.s.audit(k.ctx, k.w, k.c, []auditItem{u.audit()})
}

// goneOf counts the entries that are stored no more: a line of several files stays with the
// others.
func (k *desk) goneOf(entries map[ID]bool) (int, error) {
	if len(entries) == 0 {
		return 0, nil
	}
	q := Query{Company: k.c.Company}
	for id := range entries {
		day := id.Day()
		if q.From == 0 || day < q.From {
			q.From = day
		}
		q.To = max(q.To, day)
	}
	for p, err := range k.w.Payments(k.ctx, q) {
		if err != nil {
			return 0, err
		}
		delete(entries, p.Entry)
	}
	return len(entries), nil
}

// forgetAnswers takes away what a person answered for a file: a wrong answer was perhaps why
// it is undone. What files prove stays.
func (k *desk) forgetAnswers(imp string) error {
	accounts, err := k.w.Accounts(k.ctx, k.c.Company)
	if err != nil {
		return err
	}
	var changed []Account
	for _, a := range accounts {
		left := slices.DeleteFunc(slices.Clone(a.Answers), func(x Answer) bool { return x.Import == imp })
		if len(left) < len(a.Answers) {
			a.Answers = left
			changed = append(changed, a)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	return k.w.PutAccounts(k.ctx, changed)
}
