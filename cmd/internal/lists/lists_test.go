package lists

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// The columns that other programs rely on (DESIGN section 7). New ones come at the end.
func TestContract(t *testing.T) {
	for name, want := range map[string]string{
		"allocations": "account,booking_date,entry_ref,amount,currency,invoice,applied,decision,rank,confidence,customer,line,rule",
		"anomalies":   "kind,key,severity,account,booking_date,amount,currency,invoice,customer,next_step",
		"invoices":    "number,type,customer,issue_date,due_date,amount,currency,status,paid,outstanding,days_late,owner,overdue,settled_by",
	} {
		l, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range l.Columns {
			got = append(got, c.Name)
		}
		if !strings.HasPrefix(strings.Join(got, ",")+",", want+",") {
			t.Errorf("%s: %s", name, strings.Join(got, ","))
		}
	}
}

// Every list says its order, and the columns it filters by exist.
func TestEveryListIsWhole(t *testing.T) {
	for _, l := range All() {
		if l.Order == "" {
			t.Errorf("%s does not say its order", l.Name)
		}
		for _, c := range []string{l.Day, l.Status, l.Kind} {
			if c != "" && l.index(c) < 0 {
				t.Errorf("%s has no column %s", l.Name, c)
			}
		}
		if l.Status != "" && len(l.Statuses) == 0 || l.Kind != "" && len(l.Kinds) == 0 && l.Kind != "rule" {
			t.Errorf("%s does not say which values its status and kind have", l.Name)
		}
		seen := map[string]bool{}
		for _, c := range l.Columns {
			if seen[c.Name] {
				t.Errorf("%s has two columns %s", l.Name, c.Name)
			}
			seen[c.Name] = true
		}
	}
	if _, err := Find("colours"); err == nil || !strings.Contains(err.Error(), "statements") {
		t.Errorf("unknown list: %v", err)
	}
}

func TestFilter(t *testing.T) {
	l, err := Find("invoices")
	if err != nil {
		t.Fatal(err)
	}
	row := func(number, customer, issued, status, overdue string) []string {
		cells := make([]string, len(l.Columns))
		for name, v := range map[string]string{"number": number, "customer": customer,
			"issue_date": issued, "status": status, "overdue": overdue} {
			cells[l.index(name)] = v
		}
		return cells
	}
	rows := [][]string{row("1", "a", "2026-01-31", "paid", "false"),
		row("2", "a", "2026-02-01", "partially_paid", "true"), row("3", "b", "2026-02-28", "overdue", "true"),
		row("4", "b", "2026-03-01", "open", "false")}
	for _, c := range []struct {
		f    Filter
		want string
	}{
		{Filter{}, "1234"},
		{Filter{Customer: "a"}, "12"},
		{Filter{Status: "paid,open"}, "14"},
		{Filter{Status: "overdue"}, "23"},
		{Filter{From: reconcile.NewDate(2026, 2, 1), To: reconcile.NewDate(2026, 2, 28)}, "23"},
		{Filter{To: reconcile.NewDate(2026, 2, 1)}, "12"},
	} {
		keep, err := c.f.compile(l)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range rows {
			if keep(r) {
				got += r[0]
			}
		}
		if got != c.want {
			t.Errorf("%+v keeps %s, want %s", c.f, got, c.want)
		}
	}
	for f, want := range map[Filter]string{
		{Account: "x"}:           "knows no --account",
		{Status: "payd"}:         `list invoices knows no "payd": there are open, partially_paid, paid,`,
		{Status: "paid,"}:        `knows no ""`,
		{Kind: "invoice,letter"}: `knows no "letter": there are invoice, deposit, credit_note`,
		{From: reconcile.NewDate(2026, 7, 1), To: reconcile.NewDate(2026, 6, 30)}: "--from 2026-07-01 is after",
	} {
		if err := f.Check(l); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %s", f, err, want)
		}
	}
}
