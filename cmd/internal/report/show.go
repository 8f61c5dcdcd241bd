package report

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/reconcile"
)

// Shown is everything that `rappro show` says of one thing.
type Shown struct {
	AsOf      reconcile.Date
	Payment   *reconcile.Payment
	Invoice   *reconcile.Invoice
	Customer  reconcile.Customer
	Versions  int // of the invoice
	Status    string
	Parts     []reconcile.Part // in force
	Decisions []reconcile.Decision
	Proposals []reconcile.Proposal // that wait
	Why       reconcile.Explanation
	Anomalies []ShownAnomaly
	// Invoices are those that parts and proposals name, as they stand.
	Invoices map[string]reconcile.Invoice
	// Payments are those of an invoice's decisions.
	Payments map[reconcile.ID]reconcile.Payment
	// Left is what each decision left of an invoice.
	Left map[Leaving]reconcile.Money
}

// ShownAnomaly is an anomaly and where its life stands: what stands is open until a person says something
// of it, and what stood is resolved.
type ShownAnomaly struct {
	reconcile.Anomaly
	Said reconcile.Followup // the last step, none while it is open
}

// State is where its life stands.
func (a ShownAnomaly) State() reconcile.AnomalyState {
	return cmp.Or(a.Said.State, reconcile.AnomalyOpen)
}

// Leaving is an invoice after a decision.
type Leaving struct {
	Decision reconcile.ID
	Invoice  string
}

// Show gathers what is known of a subject from one snapshot.
func Show(ctx context.Context, svc *reconcile.Service, r reconcile.Reader, c reconcile.Call,
	s Subject) (Shown, error) {
	if d := s.Decision; d != nil && !d.Payment.IsZero() {
		p, err := paymentOf(ctx, r, c, d.Payment)
		if err != nil {
			return Shown{}, err
		}
		return showPayment(ctx, svc, r, c, p)
	} else if d != nil {
		v, err := Find(ctx, r, c, d.Invoice)
		if err != nil || v.Invoice == nil {
			return Shown{}, errors.Join(err, reconcile.ErrNotFound)
		}
		return showInvoice(ctx, r, c, *v.Invoice)
	}
	if s.Invoice != nil {
		return showInvoice(ctx, r, c, *s.Invoice)
	}
	return showPayment(ctx, svc, r, c, *s.Payment)
}

func paymentOf(ctx context.Context, r reconcile.Reader, c reconcile.Call, id reconcile.ID) (reconcile.Payment, error) {
	for p, err := range r.Payments(ctx, reconcile.Query{Company: c.Company, Payments: []reconcile.ID{id}}) {
		if err != nil || p.ID == id {
			return p, err
		}
	}
	return reconcile.Payment{}, reconcile.ErrNotFound
}

func showPayment(ctx context.Context, svc *reconcile.Service, r reconcile.Reader, c reconcile.Call,
	p reconcile.Payment) (Shown, error) {
	out := Shown{AsOf: c.AsOf, Payment: &p}
	q := reconcile.Query{Company: c.Company, Payments: []reconcile.ID{p.ID}}
	decided, err := reconcile.LoadDecided(ctx, r, q)
	if err != nil {
		return out, err
	}
	out.Status, out.Parts = lists.PaymentStatus(p, decided), decided.Parts(p.ID)
	out.Proposals = decided.Proposals[p.ID]
	for d, err := range r.Decisions(ctx, q) {
		if err != nil {
			return out, err
		}
		out.Decisions = append(out.Decisions, d)
	}
	var last *reconcile.Decision
	if live := decided.Live[p.ID]; len(live) > 0 {
		if out.Customer, err = customer(ctx, r, c, live[len(live)-1].Customer); err != nil {
			return out, err
		}
		last = out.decision(live[len(live)-1].ID)
	}
	if out.Why, err = svc.Explain(ctx, r, c, p, last); err != nil {
		return out, err
	}
	if err := out.invoices(ctx, r, c); err != nil {
		return out, err
	}
	out.Anomalies, err = anomaliesOn(ctx, r, c, func(a reconcile.Anomaly) bool { return a.Payment == p.ID })
	return out, err
}

// decision finds one with its evidence.
func (s *Shown) decision(id reconcile.ID) *reconcile.Decision {
	i := slices.IndexFunc(s.Decisions, func(d reconcile.Decision) bool { return d.ID == id })
	if i < 0 {
		return nil
	}
	return &s.Decisions[i]
}

