package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/cmd/internal/metrics"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
)

// figures are what the reports print, written the way the endpoint should.
type figures struct {
	t       *testing.T
	office  office
	company string
	want    map[string]float64
}

// compare wants the samples of the endpoint and the figures of the reports to be the same, every one
// of them and no other, of all families that a report prints.
func (o office) compare(when, address string) {
	o.t.Helper()
	want := o.figures()
	got := scrape(o.t, address)
	printed := map[string]bool{}
	for _, name := range reported() {
		printed["rappro_"+name] = true
	}
	for name, v := range got {
		family, _, _ := strings.Cut(name, " ")
		if !printed[family] {
			continue
		}
		if w, ok := want[name]; (!ok && v != 0) || w != v { // what went shows 0
			o.t.Errorf("%s: %s is %v, the report says %v (%v)", when, name, v, w, ok)
		}
		delete(want, name)
	}
	for name, v := range want {
		o.t.Errorf("%s: the report says %s %v, and no sample does", when, name, v)
	}
	o.happened(when, got)
}

// reported are the families that commands print as they are. The others count what happened, or tell
// of the process: see events and beside.
func reported() (names []string) {
	for _, f := range metrics.Families() {
		name := strings.TrimPrefix(f.Name, "rappro_")
		if f.Kind == metrics.Gauge && !slices.Contains([]string{"build_info", "snapshot_timestamp_seconds",
			"statement_due_timestamp_seconds"}, name) {
			names = append(names, name)
		}
	}
	return append(names, "matches_total", "matches_reversed_total")
}

func (o office) figures() map[string]float64 {
	o.t.Helper()
	f := &figures{t: o.t, office: o, want: map[string]float64{}}
	f.summary()
	f.indicators()
	f.cash()
	f.statements()
	f.decisions()
	return f.want
}

// read gives the rows of a command.
func (f *figures) read(to any, args ...string) {
	f.t.Helper()
	if err := json.Unmarshal([]byte(f.office.rappro(append(args, "-o", "json")...)), to); err != nil {
		f.t.Fatalf("%v: %v", args, err)
	}
}

func (f *figures) set(v, name string, labels ...string) {
	f.t.Helper()
	n, err := strconv.ParseFloat(v, 64)
	if err != nil {
		f.t.Fatalf("%s: %v", name, err)
	}
	f.want[sample("rappro_"+name, append(labels, "company="+f.company)...)] = n
}

func (f *figures) summary() {
	var s report.SummaryJSON
	f.read(&s, "report", "summary")
	f.company = s.Company
	for family, by := range map[string]map[string]string{"receivables_credit_notes_open_amount": s.CreditNotesOpen,
		"receivables_net_amount": s.Net} {
		for c, v := range by {
			f.set(v, family, "currency="+c)
		}
	}
	for c, statuses := range s.Open {
		for status, open := range statuses {
			f.set(open.Amount, "receivables_open_amount", "currency="+c, "status="+status)
			f.set(strconv.Itoa(open.Count), "receivables_open_invoices", "currency="+c, "status="+status)
		}
	}
	names := map[string]string{"not_due": "not_due", "1-30": "1_30", "31-60": "31_60", "61-90": "61_90", "90+": "90_plus"}
	for c, buckets := range s.Aging {
		for b, v := range buckets {
			f.set(v, "receivables_aging_amount", "bucket="+names[b], "currency="+c)
		}
		credit := s.CreditNotesOpen[c]
		if credit == "" {
			credit = "0"
		}
		f.set(credit, "receivables_aging_amount", "bucket=unallocated_credit", "currency="+c)
	}
	for period, currencies := range s.ReceiptsBy {
		for c, methods := range currencies {
			for m, v := range methods {
				f.set(v, "encaissements_amount", "currency="+c, "method="+m, "period="+period)
			}
		}
	}
	for _, currencies := range s.ReceiptsByMonth {
		for c := range currencies {
			for offset := range 13 { // a month in which nothing came is 0
				f.set("0", "encaissements_month_amount", "currency="+c, "month_offset="+strconv.Itoa(offset))
				f.set("0", "encaissements_returned_amount", "currency="+c, "month_offset="+strconv.Itoa(offset))
			}
		}
	}
	for month, currencies := range s.ReceiptsByMonth {
		if offset := monthsBetween(f.t, month, s.AsOf[:7]); offset <= 12 {
			for c, r := range currencies {
				f.set(r.Net, "encaissements_month_amount", "currency="+c, "month_offset="+strconv.Itoa(offset))
				f.set(r.Returned, "encaissements_returned_amount", "currency="+c, "month_offset="+strconv.Itoa(offset))
			}
		}
	}
	for status, n := range s.Payments {
		f.set(strconv.Itoa(n), "payments", "status="+status)
	}
	for kind, n := range s.Anomalies {
		f.set(strconv.Itoa(n), "anomalies_open", "kind="+string(kind), "severity="+string(severity(kind)))
	}
	for _, a := range s.Accounts {
		f.set(a.Difference, "statement_balance_difference_amount", "account="+a.Alias, "currency="+a.Currency)
		f.set("0", "statements_held", "account="+a.Alias)
		if a.LastDay != "" { // else no statement of it is left
			f.set(seconds(f.t, a.LastDay), "statement_last_day_timestamp_seconds", "account="+a.Alias)
		}
	}
	f.want["rappro_as_of_timestamp_seconds"] = must(strconv.ParseFloat(seconds(f.t, s.AsOf), 64))
}

