package bankcsv

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// ParseProfile reads a profile file. Errors name the line.
func ParseProfile(name, text string) (*Profile, error) {
	p := &Profile{Name: name, Separator: ';', Decimal: ',', Thousands: "space"}
	var later [][2]string // once the separator is known
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		key = strings.TrimSpace(key)
		if !ok || strings.TrimSpace(value) == "" {
			return nil, fmt.Errorf("profile %s: line %d: want \"key: value\"", name, i+1)
		}
		switch key {
		case "header", "optional", "line": // where a tab may separate cells
			later = append(later, [2]string{key, strings.Trim(value, " ")})
		default:
			if err := p.set(key, strings.TrimSpace(value)); err != nil {
				return nil, fmt.Errorf("profile %s: line %d: %w", name, i+1, err)
			}
		}
	}
	for _, l := range later {
		if err := p.setLine(l[0], l[1]); err != nil {
			return nil, fmt.Errorf("profile %s: %w", name, err)
		}
	}
	p.setHeader(p.Header)
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("profile %s: %w", name, err)
	}
	return p, nil
}

// setHeader sets the column names. They are folded once: every file's head is held against
// every profile.
func (p *Profile) setHeader(header []string) {
	p.Header, p.names, p.optional = header, nil, nil
	for _, h := range header {
		p.names = append(p.names, fold(h))
	}
	for _, h := range p.Optional {
		p.optional = append(p.optional, fold(h))
	}
}

// setLine sets a key whose value is a line of the file.
func (p *Profile) setLine(key, value string) error {
	switch {
	case key == "line":
		l, err := compileLine(value)
		p.Lines = append(p.Lines, l)
		return err
	case key == "header" && value == "none":
		p.NoHeader = true
	case key == "header":
		p.Header = append(p.Header, splitNames(value, p.comma())...)
	default:
		p.Optional = append(p.Optional, splitNames(value, p.comma())...)
	}
	return nil
}

// splitNames cuts a list of column names as the file writes it, quotes included; blanks around
// a name are none of it.
func splitNames(list string, comma byte) []string {
	s := scanText([]byte(list), comma, quotesLazy)
	r, err := s.next()
	if err != nil {
		return nil
	}
	var names []string
	for _, c := range r.all() {
		names = append(names, strings.TrimSpace(string(c)))
	}
	return names
}

func (p *Profile) set(key, value string) error {
	yes := value == "yes"
	switch key {
	case "title":
		p.Title = value
	case "also":
		p.Also = append(p.Also, value)
	case "separator":
		if value == "tab" {
			value = "\t"
		}
		if len(value) != 1 || !strings.Contains(separators, value) {
			return errSeparator()
		}
		p.Separator = rune(value[0])
	case "encoding":
		p.Encoding = value
		_, err := legacyEncoding(value)
		return err
	case "decimal":
		p.Decimal = value[0]
	case "thousands":
		p.Thousands = value
	case "decimals":
		return number(value, &p.Decimals)
	case "unit":
		if p.MinorUnits = value == "minor"; !p.MinorUnits {
			return fmt.Errorf("unit is minor")
		}
	case "date":
		if p.Date = value; !validForm(value) {
			return fmt.Errorf("date form %q: want dd, mm and yyyy or yy", value)
		}
	case "currency":
		c, err := reconcile.ParseCurrency(value)
		p.Currency = c
		return err
	case "currency of":
		p.CurrencyOf = value
	case "text":
		p.Text = append(p.Text, value)
	case "more text":
		p.More = append(p.More, value)
	case "credit word":
		p.CreditWord = append(p.CreditWord, value)
	case "debit word":
		p.DebitWord = append(p.DebitWord, value)
	case "no word":
		if p.Wordless = value == "signed"; !p.Wordless {
			return fmt.Errorf("no word is signed, or the key is left out")
		}
	case "credit mark":
		p.Marks.credit = append(p.Marks.credit, fold(value))
	case "debit mark":
		p.Marks.debit = append(p.Marks.debit, fold(value))
	case "sign":
		p.Reversed = value == "reversed"
	case "pair":
		p.Pair = value
	case "stable":
		p.Stable = yes
	case "booked":
		p.Booked = append(p.Booked, value)
	case "not booked":
		p.Unbooked = append(p.Unbooked, value)
	case "file name":
		p.FromName = value == "account"
	case "forms":
		p.Detected = value == "detected"
	case "quotes":
		if p.Quotes = value; value != quotesLazy && value != quotesBackslash {
			return fmt.Errorf("quotes are lazy or backslash")
		}
	case "word":
		return p.addWord(value)
	default:
		return p.setRest(key, value)
	}
	return nil
}

