package cfonb120

import (
	"strings"

	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// amount reads the signed amount of a record, positions 91 to 104, in the decimals that the
// record says, else those of the statement.
func (st *statement) amount(rec records.Record) (reconcile.Money, error) {
	zone := strings.NewReplacer("é", "{", "è", "}").Replace(rec.Field(91, 104))
	if strings.TrimSpace(zone) == "" {
		return reconcile.Money{}, wrong(rec, "the amount (positions 91-104) is missing: the record "+
			"was cut, ask the bank for the file again")
	}
	digits, sign, ok := overpunch(zone)
	if !ok {
		return reconcile.Money{}, wrong(rec, "amount %q (positions 91-104) does not end with a sign "+
			"({, A to I, } or J to R)", zone)
	}
	if strings.Contains(digits, " ") {
		st.blanks++
		digits = strings.ReplaceAll(digits, " ", "0")
	}
	decimals := st.decimals
	if n, ok := records.Number(rec.Char(20)); ok {
		decimals = int(n)
	}
	m, err := records.Money(digits, decimals, st.row.Currency)
	if err != nil {
		return m, wrong(rec, "%s", err)
	}
	m.Minor *= sign
	return m, nil
}

// overpunch splits the last character, which holds the sign and the last digit.
func overpunch(zone string) (digits string, sign int64, ok bool) {
	last := len(zone) - 1
	switch c := zone[last]; {
	case c == '{':
		return zone[:last] + "0", 1, true
	case 'A' <= c && c <= 'I':
		return zone[:last] + string('1'+c-'A'), 1, true
	case c == '}':
		return zone[:last] + "0", -1, true
	case 'J' <= c && c <= 'R':
		return zone[:last] + string('1'+c-'J'), -1, true
	}
	return "", 0, false
}
