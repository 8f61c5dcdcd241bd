package report

import (
	"encoding/json"
	"io"
	"strconv"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// SummaryJSON is `report summary -o json`. Amounts are decimal strings by currency.
type SummaryJSON struct {
	Company         string                                  `json:"company"`
	AsOf            string                                  `json:"as_of"`
	ReceiptsByMonth map[string]map[string]Receipts          `json:"receipts_by_month"`
	ReceiptsBy      map[string]map[string]map[string]string `json:"receipts_by_period"`
	Outstanding     map[string]string                       `json:"outstanding"`
	CreditNotesOpen map[string]string                       `json:"credit_notes_open"`
	Unapplied       map[string]string                       `json:"unapplied"`
	Net             map[string]string                       `json:"net"`
	Waiting         map[string]string                       `json:"waiting"`
	Aging           map[string]map[string]string            `json:"aging"`
	Overdue60       map[string]string                       `json:"overdue_over_60"`
	Overdue60Rate   map[string]json.RawMessage              `json:"overdue_over_60_rate"`
	DSO             map[string]map[string]string            `json:"dso"`
	Open            map[string]map[string]Open              `json:"open"`
	Invoices        map[reconcile.Status]int                `json:"invoices"`
	Payments        map[string]int                          `json:"payments"`
	WaitingCount    map[string]int                          `json:"waiting_payments"`
	UnappliedCount  map[string]int                          `json:"unapplied_payments"`
	Anomalies       map[reconcile.AnomalyKind]int           `json:"anomalies"`
	Imports         int                                     `json:"imports"`
	LastImport      string                                  `json:"last_import"`
	Accounts        []AccountDay                            `json:"accounts"`
}

// Receipts are the encaissements of a month.
type Receipts struct {
	Gross    string `json:"gross"`
	Returned string `json:"returned"`
	Net      string `json:"net"`
	Applied  string `json:"applied"`
}

// Open is what waits for money under one status.
type Open struct {
	Count  int    `json:"count"`
	Amount string `json:"amount"`
}

// AccountDay is the last day that statements of an account tell of, and whether they chain.
type AccountDay struct {
	Account string `json:"account"`
	Alias   string `json:"alias"`
	LastDay string `json:"last_day"`
	// Currency and Difference say whether its statements chain: the difference must be 0.
	Currency   string `json:"currency"`
	Difference string `json:"balance_difference"`
}

// JSON is the form of a summary for tools.
func JSON(s receivables.Summary) SummaryJSON {
	j := SummaryJSON{Company: s.Company, AsOf: s.AsOf.String(),
		ReceiptsByMonth: map[string]map[string]Receipts{},
		ReceiptsBy:      map[string]map[string]map[string]string{},
		Outstanding:     amounts(s.Outstanding), CreditNotesOpen: amounts(s.CreditNotesOpen),
		Unapplied: amounts(s.Unapplied), Net: amounts(s.Net), Waiting: amounts(s.Payments.Waiting),
		Aging: map[string]map[string]string{}, Overdue60: amounts(s.Overdue60),
		Overdue60Rate: map[string]json.RawMessage{}, DSO: map[string]map[string]string{},
		Open: map[string]map[string]Open{}, Invoices: s.Invoices, Payments: payments(s.Payments),
		WaitingCount:   counts(s.Payments.WaitingCount),
		UnappliedCount: counts(s.Payments.HeldCount), Anomalies: s.Anomalies, Imports: s.Imports}
	for _, m := range s.Receipts {
		put(j.ReceiptsByMonth, m.Month, string(m.Currency), Receipts{m.Gross.Decimal(),
			m.Returned.Decimal(), m.Net.Decimal(), m.Applied.Decimal()})
	}
	for _, p := range s.Periods {
		if j.ReceiptsBy[string(p.Period)] == nil {
			j.ReceiptsBy[string(p.Period)] = map[string]map[string]string{}
		}
		put(j.ReceiptsBy[string(p.Period)], string(p.Currency), string(p.Method), p.Net.Decimal())
	}
	for _, l := range s.Ageing {
		for _, b := range Buckets(l) {
			put(j.Aging, string(l.Currency), b.Name, b.Amount.Decimal())
		}
	}
	for _, l := range s.Open {
		put(j.Open, string(l.Currency), string(l.Status), Open{l.Count, l.Amount.Decimal()})
	}
	for _, d := range s.DSO {
		if d.Defined {
			put(j.DSO, string(d.Currency), strconv.Itoa(d.WindowDays)+"d", Days(d))
		}
	}
	j.rates(s)
	if s.LastImport > 0 {
		j.LastImport = time.Unix(s.LastImport, 0).UTC().Format(time.RFC3339)
	}
	for _, a := range s.LastDay {
		j.Accounts = append(j.Accounts, AccountDay{a.Account, a.Alias, a.Last.String(),
			string(a.Difference.Currency), a.Difference.Decimal()})
	}
	return j
}

// rates are the shares of what is over 60 days late, with four digits, half up. Without
// anything outstanding there is no rate.
func (j *SummaryJSON) rates(s receivables.Summary) {
	over := map[reconcile.Currency]int64{}
	for _, m := range s.Overdue60 {
		over[m.Currency] = m.Minor
	}
	for _, m := range s.Outstanding {
		if m.Minor > 0 {
			rate := reconcile.Score((over[m.Currency]*20000 + m.Minor) / (2 * m.Minor))
			j.Overdue60Rate[string(m.Currency)] = json.RawMessage(rate.String())
		}
	}
}

func put[V any](m map[string]map[string]V, a, b string, v V) {
	if m[a] == nil {
		m[a] = map[string]V{}
	}
	m[a][b] = v
}

func amounts(list []reconcile.Money) map[string]string {
	m := map[string]string{}
	for _, x := range list {
		m[string(x.Currency)] = x.Decimal()
	}
	return m
}

func counts(list []receivables.CurrencyCount) map[string]int {
	m := map[string]int{}
	for _, x := range list {
		m[string(x.Currency)] = x.Count
	}
	return m
}

func payments(p receivables.PaymentCounts) map[string]int {
	return map[string]int{"automatic": p.Automatic, "manual": p.Manual, "on_account": p.OnAccount,
		"not_for_invoices": p.NotForInvoices, "proposed": p.Proposed, "unmatched": p.Unmatched,
		"returns": p.Returns}
}

// Bucket is one column of the balance âgée.
type Bucket struct {
	Name   string
	Amount reconcile.Money
}

// Buckets are the columns that hold what is owed, without credit notes and total.
func Buckets(l receivables.AgeingLine) []Bucket {
	return []Bucket{{"not_due", l.NotDue}, {"1-30", l.To30}, {"31-60", l.To60}, {"61-90", l.To90},
		{"90+", l.Over90}}
}

// Days prints a DSO with two decimals.
func Days(d receivables.DSO) string {
	return reconcile.Money{Minor: d.Days100, Currency: "EUR"}.Decimal() // any currency of two digits
}

// WriteJSON writes a value indented, with text as it is.
func WriteJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// WriteLines writes a value on one line, and a list as one line per element.
func WriteLines(w io.Writer, v any) error {
	whole, err := json.Marshal(v)
	if err != nil {
		return err
	}
	lines := []json.RawMessage{whole}
	if whole[0] == '[' {
		if err := json.Unmarshal(whole, &lines); err != nil {
			return err
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, l := range lines {
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	return nil
}
