package catalogue

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

const (
	narrow = "\u202f" // between groups of three digits in French
	nbsp   = "\u00a0" // before the currency in French
)

// Money writes a decimal string in the reader's form: "1 234,56" or "1,234.56".
func (t *Texts) Money(decimal string) string {
	digits, neg := strings.CutPrefix(decimal, "-")
	whole, frac, has := strings.Cut(digits, ".")
	group, dot := ",", "."
	if t.lang == French {
		group, dot = narrow, ","
	}
	s := grouped(whole, group)
	if has {
		s += dot + frac
	}
	if neg {
		s = "-" + s
	}
	return s
}

func grouped(digits, sep string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Amount writes money with its currency: "1 234,56 €", "€1,234.56", "CHF 1,234.56".
func (t *Texts) Amount(m reconcile.Money) string {
	symbol := string(m.Currency)
	switch m.Currency {
	case "EUR":
		symbol = "€"
	case "GBP":
		symbol = "£"
	}
	if t.lang == French {
		return t.Money(m.Decimal()) + nbsp + symbol
	}
	digits, neg := strings.CutPrefix(t.Money(m.Decimal()), "-")
	if len(symbol) == 3 && symbol == string(m.Currency) {
		symbol += " "
	}
	if neg {
		symbol = "-" + symbol
	}
	return symbol + digits
}

// Number writes a count with its groups of three.
func (t *Texts) Number(n int) string { return t.Money(strconv.Itoa(n)) }

// Date writes an ISO date in the reader's form: 21/11/2026 in French, as it is in English.
func (t *Texts) Date(iso string) string {
	if t.lang == French && len(iso) == 10 {
		return iso[8:] + "/" + iso[5:7] + "/" + iso[:4]
	}
	return iso
}

// Day writes a date.
func (t *Texts) Day(d reconcile.Date) string { return t.Date(d.String()) }

// Month writes YYYY-MM in the reader's form: 11/2026 in French.
func (t *Texts) Month(iso string) string {
	if t.lang == French && len(iso) == 7 {
		return iso[5:] + "/" + iso[:4]
	}
	return iso
}

// Percent writes a score with two decimals: 99,87 %.
func (t *Texts) Percent(s reconcile.Score) string {
	return t.percent(strconv.Itoa(int(s)/100) + "." + strconv.Itoa(100 + int(s)%100)[1:])
}

// Share writes a decimal string of four digits as hundredths with two: 0.4421 is 44,21 %.
func (t *Texts) Share(decimal string) string {
	digits, minus := strings.CutPrefix(decimal, "-")
	whole, frac, _ := strings.Cut(digits, ".")
	d := strings.TrimLeft(whole+frac[:2], "0")
	if d == "" {
		d = "0"
	}
	if minus {
		d = "-" + d
	}
	return t.percent(d + "." + frac[2:])
}

func (t *Texts) percent(decimal string) string {
	if t.lang == French {
		return t.Money(decimal) + nbsp + "%"
	}
	return t.Money(decimal) + "%"
}

// Bool writes yes or no.
func (t *Texts) Bool(v bool) string {
	if v {
		return t.Text("word.yes")
	}
	return t.Text("word.no")
}

// Column names a column of a list.
func (t *Texts) Column(name string) string { return t.Word("column", name) }

// Code writes a code of a column: its own family first, then the words that any column
// shares.
func (t *Texts) Code(column, value string) string {
	for _, key := range []string{column + "." + value, "word." + value} {
		if s, ok := t.m[key]; ok {
			return s
		}
	}
	if column == "kind" {
		if s, ok := t.m["anomaly."+value+".title"]; ok {
			return s
		}
	}
	return strings.ReplaceAll(value, "_", " ")
}