// setRest sets what is said of labels and of lines that are no entries, and the columns.
func (p *Profile) setRest(key, value string) error {
	switch key {
	case "label width":
		return number(value, &p.LabelWidth)
	case "words":
		p.Common = value == "common"
	case "continuation":
		p.Continues = value == "yes"
	case "other lines":
		p.Skips = value == "skip"
	case "short lines":
		return number(value, &p.Short)
	case "accounts":
		p.Mixed = value == "mixed"
	case "balance is":
		if p.BalanceBefore = value == "before"; !p.BalanceBefore {
			return fmt.Errorf("balance is before, or the key is left out")
		}
	case "order":
		if p.Order = value; value != newestDayFirst && value != oldestDayFirst {
			return fmt.Errorf("order is %q or %q", newestDayFirst, oldestDayFirst)
		}
	case "day":
		if p.DayAbove = value == "above"; !p.DayAbove {
			return fmt.Errorf("day is above, or the key is left out")
		}
	case "not booked below":
		p.PendingBelow = append(p.PendingBelow, fold(value))
	case "booked below":
		p.BookedBelow = append(p.BookedBelow, fold(value))
	case "pending day":
		p.PendingDay = append(p.PendingDay, value)
	case "opening line":
		p.Opening = append(p.Opening, fold(value))
	case "closing line":
		p.Closing = append(p.Closing, fold(value))
	case "balance line":
		p.Balances = append(p.Balances, fold(value))
	case "sum line":
		p.Sums = append(p.Sums, fold(value))
	case "total line":
		p.Totals = append(p.Totals, fold(value))
	default:
		if field, ok := strings.CutPrefix(key, "tag "); ok {
			p.Tags = append(p.Tags, tag{field, value})
			return nil
		}
		c, ok := columnOf(key)
		if !ok {
			return fmt.Errorf("unknown key %q", key)
		}
		p.Columns[c] = value
	}
	return nil
}

func number(value string, into *int) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 1000 {
		return fmt.Errorf("%q is not a number", value)
	}
	*into = n
	return nil
}

// addWord reads "REMISE CHEQUES* = PMNT-RCHQ-CCHQ credit".
func (p *Profile) addWord(value string) error {
	text, rest, ok := strings.Cut(value, " = ")
	code, side, ok2 := strings.Cut(rest, " ")
	if !ok || !ok2 || side != "credit" && side != "debit" {
		return fmt.Errorf("word %q: want WORD = CODE credit|debit", value)
	}
	w := word{text: fold(text), code: code, credit: side == "credit"}
	w.text, w.prefix = strings.CutSuffix(w.text, "*")
	p.Words = append(p.Words, w)
	return nil
}

// check refuses a profile that could not read any file.
func (p *Profile) check() error {
	known := map[string]bool{}
	for _, h := range append(append([]string(nil), p.Header...), p.Optional...) {
		known[fold(h)] = true
	}
	missing := func(name string) bool {
		_, placed := place(name)
		return name != "" && !placed && !known[fold(name)]
	}
	for i, name := range p.Columns {
		if missing(name) {
			return fmt.Errorf("%s: column %q is not in the header", column(i), name)
		}
	}
	for _, name := range p.Text {
		if missing(name) {
			return fmt.Errorf("text: column %q is not in the header", name)
		}
	}
	for _, name := range p.More {
		if missing(name) {
			return fmt.Errorf("more text: column %q is not in the header", name)
		}
	}
	both := p.Columns[colDebit] != "" && p.Columns[colCredit] != ""
	switch {
	case p.Detected:
		return nil
	case p.Columns[colBookingDate] == "" || p.Date == "":
		return fmt.Errorf("no booking date, or no form of dates")
	case !strings.ContainsRune(separators, p.Separator):
		return errSeparator()
	case (p.Columns[colDebit] != "") != (p.Columns[colCredit] != ""),
		(p.Columns[colAmount] != "") == both:
		return fmt.Errorf("want one amount column, or a debit and a credit column")
	case p.Columns[colSide] != "" && (len(p.CreditWord) == 0 || len(p.DebitWord) == 0):
		return fmt.Errorf("a side column needs its credit word and debit word")
	case p.Columns[colStatus] != "" && len(p.Booked)+len(p.Unbooked) == 0:
		return fmt.Errorf("a status column needs the values that mean booked")
	case p.Decimal != ',' && p.Decimal != '.':
		return fmt.Errorf("decimal is , or .")
	case p.Pair != pairColumn && p.Pair != pairWritten && p.Pair != pairSigned:
		return fmt.Errorf("pair is written or signed")
	case p.NoHeader && len(p.Header) > 0:
		return fmt.Errorf("header is none and something")
	}
	return nil
}

// place reads a column that is named by its place, @1 being the first.
func place(name string) (int, bool) {
	digits, ok := strings.CutPrefix(name, "@")
	n, err := strconv.Atoi(digits)
	return n - 1, ok && err == nil && n > 0
}

func errSeparator() error { return fmt.Errorf("the separator is one of ; , | tab") }
