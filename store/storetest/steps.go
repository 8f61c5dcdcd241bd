package storetest

import (
	"errors"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

func (p *player) account() string { return []string{"FR1", "FR2"}[p.choose(2)] + suffix(p.company) }

// suffix keeps the accounts of different companies apart.
func suffix(c string) string {
	if c == company {
		return ""
	}
	return c
}

func (p *player) word() string {
	words := nasty()
	return words[p.choose(len(words))]
}

func (p *player) file() string { return fmt.Sprint("file", p.choose(4)) }

func (p *player) number() string { return fmt.Sprint("F", p.choose(5)) }

func (p *player) day() reconcile.Date { return reconcile.Date(1000 + p.choose(5)) }

func (p *player) entry() reconcile.Entry {
	e := entryOf(p.account(), p.day(), int64(p.choose(3)-1)*100, []string{"a", "é"}[p.choose(2)], 1)
	switch p.choose(4) {
	case 0:
		e.Details, e.Lump = nil, true
	case 1:
		e = split(e, int64(p.choose(3)), 5, 5)
	}
	e.ID = reconcile.EntryKey(p.company, e, 1+p.choose(2))
	return e
}

func (p *player) step() step {
	switch p.choose(12) {
	case 0, 1, 2:
		return p.addEntries()
	case 3:
		return []func() step{p.addBatch, p.putBatches, p.dropBatch}[p.choose(3)]()
	case 4:
		file := p.file()
		return func(w reconcile.Writer) (string, error) {
			return "", w.DeleteImport(p.ctx, p.company, file)
		}
	case 5:
		return p.addInvoices()
	case 6, 7:
		return p.apply()
	case 8:
		return p.undo()
	case 9:
		return p.wait()
	case 10:
		return p.remark()
	}
	return p.history()
}

func (p *player) addEntries() step {
	var list []reconcile.Entry
	for range p.choose(6) {
		list = append(list, p.entry())
	}
	sortEntries(list)
	file := p.file()
	st := reconcile.Statement{ID: full("FR1", p.day()).ID, Account: p.account(), Currency: "EUR",
		Reference: p.word(), From: p.day(), To: p.day(), Source: reconcile.Source{Name: p.word()},
		State: reconcile.StatementEntered}
	return func(w reconcile.Writer) (string, error) {
		if err := w.AddStatements(p.ctx, p.company, file, []reconcile.Statement{st}); err != nil {
			return "", err
		}
		n, err := w.AddEntries(p.ctx, p.company, file, list)
		return fmt.Sprint(n), err
	}
}

func (p *player) addBatch() step {
	e := split(p.entry(), 1, int64(p.choose(3)))
	p.batches++
	version, file := p.batches+1-p.choose(2), p.file()
	return func(w reconcile.Writer) (string, error) {
		err := w.AddBatch(p.ctx, p.company, file, e, version)
		if errors.Is(err, reconcile.ErrNotFound) {
			return "no such entry", nil
		}
		return "", err
	}
}

func (p *player) putBatches() step {
	var list []reconcile.Batch
	for range p.choose(3) {
		e := split(p.entry(), 1, int64(p.choose(3)))
		b := reconcile.Batch{ID: e.ID, Source: "source", Import: p.file(), Account: e.Account,
			Reference: p.word(), Group: p.word(), Date: e.BookingDate, Amount: e.Amount,
			Fees: reconcile.EUR(int64(p.choose(2))), Details: e.Details, Line: p.choose(3)}
		if p.choose(2) == 0 {
			b.Entry = p.entry().ID
		}
		if p.choose(4) == 0 {
			b.Reason = p.word()
		}
		list = append(list, b)
	}
	return func(w reconcile.Writer) (string, error) {
		return "", w.PutBatches(p.ctx, p.company, list)
	}
}

func (p *player) dropBatch() step {
	id, version := p.entry().ID, p.batches+1-p.choose(2)
	return func(w reconcile.Writer) (string, error) {
		return "", w.DropBatch(p.ctx, p.company, id, version)
	}
}

func (p *player) addInvoices() step {
	var list []reconcile.Invoice
	for range p.choose(3) + 1 {
		v := bill(p.number(), int64(p.choose(5)-1)*100)
		p.versions[v.Number]++
		v.Version = p.versions[v.Number]
		v.Customer, v.Terms, v.Owner = fmt.Sprint("C", p.choose(3)), p.word(), p.word()
		v.IssueDate = p.day()
		v.Claim = append(reconcile.Claims(), "")[v.Version%4]
		v.Disputed = v.Version%3 == 0
		list = append(list, v)
	}
	if p.choose(10) == 0 {
		list = append(list, list[0]) // a version twice is refused
	}
	customer := reconcile.Customer{ID: p.word(), Name: p.word(), IBANs: []string{p.word()}}
	file := p.file()
	return func(w reconcile.Writer) (string, error) {
		return "", errors.Join(w.AddInvoices(p.ctx, p.company, file, list),
			w.PutCustomers(p.ctx, p.company, []reconcile.Customer{customer}))
	}
}

func (p *player) part() reconcile.Part {
	amount := reconcile.EUR(int64(p.choose(7)-2) * 20)
	switch p.choose(5) {
	case 0:
		return reconcile.Closing(reconcile.PartKinds()[1+p.choose(9)], p.number(), amount)
	case 1:
		return reconcile.Waiting(p.word(), amount)
	}
	return reconcile.CashOn(p.number(), amount)
}

func (p *player) apply() step {
	var list []reconcile.Decision
	for range p.choose(3) + 1 {
		var parts []reconcile.Part
		for range p.choose(3) + 1 {
			parts = append(parts, p.part())
		}
		d := decide(reconcile.EntryKey(p.company, entryOf(p.account(), p.day(), 100, "", 1), 1), p.day(),
			p.choose(3), parts...)
		d.Customer, d.Reason = fmt.Sprint("C", p.choose(3)), p.word()
		if p.choose(5) == 0 {
			d.Payment, d.Invoice = reconcile.ID{}, p.number()
		}
		if p.choose(6) == 0 {
			d.Kind = reconcile.Refused
		}
		d.Content = d.Hash()
		if len(p.decided) > 0 && p.choose(6) == 0 {
			if old := p.decided[p.choose(len(p.decided))]; p.choose(2) == 0 {
				d = old // a repeat
			} else {
				d.ID = old.ID // mostly a conflict
			}
		}
		list = append(list, d)
		p.decided = append(p.decided, d)
	}
	return func(w reconcile.Writer) (string, error) {
		n, err := w.Apply(p.ctx, p.company, list)
		return fmt.Sprint(n), err
	}
}

func (p *player) undo() step {
	if len(p.decided) == 0 {
		return p.apply()
	}
	d := takeBack(p.decided[p.choose(len(p.decided))])
	d.Effective += reconcile.Date(p.choose(2))
	d.Refuses = []reconcile.ID{d.Undoes}
	d.Content = d.Hash()
	return func(w reconcile.Writer) (string, error) {
		n, err := w.Apply(p.ctx, p.company, []reconcile.Decision{d})
		return fmt.Sprint(n), err
	}
}

func (p *player) wait() step {
	id := p.entry().ID
	var list []reconcile.Proposal
	for rank := range p.choose(3) {
		list = append(list, reconcile.Proposal{Payment: id, Rank: rank + 1, Rule: p.word(),
			Customer: fmt.Sprint("C", p.choose(3)), Parts: []reconcile.Part{p.part()},
			Evidence: []reconcile.Evidence{{Signal: "s", Quote: p.word(), Weight: p.choose(9) - 4}},
			Obstacle: p.word(), Identified: p.choose(2) == 0, Confidence: reconcile.Score(p.choose(10000))})
	}
	return func(w reconcile.Writer) (string, error) {
		return "", w.PutProposals(p.ctx, p.company, []reconcile.ID{id}, list)
	}
}

func (p *player) remark() step {
	a := reconcile.Anomaly{Kind: reconcile.Kinds()[p.choose(3)], Key: p.word(), Severity: reconcile.Low,
		Account: p.account(), BookingDate: p.day(), Amount: reconcile.EUR(int64(p.choose(9))),
		Invoice: p.number(), Customer: fmt.Sprint("C", p.choose(3))}
	remove := p.choose(3) == 0
	return func(w reconcile.Writer) (string, error) {
		last, err := w.LastFollowup(p.ctx, p.company)
		said := reconcile.Followup{Seq: last + 1, Anomaly: a, State: reconcile.AnomalyStates()[last%4]}
		if err == nil {
			err = w.AddFollowups(p.ctx, p.company, []reconcile.Followup{said})
		}
		if remove {
			return "", errors.Join(err, w.RemoveAnomalies(p.ctx, p.company, []reconcile.Anomaly{a}))
		}
		return "", errors.Join(err, w.PutAnomalies(p.ctx, p.company, []reconcile.Anomaly{a}))
	}
}

func (p *player) history() step {
	ref, file := p.word(), p.file()
	return func(w reconcile.Writer) (string, error) {
		head, err := w.AuditHead(p.ctx, p.company)
		if err != nil {
			return "", err
		}
		r := record(head, ref)
		old, err := w.RuleChanges(p.ctx, p.company)
		if err != nil {
			return "", err
		}
		rule := reconcile.RuleChange{Seq: len(old) + 1, Removed: len(old)%3 == 2, Reason: ref,
			Rule: reconcile.CompanyRule{ID: file, IBAN: ref, Payer: ref, Text: ref, Customer: ref,
				Kind: ref, Never: len(old)%2 == 1}, Recorded: r.Recorded}
		return "", errors.Join(w.AddRuleChange(p.ctx, p.company, rule), w.AppendAudit(p.ctx, p.company, []reconcile.AuditRecord{r}),
			w.PutImport(p.ctx, p.company, reconcile.ImportRecord{ID: file, Name: ref, Seq: r.Seq, Recorded: r.Recorded}),
			w.PutRun(p.ctx, p.company, reconcile.Run{ID: ref, Seq: r.Seq, Recorded: r.Recorded}))
	}
}
