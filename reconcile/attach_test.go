package reconcile_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// payout is a provider's report of two sales, a fee of each and one of none.
func payout(group, day string, amounts ...string) reconcile.Batch {
	b := reconcile.Batch{Source: "payout.stripe", Group: group, Date: date(day),
		Fees: eur("1.00"), Amount: eur("-1.00")}
	for i, a := range amounts {
		d := reconcile.Detail{Amount: eur(a), Exchange: reconcile.Exchange{Charges: eur("2.00")}.OrNil(), Text: []string{fmt.Sprint("F", i+1)}}
		b.Details = append(b.Details, d)
		b.Amount.Minor += d.Amount.Minor
	}
	return b
}

func batchFile(name string, list ...reconcile.Batch) reconcile.File {
	return reconcile.File{Name: name, Digest: sha256.Sum256([]byte(name)), Format: "payout",
		Batches: list}
}

func (o *office) batches() (out []reconcile.Batch) {
	o.t.Helper()
	err := o.Read(context.Background(), func(r reconcile.Reader) (err error) {
		out, err = r.Batches(context.Background(), reconcile.Query{Company: o.call.Company})
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return out
}

// money prints the payments of all entries.
func (o *office) money() string {
	var list []string
	for _, p := range o.payments() {
		list = append(list, p.Amount.Decimal())
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// The report comes before the statement or after it, twice, and in other bytes: the entry
// is what the report says, once. Taken back, each goes, and what is left is as before.
func TestReportAndStatementInAnyOrder(t *testing.T) {
	report := payout("po_77", "2026-06-02", "98.00", "48.00")
	bank := bankFile("day", statement("S1", "0.00", line("2026-06-03", "145.00", "B1", "PAYOUT PO 77")))
	for name, files := range map[string][]reconcile.File{
		"report first":    {batchFile("r", report), bank},
		"statement first": {bank, batchFile("r", report)},
		"twice":           {bank, batchFile("r", report), batchFile("r", report)},
		"other bytes":     {batchFile("r2", report), bank, batchFile("r", report)},
		"two in one file": {bank, batchFile("r", report, report)},
		"other order":     {batchFile("r2", payout("po_77", "2026-06-02", "48.00", "98.00")), bank, batchFile("r", report)},
	} {
		t.Run(name, func(t *testing.T) {
			for _, together := range []bool{true, false} {
				o := newOffice(t)
				if together {
					o.load(files...)
				} else {
					for _, f := range files {
						o.load(f)
					}
				}
				if got := o.money(); got != "-1.00 48.00 98.00" {
					t.Fatalf("together %v: %s", together, got)
				}
				o.verify()
			}
		})
	}
}

func TestReportIsTakenBack(t *testing.T) {
	report := payout("po_77", "2026-06-02", "98.00", "48.00")
	bank := bankFile("day", statement("S1", "0.00", line("2026-06-03", "145.00", "B1", "PAYOUT PO 77")))
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "98.00"), invoice("F2", "48.00")), bank)
	o.run()
	before := o.state()
	r := o.load(batchFile("r", report))
	if r[0].Kind != "batches" || r[0].Attached != 1 || r[0].Waiting != 0 {
		t.Errorf("report: %+v", r[0])
	}
	o.run()
	if got := o.state(); !strings.Contains(got, "F1 paid") || !strings.Contains(got, "F2 paid") {
		t.Errorf("after the report:\n%s", got)
	}
	undo := func(f reconcile.File) {
		t.Helper()
		if _, err := o.Undo(context.Background(), o.call, []string{reconcile.ImportID(f.Digest)}); err != nil {
			t.Fatal(err)
		}
		o.run()
	}
	undo(batchFile("r", report))
	if got := o.state(); got != before {
		t.Errorf("without the report:\n%s\nwant\n%s", got, before)
	}
	o.load(batchFile("r", report))
	o.run()
	undo(bank)
	if list := o.batches(); o.money() != "" || len(list) != 1 || !list[0].Entry.IsZero() {
		t.Errorf("without the statement: %q %+v", o.money(), list)
	}
	o.load(bank)
	o.run()
	if got := o.money(); got != "-1.00 48.00 98.00" {
		t.Errorf("the statement again: %s", got)
	}
}

// A sum that something is decided on keeps what was decided; a person is told, and when it
// is taken back the details take their place.
func TestDecidedSumKeepsItsDecision(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "98.00"), invoice("F2", "48.00")),
		bankFile("day", statement("S1", "0.00", line("2026-06-03", "145.00", "B1", "PAYOUT PO 77"))))
	a := reconcile.Assignment{Payment: "B1", Accounts: []reconcile.AssignedAmount{{Name: "C1"}}}
	if _, err := o.Assign(context.Background(), o.call, a); err != nil {
		t.Fatal(err)
	}
	r := o.load(batchFile("r", payout("po_77", "2026-06-02", "98.00", "48.00")))
	if r[0].Waiting != 1 || len(r[0].Messages) != 1 || !strings.Contains(r[0].Messages[0], "not used") {
		t.Errorf("report: %+v", r[0])
	}
	if got := o.money(); got != "145.00" {
		t.Errorf("payments: %s", got)
	}
	if _, err := o.Undo(context.Background(), o.call, []string{"B1"}); err != nil {
		t.Fatal(err)
	}
	o.run()
	if got := o.money(); got != "-1.00 48.00 98.00" {
		t.Errorf("after the undo: %s", got)
	}
}

