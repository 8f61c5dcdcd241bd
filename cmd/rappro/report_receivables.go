package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// readings are what a report on receivables is made from.
type readings struct {
	*receivables.Ledger
	account string // the one asked for, its whole id
	from    reconcile.Date
	windows []receivables.Window // the period asked for, else the usual ones
	group   report.Grouping
}

// reportReceivables are the reports that one reading of the ledger gives. A report of a period is as
// of its last day.
func (a *app) reportReceivables(c *cobra.Command) {
	for _, r := range []struct {
		name, short, long, example string
		knows                      []string // flags beside those of every table
		fn                         func(readings) error
	}{
		{"dso", "How fast customers pay: DSO, delays, CEI, turnover, matching",
			"Print DSO by three methods, delays, CEI, turnover, overdue and unpaid rates, recovery and the\n" +
				"rates of matching, each with its formula and the terms that make it. Without a period: the\n" +
				"last 90 and 365 days, the month, the quarter and the year. Currencies are never added.",
			"  rappro report dso --lang fr\n  rappro report dso --from 2026-04-01 --to 2026-06-30\n  rappro report dso -o csv",
			[]string{"from", "to"}, a.reportDSO},
		{"ageing", "Balance âgée by customer",
			"Print what each customer owes by days past due, open credit notes and money on account beside\n" +
				"it, down to the balance of his account (411), with the unpaid and overdue rates, and who is\n" +
				"over his credit limit. Retentions (4117) stand apart.",
			"  rappro report ageing --lang fr --as-of 2026-06-30\n  rappro report ageing --customer C042 -o csv",
			[]string{"to", "customer"}, a.reportAgeing},
		{"encaissements", "What came in, by day, month, method or account",
			"Print customers' credits by booking date, what the bank took back of them apart; then what\n" +
				"lies on no invoice, and what is to come.",
			"  rappro report encaissements --from 2026-04-01 --to 2026-06-30 --by month,method\n" +
				"  rappro report encaissements --by day --account operations -o csv",
			[]string{"from", "to", "account", "by"}, a.reportReceipts},
		{"unapplied", "Money on no invoice, of customers and of nobody known", "Print what lies on customers' accounts\n" +
			"(411) and what waits for a decision (471), with the age of the oldest.",
			"  rappro report unapplied -o csv", []string{"to"}, a.reportUnapplied},
		{"expected", "Money to come, by due date and by customers' habits",
			"Print what invoices wait for: overdue, this week and the next, the rest of this month and of the\n" +
				"next, later; by due date, and shifted by the days that each customer is usually late.",
			"  rappro report expected --lang fr", []string{"to"}, a.reportExpected},
		{"delays", "How each customer pays", "Print for each customer who paid in the window (default: 365 days) the days\n" +
			"from issue and from due date to receipt, what came late, and whether he is late as a rule.",
			"  rappro report delays --sort -late_days --limit 20\n  rappro report delays --from 2026-04-01 --to 2026-06-30",
			[]string{"from", "to", "customer"}, a.reportDelays},
		{"penalties", "Penalties and indemnities for late payment",
			"Print for each invoice that was paid late or is late the penalty (L441-10 II) and the flat\n" +
				"indemnity of 40 EUR that the customer owes by law, with the terms that make them. They are\n" +
				"never booked. Where the rate of a half-year is not known no amount is printed: write it into\n" +
				"rappro.yaml under penalties, see docs/indicators.md.",
			"  rappro report penalties --lang fr\n  rappro report penalties --customer C042 --as-of 2026-06-30 -o csv",
			[]string{"to", "customer"}, a.reportPenalties},
	} {
		by := "month"
		sub := &cobra.Command{Use: r.name, Short: r.short, Long: r.long, Args: cobra.NoArgs, Example: r.example,
			RunE: func(cmd *cobra.Command, _ []string) error {
				ctx := cmd.Context()
				group, err := report.ParseGrouping(by)
				if err != nil {
					return usagef("--by: %w", err)
				}
				return a.with(ctx, false, func(svc *reconcile.Service, c reconcile.Call) error {
					return svc.Read(ctx, func(rd reconcile.Reader) error {
						b, err := a.books(ctx, rd, c)
						if err != nil {
							return err
						}
						b.group = group
						return r.fn(b)
					})
				})
			}}
		a.someListFlags(sub, append(r.knows, "limit", "sort")...)
		if slices.Contains(r.knows, "by") {
			sub.Flags().StringVar(&by, "by", by, "day, month, method, account; several with commas")
		}
		c.AddCommand(sub)
	}
}

// someListFlags adds those flags of lists that a report knows.
func (a *app) someListFlags(c *cobra.Command, names ...string) {
	all := &cobra.Command{}
	a.listFlags(all)
	for _, name := range names {
		if f := all.Flags().Lookup(name); f != nil {
			c.Flags().AddFlag(f)
		}
	}
}

