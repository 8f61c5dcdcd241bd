package bankcsv

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// linePattern recognises a line outside the table: who the account is, what the balance was.
// Its regular expression is Go's, which takes linear time whatever the line.
type linePattern struct {
	text   string // as the profile has it
	re     *regexp.Regexp
	fields []string // of the groups
}

// compileLine turns "Solde au {date};{closing} {currency}" into an expression. Cells are
// matched without their quotes, joined by the separator; a line may have more empty cells.
func compileLine(text string) (linePattern, error) {
	var b strings.Builder
	l := linePattern{text: text}
	b.WriteString("^")
	for rest := text; rest != ""; {
		before, after, ok := strings.Cut(rest, "{")
		b.WriteString(regexp.QuoteMeta(fold(before)))
		if !ok {
			break
		}
		field, tail, ok := strings.Cut(after, "}")
		expr, known := placeholder(field)
		if !ok || !known {
			return l, fmt.Errorf("line %q: unknown placeholder {%s}", text, field)
		}
		b.WriteString(expr)
		if field != "any" {
			l.fields = append(l.fields, field)
		}
		rest = tail
	}
	b.WriteString(`[;,\t| ]*$`)
	re, err := regexp.Compile(b.String())
	l.re = re
	return l, err
}

// placeholder gives the expression of a placeholder. Lines are folded before they are
// compared, so letters are in lower case here.
func placeholder(name string) (string, bool) {
	switch name {
	case "any":
		return `[^;\t]*`, true
	case "account":
		return `[ ="]*([a-z0-9 ./-]{5,42})"? *`, true
	case "currency":
		return ` *([a-z]{3}|€|£|\$|euros?) *`, true
	case "date", "from", "to":
		return ` *"?([0-9]{1,4}[/. -][0-9]{1,2}[/. -][0-9]{1,4})"?[.]? *`, true
	case "opening", "closing", "comma opening", "comma closing":
		return ` *([-+0-9.,' \x{2212}]*[0-9]) *`, true
	case "dot closing", "dot opening":
		return ` *([-+0-9.,' \x{2212}]*[0-9]) *`, true
	}
	return "", false
}

// outside is what the lines above and below the table say.
type outside struct {
	account          string
	currency         reconcile.Currency
	opening, closing lineBalance
	date             reconcile.Date
	from, to         reconcile.Date
}

// lineBalance is a balance as written: its currency may stand elsewhere.
type lineBalance struct {
	text    string
	decimal byte // the line's own decimal sign, 0 for that of the rows
	line    int
}

// takeOutside reads a line outside the table; it is false when no pattern fits. A bank that writes
// spaces at the end of its cells may not do so for ever, and detection does not see them.
func (t *table) takeOutside(record *record) (bool, error) {
	if len(t.profile.Lines) == 0 {
		return false, nil
	}
	var written, bare strings.Builder
	for i, cell := range record.all() {
		if i > 0 {
			written.WriteByte(t.profile.comma())
			bare.WriteByte(t.profile.comma())
		}
		written.Write(cell)
		bare.Write(trimBytes(cell))
	}
	if written.Len() > 4096 {
		return false, nil
	}
	if took, err := t.takeLine(fold(written.String())); took || err != nil || written.Len() == bare.Len() {
		return took, err
	}
	return t.takeLine(fold(bare.String()))
}

// takeLine takes what the first pattern that fits a folded line finds in it.
func (t *table) takeLine(text string) (bool, error) {
	for _, l := range t.profile.Lines {
		m := l.re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		for i, field := range l.fields {
			if err := t.set(field, trimSpaces(m[i+1]), t.scan.start); err != nil {
				return false, err
			}
		}
		return true, nil
	}
	return false, nil
}

// set takes the value of one placeholder.
func (t *table) set(field, value string, line int) error {
	var err error
	o := &t.outside
	switch field {
	case "account":
		o.account = reconcile.CompactAccount(value)
	case "currency":
		if o.currency = currencySign(value); o.currency == "" && signOf(value) == nil {
			o.currency, err = reconcile.ParseCurrency(value)
		}
	case "date":
		o.date, err = t.outsideDay(value)
	case "from":
		o.from, err = t.outsideDay(value)
	case "to":
		o.to, err = t.outsideDay(value)
	case "opening":
		o.opening = lineBalance{value, 0, line}
	case "closing":
		o.closing = lineBalance{value, 0, line}
	case "dot opening":
		o.opening = lineBalance{value, '.', line}
	case "dot closing":
		o.closing = lineBalance{value, '.', line}
	case "comma opening":
		o.opening = lineBalance{value, ',', line}
	case "comma closing":
		o.closing = lineBalance{value, ',', line}
	}
	return err
}

// outsideDay reads a date outside the table: in the form of the table, or with the year
// first, which has one meaning only.
func (t *table) outsideDay(value string) (reconcile.Date, error) {
	if d, err := reconcile.ParseDate(value); err == nil {
		return d, nil
	}
	if t.undated {
		return 0, nil
	}
	if strings.HasSuffix(t.dates.text, ".") {
		value += "." // which the pattern left out
	}
	return t.dates.parse([]byte(value))
}

// stated adds what the lines outside the table say: period and balances.
func (t *table) stated(s *reconcile.Statement) error {
	o := t.outside
	if o.to != 0 && o.from > o.to { // no period: one of them is the day on which the file was made
		o.from, o.to = 0, 0
	}
	if o.from != 0 && o.to != 0 {
		s.From, s.To, s.Stated = o.from, o.to, true
	}
	if o.opening.text != "" && s.Opening == nil {
		m, err := t.lineAmount(o.opening, s.Currency)
		if err != nil {
			return err
		}
		s.Opening = &reconcile.Balance{Amount: m, Date: o.from}
	}
	if o.closing.text != "" && s.Closing == nil {
		m, err := t.lineAmount(o.closing, s.Currency)
		if err != nil {
			return err
		}
		s.Closing = &reconcile.Balance{Amount: m, Date: o.to}
		if o.date != 0 {
			s.Closing.Date = o.date
		}
	}
	return nil
}

func (t *table) lineAmount(b lineBalance, c reconcile.Currency) (reconcile.Money, error) {
	form := t.amounts
	if b.decimal == '.' {
		form = amountForm{decimal: '.', thousands: "space ' ,"}
	} else if b.decimal == ',' {
		form = amountForm{decimal: ',', thousands: "space ' ."}
	}
	m, err := form.parse([]byte(b.text), c)
	if err != nil {
		return m, &importers.Error{Line: b.line, What: err.Error()}
	}
	return m, nil
}