// indicators are those of `report dso`: 90 and 365 days, and 30 days for matching.
func (f *figures) indicators() {
	var list []report.IndicatorJSON
	f.read(&list, "report", "dso")
	dso := map[string]string{"dso_simple": "simple", "dso_without_ceded": "without_ceded", "dso_count_back": "countback",
		"dso_best_possible": "best_possible"}
	quarter := map[string][]string{"days_delinquent": {"delinquent_days", "method_calc=add"},
		"overdue_days":     {"delinquent_days", "method_calc=weighted_overdue"},
		"paid_days":        {"payment_delay_days", "method_calc=from_issue"},
		"late_days_signed": {"payment_delay_days", "method_calc=from_due_signed"},
		"late_days":        {"payment_delay_days", "method_calc=from_due_late"},
		"contract_days":    {"payment_delay_days", "method_calc=contractual"}, "late_share": {"payment_late_ratio"},
		"collection_effectiveness": {"collection_effectiveness_ratio"}, "turnover_yearly": {"receivables_turnover_ratio"},
		"recovery": {"recovery_ratio"}, "unpaid_60_count": {"unpaid_60d_ratio", "basis=count"},
		"unpaid_60_amount": {"unpaid_60d_ratio", "basis=amount"}, "overdue_share": {"receivables_overdue_ratio"},
		"top_five_share": {"receivables_top5_ratio"}}
	for _, i := range list {
		if i.Value == nil {
			continue
		}
		if method := dso[i.Indicator]; method != "" && (i.Window == "90d" || i.Window == "365d") {
			f.set(*i.Value, "dso_days", "currency="+i.Currency, "method_calc="+method, "window="+i.Window)
		}
		if q := quarter[i.Indicator]; q != nil && i.Window == "90d" {
			f.set(*i.Value, q[0], append(q[1:], "currency="+i.Currency)...)
		}
	}
	from := must(time.Parse(time.DateOnly, f.office.asOf)).AddDate(0, 0, -29).Format(time.DateOnly)
	list = nil
	f.read(&list, "report", "dso", "--from", from)
	month := map[string][2]string{"auto_match_count": {"match_ratio", "auto_count"},
		"auto_match_amount": {"match_ratio", "auto_amount"}, "false_match": {"match_ratio", "false_match"},
		"match_days_median": {"match_days", "median"}, "match_days_p90": {"match_days", "p90"}}
	for _, i := range list {
		if m, ok := month[i.Indicator]; ok && i.Value != nil {
			f.set(*i.Value, m[0], "currency="+i.Currency, "kind="+m[1], "window=30d")
		}
		if n := i.Terms["eligible"]; i.Indicator == "auto_match_count" && (n != "0" || i.Value != nil) {
			f.set(n, "match_eligible_payments", "currency="+i.Currency, "window=30d")
		}
	}
	var rows []map[string]string
	f.read(&rows, "report", "encaissements", "--from", from, "--by", "account")
	for _, r := range rows {
		f.set(r["net"], "encaissements_account_amount", "account="+alias(r["account"]), "currency="+r["currency"])
	}
}

