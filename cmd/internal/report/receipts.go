package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Grouping are the columns by which encaissements are summed, the currency always among them.
type Grouping []string

// ParseGrouping reads day, month, method and account, several with commas.
func ParseGrouping(s string) (Grouping, error) {
	g := Grouping(strings.Split(s, ","))
	for i, name := range g {
		if !slices.Contains([]string{"day", "month", "method", "account"}, name) {
			return nil, fmt.Errorf("%q is not one of day, month, method, account", name)
		}
		if slices.Contains(g[:i], name) {
			return nil, fmt.Errorf("%q is there twice", name)
		}
	}
	return g, nil
}

// ReceiptsRow is a sum of encaissements.
type ReceiptsRow struct {
	Of []string // the values of the grouping
	receivables.Receipt
}

// Group sums encaissements, in order of the grouping and then of currency.
func (g Grouping) Group(list []receivables.Receipt) []ReceiptsRow {
	at := map[string]int{}
	var out []ReceiptsRow
	for _, r := range list {
		of := make([]string, len(g))
		for i, name := range g {
			of[i] = map[string]string{"day": r.Day.String(), "month": r.Day.Month(),
				"method": string(r.Method), "account": r.Account}[name]
		}
		key := strings.Join(of, "\x00") + "\x00" + string(r.Currency)
		n, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, ReceiptsRow{of, r})
			continue
		}
		sum := &out[n]
		sum.Gross.Minor += r.Gross.Minor
		sum.Returned.Minor += r.Returned.Minor
		sum.Net.Minor += r.Net.Minor
		sum.Applied.Minor += r.Applied.Minor
		sum.Lumps.Minor += r.Lumps.Minor
	}
	slices.SortFunc(out, func(a, b ReceiptsRow) int {
		return cmp.Or(slices.Compare(a.Of, b.Of), cmp.Compare(a.Currency, b.Currency))
	})
	return out
}

// ReceiptsTable are encaissements for tools.
func ReceiptsTable(g Grouping, rows []ReceiptsRow) Table {
	t := Table{}
	for _, name := range g {
		kind := render.Text
		switch name {
		case "day":
			kind = render.Date
		case "method":
			kind = render.Code
		}
		t.Columns = append(t.Columns, column(name, kind))
	}
	t.Columns = append(t.Columns, column("currency", render.Text), column("gross", render.Money),
		column("returned", render.Money), column("net", render.Money), column("applied", render.Money),
		column("lumps", render.Money))
	for _, r := range rows {
		t.Rows = append(t.Rows, append(slices.Clone(r.Of), string(r.Currency), r.Gross.Decimal(),
			r.Returned.Decimal(), r.Net.Decimal(), r.Applied.Decimal(), r.Lumps.Decimal()))
	}
	return t
}

// Encaissements writes what came in, and how it is summed.
func (p *Page) Encaissements(g Grouping, rows []ReceiptsRow, from, to reconcile.Date) {
	if from == 0 {
		p.Title(p.Text("receipts.title_all", p.Day(to)))
	} else {
		p.Title(p.Text("receipts.title", p.Day(from), p.Day(to)))
	}
	head := make([]string, len(g))
	lumps := map[reconcile.Currency]int64{}
	grid := [][]string{append(head, "", p.Text("summary.gross"), p.Text("summary.returned"),
		p.Text("summary.receipts_net"), p.Text("summary.applied"))}
	for _, r := range rows {
		row := make([]string, len(g))
		for i, v := range r.Of {
			row[i] = p.groupCell(g[i], v)
		}
		grid = append(grid, append(row, string(r.Currency), p.Money(r.Gross.Decimal()),
			p.Money(r.Returned.Decimal()), p.Money(r.Net.Decimal()), p.Money(r.Applied.Decimal())))
		lumps[r.Currency] += r.Lumps.Minor
	}
	p.Grid(strings.Repeat("l", len(g)+1)+"rrrr", grid)
	p.Line(p.Text("receipts.formula"))
	for _, c := range sortedCurrencies(lumps) {
		if lumps[c] != 0 {
			p.Line(p.Text("receipts.lumps", p.Amount(reconcile.Money{Minor: lumps[c], Currency: c})))
		}
	}
}

func (p *Page) groupCell(name, v string) string {
	switch name {
	case "day":
		return p.Date(v)
	case "month":
		return p.Month(v)
	case "method":
		return p.Word("method", v)
	}
	return v
}

func sortedCurrencies[V any](m map[reconcile.Currency]V) []reconcile.Currency {
	var out []reconcile.Currency
	for c := range m {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}
