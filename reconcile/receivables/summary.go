package receivables

import (
	"cmp"
	"context"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Summary is the state of a company at an as-of date, in exact figures: what `report
// summary` prints and what the metrics show.
type Summary struct {
	Company string
	AsOf    reconcile.Date
	// Receipts are the encaissements by month of booking and currency, in that order.
	Receipts []MonthReceipts
	Periods  []PeriodReceipts // the same, net, by period before the as-of date and method
	// Outstanding sums open balances of invoices and deposits neither cancelled nor draft;
	// CreditNotesOpen those of credit notes (negative); Unapplied is customers' money that
	// lies on their accounts, or on an invoice beyond what it asks for (positive); Net = Outstanding + CreditNotesOpen − Unapplied.
	// Money of nobody known is not netted (DOMAIN 1.0): it is in Payments.Waiting.
	// Each list has one amount per currency, in order of code.
	Outstanding     []reconcile.Money
	CreditNotesOpen []reconcile.Money
	Unapplied       []reconcile.Money
	Net             []reconcile.Money
	Ageing          []AgeingLine
	Overdue60       []reconcile.Money // outstanding more than 60 days past due
	DSO             []DSO
	Invoices        map[reconcile.Status]int
	ByStatus        map[reconcile.Status][]reconcile.Money // open balances by status
	Open            []OpenLine                             // the same without credit notes
	Payments        PaymentCounts
	Anomalies       map[reconcile.AnomalyKind]int // stored and not dismissed
	LastImport      int64                         // unix seconds of the newest import, 0 for none
	Imports         int
	LastDay         []AccountDay // in order of account
}

// PaymentCounts counts credits by what became of them; Returns counts the debits that took
// one back.
type PaymentCounts struct {
	Automatic, Manual, OnAccount, NotForInvoices, Proposed, Unmatched, Returns int
	// Waiting sums proposed and unmatched credits, one amount per currency.
	Waiting []reconcile.Money
	// WaitingCount and HeldCount count credits per currency: those that wait, and those of
	// which something lies on a customer's account.
	WaitingCount, HeldCount []CurrencyCount
}

// CurrencyCount counts payments of one currency.
type CurrencyCount struct {
	Currency reconcile.Currency
	Count    int
}

// counts reads sums as counts, in order of currency.
func (s sums) counts() []CurrencyCount {
	var out []CurrencyCount
	for _, m := range s.list() {
		out = append(out, CurrencyCount{m.Currency, int(m.Minor)})
	}
	return out
}

// AccountDay is the last day that statements of an account tell of, and whether they chain.
type AccountDay struct {
	Account string
	Alias   string
	Last    reconcile.Date
	// Difference is what its statements leave unexplained: see [AccountState].
	Difference reconcile.Money
}

// sums adds amounts per currency.
type sums map[reconcile.Currency]int64

func (s sums) add(m reconcile.Money) { s[m.Currency] += m.Minor }

// list gives one amount per currency in order of code.
func (s sums) list() []reconcile.Money {
	out := make([]reconcile.Money, 0, len(s))
	for c, v := range s {
		out = append(out, reconcile.Money{Minor: v, Currency: c})
	}
	slices.SortFunc(out, func(a, b reconcile.Money) int { return cmp.Compare(a.Currency, b.Currency) })
	return out
}

// Summarise computes the figures of a company from one snapshot, with money effective and
// documents issued by the as-of date.
func Summarise(ctx context.Context, r reconcile.Reader, company string, asOf reconcile.Date) (Summary, error) {
	q := reconcile.Query{Company: company, AsOf: asOf}
	owed, err := readOwed(ctx, r, q)
	if err != nil {
		return Summary{}, err
	}
	cash, err := readCash(ctx, r, q)
	if err != nil {
		return Summary{}, err
	}
	return summary(ctx, r, q, owed, cash)
}

func summary(ctx context.Context, r reconcile.Reader, q reconcile.Query, owed *owed,
	cash *cash) (Summary, error) {
	s := Summary{Company: q.Company, AsOf: q.AsOf}
	owed.fill(&s)
	cash.fill(&s)
	for _, m := range s.Unapplied {
		owed.surplus.add(m)
	}
	s.Unapplied = owed.surplus.list()
	net := sums{}
	for _, list := range [][]reconcile.Money{s.Outstanding, s.CreditNotesOpen} {
		for _, m := range list {
			net.add(m)
		}
	}
	for _, m := range s.Unapplied {
		net.add(m.Neg())
	}
	s.Net = net.list()
	s.DSO = daysSalesOutstanding(s.Net, owed.sales, q.AsOf)
	return s, readState(ctx, r, q, &s)
}

// readState fills in what is neither owed nor cash: anomalies, imports, covered days.
func readState(ctx context.Context, r reconcile.Reader, q reconcile.Query, s *Summary) error {
	s.Anomalies = map[reconcile.AnomalyKind]int{}
	steps, err := r.Followups(ctx, q.Company)
	if err != nil {
		return err
	}
	life := reconcile.LifeOf(steps)
	off := map[string]int64{}
	for a, err := range r.Anomalies(ctx, q) {
		if err != nil {
			return err
		}
		if life.State(a) != reconcile.AnomalyDismissed {
			s.Anomalies[a.Kind]++
		}
		off[a.Account] += unexplained(a)
	}
	imports, err := r.Imports(ctx, q.Company)
	if err != nil {
		return err
	}
	s.Imports = len(imports)
	for _, i := range imports {
		s.LastImport = max(s.LastImport, i.Recorded.Unix())
	}
	accounts, err := r.Accounts(ctx, q.Company)
	if err != nil {
		return err
	}
	statements, err := r.Statements(ctx, reconcile.Query{Company: q.Company})
	if err != nil {
		return err
	}
	for _, a := range accounts {
		day := AccountDay{Account: a.ID, Alias: a.Alias(),
			Difference: reconcile.Money{Minor: off[a.ID], Currency: a.Currency}}
		for _, st := range statements {
			if st.Account == a.ID && st.State == reconcile.StatementEntered {
				day.Last = max(day.Last, st.To)
			}
		}
		s.LastDay = append(s.LastDay, day)
	}
	return nil
}