// payments gathers the payments that decided on an invoice.
func (s *Shown) payments(ctx context.Context, r reconcile.Reader, c reconcile.Call) error {
	s.Payments = map[reconcile.ID]reconcile.Payment{}
	q := reconcile.Query{Company: c.Company}
	for _, d := range s.Decisions {
		if !d.Payment.IsZero() {
			q.Payments = append(q.Payments, d.Payment)
		}
	}
	if len(q.Payments) == 0 {
		return nil
	}
	for p, err := range r.Payments(ctx, q) {
		if err != nil {
			return err
		}
		s.Payments[p.ID] = p
	}
	return nil
}

// payment is the one that a decision is about, nil for none.
func (s *Shown) payment(d reconcile.Decision) *reconcile.Payment {
	if p, ok := s.Payments[d.Payment]; ok {
		return &p
	}
	return s.Payment
}

// invoices gathers the invoices that are named, and what the decisions left of them.
func (s *Shown) invoices(ctx context.Context, r reconcile.Reader, c reconcile.Call) error {
	s.Invoices, s.Left = map[string]reconcile.Invoice{}, map[Leaving]reconcile.Money{}
	var numbers []string
	note := func(parts []reconcile.Part) {
		for _, part := range parts {
			if part.Invoice != "" && !slices.Contains(numbers, part.Invoice) {
				numbers = append(numbers, part.Invoice)
			}
		}
	}
	for _, d := range s.Decisions {
		note(d.Parts)
	}
	for _, o := range s.Proposals {
		note(o.Parts)
	}
	if len(numbers) == 0 {
		return nil
	}
	q := reconcile.Query{Company: c.Company, Numbers: numbers}
	for v, err := range r.Invoices(ctx, q) {
		if err != nil {
			return err
		}
		s.Invoices[v.Number] = v
	}
	for a, err := range r.Allocations(ctx, q) {
		if err != nil {
			return err
		}
		s.Left[Leaving{a.Decision, a.Invoice}] = reconcile.Money{Minor: a.Amount - a.After, Currency: a.Closes.Currency}
	}
	return nil
}

func showInvoice(ctx context.Context, r reconcile.Reader, c reconcile.Call, v reconcile.Invoice) (Shown, error) {
	out := Shown{AsOf: c.AsOf, Invoice: &v, Status: string(v.Status(c.AsOf))}
	q := reconcile.Query{Company: c.Company, Numbers: []string{v.Number}}
	var err error
	if out.Customer, err = customer(ctx, r, c, v.Customer); err != nil {
		return out, err
	}
	for _, err := range r.InvoiceVersions(ctx, q) {
		if err != nil {
			return out, err
		}
		out.Versions++
	}
	for d, err := range r.Decisions(ctx, q) {
		if err != nil {
			return out, err
		}
		on := d.Invoice == v.Number || slices.ContainsFunc(d.Parts, func(p reconcile.Part) bool {
			return p.Invoice == v.Number
		})
		if on {
			out.Decisions = append(out.Decisions, d)
		}
	}
	if err := out.payments(ctx, r, c); err != nil {
		return out, err
	}
	if err := out.invoices(ctx, r, c); err != nil {
		return out, err
	}
	out.Anomalies, err = anomaliesOn(ctx, r, c, func(a reconcile.Anomaly) bool { return a.Invoice == v.Number })
	return out, err
}

func customer(ctx context.Context, r reconcile.Reader, c reconcile.Call, id string) (reconcile.Customer, error) {
	list, err := r.Customers(ctx, c.Company)
	if err != nil {
		return reconcile.Customer{}, err
	}
	for _, k := range list {
		if k.ID == id {
			return k, nil
		}
	}
	return reconcile.Customer{ID: id}, nil
}

// anomaliesOn are those that stand, then those that are resolved.
func anomaliesOn(ctx context.Context, r reconcile.Reader, c reconcile.Call,
	want func(reconcile.Anomaly) bool) ([]ShownAnomaly, error) {
	steps, err := r.Followups(ctx, c.Company)
	if err != nil {
		return nil, err
	}
	life := reconcile.LifeOf(steps)
	var out []ShownAnomaly
	for a, err := range r.Anomalies(ctx, reconcile.Query{Company: c.Company}) {
		if err != nil {
			return nil, err
		}
		if want(a) {
			shown := ShownAnomaly{Anomaly: a}
			if f, said := life.Step(a); said {
				shown.Said = f
			}
			out = append(out, shown)
		}
	}
	for _, f := range life.Resolved() {
		again := slices.ContainsFunc(out, func(a ShownAnomaly) bool {
			return a.Kind == f.Anomaly.Kind && a.Key == f.Anomaly.Key
		})
		if want(f.Anomaly) && !again {
			out = append(out, ShownAnomaly{f.Anomaly, f})
		}
	}
	return out, nil
}
