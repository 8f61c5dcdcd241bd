package payout

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
	"github.com/rappro/rappro/reconcile"
)

// batches joins the rows into payouts.
func (t *table) batches(opt importers.Options) (importers.Batches, error) {
	var out importers.Batches
	order, err := t.proof.Settle(opt.Dates)
	if err != nil {
		return out, err
	}
	if t.left > 0 {
		out.Messages = append(out.Messages, fmt.Sprintf("%d rows are of no payout yet, or move no "+
			"balance, and are left out", t.left))
	}
	t.convert()
	groups := t.byPayout()
	if t.sweeps {
		groups = t.bySweep(order)
	}
	for _, g := range groups {
		b, err := t.batch(g, order)
		if err != nil {
			return importers.Batches{}, err
		}
		b.Account = opt.Account
		if b.Date == 0 && len(out.Needs) == 0 && len(t.rows) > 0 && t.rows[0].dated {
			out.Needs = append(out.Needs, importers.DayOrderNeed)
		}
		out.Batches = append(out.Batches, b)
	}
	return out, nil
}

// convert gives the row of a conversion what the sale says whose money was converted: the
// payer and the invoice are there, in another currency, and the money is here.
func (t *table) convert() {
	converts := func(r row) bool { return has(t.converted, sheet.Fold(r.word)) }
	for i := range t.rows {
		r := &t.rows[i]
		if !converts(*r) || r.charge == "" {
			continue
		}
		k := slices.IndexFunc(t.rows, func(o row) bool {
			return o.charge == r.charge && o.net.Currency != r.net.Currency && !converts(o)
		})
		if k < 0 {
			continue
		}
		o := t.rows[k]
		r.kind, r.payer, r.email, r.invoice, r.text = o.kind, o.payer, o.email, o.invoice, o.text
		r.ordered = reconcile.Money{Minor: max(o.net.Minor, -o.net.Minor), Currency: o.net.Currency}
	}
}

// group is the rows of one payout, with what lay on the balance before and what stays there.
type group struct {
	rows          []row
	before, after reconcile.Money
}

// byPayout puts rows of one payout id together, in the order in which payouts first appear.
func (t *table) byPayout() []group {
	at := map[string]int{}
	var out []group
	for _, r := range t.rows {
		i, seen := at[r.payout]
		if !seen {
			i = len(out)
			at[r.payout] = i
			out = append(out, group{})
		}
		out[i].rows = append(out[i].rows, r)
	}
	return out
}

// bySweep cuts the rows of a currency behind every withdrawal. Reports run forwards or
// backwards in time.
func (t *table) bySweep(order importers.DayOrder) []group {
	rows := slices.Clone(t.rows)
	if n := len(rows); n > 1 && t.later(rows[0], rows[n-1], order) {
		slices.Reverse(rows)
	}
	var currencies []reconcile.Currency
	by := map[reconcile.Currency][]row{}
	for _, r := range rows {
		c := r.net.Currency
		if len(by[c]) == 0 {
			currencies = append(currencies, c)
		}
		by[c] = append(by[c], r)
	}
	var out []group
	for _, c := range currencies {
		var g group
		for i, r := range by[c] {
			if i == 0 && r.balanced {
				g.before = reconcile.Money{Minor: r.balance.Minor - r.net.Minor, Currency: c}
			}
			g.rows = append(g.rows, r)
			if r.kind != transfer {
				continue
			}
			next := group{}
			if r.balanced {
				g.after, next.before = r.balance, r.balance
			}
			out = append(out, g)
			g = next
		}
		t.left += len(g.rows) // not withdrawn yet
	}
	return out
}

// later says whether a row was made after another.
func (t *table) later(a, b row, order importers.DayOrder) bool {
	return cmp.Or(cmp.Compare(a.day.In(order), b.day.In(order)), cmp.Compare(a.clock, b.clock)) > 0
}

