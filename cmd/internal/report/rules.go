package report

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

// RulesTable is a list of the company's rules, with how many decisions speak for each where
// they are only proposed.
func RulesTable(list []reconcile.ProposedRule, proposed bool) Table {
	t := Table{Columns: []render.Column{column("rule", render.Text), column("iban", render.Text),
		column("payer", render.Text), column("text", render.Text), column("customer", render.Text),
		column("kind", render.Text), column("never", render.Bool)}}
	if proposed {
		t.Columns = append(t.Columns, column("cases", render.Number))
	}
	for _, o := range list {
		x := o.Rule
		row := []string{x.ID, x.IBAN, x.Payer, x.Text, x.Customer, x.Kind, strconv.FormatBool(x.Never)}
		if proposed {
			row = append(row, strconv.Itoa(o.Cases))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// RuleJSON is a rule of the company for tools.
type RuleJSON struct {
	Rule     string `json:"rule"`
	IBAN     string `json:"iban,omitempty"`
	Payer    string `json:"payer,omitempty"`
	Text     string `json:"text,omitempty"`
	Customer string `json:"customer,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Never    bool   `json:"never"`
	Removed  bool   `json:"removed"`
	Actor    string `json:"actor"`
	Reason   string `json:"reason"`
}

// RuleChanged is the form for tools of a rule added or removed.
func RuleChanged(c reconcile.RuleChange) RuleJSON {
	x := c.Rule
	return RuleJSON{x.ID, x.IBAN, x.Payer, x.Text, x.Customer, x.Kind, x.Never, c.Removed,
		c.Actor.String(), c.Reason}
}

// RuleChange says what became of a rule.
func (p *Page) RuleChange(c reconcile.RuleChange) {
	key := "rules.added"
	if c.Removed {
		key = "rules.removed"
	}
	p.b.WriteString(render.Plain(p.Text(key, c.Rule.ID, p.ruleWords(c.Rule))) + "\n")
}

// ruleWords says a rule in words: "if the text says "loyer": tax, for no invoice".
func (p *Page) ruleWords(x reconcile.CompanyRule) string {
	var when []string
	for _, c := range [][2]string{{"rules.iban", x.IBAN}, {"rules.payer", x.Payer}, {"rules.text", x.Text}} {
		if c[1] != "" {
			when = append(when, p.Text(c[0], c[1]))
		}
	}
	then := p.Text("rules.never")
	if x.Customer != "" {
		then = p.Text("rules.customer", x.Customer)
	} else if x.Kind != "" {
		then = p.Text("rules.kind", p.Word("receipt", x.Kind))
	}
	return p.Text("rules.says", strings.Join(when, p.Text("rules.and")), then)
}

// RuleTestJSON is `rules test -o json`.
type RuleTestJSON struct {
	Rule    RuleJSON         `json:"rule"`
	Holds   int              `json:"holds"`
	Without ReplayJSON       `json:"without"`
	With    ReplayJSON       `json:"with"`
	Changes []RuleEffectJSON `json:"changes"`
}

// RuleEffectJSON is a credit that the rule decides otherwise.
type RuleEffectJSON struct {
	Before ReplayCaseJSON `json:"without"`
	After  ReplayCaseJSON `json:"with"`
}

// RuleTested is the form for tools.
func RuleTested(x reconcile.CompanyRule, t reconcile.RuleTest) RuleTestJSON {
	j := RuleTestJSON{Rule: RuleChanged(reconcile.RuleChange{Rule: x}), Holds: t.Holds,
		Without: Replayed(t.Without), With: Replayed(t.With), Changes: []RuleEffectJSON{}}
	j.Rule.Actor = ""
	for _, c := range t.Changes {
		j.Changes = append(j.Changes, RuleEffectJSON{replayCase(c.Before), replayCase(c.After)})
	}
	return j
}

// RuleTest writes what a rule would have changed of history.
func (p *Page) RuleTest(x reconcile.CompanyRule, t reconcile.RuleTest) {
	p.Title(p.Text("rules.test", x.ID, p.ruleWords(x)))
	p.Line(p.Count("rules.holds", t.Holds))
	var rows [][]string
	for _, f := range []struct {
		key       string
		was, will string
	}{{"replay.automatic", p.Number(t.Without.Automatic), p.Number(t.With.Automatic)},
		{"replay.wrong", p.Number(t.Without.Wrong), p.Number(t.With.Wrong)},
		{"replay.precision", p.Percent(t.Without.Precision()), p.Percent(t.With.Precision())},
		{"replay.recall", p.Percent(t.Without.Recall()), p.Percent(t.With.Recall())}} {
		rows = append(rows, []string{p.Text(f.key), f.was, "→", f.will})
	}
	p.Grid("lrlr", rows)
	p.Head(p.Count("replay.changes", len(t.Changes)))
	for _, c := range t.Changes {
		pay := c.After.Payment
		p.Line(p.Day(pay.BookingDate) + "  " + pay.ID.String() + "  " + p.Amount(pay.Amount))
		p.ruleSide("rules.without", c.Before)
		p.ruleSide("rules.with", c.After)
		if len(c.After.Was) > 0 {
			p.Line("    " + p.Text("replay.was", p.partList(c.After.Was), c.After.By))
		}
	}
}

func (p *Page) ruleSide(key string, c reconcile.ReplayCase) {
	what := p.Text("rules.waits")
	if len(c.Now) > 0 {
		what = p.partList(c.Now)
		if c.Outcome == reconcile.ReplayWrong {
			what += ": " + p.Text("replay.wrong")
		}
	}
	p.Line("    " + p.Text(key, what))
}
