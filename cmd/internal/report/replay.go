package report

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

// ReplayJSON is `replay -o json`.
type ReplayJSON struct {
	Credits    int               `json:"credits"`
	OnInvoices int               `json:"on_invoices"`
	Automatic  int               `json:"automatic"`
	Right      int               `json:"right"`
	Wrong      int               `json:"wrong"`
	Unknown    int               `json:"not_judged"`
	Precision  string            `json:"precision"`
	Recall     string            `json:"recall"`
	WrongMoney map[string]string `json:"wrong_money"`
	Changes    []ReplayCaseJSON  `json:"changes"`
}

// ReplayCaseJSON is a credit that the replay decides otherwise.
type ReplayCaseJSON struct {
	Payment  string                  `json:"payment"`
	Date     string                  `json:"booking_date"`
	Amount   string                  `json:"amount"`
	Currency string                  `json:"currency"`
	Outcome  reconcile.ReplayOutcome `json:"outcome"`
	By       string                  `json:"decided_by"`
	Was      []PartJSON              `json:"was"`
	Rule     string                  `json:"rule"`
	Now      []PartJSON              `json:"now"`
}

// Replayed is the form for tools.
func Replayed(x reconcile.ReplayReport) ReplayJSON {
	j := ReplayJSON{x.Credits, x.OnInvoices, x.Automatic, x.Right, x.Wrong, x.Unknown,
		x.Precision().String(), x.Recall().String(), map[string]string{}, []ReplayCaseJSON{}}
	for c, m := range x.WrongMoney {
		j.WrongMoney[string(c)] = m.Decimal()
	}
	for _, c := range changed(x) {
		j.Changes = append(j.Changes, replayCase(c))
	}
	return j
}

func replayCase(c reconcile.ReplayCase) ReplayCaseJSON {
	p := c.Payment
	return ReplayCaseJSON{p.ID.String(), p.BookingDate.String(), p.Amount.Decimal(),
		string(p.Amount.Currency), c.Outcome, c.By, parts(c.Was), c.Rule, parts(c.Now)}
}

func changed(x reconcile.ReplayReport) (out []reconcile.ReplayCase) {
	for _, c := range x.Cases {
		if c.Outcome != reconcile.ReplaySame {
			out = append(out, c)
		}
	}
	return out
}

// ReplayTable is what would change, in order of booking.
func ReplayTable(x reconcile.ReplayReport) Table {
	t := Table{Columns: []render.Column{column("payment", render.Text), column("booking_date", render.Date),
		column("amount", render.Money), column("currency", render.Text), column("outcome", render.Code),
		column("decided_by", render.Text), column("was", render.Text), column("rule", render.Code),
		column("now", render.Text)}}
	for _, c := range changed(x) {
		p := c.Payment
		t.Rows = append(t.Rows, []string{p.ID.String(), p.BookingDate.String(), p.Amount.Decimal(),
			string(p.Amount.Currency), string(c.Outcome), c.By, lists.Parts(c.Was), c.Rule, lists.Parts(c.Now)})
	}
	return t
}

// Replay writes the figures of a replay and what would change, at most so many.
func (p *Page) Replay(x reconcile.ReplayReport, limit int) {
	p.Title(p.Text("replay.title", p.Number(x.Credits), p.Number(x.OnInvoices)))
	p.replayFigures(x)
	list := changed(x)
	p.Head(p.Count("replay.changes", len(list)))
	for i, c := range list {
		if limit > 0 && i == limit {
			p.Line(p.Text("replay.more", p.Number(len(list)-limit)))
			break
		}
		p.replayCase(c)
	}
}

func (p *Page) replayFigures(x reconcile.ReplayReport) {
	rows := [][]string{{p.Text("replay.automatic"), p.Number(x.Automatic)},
		{p.Text("replay.right"), p.Number(x.Right)}, {p.Text("replay.wrong"), p.Number(x.Wrong)},
		{p.Text("replay.unknown"), p.Number(x.Unknown)},
		{p.Text("replay.precision"), p.Percent(x.Precision())},
		{p.Text("replay.recall"), p.Percent(x.Recall())}}
	var currencies []reconcile.Currency
	for c := range x.WrongMoney {
		currencies = append(currencies, c)
	}
	slices.Sort(currencies)
	for _, c := range currencies {
		rows = append(rows, []string{p.Text("replay.wrong_money"), p.Amount(x.WrongMoney[c])})
	}
	p.Grid("lr", rows)
}

func (p *Page) replayCase(c reconcile.ReplayCase) {
	pay := c.Payment
	p.Line(p.Day(pay.BookingDate) + "  " + pay.ID.String() + "  " + p.Amount(pay.Amount) + "  " +
		p.Text("replay."+string(c.Outcome)))
	if len(c.Was) > 0 {
		p.Line("    " + p.Text("replay.was", p.partList(c.Was), c.By))
	}
	if len(c.Now) > 0 {
		p.Line("    " + p.Text("replay.now", p.partList(c.Now), p.rule(c.Rule)))
	}
}

func (p *Page) partList(list []reconcile.Part) string {
	var out []string
	for _, part := range list {
		out = append(out, p.part(part))
	}
	return strings.Join(out, " + ")
}
