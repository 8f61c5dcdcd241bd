package metrics_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/metrics"
	"github.com/rappro/rappro/cmd/internal/metrics/promtest"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
	"github.com/rappro/rappro/store/storetest"
)

const company = "atelier"

func asOf() reconcile.Date { return reconcile.NewDate(2026, 6, 30) }

// wide is a company in which nearly everything occurs that has a label: three currencies, thirteen
// months of receipts by every method, forty customers in every bucket, fifteen rules, seven formats
// and every kind of anomaly.
func wide(t *testing.T) *storetest.Model {
	t.Helper()
	m := storetest.NewModel()
	ctx, currencies := context.Background(), []reconcile.Currency{"CHF", "EUR", "USD"}
	err := m.Update(ctx, company, func(w reconcile.Writer) error {
		err := w.PutCompany(ctx, reconcile.Company{ID: company, Salt: []byte("salt")})
		var customers []reconcile.Customer
		for i := range 40 {
			customers = append(customers, reconcile.Customer{ID: fmt.Sprintf("C%02d", i), Name: "Jeanne Dupont"})
		}
		err = cmp.Or(err, w.PutCustomers(ctx, company, customers))
		for i, c := range currencies {
			account := fmt.Sprintf("FR76%014d", i)
			err = cmp.Or(err, w.PutAccounts(ctx, []reconcile.Account{{ID: account, Company: company, Currency: c}}),
				owe(ctx, w, c), receive(ctx, w, account, c))
		}
		var found []reconcile.Anomaly
		for _, k := range anomalies.Catalogue() {
			found = append(found, reconcile.Anomaly{Kind: k.Kind, Key: "k", Severity: k.Severity, BookingDate: 1})
		}
		err = cmp.Or(err, w.PutAnomalies(ctx, company, found))
		for i, format := range []string{"camt.053", "csv", "mt940", "cfonb120", "ofx", "invoices.csv", "camt.054"} {
			for j, o := range []reconcile.Outcome{"read", "held", "refused"} {
				err = cmp.Or(err, w.AddIntake(ctx, company, reconcile.Intake{Seq: 1 + 3*i + j, Import: format, Format: format,
					Outcome: o, Lines: 10, Repeated: 1, Pending: 1}))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// owe has each customer owe something not due, and in each bucket.
func owe(ctx context.Context, w reconcile.Writer, c reconcile.Currency) error {
	var list []reconcile.Invoice
	for i := range 240 {
		due := asOf() + 20 - reconcile.Date(i%6)*28
		list = append(list, reconcile.Invoice{Number: fmt.Sprintf("%s%03d", c, i), Version: 1, Type: reconcile.PlainInvoice,
			Customer: fmt.Sprintf("C%02d", i%40), IssueDate: due - 30, DueDate: due, State: reconcile.StateOpen,
			Amount: reconcile.Money{Minor: 100_00 + int64(i), Currency: c}})
	}
	list = append(list, reconcile.Invoice{Number: "A" + string(c), Version: 1, Type: reconcile.CreditNote, Customer: "C01",
		IssueDate: 20000, DueDate: 20000, State: reconcile.StateOpen, Amount: reconcile.Money{Minor: -100, Currency: c}})
	return w.AddInvoices(ctx, company, "file", list)
}

// receive has a payment of every method in every month, and one of every rule put on an invoice.
func receive(ctx context.Context, w reconcile.Writer, account string, c reconcile.Currency) error {
	var entries []reconcile.Entry
	for month := range 13 {
		for i, family := range []string{"RCDT", "RRCT", "IDDT", "CCRD", "RCHQ", "CNTR", "DRFT", "X"} {
			e := reconcile.Entry{Account: account, BookingDate: asOf() - reconcile.Date(30*month), Stable: true,
				Reference: fmt.Sprintf("R%d-%d", month, i), Code: "PMNT-" + family + "-X",
				Amount: reconcile.Money{Minor: 10_00, Currency: c}, Details: []reconcile.Detail{{}}}
			e.Details[0].Amount = e.Amount
			e.ID = reconcile.EntryKey(company, e, 1)
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b reconcile.Entry) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	if _, err := w.AddEntries(ctx, company, "file", entries); err != nil {
		return err
	}
	var decisions []reconcile.Decision
	for i, e := range entries[len(entries)-30:] {
		d := reconcile.Decision{Kind: reconcile.Applied, Payment: e.ID, Customer: "C00", Rule: fmt.Sprintf("rule_%d", i%15),
			Parts:     []reconcile.Part{reconcile.CashOn(fmt.Sprintf("%s%03d", c, i), e.Amount)},
			Effective: e.BookingDate, Actor: reconcile.Actor{Kind: reconcile.Rule, Name: "r"}}
		if i%2 == 1 {
			d.Actor.Kind = reconcile.Person
		}
		d.ID = reconcile.AutomaticKey(company, d.Payment, "", d.Parts, i)
		d.Content = d.Hash()
		decisions = append(decisions, d)
	}
	_, err := w.Apply(ctx, company, decisions)
	return err
}

func collector(m reconcile.Store, customers int) *metrics.Collector {
	return metrics.New(metrics.Source{Service: &reconcile.Service{Store: m}, AsOf: asOf, Version: "test",
		Now: func() time.Time { return time.Unix(1782777600, 0) }, Customers: customers, Timeout: time.Minute})
}

func text(t *testing.T, c *metrics.Collector) string {
	t.Helper()
	var b bytes.Buffer
	if err := metrics.Write(c, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A company with three currencies has at most 800 series, whatever occurs in it, and none of them
// names a person or an account.
func TestSeries(t *testing.T) {
	out := text(t, collector(wide(t), 20))
	series, customers := 0, 0
	for line := range strings.Lines(out) {
		if strings.Contains(line, `company="atelier"`) {
			series++
		}
		if strings.HasPrefix(line, "rappro_customer_overdue_amount{") {
			customers++
		}
	}
	t.Logf("%d series", series)
	if series > 800 || series < 400 {
		t.Errorf("%d series", series)
	}
	if customers != 3*21 {
		t.Errorf("%d series of customers, want twenty and the others for each currency", customers)
	}
	for _, secret := range []string{"Dupont", "FR76", "EUR000", "R0-0"} {
		if strings.Contains(out, secret) {
			t.Errorf("the metrics tell %q", secret)
		}
	}
	for _, f := range metrics.Families() {
		if !strings.Contains(out, "# TYPE "+f.Name+" "+string(f.Kind)+"\n") && !slices.Contains([]string{
			"rappro_import_last_success_timestamp_seconds", "rappro_statement_last_day_timestamp_seconds",
			"rappro_statement_due_timestamp_seconds", "rappro_account_balance_amount"}, f.Name) { // no statement here
			t.Errorf("%s has no sample", f.Name)
		}
	}
	if strings.Contains(text(t, collector(wide(t), 0)), "customer=") {
		t.Error("customers are shown though nobody wants them")
	}
}

// promtool agrees with the form of everything, but for days: they are what DSO is in (DOMAIN 1.16).
func TestForm(t *testing.T) {
	out, _ := promtest.Promtool(t, []byte(text(t, collector(wide(t), 20))), "check", "metrics")
	for line := range strings.Lines(out) {
		name, remark, _ := strings.Cut(strings.TrimSpace(line), " ")
		if remark != `use base unit "seconds" instead of "days"` || !strings.HasSuffix(name, "_days") {
			t.Errorf("promtool: %s", line)
		}
	}
}

// A figure whose store has not changed is not read again; a write or another day has it read.
func TestCache(t *testing.T) {
	m, day := wide(t), asOf()
	reads := &counted{Store: m}
	c := metrics.New(metrics.Source{Service: &reconcile.Service{Store: reads}, Version: "test", Timeout: time.Minute,
		AsOf: func() reconcile.Date { return day }, Now: time.Now})
	want := func(when string, n int) {
		text(t, c)
		if reads.invoices != n {
			t.Errorf("%s: read %d times, want %d", when, reads.invoices, n)
		}
	}
	want("the first time", 1)
	want("again", 1)
	ctx := context.Background()
	err := m.Update(ctx, company, func(w reconcile.Writer) error {
		return w.PutCustomers(ctx, company, []reconcile.Customer{{ID: "new"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	want("after a write", 2)
	day++
	want("on the next day", 3)
}

// counted counts the readings of all invoices.
type counted struct {
	reconcile.Store
	invoices int
}

func (c *counted) View(ctx context.Context, fn func(reconcile.Reader) error) error {
	return c.Store.View(ctx, func(r reconcile.Reader) error { return fn(countedReader{r, c}) })
}

type countedReader struct {
	reconcile.Reader
	of *counted
}

func (r countedReader) InvoiceVersions(ctx context.Context, q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	r.of.invoices++
	return r.Reader.InvoiceVersions(ctx, q)
}

// A file for node_exporter is whole or not there, and replaces the one before.
func TestTextfile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rappro.prom")
	for range 2 {
		if err := metrics.Textfile(collector(wide(t), 0), path); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != text(t, collector(wide(t), 0)) {
		t.Errorf("the file differs from what is printed (%v)", err)
	}
	if list, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(list) != 1 {
		t.Errorf("left behind: %v", list)
	}
	if err := metrics.Textfile(collector(wide(t), 0), filepath.Join(path, "no")); err == nil {
		t.Error("a file below a file was written")
	}
}
