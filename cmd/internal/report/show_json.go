package report

import (
	"slices"

	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/reconcile"
)

// ShownJSON is `show -o json`.
type ShownJSON struct {
	Kind      string         `json:"kind"` // payment or invoice
	ID        string         `json:"id"`
	Account   string         `json:"account,omitempty"`
	Date      string         `json:"date"` // of booking or issue
	DueDate   string         `json:"due_date,omitempty"`
	Amount    string         `json:"amount"`
	Currency  string         `json:"currency"`
	Status    string         `json:"status"`
	Customer  string         `json:"customer"`
	Payer     string         `json:"payer,omitempty"`
	Text      string         `json:"text,omitempty"`
	Reference string         `json:"reference,omitempty"`
	Open      string         `json:"outstanding,omitempty"`
	Parts     []PartJSON     `json:"parts"`
	Decisions []DecisionJSON `json:"decisions"`
	Proposals []ProposalJSON `json:"proposals"`
	Matched   []MatchedJSON  `json:"matched_text"`
	Receipt   string         `json:"receipt,omitempty"` // what it looks like, when no customer's
	Again     bool           `json:"judged_alike"`      // on the books of then, by today's policy
	Rejected  []RejectedJSON `json:"rejected"`
	Anomalies []AnomalyJSON  `json:"anomalies"`
}

// PartJSON is one term of the equation.
type PartJSON struct {
	Kind     reconcile.PartKind `json:"kind"`
	Invoice  string             `json:"invoice,omitempty"`
	Customer string             `json:"customer,omitempty"`
	Reason   string             `json:"reason,omitempty"`
	Moves    string             `json:"moves,omitempty"`
	Closes   string             `json:"closes,omitempty"`
	Currency string             `json:"currency"` // of what closes, else of what moves
	// MovesCurrency is that of moves and Rate its price of one unit of currency, where the two differ.
	MovesCurrency string `json:"moves_currency,omitempty"`
	Rate          string `json:"rate,omitempty"`
}

// DecisionJSON is one decision on the payment or invoice.
type DecisionJSON struct {
	ID         string                 `json:"id"`
	Kind       reconcile.DecisionKind `json:"kind"`
	Live       bool                   `json:"live"`
	Actor      string                 `json:"actor"`
	Rule       string                 `json:"rule"`
	Confidence string                 `json:"confidence"`
	Effective  string                 `json:"effective"`
	Reason     string                 `json:"reason,omitempty"`
	Undoes     string                 `json:"undoes,omitempty"`
	Parts      []PartJSON             `json:"parts"`
	Evidence   []reconcile.Evidence   `json:"evidence"`
}

// ProposalJSON is one way to settle the payment.
type ProposalJSON struct {
	Rank       int                  `json:"rank"`
	Rule       string               `json:"rule"`
	Customer   string               `json:"customer"`
	Confidence string               `json:"confidence"`
	Obstacle   string               `json:"obstacle,omitempty"`
	Parts      []PartJSON           `json:"parts"`
	Evidence   []reconcile.Evidence `json:"evidence"`
}

// RejectedJSON is a candidate that was not taken, with the one signal that failed.
type RejectedJSON struct {
	Failed   reconcile.Signal `json:"failed"`
	Invoice  string           `json:"invoice,omitempty"`
	Open     string           `json:"outstanding,omitempty"`
	Currency string           `json:"currency,omitempty"`
	ProposalJSON
}

// MatchedJSON is a text of the bank with the places that were understood, in characters from 1.
type MatchedJSON struct {
	Field reconcile.Field `json:"field"`
	Text  string          `json:"text"`
	Marks []MarkJSON      `json:"marks"`
}

// MarkJSON is one place.
type MarkJSON struct {
	From   int    `json:"from"`
	To     int    `json:"to"`
	Signal string `json:"signal"`
}

// AnomalyJSON is what a person must know of it.
type AnomalyJSON struct {
	Kind     reconcile.AnomalyKind `json:"kind"`
	Key      string                `json:"key"`
	Severity reconcile.Severity    `json:"severity"`
	State    string                `json:"state"`
	Actor    string                `json:"actor,omitempty"` // who said so last
	Reason   string                `json:"reason,omitempty"`
}

