package mt940

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// bad is an error about one line.
func bad(line int, what string) error { return &importers.Error{Line: line, What: what} }

// quoted shows a piece of the file in a message, never more than a line of it.
func quoted(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}

// number reads digits only.
func number(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != "" && len(s) < 10
}

// year is the century rule of SWIFT: 80 to 99 are of the twentieth century, the others of
// the twenty-first.
func year(yy int) int {
	if yy >= 80 {
		return 1900 + yy
	}
	return 2000 + yy
}

// civil reads YYMMDD. Moved says that it was 29 or 30 February of a year that has no such
// day, which German banks write because they count interest with months of 30 days; the
// last day of that February is given.
func civil(s string) (d reconcile.Date, moved, ok bool) {
	n, good := number(s)
	if len(s) != 6 || !good {
		return 0, false, false
	}
	y, m, day := year(n/10000), n/100%100, n%100
	if m == 2 && (day == 29 || day == 30) && day > reconcile.DaysIn(y, 2) {
		day, moved = reconcile.DaysIn(y, 2), true
	}
	d = reconcile.NewDate(y, m, day)
	return d, moved, d != 0
}

// entryDate reads MMDD, whose year is the one that brings it nearest to the value date: a
// value date of 2 January and an entry date of 30 December lie three days apart.
func entryDate(s string, value reconcile.Date) (reconcile.Date, bool) {
	n, ok := number(s)
	if len(s) != 4 || !ok {
		return 0, false
	}
	y, _, _ := value.Civil()
	var best reconcile.Date
	for _, near := range []int{y - 1, y, y + 1} {
		d := reconcile.NewDate(near, n/100, n%100)
		if d != 0 && (best == 0 || distance(d, value) < distance(best, value)) {
			best = d
		}
	}
	// 29 February is far from every value date of a year that has none near.
	return best, best != 0 && distance(best, value) <= 184
}

func distance(a, b reconcile.Date) reconcile.Date { return max(a-b, b-a) }

// amount reads the unsigned amount of a currency: digits with a comma before the decimals,
// which may be missing ("1200,"). Some banks write a dot; separators of thousands do not
// exist, so a lone one is always the decimal mark. Full says that no decimal is missing.
func amount(s string, c reconcile.Currency) (m reconcile.Money, full bool, what string) {
	at := strings.IndexAny(s, ",.")
	if at < 0 {
		at, s = len(s), s+","
	}
	if at == 0 && len(s) == 1 {
		return m, false, "an amount is missing: the file is damaged, download it again"
	}
	for i := range len(s) {
		if i != at && (s[i] < '0' || s[i] > '9') {
			return m, false, "amount " + quoted(s) + ": want digits and one comma, as in 1234,56"
		}
	}
	m, err := reconcile.ParseMoney(s[:at]+"."+s[at+1:], c)
	if err != nil {
		return m, false, err.Error()
	}
	decimals, _ := c.Exponent()
	return m, len(s)-at-1 >= decimals, ""
}

// balance is a :60: or :62: with what the proof and the end of a file ask of it.
type balance struct {
	reconcile.Balance
	full bool // all decimals stand there
}

// readBalance reads C or D, date, currency and amount. A few banks leave the currency out of
// the closing balance; it is that of the opening one then. Six zeros are no date. A balance
// needs its decimal comma, zero apart: in an entry without one the proof tells 500 from
// 5,00, and only a balance that is certain can prove.
func readBalance(s string, known reconcile.Currency, line int) (balance, error) {
	var b balance
	s = strings.TrimSpace(s)
	fail := func(what string) (balance, error) { return b, bad(line, what) }
	if len(s) < 8 || s[0] != 'C' && s[0] != 'D' {
		return fail("balance " + quoted(s) + ": want C or D, a date, a currency and an amount, " +
			"as in C260131EUR1234,56: the file is cut or damaged, download it again")
	}
	if s[1:7] != "000000" {
		day, moved, ok := civil(s[1:7])
		if !ok || moved {
			return fail("the date of balance " + quoted(s) + " does not exist")
		}
		b.Date = day
	}
	c, rest := known, s[7:]
	if rest[0] < '0' || rest[0] > '9' {
		if len(rest) < 4 {
			return fail("balance " + quoted(s) + " has no amount: download the file again")
		}
		var err error
		if c, err = reconcile.ParseCurrency(rest[:3]); err != nil {
			return fail(err.Error())
		}
		rest = rest[3:]
	}
	if c == "" {
		return fail("balance " + quoted(s) + " has no currency")
	}
	m, full, what := amount(rest, c)
	if what == "" && m.Minor != 0 && !strings.ContainsAny(rest, ",.") {
		what = "balance " + quoted(s) + " has no decimal comma: MT940 writes 1200,"
	}
	if what != "" {
		return fail(what)
	}
	if s[0] == 'D' {
		m = m.Neg()
	}
	b.Amount, b.full = m, full
	return b, nil
}
