package mt940

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// movement is what a :61: says.
type movement struct {
	line     int
	value    reconcile.Date
	booked   reconcile.Date
	moved    bool // the value date was a day of February that does not exist
	amount   reconcile.Money
	reversal bool // RC or RD
	expected bool // EC or ED: announced, not booked
	code     string
	own      string // reference for the account owner, empty when NONREF
	bank     string // the bank's reference, empty when there is none
	name     string // that some banks write behind the references
	more     string // supplementary details, the lines after the first
}

// readMovement reads value date, entry date, mark, funds code, amount, type of transaction
// and references:
//
//	2601020102CR1200,NTRFNONREF//B6A02XM00J000023
func readMovement(f field, c reconcile.Currency) (movement, error) {
	m := movement{line: f.line}
	rest, err := m.dates(strings.TrimLeft(f.lines[0], " "))
	if err != nil {
		return m, err
	}
	sign, rest, err := m.mark(rest)
	if err != nil {
		return m, err
	}
	end := 0
	for end < len(rest) && (digit(rest[end]) || rest[end] == ',' || rest[end] == '.') {
		end++
	}
	money, _, what := amount(rest[:end], c)
	if what != "" {
		return m, bad(f.line, what)
	}
	m.amount = reconcile.Money{Minor: sign * money.Minor, Currency: c}
	m.references(rest[end:])
	m.more = strings.TrimSpace(strings.Join(f.lines[1:], " "))
	return m, nil
}

// dates reads the value date and the entry date. The entry date is optional, four blanks at
// some banks; SWIFT's rule is that the entry is booked on the value date then. Nothing else
// in the file may decide it: the date is part of the entry's identity.
func (m *movement) dates(s string) (rest string, err error) {
	ok := len(s) > 6
	if ok {
		m.value, m.moved, ok = civil(s[:6])
	}
	if !ok {
		return "", bad(m.line, "the value date of "+quoted(s)+" does not exist: want YYMMDD")
	}
	s = s[6:]
	switch {
	case len(s) >= 4 && digit(s[0]):
		if m.booked, ok = entryDate(s[:4], m.value); !ok {
			return "", bad(m.line, "the entry date "+quoted(s[:4])+" does not exist: want MMDD")
		}
		s = s[4:]
	case m.moved:
		return "", bad(m.line, "the value date does not exist and there is no entry date")
	default:
		m.booked = m.value
	}
	return strings.TrimLeft(s, " "), nil
}

// mark reads C, D, RC (a credit taken back), RD (a debit taken back), EC and ED (expected,
// in MT942), and the funds code, the third letter of the currency, that may follow.
func (m *movement) mark(s string) (sign int64, rest string, err error) {
	whole := s
	fail := func() (int64, string, error) {
		return 0, "", bad(m.line, "the mark of "+quoted(whole)+" is neither C, D, RC nor RD: "+
			"credit or debit is not said")
	}
	if len(s) < 2 {
		return fail()
	}
	switch s[0] {
	case 'R':
		m.reversal, s = true, s[1:]
	case 'E':
		m.expected, s = true, s[1:]
	}
	switch s[0] {
	case 'C':
		sign = 1
	case 'D':
		sign = -1
	default:
		return fail()
	}
	if m.reversal {
		sign = -sign
	}
	s = s[1:]
	if s != "" && letter(s[0]) {
		s = s[1:]
	}
	return sign, strings.TrimLeft(s, " "), nil
}

// references reads type and references. The type is a letter and three characters; a few
// programs leave it out and begin with NONREF.
func (m *movement) references(s string) {
	switch {
	case strings.HasPrefix(s, "NONREF"):
	case len(s) >= 4 && letter(s[0]) && ascii(s[:4]):
		m.code, s = strings.TrimSpace(s[:4]), s[4:]
	case s != "" && len(s) < 4 && letter(s[0]):
		m.code, s = strings.TrimSpace(s), ""
	}
	s, bank, _ := strings.Cut(s, "//")
	m.bank = reference(bank)
	// Beyond 16 characters, after blanks that fill the reference up: the other side's name.
	if at := strings.Index(s, "  "); at >= 0 && at < 16 && len(s) > 16 {
		s, m.name = s[:at], strings.TrimSpace(s[at:])
	}
	switch s = strings.TrimSpace(s); strings.TrimSuffix(s, "+") {
	case "EREF", "KREF", "MREF", "MARF", "PREF", "CREF", "N":
		// it stands in the text
	default:
		m.own = reference(s)
	}
}

// reference gives an id, or nothing where the bank or the payer had none and said so in
// words, as the rules of SWIFT and SEPA ask.
func reference(s string) string {
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, "123456789") {
		return s
	}
	var b strings.Builder
	for _, c := range strings.ToUpper(s) {
		if 'A' <= c && c <= 'Z' {
			b.WriteRune(c)
		}
	}
	switch b.String() {
	case "", "NOTPROVIDED", "NOTPROVIDE", "NOTAVAILABLE", "NOTAVAIL", "NONREF", "NOREF", "NONE",
		"NULL", "UNKNOWN", "NICHTANGEGEBEN":
		return ""
	}
	return s
}

// stable says whether the bank's reference names a booking: at least six characters with
// four digits, without blanks, and not a piece of the text. The notices of some Nordic banks
// run on from the owner's reference into the bank's, and those are words.
func stable(ref string, texts []string) bool {
	digits := 0
	for i := 0; i < len(ref); i++ {
		if digit(ref[i]) {
			digits++
		}
	}
	if len(ref) < 6 || digits < 4 || strings.ContainsAny(ref, " \t") {
		return false
	}
	for _, t := range texts {
		if strings.Contains(t, ref) {
			return false
		}
	}
	return true
}