// cash is money on no invoice, money to come, and who owes it.
func (f *figures) cash() {
	var waiting []struct {
		Currency, Kind, Amount string
		Count, Oldest_days     int
	}
	f.read(&waiting, "report", "unapplied")
	oldest := map[string]int{}
	for _, r := range waiting {
		f.set(r.Amount, "unapplied_amount", "currency="+r.Currency, "kind="+r.Kind)
		f.set(strconv.Itoa(r.Count), "unapplied_payments", "currency="+r.Currency, "kind="+r.Kind)
		oldest[r.Currency] = max(oldest[r.Currency], r.Oldest_days)
	}
	for c, n := range oldest {
		f.set(strconv.Itoa(n), "unapplied_oldest_age_days", "currency="+c)
	}
	var rows []map[string]string
	f.read(&rows, "report", "expected")
	for _, r := range rows {
		f.set(r["due"], "expected_receipts_amount", "currency="+r["currency"], "horizon="+r["horizon"])
	}
	rows = nil
	f.read(&rows, "report", "ageing")
	apart := map[[2]string]reconcile.Money{}
	for _, r := range rows {
		for claim, column := range map[string]string{"ceded": "ceded", "discounted": "discounted", "bill": "bills"} {
			k := [2]string{r["currency"], claim}
			one := must(reconcile.ParseMoney(r[column], reconcile.Currency(r["currency"])))
			apart[k] = reconcile.Money{Minor: apart[k].Minor + one.Minor, Currency: one.Currency}
			f.set(apart[k].Decimal(), "receivables_claim_amount", "currency="+r["currency"], "claim="+claim)
		}
		late := 0
		for _, bucket := range []string{"1-30", "31-60", "61-90", "90+"} {
			late += int(must(strconv.ParseInt(strings.Replace(r[bucket], ".", "", 1), 10, 64)))
		}
		if late > 0 {
			f.set(reconcile.EUR(int64(late)).Decimal(), "customer_overdue_amount", "currency="+r["currency"],
				"customer="+r["customer"])
		}
		f.set("0", "customer_overdue_amount", "currency="+r["currency"], "customer="+metrics.Others)
	}
}

func (f *figures) statements() {
	var rows []struct{ Account, Currency, Balance string }
	f.read(&rows, "report", "reconciliation")
	for _, r := range rows {
		if r.Balance != "" {
			f.set(r.Balance, "account_balance_amount", "account="+alias(r.Account), "currency="+r.Currency)
		}
	}
	var held []struct{ Account string }
	f.read(&held, "list", "statements", "--status", "held")
	f.entered()
	by := map[string]int{}
	for _, s := range held {
		by[alias(s.Account)]++
	}
	for a, n := range by {
		f.set(strconv.Itoa(n), "statements_held", "account="+a)
	}
}

// entered is when the newest statement of each account came in.
func (f *figures) entered() {
	var imports []struct {
		ID       string
		Recorded time.Time
	}
	f.read(&imports, "list", "imports")
	recorded := map[string]time.Time{}
	for _, i := range imports {
		recorded[i.ID] = i.Recorded
	}
	var statements []struct{ Account, Import, State string }
	f.read(&statements, "list", "statements")
	last := map[string]time.Time{}
	for _, s := range statements {
		if at := recorded[s.Import]; s.State == "entered" && at.After(last[s.Account]) {
			last[s.Account] = at
			f.set(strconv.FormatInt(at.Unix(), 10), "import_last_success_timestamp_seconds", "account="+alias(s.Account))
		}
	}
}

// decisions counts those that ever put a payment on invoices.
func (f *figures) decisions() {
	var list []struct {
		Kind, Payment, Rule, Actor, Parts string
		Live                              bool
	}
	f.read(&list, "list", "decisions")
	made, undone := map[[2]string]int{}, map[[2]string]int{}
	for _, d := range list {
		onInvoice := slices.ContainsFunc(strings.Split(d.Parts, "; "), func(part string) bool {
			kind, _, _ := strings.Cut(part, " ")
			return !slices.Contains([]string{"on_account", "own_transfer", "not_for_invoices"}, kind)
		})
		if d.Kind != "applied" || d.Payment == "" || !onInvoice {
			continue
		}
		of := [2]string{d.Rule, "auto"}
		if strings.HasPrefix(d.Actor, "person:") {
			of[1] = "manual"
		}
		if of[0] == "" {
			of[0] = "none"
		}
		made[of]++
		if !d.Live {
			undone[of]++
		}
	}
	for of, n := range made {
		f.set(strconv.Itoa(n), "matches_total", "rule="+of[0], "origin="+of[1])
		f.set(strconv.Itoa(undone[of]), "matches_reversed_total", "rule="+of[0], "origin="+of[1])
	}
}

// alias is what metrics show of an account whose card has none.
func alias(account string) string { return "*" + account[len(account)-4:] }

// severity is that of the kind in the catalogue of anomalies.
func severity(k reconcile.AnomalyKind) reconcile.Severity {
	for _, c := range anomalies.Catalogue() {
		if c.Kind == k {
			return c.Severity
		}
	}
	return k.Severity()
}

func must[V any](v V, err error) V {
	if err != nil {
		panic(err)
	}
	return v
}

func seconds(t *testing.T, day string) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(d.Unix(), 10)
}

func monthsBetween(t *testing.T, from, to string) int {
	t.Helper()
	a, err := time.Parse("2006-01", from)
	if err != nil {
		t.Fatal(err)
	}
	b, err := time.Parse("2006-01", to)
	if err != nil {
		t.Fatal(err)
	}
	return (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
}
