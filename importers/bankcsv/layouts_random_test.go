package bankcsv_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestRandomLayouts draws files of banks that do not exist, in many languages, with their truth: it
// is read, or the file is asked about, refused or held. COUNT=5000 draws more, and tells how many of
// each there were; SEED=7 draws that one and shows it, or COUNT from there.
func TestRandomLayouts(t *testing.T) {
	count, from := 400, 0
	if n, err := strconv.Atoi(os.Getenv("SEED")); err == nil {
		from, count = n, 1
	}
	if n, err := strconv.Atoi(os.Getenv("COUNT")); err == nil {
		count = n
	}
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	became := map[string]int{}
	for seed := from; seed < from+count; seed++ {
		l := drawLayout(seed)
		text := l.write()
		got, why := becomes(im, text, l)
		became[got]++
		if got == "SILENT" || count == 1 {
			t.Errorf("seed %d (ends %q, section %q): %s: %s\n%s", seed, l.ends, l.section, got, why, text)
		}
	}
	t.Logf("%d layouts: %v", count, became)
	if became["read"]*5 < count*2 { // what is drawn is harder than what banks write
		t.Errorf("only %d of %d are read", became["read"], count)
	}
}

// becomes reads a file and says what became of it.
func becomes(im importers.Importer, text string, l *layout) (outcome, why string) {
	var c importers.Collector
	opt := importers.Options{Currency: l.currency, Account: "DE89370400440532013000"}
	if err := im.Read(context.Background(), strings.NewReader(text), opt, &c); err != nil {
		return "refused", err.Error()
	}
	if len(c.Needs) > 0 {
		return "asked", strings.Join(c.Needs, "; ")
	}
	d := reconcile.Describe(reconcile.File{Statements: c.Statements, Messages: c.Messages})
	if d.Outcome != reconcile.OutcomeRead {
		return string(d.Outcome), strings.Join(d.Messages, "; ")
	}
	want, booked := map[string]int{}, map[string]int{}
	for _, e := range l.lines {
		if !e.pending {
			want[fmt.Sprint(e.day, " ", e.amount)]++
		}
	}
	for _, s := range c.Statements {
		for _, e := range s.Entries {
			booked[fmt.Sprint(e.BookingDate, " ", e.Amount.Minor)]++
		}
	}
	if !maps.Equal(want, booked) {
		return "SILENT", fmt.Sprintf("booked %v, want %v; %v", booked, want, c.Messages)
	}
	return "read", ""
}

// layout is a file with its truth.
type layout struct {
	r        *rand.Rand
	words    language
	lines    []drawnLine // in the order of the days
	opening  int64
	currency reconcile.Currency

	comma, form        string
	decimal, thousands string
	columns            []string
	newest             bool
	minus              string
	ends, section      string
	sparse             bool
}

