package report

import (
	"context"
	"errors"
	"slices"

	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/reconcile"
)

// Shown is everything that `rappro show` says of one thing.
type Shown struct {
	AsOf       reconcile.Date
	Payment    *reconcile.Payment
	Invoice    *reconcile.Invoice
	Customer   reconcile.Customer
	Versions   int // of the invoice
	Status     string
	Parts      []reconcile.Part // in force
	Decisions  []reconcile.Decision
	Proposals  []reconcile.Proposal // that wait
	Candidates []reconcile.Proposal // that something else was preferred to
	Anomalies  []reconcile.Anomaly
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
	if live := decided.Live[p.ID]; len(live) > 0 {
		if out.Customer, err = customer(ctx, r, c, live[len(live)-1].Customer); err != nil {
			return out, err
		}
		found, err := svc.Candidates(ctx, r, c, p)
		if err != nil {
			return out, err
		}
		for _, o := range found {
			if !samePlaces(o.Parts, out.Parts) {
				out.Candidates = append(out.Candidates, o)
			}
		}
	}
	out.Anomalies, err = anomalies(ctx, r, c, func(a reconcile.Anomaly) bool { return a.Payment == p.ID })
	return out, err
}

// samePlaces says whether two lists of parts put the same money on the same invoices.
func samePlaces(a, b []reconcile.Part) bool {
	key := func(p reconcile.Part) string {
		return string(p.Kind) + "\x00" + p.Invoice + "\x00" + p.Moves.String() + "\x00" + p.Closes.String()
	}
	x, y := []string{}, []string{}
	for _, p := range a {
		x = append(x, key(p))
	}
	for _, p := range b {
		y = append(y, key(p))
	}
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
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
	out.Anomalies, err = anomalies(ctx, r, c, func(a reconcile.Anomaly) bool { return a.Invoice == v.Number })
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

func anomalies(ctx context.Context, r reconcile.Reader, c reconcile.Call,
	want func(reconcile.Anomaly) bool) ([]reconcile.Anomaly, error) {
	var out []reconcile.Anomaly
	for a, err := range r.Anomalies(ctx, reconcile.Query{Company: c.Company}) {
		if err != nil {
			return nil, err
		}
		if want(a) {
			out = append(out, a)
		}
	}
	return out, nil
}