// books reads the ledger as of the end of the period, or of the as-of date.
func (a *app) books(ctx context.Context, r reconcile.Reader, c reconcile.Call) (b readings, err error) {
	to, err := dateFlag("to", a.flags.to)
	if err != nil {
		return b, err
	}
	if b.from, err = dateFlag("from", a.flags.from); err != nil {
		return b, err
	}
	switch {
	case to == 0:
		to = c.AsOf
	case to > c.AsOf:
		return b, usagef("--to %s is after the as-of date, %s", to, c.AsOf)
	}
	if b.from > to {
		return b, usagef("--from %s is after --to %s", b.from, to)
	}
	if b.windows = receivables.Windowed(to); b.from != 0 {
		b.windows = []receivables.Window{{Name: "period", From: b.from, To: to}}
	}
	if b.account, err = accountOf(ctx, r, c.Company, a.flags.account); err != nil {
		return b, err
	}
	b.Ledger, err = receivables.Read(ctx, r, c.Company, to)
	return b, err
}

func (a *app) reportDSO(b readings) error {
	var all []receivables.Indicator
	var lists [][]receivables.Indicator
	for _, w := range b.windows {
		lists = append(lists, b.Indicators(w))
	}
	p := a.page()
	for n, c := range b.Currencies() {
		var of [][]receivables.Indicator
		for _, list := range lists {
			list = slices.DeleteFunc(slices.Clone(list), func(i receivables.Indicator) bool { return i.Currency != c })
			of, all = append(of, list), append(all, list...)
		}
		if n > 0 {
			p.Gap()
		}
		p.Indicators(of)
	}
	switch {
	case a.isJSON():
		return a.printJSON(p.IndicatorsJSON(all))
	case a.format == render.AsTable && len(all) == 0:
		p.Indicators(nil)
		return a.print(p)
	case a.format == render.AsTable:
		return a.print(p)
	}
	return a.table(report.IndicatorsTable(all))
}

func (a *app) reportAgeing(b readings) error {
	lines, all := b.CustomerAgeing(), b.Ageing()
	granted := a.cfg.CreditLimitsOf(b.Company()).On(b.AsOf())
	if a.flags.customer != "" {
		all = nil
		lines = slices.DeleteFunc(lines, func(l receivables.CustomerAge) bool { return l.Customer != a.flags.customer })
	}
	if a.format != render.AsTable || a.flags.sort != "" || a.flags.limit != 0 {
		return a.table(report.AgeingTable(lines, granted))
	}
	rates := slices.DeleteFunc(b.Indicators(receivables.Rolling(b.AsOf(), 90)), func(i receivables.Indicator) bool {
		return !slices.Contains([]receivables.Kind{receivables.OverdueShare, receivables.Over90Share,
			receivables.DisputedShare, receivables.OverdueDays,
			receivables.Unpaid60Count, receivables.Unpaid60Amount, receivables.Issued60Count,
			receivables.Issued60Amount, receivables.TopFive}, i.Kind)
	})
	p := a.page()
	p.CustomerAgeing(lines, all, rates, b.AsOf())
	p.OverLimit(lines, granted)
	return a.print(p)
}

func (a *app) reportReceipts(b readings) error {
	list := slices.DeleteFunc(b.Receipts(), func(r receivables.Receipt) bool {
		return r.Day < b.from || b.account != "" && r.Account != b.account
	})
	rows := b.group.Group(list)
	if a.format != render.AsTable || a.flags.sort != "" || a.flags.limit != 0 {
		return a.table(report.ReceiptsTable(b.group, rows))
	}
	p := a.page()
	p.Encaissements(b.group, rows, b.from, b.AsOf())
	if b.account == "" {
		p.ToCome(b.Unapplied(), b.Expected(), b.AsOf())
	}
	return a.print(p)
}

func (a *app) reportUnapplied(b readings) error {
	return a.table(report.UnappliedTable(b.Unapplied(), b.AsOf()))
}

func (a *app) reportExpected(b readings) error { return a.table(report.ExpectedTable(b.Expected())) }

func (a *app) reportDelays(b readings) error {
	w := receivables.Rolling(b.AsOf(), 365)
	if b.from != 0 {
		w = b.windows[0]
	}
	list := slices.DeleteFunc(b.Delays(w), func(d receivables.Delay) bool {
		return a.flags.customer != "" && d.Customer != a.flags.customer
	})
	return a.table(report.DelaysTable(list))
}

func (a *app) reportPenalties(b readings) error {
	set := a.cfg.PenaltiesOf(b.Company())
	var list []receivables.Penalty
	if !set.Off {
		list = slices.DeleteFunc(b.Penalties(set.Rates), func(p receivables.Penalty) bool {
			return a.flags.customer != "" && p.Customer != a.flags.customer
		})
	}
	if a.format != render.AsTable || a.flags.sort != "" || a.flags.limit != 0 {
		return a.table(report.PenaltiesTable(list))
	}
	p := a.page()
	p.Penalties(list, set.Off, b.AsOf())
	return a.print(p)
}