// Two payouts of one amount in one week, which nothing tells apart, wait for a person,
// whatever came first; their ids in the bank's text tell them apart.
func TestTwinsWait(t *testing.T) {
	for _, told := range []bool{false, true} {
		texts := []string{"PAYOUT", "PAYOUT"}
		if told {
			texts = []string{"PAYOUT PO_2", "PAYOUT PO_1"}
		}
		files := []reconcile.File{
			bankFile("d1", statement("S1", "0.00", line("2026-06-02", "145.00", "B1", texts[0]))),
			bankFile("d2", statement("S2", "145.00", line("2026-06-03", "145.00", "B2", texts[1]))),
			batchFile("r1", payout("po_1", "2026-06-02", "98.00", "48.00")),
			batchFile("r2", payout("po_2", "2026-06-03", "97.00", "49.00"))}
		want := "145.00 145.00"
		if told {
			want = "-1.00 -1.00 48.00 49.00 97.00 98.00"
		}
		for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {0, 2, 1, 3}, {2, 0, 3, 1}} {
			o := newOffice(t)
			for _, i := range order {
				o.load(files[i])
			}
			if got := o.money(); got != want {
				t.Errorf("told %v, order %v: %s, want %s", told, order, got, want)
			}
			o.verify()
		}
	}
}

// A report whose details do not make its sum is held and changes nothing.
func TestReportThatDoesNotProve(t *testing.T) {
	o := newOffice(t)
	bad := payout("po_77", "2026-06-02", "98.00", "48.00")
	bad.Amount.Minor += 100
	o.load(bankFile("day", statement("S1", "0.00", line("2026-06-03", "146.00", "B1", "PAYOUT PO 77"))))
	for range 2 {
		r := o.load(batchFile("r", bad))
		if r[0].Outcome != reconcile.OutcomeHeld || o.money() != "146.00" {
			t.Errorf("%+v %s", r[0], o.money())
		}
	}
}

// Direct debits: the bank's sum is gross, or net of what it rejected; the file that says so
// may carry amounts or not, and comes before or after.
func TestRejectsExplainTheSum(t *testing.T) {
	sent := reconcile.Batch{Source: reconcile.CollectionSource, Group: "PMT-0042", Amount: eur("160.00"),
		Date: date("2026-06-05"), Details: []reconcile.Detail{
			{Amount: eur("100.00"), EndToEndID: "E1", Text: []string{"F1"}},
			{Amount: eur("50.00"), EndToEndID: "E2", Text: []string{"F2"}},
			{Amount: eur("10.00"), EndToEndID: "E3", Text: []string{"F3"}}}}
	for _, priced := range []bool{true, false} {
		back := reconcile.Batch{Source: reconcile.RejectsSource, Group: "PMT-0042", Amount: eur("-50.00"),
			Date: date("2026-06-04"), Details: []reconcile.Detail{
				{Amount: eur("-50.00"), EndToEndID: "E2", ReturnReason: "AM04"}}}
		if !priced {
			none := reconcile.Money{Currency: reconcile.NoCurrency}
			back.Amount, back.Details[0].Amount = none, none
		}
		net := line("2026-06-05", "110.00", "B1", "PRLV PMT-0042")
		gross, debit := line("2026-06-05", "160.00", "B1", "PRLV PMT-0042"), line("2026-06-06", "-50.00", "B2",
			"REJETS PMT-0042")
		files := []reconcile.File{batchFile("a", sent), batchFile("b", back)}
		for want, entries := range map[string][]reconcile.Entry{
			"10.00 100.00": {net}, "-50.00 10.00 100.00 50.00": {gross, debit}} {
			for _, first := range []int{0, 1} {
				o := newOffice(t)
				o.load(files[first])
				o.load(bankFile("day", statement("S1", "0.00", entries...)))
				o.load(files[1-first])
				if got := o.money(); got != want {
					t.Errorf("priced %v, first %d: %s, want %s", priced, first, got, want)
				}
				o.verify()
			}
		}
	}
}
