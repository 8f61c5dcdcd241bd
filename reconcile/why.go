package reconcile

import (
	"context"
	"slices"
)

// Explanation is why a payment is settled as it is, or is not: the judgement is made again on
// the books as they stood when the decision was taken, which the audit chain knows, so it is
// that of the decision whatever came later. Nothing of it is stored but the decision's own
// evidence: a million decisions would keep ten million candidates that nobody looks at.
type Explanation struct {
	// Again says that the judgement, made again, gives the very decision (its key). It does
	// not for a person's, nor where the policy or a customer's file has changed since.
	Again bool
	// OtherPolicy says that the policy of today is not the one it was decided by.
	OtherPolicy bool
	// Receipt is the kind of receipt that the payment looks like, empty for a customer's.
	Receipt  string
	Rejected []Rejected
}

// Explain makes the judgement on a payment again: on the books of the decision given, or on
// those of now when it is nil. It changes nothing.
func (s *Service) Explain(ctx context.Context, r Reader, c Call, p Payment,
	d *Decision) (Explanation, error) {
	w := asking{ctx: ctx, r: r, c: c, d: d, place: map[string]int64{}}
	if err := w.history(); err != nil {
		return Explanation{}, err
	}
	at, err := w.books(s, p)
	if err != nil {
		return Explanation{}, err
	}
	v, refused, err := at.judge(p)
	if err != nil {
		return Explanation{}, err
	}
	out := Explanation{Receipt: v.NotForInvoices, OtherPolicy: w.otherPolicy}
	if d != nil {
		decided, ok := at.decide(p, v)
		out.Again = ok && at.key(decided) == d.ID
	}
	out.Rejected = at.rejected(p, v, refused, d)
	return out, nil
}

// asking rebuilds the books as they stood before a decision.
type asking struct {
	ctx         context.Context
	r           Reader
	c           Call
	d           *Decision        // nil for now
	place       map[string]int64 // of imports, decisions and changes of rules in the audit chain
	before      int64            // the first place that is not known yet; 0 for everything
	decisions   []Decision
	otherPolicy bool
	asOf        Date // of the run
}

// history reads what was decided and, for the books before a decision, when.
func (w *asking) history() error {
	for o, err := range w.r.Decisions(w.ctx, Query{Company: w.c.Company, Brief: true}) {
		if err != nil {
			return err
		}
		w.decisions = append(w.decisions, o)
	}
	if w.d == nil {
		return nil
	}
	return w.begin()
}

// begin reads the chain and finds where the decision's own day begins in it: the credits of a day are
// judged together, before any of them is decided.
func (w *asking) begin() error {
	var order []string
	for rec, err := range w.r.Audit(w.ctx, w.c.Company) {
		if err != nil {
			return err
		}
		key := rec.Kind + " " + rec.Ref
		if _, known := w.place[key]; !known {
			w.place[key] = rec.Seq
		}
		order = append(order, key)
	}
	byKey := map[string]int{}
	for i := range w.decisions {
		byKey[AuditDecision+" "+w.decisions[i].ID.String()] = i
	}
	w.before = w.place[AuditDecision+" "+w.d.ID.String()]
	if w.before == 0 || !w.d.Automatic() {
		return nil
	}
	seen := map[ID]bool{w.d.Payment: true}
	for i := w.before - 2; i >= 0; i-- { // records are numbered from 1
		k, ok := byKey[order[i]]
		if !ok {
			break
		}
		o := &w.decisions[k]
		if o.Run != w.d.Run || o.Payment.IsZero() || seen[o.Payment] ||
			o.Payment.Day() != w.d.Payment.Day() {
			break
		}
		seen[o.Payment], w.before = true, i+1
	}
	return w.ofRun()
}

func (w *asking) ofRun() error {
	runs, err := w.r.Runs(w.ctx, w.c.Company)
	for _, x := range runs {
		if x.ID == w.d.Run {
			w.otherPolicy, w.asOf = x.Policy != w.c.Policy.Digest(), x.AsOf
		}
	}
	return err
}

// knew says whether something was in the books before the decision.
func (w *asking) knew(kind, ref string) bool {
	return w.before == 0 || w.place[kind+" "+ref] < w.before
}