type drawnLine struct {
	day         reconcile.Date
	amount      int64
	text, payer string
	pending     bool
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// drawLayout draws a layout and what happened on the account.
func drawLayout(seed int) *layout {
	r := rand.New(rand.NewPCG(uint64(seed), 3))
	l := &layout{r: r, words: pick(r, languages()...), currency: pick(r, "EUR", "EUR", "EUR", "CHF", reconcile.Currency("JPY"), "TND"),
		comma: pick(r, ";", ";", ",", "\t", "|"), decimal: pick(r, ",", "."),
		form:   pick(r, "d/m/Y", "d.m.Y", "Y-m-d", "d-m-Y", "m/d/Y", "d.m.y", "Ymd", "dmY"),
		newest: r.IntN(3) == 0, minus: pick(r, "-", "-", "\u2212", "behind", "()"), sparse: r.IntN(8) == 0,
		ends:    pick(r, "", "", "", "closing", "opening and closing", "plain", "two plain", "total", "undated total", "undated closing", "unlabelled"),
		section: pick(r, "", "", "", "", "", "status", "status", "heading", "no booking day")}
	l.thousands = pick(r, "", "", " ", "\u00a0", "'", pick(r, ".", ","))
	if l.thousands == l.decimal {
		l.thousands = ""
	}
	l.drawColumns()
	l.drawLines()
	return l
}

func (l *layout) drawColumns() {
	r := l.r
	l.columns = []string{"day", "text"}
	for _, c := range []string{"value", "name", "currency", "reference"} {
		if r.IntN(3) == 0 {
			l.columns = append(l.columns, c)
		}
	}
	l.columns = append(l.columns, pick(r, [][]string{{"amount"}, {"amount"}, {"debit", "credit"}, {"amount", "side"}}...)...)
	if r.IntN(2) == 0 {
		l.columns = append(l.columns, "balance")
	}
	switch l.section {
	case "status":
		l.columns = append(l.columns, "status")
	case "no booking day":
		l.columns = slices.Insert(l.columns, 1, "booked")
	}
	if r.IntN(4) == 0 {
		r.Shuffle(len(l.columns), func(i, j int) { l.columns[i], l.columns[j] = l.columns[j], l.columns[i] })
	}
}

func (l *layout) drawLines() {
	r := l.r
	l.opening = pick(r, 0, r.Int64N(900_000), -r.Int64N(90_000))
	day := reconcile.NewDate(2026, 1+r.IntN(6), 1+r.IntN(28))
	round, one := int64(pick(r, 1, 1, 1, 1000)), r.IntN(10)
	n := pick(r, 1, 2, 3, 5, 8, 13, 30)
	for i := range n {
		e := drawnLine{day: day, amount: (1 + r.Int64N(200_000)/round) * round}
		if one != 0 && (one == 1 || r.IntN(3) > 0) {
			e.amount = -e.amount
		}
		e.text = pick(r, "LOYER 01/02/2026", "INV 2026-001", "SOLDE FACTURE 77", "TOTAL ENERGIES", "Saldo Rechnung 12", "Müller & Co",
			"12,50 refund", "REPORT ECHEANCE", "Netto Marken-Discount", "Café été", "4711", "CARD 14.03") + pick(r, "", " "+strconv.Itoa(r.IntN(999)))
		e.payer = pick(r, "Dupont", "ACME GmbH", "O'Neil", "")
		e.pending = l.section != "" && i >= n-1-n/4
		l.lines = append(l.lines, e)
		day += reconcile.Date(r.IntN(pick(r, 2, 4, 12)))
	}
}

// write writes the file.
func (l *layout) write() string {
	w := l.words
	var b strings.Builder
	row := func(cells ...string) {
		for i, c := range cells {
			if strings.ContainsAny(c, l.comma+"\"") {
				cells[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
		}
		b.WriteString(strings.Join(cells, l.comma) + "\n")
	}
	if l.r.IntN(3) == 0 {
		row(pick(l.r, "IBAN DE89370400440532013000", "Export "+l.day(reconcile.NewDate(2026, 7, 14)), "Bank AG"))
		row("")
	}
	names := map[string]string{"day": w.day, "booked": w.booked, "value": w.value, "text": w.text, "name": w.name,
		"amount": w.amount, "debit": w.debit, "credit": w.credit, "balance": w.balance, "currency": w.currency,
		"status": w.status, "side": w.side, "reference": "Ref"}
	cells := func(of map[string]string) {
		out := make([]string, len(l.columns))
		for i, c := range l.columns {
			out[i] = of[c]
		}
		row(out...)
	}
	cells(names)
	rows := l.rows()
	if l.newest {
		slices.Reverse(rows)
	}
	for _, r := range rows {
		cells(r)
	}
	if l.r.IntN(6) == 0 {
		row("")
		row("Bank AG, all rights reserved")
	}
	return b.String()
}

// rows are the cells of the lines by column, with balances and sums at both ends.
func (l *layout) rows() (rows []map[string]string) {
	w := l.words
	balance, sum := l.opening, int64(0)
	var pending []map[string]string
	for _, e := range l.lines {
		r := map[string]string{"day": l.day(e.day), "booked": l.day(e.day), "value": l.day(e.day), "text": e.text, "name": e.payer,
			"reference": strconv.Itoa(l.r.IntN(1e6)), "currency": string(l.currency), "status": w.isBooked}
		l.money(r, e.amount)
		if e.pending {
			r["status"], r["booked"] = w.pending, ""
			pending = append(pending, r)
			continue
		}
		balance, sum = balance+e.amount, sum+e.amount
		if r["balance"] = l.amount(balance); l.sparse && l.r.IntN(2) == 0 {
			r["balance"] = ""
		}
		rows = append(rows, r)
	}
	first, last := l.lines[0].day, l.lines[len(l.lines)-1].day
	end := func(day reconcile.Date, text string, minor int64) map[string]string {
		r := map[string]string{"text": strings.ReplaceAll(text, "{}", l.day(day)), "currency": string(l.currency)}
		l.money(r, minor)
		if !strings.HasPrefix(l.ends, "undated") {
			r["day"] = l.day(day)
		}
		return r
	}
	switch l.ends {
	case "opening and closing":
		rows = append([]map[string]string{end(first, w.opening, l.opening)}, rows...)
		fallthrough
	case "closing", "undated closing":
		rows = append(rows, end(last, w.closing, balance))
	case "two plain":
		rows = append([]map[string]string{end(first, w.plain, l.opening)}, rows...)
		fallthrough
	case "plain":
		rows = append(rows, end(last, w.plain, balance))
	case "total", "undated total":
		if sum == 0 {
			break // an entry of nothing is none
		}
		rows = append(rows, end(last, w.total, sum))
	case "unlabelled":
		rows = append(rows, end(last, "", balance))
	}
	if l.section == "heading" && len(pending) > 0 {
		rows = append(rows, map[string]string{l.columns[0]: w.heading})
		if l.newest {
			slices.Reverse(pending) // the heading then stands behind them, and says nothing
			return slices.Concat(rows[:len(rows)-1], nil)
		}
	}
	return append(rows, pending...)
}

// money fills the cells of an amount.
func (l *layout) money(r map[string]string, minor int64) {
	r["side"] = "C"
	if minor < 0 {
		r["debit"], r["side"] = l.amount(-minor), "D"
	} else {
		r["credit"] = l.amount(minor)
	}
	r["amount"] = l.amount(minor)
	if slices.Contains(l.columns, "side") {
		r["amount"] = l.amount(max(minor, -minor))
	}
}

func (l *layout) amount(minor int64) string {
	digits, _ := l.currency.Exponent()
	s := fmt.Sprintf("%0*d", digits+1, max(minor, -minor))
	whole, rest := s[:len(s)-digits], s[len(s)-digits:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + l.thousands + whole[i:]
	}
	if digits > 0 {
		whole += l.decimal + rest
	}
	if minor >= 0 {
		return whole
	}
	switch l.minus {
	case "behind":
		return whole + "-"
	case "()":
		return "(" + whole + ")"
	}
	return l.minus + whole
}

func (l *layout) day(d reconcile.Date) string {
	iso := d.String()
	return strings.NewReplacer("Y", iso[:4], "y", iso[2:4], "m", iso[5:7], "d", iso[8:]).Replace(l.form)
}
