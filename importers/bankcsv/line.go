package bankcsv

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// linePattern recognises a line outside the table: who the account is, what the balance was.
// Its regular expression is Go's, which takes linear time whatever the line.
type linePattern struct {
	re     *regexp.Regexp
	fields []string // of the groups
}

// compileLine turns "Solde au {date};{closing} {currency}" into an expression. Cells are
// matched without their quotes, joined by the separator; a line may have more empty cells.
func compileLine(text string) (linePattern, error) {
	var b strings.Builder
	var l linePattern
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
	b.WriteString(`[;,\t ]*$`)
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
		return `[ ="]*([a-z0-9 ]{5,42})"? *`, true
	case "currency":
		return ` *([a-z]{3}) *`, true
	case "date", "from", "to":
		return ` *([0-9/.-]{6,10}) *`, true
	case "opening", "closing":
		return ` *([-+0-9.,' \x{2212}]*[0-9]) *`, true
	case "dot closing":
		return ` *([-+0-9.]*[0-9]) *`, true
	}
	return "", false
}

// outside is what the lines above and below the table say.
type outside struct {
	account            string
	currency           reconcile.Currency
	opening, closing   string // amounts as written: their currency may stand elsewhere
	dotted             bool   // the closing balance has a decimal point whatever the rows have
	date               reconcile.Date
	from, to           reconcile.Date
	openLine, closLine int
}

// take reads a line outside the table; it is false when no pattern fits.
func (o *outside) take(p *Profile, record []string, line int) (bool, error) {
	text := fold(strings.Join(record, string(p.Separator)))
	for _, l := range p.Lines {
		m := l.re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		for i, field := range l.fields {
			if err := o.set(p, field, trimSpaces(m[i+1]), line); err != nil {
				return false, err
			}
		}
		return true, nil
	}
	return false, nil
}

func (o *outside) set(p *Profile, field, value string, line int) error {
	var err error
	switch field {
	case "account":
		o.account = reconcile.CompactAccount(value)
	case "currency":
		o.currency, err = reconcile.ParseCurrency(value)
	case "date":
		o.date, err = parseDate(value, p.Date)
	case "from":
		o.from, err = parseDate(value, p.Date)
	case "to":
		o.to, err = parseDate(value, p.Date)
	case "opening":
		o.opening, o.openLine = value, line
	case "closing", "dot closing":
		o.closing, o.closLine, o.dotted = value, line, field == "dot closing"
	}
	return err
}
