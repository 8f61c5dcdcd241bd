package reconcile_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
	"github.com/rappro/rappro/store/storetest"
)

// office is a service over the reference model, with a clock that ticks and a matcher that
// knows one rule: an invoice's number in the text, and no more than is outstanding.
type office struct {
	t *testing.T
	*reconcile.Service
	call reconcile.Call
}

func newOffice(t *testing.T) *office {
	clock := time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)
	s := &reconcile.Service{Store: storetest.NewModel(), Matcher: byNumber{}, Version: "test",
		Now:  func() time.Time { clock = clock.Add(time.Second); return clock },
		Salt: func() ([]byte, error) { return []byte("0123456789abcdef"), nil }}
	s.HoldAtOnce(2) // as a company of millions is taken in portions
	return &office{t: t, Service: s, call: reconcile.Call{Company: reconcile.DefaultCompany,
		Actor: reconcile.Actor{Kind: reconcile.Person, Name: "claire"}, Reason: "she looked at it", AsOf: date("2026-06-30"),
		Policy: reconcile.DefaultPolicy()}}
}

func date(s string) reconcile.Date {
	d, err := reconcile.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func eur(s string) reconcile.Money {
	m, err := reconcile.ParseMoney(s, "EUR")
	if err != nil {
		panic(err)
	}
	return m
}

// line is a booked line of the day with a reference that the bank keeps stable.
func line(day, amount, ref, text string) reconcile.Entry {
	return reconcile.Entry{BookingDate: date(day), ValueDate: date(day), Amount: eur(amount),
		Reference: ref, Stable: ref != "", Details: []reconcile.Detail{{Amount: eur(amount),
			Text: []string{text}, Payer: reconcile.Party{Name: "ACME"}}}}
}

// statement states the days of its lines, opens at the amount given and closes where the
// lines lead.
func statement(ref, opening string, entries ...reconcile.Entry) reconcile.Statement {
	s := reconcile.Statement{Account: "FR1420041010050500013M02606", Currency: "EUR", Reference: ref,
		Stated: true, Entries: entries}
	sum := eur(opening)
	for _, e := range entries {
		if s.From == 0 || e.BookingDate < s.From {
			s.From = e.BookingDate
		}
		s.To = max(s.To, e.BookingDate)
		sum.Minor += e.Amount.Minor
	}
	s.Opening = &reconcile.Balance{Amount: eur(opening), Date: s.From}
	s.Closing = &reconcile.Balance{Amount: sum, Date: s.To}
	return s
}

func bankFile(name string, list ...reconcile.Statement) reconcile.File {
	f := reconcile.File{Name: name, Digest: sha256.Sum256([]byte(name)), Format: "camt.053"}
	for _, s := range list {
		if err := s.Total(); err != nil {
			panic(err)
		}
		f.Statements = append(f.Statements, s)
	}
	return f
}

func invoice(number, amount string) reconcile.Invoice {
	v := reconcile.Invoice{Number: number, Type: reconcile.PlainInvoice, Customer: "C1",
		IssueDate: date("2026-05-01"), DueDate: date("2026-05-31"), Amount: eur(amount),
		State: reconcile.StateOpen, Owner: "Paul"}
	if strings.HasPrefix(amount, "-") {
		v.Type = reconcile.CreditNote
	}
	return v
}

func invoiceFile(name string, list ...reconcile.Invoice) reconcile.File {
	return reconcile.File{Name: name, Digest: sha256.Sum256([]byte(name)), Format: "invoices",
		Customers: []reconcile.Customer{{ID: "C1", Name: "Acme SAS"}}, Invoices: list}
}

func (o *office) load(files ...reconcile.File) []reconcile.ImportReport {
	o.t.Helper()
	r, err := o.Import(context.Background(), o.call, files)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func (o *office) run() reconcile.RunReport {
	o.t.Helper()
	ctx := context.Background()
	r, err := o.ReconcileFor(ctx, o.call, &doubted{receivables.Follow(o.call.Company, o.call.AsOf), o.t})
	if err != nil {
		o.t.Fatal(err)
	}
	o.verify()
	return r
}

// doubted sees to it that whoever follows a run is told what the store says, in every run of every
// test.
type doubted struct {
	*receivables.Following
	t testing.TB
}

func (d *doubted) End(ctx context.Context, r reconcile.Reader, b *reconcile.Books) error {
	if err := d.Following.End(ctx, r, b); err != nil {
		return err
	}
	want, err := receivables.Summarise(ctx, r, d.Summary.Company, d.Summary.AsOf)
	if !reflect.DeepEqual(d.Summary, want) {
		d.t.Errorf("summary of who followed the run:\n%+v\nfrom the store:\n%+v", d.Summary, want)
	}
	return err
}

func (o *office) verify() {
	o.t.Helper()
	r, err := o.Verify(context.Background(), o.call.Company)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, b := range r.Broken {
		o.t.Errorf("verify: %s", b)
	}
}

// state prints every credit's lines, every invoice's status and every anomaly.
func (o *office) state() string {
	o.t.Helper()
	var b strings.Builder
	ctx := context.Background()
	q := reconcile.Query{Company: o.call.Company}
	err := o.Read(ctx, func(r reconcile.Reader) error {
		var lines []reconcile.AllocationLine
		for l, err := range o.AllocationLines(ctx, r, q) {
			if err != nil {
				return err
			}
			lines = append(lines, l)
		}
		slices.SortStableFunc(lines, func(a, b reconcile.AllocationLine) int {
			return strings.Compare(a.EntryRef, b.EntryRef)
		})
		for _, l := range lines {
			fmt.Fprintf(&b, "%s %s %s %s %s\n", l.EntryRef, l.Decision, l.Invoice, l.Applied.Decimal(), l.Rule)
		}
		for v, err := range r.Invoices(ctx, q) {
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "%s %s outstanding %s\n", v.Number, v.Status(o.call.AsOf), v.Outstanding().Decimal())
		}
		for a, err := range r.Anomalies(ctx, q) {
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "! %s %s\n", a.Kind, a.Key)
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return b.String()
}

func (o *office) want(want string) {
	o.t.Helper()
	want = strings.ReplaceAll(strings.TrimLeft(want, "\n"), "\t", "")
	if got := o.state(); got != want {
		o.t.Errorf("state is\n%swant\n%s", got, want)
	}
}

func (o *office) payment(ref string) reconcile.Payment {
	o.t.Helper()
	var p reconcile.Payment
	err := o.Read(context.Background(), func(r reconcile.Reader) (err error) {
		p, err = reconcile.FindPayment(context.Background(), r, o.call.Company, ref)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return p
}

// byNumber is the matcher of these tests.
type byNumber struct{}

type numberSession struct {
	open  map[string]reconcile.Invoice
	order []string
	paid  map[string]reconcile.ID
}

func (byNumber) Open(l reconcile.Ledger) reconcile.Session {
	s := &numberSession{open: map[string]reconcile.Invoice{}, paid: map[string]reconcile.ID{}}
	for v := range l.Invoices {
		s.open[v.Number] = v
		s.order = append(s.order, v.Number)
	}
	return s
}

func (s *numberSession) Apply(p reconcile.Payment, d reconcile.Decision) {
	for _, part := range d.Parts {
		if v, ok := s.open[part.Invoice]; ok {
			v.Closed = reconcile.Money{Minor: v.Closed.Minor + part.Closes.Minor, Currency: v.Amount.Currency}
			s.open[part.Invoice] = v
			if p.Amount.Minor > 0 {
				s.paid[part.Invoice] = p.ID
			}
		}
	}
}

func (s *numberSession) Wait(reconcile.Payment, reconcile.Verdict) {}
func (s *numberSession) Again()                                    {}

func (s *numberSession) Day(_ reconcile.Date, list []reconcile.Payment) []reconcile.Verdict {
	out := make([]reconcile.Verdict, len(list))
	for i, p := range list {
		out[i] = s.verdict(p)
	}
	return out
}

func (s *numberSession) verdict(p reconcile.Payment) reconcile.Verdict {
	v := reconcile.Verdict{Payment: p.ID}
	text := strings.Join(p.Detail.Text, "")
	if strings.Contains(text, "TAX") {
		v.NotForInvoices = "tax"
		return v
	}
	for _, n := range s.order {
		inv := s.open[n]
		if !strings.Contains(text, n) {
			continue
		}
		v.Customer, v.CustomerScore = inv.Customer, reconcile.Certain
		if p.Amount.Minor < 0 {
			v.Reverses = s.paid[n]
			v.Findings = append(v.Findings, reconcile.Finding{Kind: reconcile.ReturnedPayment, Invoice: n})
			return v
		}
		open := inv.Outstanding()
		if inv.State != reconcile.StateOpen && inv.State != reconcile.StatePaid || open.Minor <= 0 {
			v.Findings = append(v.Findings, reconcile.Finding{Kind: reconcile.PaymentOnPaidInvoice,
				Invoice: n, When: reconcile.FindingIfWaiting})
			return v
		}
		cash := min(open.Minor, p.Amount.Minor)
		parts := []reconcile.Part{reconcile.CashOn(n, reconcile.EUR(cash))}
		if rest := p.Amount.Minor - cash; rest > 0 {
			parts = append(parts, reconcile.Waiting(inv.Customer, reconcile.EUR(rest)))
			v.Findings = append(v.Findings, reconcile.Finding{Kind: reconcile.Overpayment, Invoice: n,
				When: reconcile.FindingIfApplied})
		}
		o := reconcile.Proposal{Rule: "number_exact", Customer: inv.Customer, Parts: parts,
			Confidence: reconcile.Certain, Identified: true}
		if strings.Contains(text, "MAYBE") {
			o.Confidence = 6000
		}
		v.Proposals = append(v.Proposals, o)
		return v
	}
	return v
}
