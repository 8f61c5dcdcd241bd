package ofx

import (
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// dots follows how the amounts of a file are written. By the standard a dot stands before the
// decimals, but 1.250 is 1250 to a bank that writes its thousands so: it is read where another
// amount shows that the bank's dot is that of decimals, 12.50, 0.125 or 1250.000.
type dots struct {
	decimal bool
	doubt   string // the first amount that may be a thousand
	line    int
}

// see looks at an amount that was read.
func (d *dots) see(s string, c reconcile.Currency, line int) {
	at := strings.LastIndexAny(s, ".,")
	if at < 0 || s[at] != '.' {
		return
	}
	whole := strings.TrimLeftFunc(s[:at], func(r rune) bool { return r < '0' || r > '9' })
	exp, _ := c.Exponent()
	switch {
	case strings.Contains(whole, "."): // 1.234.567
	case len(strings.TrimSpace(s[at+1:])) != 3 || exp >= 3, len(whole) > 3, whole == "", whole == "0":
		d.decimal = true
	case d.doubt == "":
		d.doubt, d.line = s, line
	}
}

// settle refuses the file when nothing shows what its dots are.
func (d *dots) settle() error {
	if d.decimal || d.doubt == "" {
		return nil
	}
	return &importers.Error{Line: d.line, What: "amount " + quote(d.doubt) + ": it may be a thousand " +
		"or three decimals: save the file with two decimals"}
}
