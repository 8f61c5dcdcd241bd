package bankcsv

import (
	"fmt"
	"io"
	"strings"
)

// WriteProfile writes a profile as the text that [ParseProfile] reads. A profile without a
// form of dates, which detection gives while day and month are open, is written with both
// forms as comments, so that a person takes the # off one of them.
func WriteProfile(w io.Writer, p *Profile) error {
	b := &profileText{}
	b.key("title", p.Title)
	b.keys("also", p.Also)
	b.key("separator", printable(p.comma()))
	b.key("encoding", p.Encoding)
	if p.NoHeader {
		b.key("header", "none")
	} else {
		b.key("header", p.line(p.Header))
	}
	if len(p.Optional) > 0 {
		b.key("optional", p.line(p.Optional))
	}
	b.flag("forms", "detected", p.Detected)
	if !p.Detected {
		b.date(p)
	}
	b.key("decimal", string(p.Decimal))
	b.key("thousands", p.Thousands)
	b.number("decimals", p.Decimals)
	b.flag("unit", "minor", p.MinorUnits)
	b.key("currency", string(p.Currency))
	b.key("currency of", p.CurrencyOf)
	for c, name := range p.Columns {
		b.key(column(c).String(), name)
	}
	b.keys("text", p.Text)
	b.keys("more text", p.More)
	b.keys("credit word", p.CreditWord)
	b.keys("debit word", p.DebitWord)
	b.flag("no word", "signed", p.Wordless)
	b.keys("credit mark", p.Marks.credit)
	b.keys("debit mark", p.Marks.debit)
	b.flag("sign", "reversed", p.Reversed)
	b.key("pair", p.Pair)
	b.flag("stable", "yes", p.Stable)
	b.keys("booked", p.Booked)
	b.keys("not booked", p.Unbooked)
	b.keys("pending day", p.PendingDay)
	b.keys("not booked below", p.PendingBelow)
	b.keys("booked below", p.BookedBelow)
	for _, l := range p.Lines {
		b.key("line", l.text)
	}
	b.flag("file name", "account", p.FromName)
	b.number("label width", p.LabelWidth)
	b.flag("continuation", "yes", p.Continues)
	b.flag("other lines", "skip", p.Skips)
	b.number("short lines", p.Short)
	b.flag("balance is", "before", p.BalanceBefore)
	b.flag("day", "above", p.DayAbove)
	b.flag("accounts", "mixed", p.Mixed)
	b.key("order", p.Order)
	b.keys("opening line", p.Opening)
	b.keys("closing line", p.Closing)
	b.keys("balance line", p.Balances)
	b.keys("total line", p.Totals)
	b.keys("sum line", p.Sums)
	for _, t := range p.Tags {
		b.key("tag "+t.field, t.mark)
	}
	b.wordLines(p.Words)
	b.flag("words", "common", p.Common)
	b.key("quotes", p.Quotes)
	_, err := io.WriteString(w, b.String())
	return err
}

// profileText builds the text of a profile.
type profileText struct{ strings.Builder }

func (b *profileText) key(key, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s: %s\n", key, value)
	}
}

func (b *profileText) keys(key string, values []string) {
	for _, v := range values {
		b.key(key, v)
	}
}

func (b *profileText) number(key string, n int) {
	if n > 0 {
		fmt.Fprintf(b, "%s: %d\n", key, n)
	}
}

func (b *profileText) flag(key, value string, set bool) {
	if set {
		b.key(key, value)
	}
}

func (b *profileText) date(p *Profile) {
	if p.Date != "" {
		b.key("date", p.Date)
		return
	}
	b.WriteString("# which number is the day? take the # off the right one\n")
	for _, form := range p.OpenDates {
		fmt.Fprintf(b, "# date: %s\n", form)
	}
}

func (b *profileText) wordLines(words []word) {
	for _, w := range words {
		text, side := w.text, "debit"
		if w.prefix {
			text += "*"
		}
		if w.credit {
			side = "credit"
		}
		fmt.Fprintf(b, "word: %s = %s %s\n", text, w.code, side)
	}
}

// line writes names as the column line of a file.
func (p *Profile) line(names []string) string {
	cells := make([]string, len(names))
	for i, n := range names {
		if cells[i] = n; strings.ContainsAny(n, string(p.Separator)+"\"\n\r") {
			cells[i] = `"` + strings.ReplaceAll(strings.ReplaceAll(n, `"`, `""`), "\n", " ") + `"`
		}
	}
	return strings.Join(cells, string(p.Separator))
}
