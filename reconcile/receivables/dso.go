package receivables

import (
	"math/big"

	"github.com/rappro/rappro/reconcile"
)

// DSO is days sales outstanding by the simple method (DOMAIN 1.1):
//
//	receivables with VAT at the as-of date ÷ sales with VAT of the window × its days
//
// Receivables are open invoices net of open credit notes and of customers' money that
// waits. Sales are documents issued in the window, net of credit notes.
type DSO struct {
	Currency    reconcile.Currency
	WindowDays  int
	Receivables reconcile.Money
	Sales       reconcile.Money
	// Days100 is the figure in hundredths of a day, rounded half up. Defined is false when
	// there were no sales: the figure is then unknown, never 0.
	Days100 int64
	Defined bool
}

// Windows are the rolling windows in days, ending on the as-of date.
func Windows() []int { return []int{90, 365} }

// daysSalesOutstanding gives one figure per currency and window.
func daysSalesOutstanding(net []reconcile.Money, sold sales, asOf reconcile.Date) []DSO {
	var out []DSO
	for _, m := range net {
		for _, days := range Windows() {
			sum := reconcile.Money{Currency: m.Currency}
			for of, minor := range sold {
				if of.currency == m.Currency && of.day > asOf-reconcile.Date(days) && of.day <= asOf {
					sum.Minor += minor
				}
			}
			d := DSO{Currency: m.Currency, WindowDays: days, Receivables: m, Sales: sum}
			d.Days100, d.Defined = simpleDSO(m.Minor, sum.Minor, days)
			out = append(out, d)
		}
	}
	return out
}

// simpleDSO is receivables ÷ sales × days in hundredths of a day, half up. Without sales it
// is undefined; with nothing owed it is 0.
func simpleDSO(receivables, sales int64, days int) (int64, bool) {
	if sales <= 0 {
		return 0, false
	}
	if receivables <= 0 {
		return 0, true
	}
	n := new(big.Int).Mul(big.NewInt(receivables), big.NewInt(int64(days)*200))
	n.Add(n, big.NewInt(sales))
	n.Div(n, new(big.Int).Mul(big.NewInt(sales), big.NewInt(2)))
	return n.Int64(), true
}