// JSON is the form for tools.
func (s Shown) JSON() ShownJSON {
	j := ShownJSON{Status: s.Status, Customer: s.Customer.ID, Parts: parts(s.Parts),
		Decisions: []DecisionJSON{}, Proposals: proposals(s.Proposals),
		Matched: []MatchedJSON{}, Receipt: s.Why.Receipt, Again: s.Why.Again,
		Rejected: rejected(s.Why.Rejected), Anomalies: []AnomalyJSON{}}
	for _, m := range s.matched() {
		marks := []MarkJSON{}
		for _, k := range m.marks {
			marks = append(marks, MarkJSON{k.from + 1, k.to, k.signal})
		}
		j.Matched = append(j.Matched, MatchedJSON{m.field, m.text, marks})
	}
	if v := s.Invoice; v != nil {
		j.Kind, j.ID, j.Date, j.DueDate = "invoice", v.Number, v.IssueDate.String(), v.DueDate.String()
		j.Amount, j.Currency = v.Amount.Decimal(), string(v.Amount.Currency)
		j.Open, j.Customer = v.Outstanding().Decimal(), v.Customer
	} else if p := s.Payment; p != nil {
		j.Kind, j.ID, j.Date, j.Account = "payment", p.ID.String(), p.BookingDate.String(), p.Account
		j.Amount, j.Currency = p.Amount.Decimal(), string(p.Amount.Currency)
		j.Payer, j.Text, j.Reference = p.Detail.Payer.Name, lists.PaymentText(*p), p.Reference
	}
	for _, d := range s.Decisions {
		j.Decisions = append(j.Decisions, DecisionJSON{d.ID.String(), d.Kind, d.Live, d.Actor.String(),
			d.Rule, d.Confidence.String(), d.Effective.String(), d.Reason, d.Undoes.String(),
			parts(d.Parts), evidence(d.Evidence)})
	}
	for _, a := range s.Anomalies {
		x := AnomalyJSON{Kind: a.Kind, Key: a.Key, Severity: a.Severity, State: string(a.State())}
		if a.Said.Seq > 0 {
			x.Actor, x.Reason = a.Said.Actor.String(), a.Said.Reason
		}
		j.Anomalies = append(j.Anomalies, x)
	}
	return j
}

func parts(list []reconcile.Part) []PartJSON {
	out := []PartJSON{}
	for _, p := range list {
		j := PartJSON{Kind: p.Kind, Invoice: p.Invoice, Customer: p.Customer, Reason: p.Reason,
			Currency: string(p.Moves.Currency)}
		if p.Moves.Currency != "" {
			j.Moves = p.Moves.Decimal()
		}
		if p.Closes.Currency != "" {
			j.Closes, j.Currency = p.Closes.Decimal(), string(p.Closes.Currency)
		}
		if j.Rate = p.Rate(); j.Rate != "" {
			j.MovesCurrency = string(p.Moves.Currency)
		}
		out = append(out, j)
	}
	return out
}

func proposals(list []reconcile.Proposal) []ProposalJSON {
	out := []ProposalJSON{}
	for _, o := range list {
		out = append(out, ProposalJSON{o.Rank, o.Rule, o.Customer, o.Confidence.String(), o.Obstacle,
			parts(o.Parts), evidence(o.Evidence)})
	}
	return out
}

func rejected(list []reconcile.Rejected) []RejectedJSON {
	out := []RejectedJSON{}
	for _, x := range list {
		j := RejectedJSON{Failed: x.Failed, Invoice: x.Invoice,
			ProposalJSON: proposals([]reconcile.Proposal{x.Proposal})[0]}
		if x.Invoice != "" {
			j.Open, j.Currency = x.Open.Decimal(), string(x.Open.Currency)
		}
		out = append(out, j)
	}
	return out
}

func evidence(list []reconcile.Evidence) []reconcile.Evidence {
	return slices.DeleteFunc(append([]reconcile.Evidence{}, list...), func(e reconcile.Evidence) bool {
		return e.Signal == reconcile.SignalStood
	})
}
