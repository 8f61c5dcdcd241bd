package matcher_test

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// today is the booking day of the tests; documents are a month older.
func today() reconcile.Date { return reconcile.NewDate(2026, 6, 15) }

// doc writes an invoice in short: number, customer, cents, and what else differs.
type doc struct {
	number, customer string
	cents            int64
	reference        string
	terms            string
	project          string
	state            reconcile.InvoiceState
	issued           int // days before today, 31 when 0
	kind             reconcile.InvoiceType
}

// people are the customers that the tests know.
func people(id string) string {
	return map[string]string{"C1": "Boulangerie Perrin SARL", "C2": "Müller Maschinenbau GmbH",
		"C3": "Acme Tools Ltd", "C4": "Lucía Fernández", "C5": "Perrin Services SAS"}[id]
}

func ledger(docs ...doc) reconcile.Ledger {
	l := reconcile.Ledger{Policy: reconcile.DefaultPolicy(), OwnNames: []string{"Our House SAS"},
		Accounts: []reconcile.Account{{ID: "FR7630006000011234567890189", Currency: "EUR"}}}
	for _, id := range []string{"C1", "C2", "C3", "C4", "C5"} {
		l.Customers = append(l.Customers, reconcile.Customer{ID: id, Name: people(id)})
	}
	// A few settled documents, so that there is a scheme to learn.
	for n := 900; n < 912; n++ {
		docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", n), customer: "C3",
			cents: int64(n * 113), state: reconcile.StatePaid})
	}
	var list []reconcile.Invoice
	for _, d := range docs {
		if d.issued == 0 {
			d.issued = 31
		}
		if d.state == "" {
			d.state = reconcile.StateOpen
		}
		if d.kind == "" {
			d.kind = reconcile.PlainInvoice
		}
		issue := today() - reconcile.Date(d.issued)
		list = append(list, reconcile.Invoice{Number: d.number, Type: d.kind,
			Customer: d.customer, IssueDate: issue, DueDate: issue + 30,
			Amount: reconcile.EUR(d.cents), State: d.state, Terms: d.terms, Project: d.project,
			PaymentReference: d.reference})
	}
	slices.SortFunc(list, func(a, b reconcile.Invoice) int {
		return strings.Compare(a.Number, b.Number)
	})
	l.Invoices = slices.Values(list)
	return l
}

// pay is a credit of today: cents, payer and text.
func pay(cents int64, payer string, text ...string) reconcile.Payment {
	p := reconcile.Payment{Account: "FR7630006000011234567890189", BookingDate: today(),
		Amount: reconcile.EUR(cents), Code: "PMNT-RCDT-ESCT"}
	p.Detail.Payer.Name, p.Detail.Text = payer, text
	return numbered(p, 1)
}

// numbered gives a payment the n-th id and reference of those that say the same.
func numbered(p reconcile.Payment, n int) reconcile.Payment {
	h := fnv.New64a()
	fmt.Fprint(h, n, p.Amount, p.Detail.Payer.Name, p.Detail.Text)
	binary.BigEndian.PutUint64(p.ID[8:], h.Sum64())
	p.Reference = fmt.Sprint(n)
	return p
}

func one(l reconcile.Ledger, p reconcile.Payment) reconcile.Verdict {
	return matcher.New().Open(l).Day(p.BookingDate, []reconcile.Payment{p})[0]
}

// auto is the service's rule.
func auto(v reconcile.Verdict) bool {
	if len(v.Proposals) == 0 {
		return false
	}
	lead := v.Proposals[0].Confidence
	if len(v.Proposals) > 1 {
		lead -= v.Proposals[1].Confidence
	}
	p := v.Proposals[0]
	policy := reconcile.DefaultPolicy()
	return p.Obstacle == "" && p.Identified && p.Confidence >= policy.Automatic &&
		lead >= policy.Margin
}

// printed writes what would be decided: "FA2026-00001=119.00 on_account=1.00", "-" for
// nothing, and what else the verdict says.
func printed(v reconcile.Verdict) string {
	if !auto(v) {
		return "-"
	}
	var out []string
	for _, part := range v.Proposals[0].Parts {
		switch {
		case part.Kind == reconcile.Cash:
			out = append(out, part.Invoice+"="+part.Moves.Decimal())
		case part.Kind.OnInvoice():
			out = append(out, string(part.Kind)+"="+part.Closes.Decimal())
		default:
			out = append(out, string(part.Kind)+"="+part.Moves.Decimal())
		}
	}
	return strings.Join(out, " ")
}

func findings(v reconcile.Verdict) string {
	var out []string
	for _, f := range v.Findings {
		if f.When == reconcile.FindingAlways || (f.When == reconcile.FindingIfApplied) == auto(v) {
			out = append(out, string(f.Kind))
		}
	}
	return strings.Join(out, " ")
}

func check(t *testing.T, name, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", name, got, want)
	}
}