// batch makes a payout of its rows.
func (t *table) batch(g group, order importers.DayOrder) (reconcile.Batch, error) {
	first := g.rows[0]
	c := first.net.Currency
	b := reconcile.Batch{Source: "payout." + t.name, Group: first.group, Line: first.line,
		Amount: reconcile.Money{Currency: c}, Fees: reconcile.Money{Currency: c}}
	sum, stated := reconcile.Money{Currency: c}, reconcile.Money{}
	var arrival reconcile.Date
	for _, r := range g.rows {
		if r.net.Currency != c {
			return b, &importers.Error{Line: r.line, What: "a second currency in one payout: export a " +
				"report for each currency"}
		}
		day := r.day.In(order)
		if r.arrival || r.kind == transfer {
			arrival = max(arrival, day)
		}
		b.Date = max(b.Date, day)
		var err error
		switch r.kind {
		case transfer:
			stated = r.net.Neg()
			if t.sweeps {
				b.Group = r.charge
			}
			continue
		case fee:
			if !keep(b.Details, r) {
				b.Fees, err = b.Fees.Sub(r.net)
			}
		default:
			// What the provider keeps or gives back on a refund is no part of the refund.
			if r.net.Minor < 0 {
				b.Fees, err = b.Fees.Add(r.charges)
			}
			b.Details = append(b.Details, r.detail())
		}
		if err == nil {
			sum, err = sum.Add(r.net)
		}
		if err != nil {
			return b, &importers.Error{Line: r.line, What: err.Error()}
		}
	}
	b.Details = append(b.Details, carried(g.before, "balance before"), carried(g.after.Neg(), "balance kept"))
	b.Details = slices.DeleteFunc(b.Details, func(d reconcile.Detail) bool { return d.Amount == (reconcile.Money{}) })
	b.Date, b.Amount = cmp.Or(arrival, b.Date), sum
	if stated != (reconcile.Money{}) {
		b.Amount = stated
	}
	return b, nil
}

// keep takes a fee off the sale that it names, when that came before it.
func keep(details []reconcile.Detail, r row) bool {
	i := slices.IndexFunc(details, func(d reconcile.Detail) bool {
		return r.charge != "" && d.EndToEndID == r.charge && d.Amount.Minor+r.net.Minor > 0
	})
	if i < 0 || r.net.Minor > 0 {
		return false
	}
	d := &details[i]
	x := d.Exchanged()
	if x.Charges == (reconcile.Money{}) {
		x.Charges.Currency = d.Amount.Currency
	}
	d.Amount.Minor += r.net.Minor // stays between nothing and what it was
	x.Charges.Minor -= r.net.Minor
	d.Exchange = x.OrNil()
	return true
}

// carried is what lay on the provider's balance before, or what stays there.
func carried(m reconcile.Money, text string) reconcile.Detail {
	if m.IsZero() {
		return reconcile.Detail{}
	}
	return reconcile.Detail{Amount: m, Code: "ACMT-MDOP-NTAV", Text: []string{text}}
}

// detail makes a row what one payer sent or got back.
func (r row) detail() reconcile.Detail {
	d := reconcile.Detail{Amount: r.net, EndToEndID: r.charge,
		Payer: reconcile.Party{Name: r.payer, ID: r.email}}
	var x reconcile.Exchange
	if r.charges.Minor > 0 && r.net.Minor > 0 {
		x.Charges = r.charges
	}
	if r.ordered.Minor != 0 {
		x.Instructed = r.ordered
	}
	d.Exchange = x.OrNil()
	if r.text != "" {
		d.Text = []string{r.text}
	}
	if r.invoice != "" {
		d.Documents = []reconcile.Document{{Number: r.invoice}}
	}
	if r.kind != sale {
		d.AdditionalText = r.word
	}
	if r.net.Minor < 0 {
		d.Amount.Minor += r.charges.Minor // cannot overflow: it was the gross amount
		switch r.kind {
		case refund:
			d.ReturnReason = "FOCR"
		case dispute:
			d.ReturnReason = "MD06"
		}
	}
	return d
}