// books are the books before the decision, as a run that can judge and not write.
func (w *asking) books(s *Service, p Payment) (*run, error) {
	at := &run{s: s, ctx: w.ctx, c: w.c, byID: map[ID]int{}, ledger: newLedger(w.c.Company, w.asOf)}
	gone, late, err := w.later()
	if err != nil {
		return nil, err
	}
	if err := w.invoices(at.ledger, late); err != nil {
		return nil, err
	}
	undone := map[ID]bool{}
	for _, o := range w.decisions {
		if o.Kind == Undone && w.knew(AuditDecision, o.ID.String()) {
			undone[o.Undoes] = true
		}
	}
	for _, o := range w.decisions {
		if !w.knew(AuditDecision, o.ID.String()) {
			continue
		}
		at.close(o)
		o.Live = o.Kind == Applied && !undone[o.ID]
		if w.d == nil || o.ID != w.d.ID {
			at.remember(o)
		}
	}
	for o, err := range w.r.Payments(w.ctx, Query{Company: w.c.Company, AsOf: w.asOf}) {
		if err != nil {
			return nil, err
		}
		if !gone[o.ID] || o.ID == p.ID {
			at.byID[o.ID] = len(at.payments)
			at.payments = append(at.payments, o)
		}
	}
	l, err := matcherLedger(w.ctx, w.r, w.c)
	if err != nil {
		return nil, err
	}
	changes, err := w.r.RuleChanges(w.ctx, w.c.Company)
	if err != nil {
		return nil, err
	}
	l.Rules = ActiveRules(slices.DeleteFunc(changes, func(x RuleChange) bool {
		return !w.knew(AuditRule, x.audit().ref)
	}))
	at.counterparts = counterparts(at.payments, l.Accounts)
	at.openOn(l)
	at.tellLive()
	return at, nil
}

// later lists what files brought after the decision: payments, and versions of invoices.
func (w *asking) later() (gone map[ID]bool, late map[versionOf]bool, err error) {
	gone, late = map[ID]bool{}, map[versionOf]bool{}
	imports, err := w.r.Imports(w.ctx, w.c.Company)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range imports {
		if w.knew(AuditImport, f.ID) {
			continue
		}
		q := Query{Company: w.c.Company, Import: f.ID}
		for p, err := range w.r.Payments(w.ctx, q) {
			if err != nil {
				return nil, nil, err
			}
			gone[p.ID] = true
		}
		for v, err := range w.r.InvoiceVersions(w.ctx, q) {
			if err != nil {
				return nil, nil, err
			}
			late[versionOf{v.Number, v.Version}] = true
		}
	}
	return gone, late, nil
}

type versionOf struct {
	number  string
	version int
}

// invoices takes the newest versions that were known, with nothing closed.
func (w *asking) invoices(l *ledger, late map[versionOf]bool) error {
	for v, err := range w.r.InvoiceVersions(w.ctx, Query{Company: w.c.Company}) {
		if err != nil {
			return err
		}
		if late[versionOf{v.Number, v.Version}] {
			continue
		}
		v.Closed, v.Paid = Money{Currency: v.Amount.Currency}, Money{Currency: v.Amount.Currency}
		if i := l.place(v.Number); i >= 0 {
			l.set(i, v)
		} else {
			l.add(v)
		}
	}
	return nil
}

// judge asks for the verdict on a payment as on its own day: the credits that waited before
// it wait, and those of its day are judged with it.
func (r *run) judge(p Payment) (v Verdict, refused []Proposal, err error) {
	for i := 0; i < len(r.payments); {
		day := r.payments[i].BookingDate
		var waiting []Payment
		at := -1
		for ; i < len(r.payments) && r.payments[i].BookingDate == day; i++ {
			if o := r.payments[i]; o.ID == p.ID || r.candidate(&o) {
				if o.ID == p.ID {
					at = len(waiting)
				}
				waiting = append(waiting, o)
			}
		}
		if day > p.BookingDate {
			break
		}
		if len(waiting) == 0 {
			continue
		}
		verdicts := r.session.Day(day, waiting)
		if len(verdicts) != len(waiting) {
			return v, nil, errVerdicts(len(verdicts), len(waiting))
		}
		if at >= 0 {
			v = verdicts[at]
			for _, o := range v.Proposals {
				if r.isRefused(p.ID, o.Parts) {
					refused = append(refused, o)
				}
			}
			r.filter(p, &v)
			return v, refused, nil
		}
		for k, o := range waiting {
			if len(r.live[o.ID]) == 0 {
				r.session.Wait(o, verdicts[k])
			}
		}
	}
	return v, nil, ErrNotFound
}
