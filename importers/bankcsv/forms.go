package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
)

// findForm decides decimal sign and separators of thousands: the one form in which every
// amount can be read. What the amounts leave open, other columns of numbers decide, since a
// file writes numbers in one way; a person decides the rest.
func (f *finder) findForm() error {
	m := &f.money
	cols := []int{m.amount, m.debit, m.credit}
	decimals := f.extraDecimals(cols)
	f.p.MinorUnits = f.minorUnits(cols)
	var left []amountForm
	var failed [2]string
	for i, decimal := range [...]byte{',', '.'} {
		form := amountForm{decimal: decimal, thousands: thousandsBeside(decimal), decimals: decimals,
			minors: f.p.MinorUnits, marks: f.p.Marks}
		if cell := f.unreadable(cols, form); cell == "" {
			left = append(left, form)
		} else {
			failed[i] = cell
		}
	}
	if len(left) == 0 {
		return f.noForm(cols, failed)
	}
	why := "an amount such as %q cannot be read with the other sign"
	sample := failed[0]
	if left[0].decimal == ',' {
		sample = failed[1]
	}
	if len(left) == 2 {
		left[0], why, sample = f.otherNumbers(left, cols)
	}
	if len(left) == 1 && left[0].decimals > 0 && !f.writes(left[0].decimal, cols) {
		left[0].decimals = 0 // three digits behind the other sign are thousands
	}
	if len(left) == 1 && !f.zerosInFront(left[0], cols) {
		f.answered("decimal", string(left[0].decimal), true)
	}
	f.p.Decimal, f.p.Decimals = left[0].decimal, left[0].decimals
	f.p.Thousands = f.usedThousands(cols, left[0])
	if strings.Contains(why, "%q") {
		why = fmt.Sprintf(why, sample)
	}
	f.reason("decimal sign", string(left[0].decimal), "%s", why)
	return nil
}

// minorUnits says whether the name of an amount column says that its amounts are cents. Their
// balance would prove either scale. Such a column has no decimal sign, or it cannot be read.
func (f *finder) minorUnits(cols []int) bool {
	for _, c := range cols {
		if c < 0 || c >= len(f.sheet.names) || !f.sheet.names[c].inMinorUnits() {
			continue
		}
		f.reason("unit", "minor", "the column %s says so", f.sheet.names[c].raw)
		return true
	}
	return false
}

// inMinorUnits says whether the name of a column has a word for cents.
func (n name) inMinorUnits() bool {
	for _, w := range strings.Fields(n.text) {
		switch w {
		case "cents", "cent", "minor", "centimes", "centesimi", "centimos", "centavos", "centen",
			"pence", "grosze", "groszy", "haleru":
			return true
		}
	}
	return false
}

func thousandsBeside(decimal byte) string {
	if decimal == ',' {
		return "space . '"
	}
	return "space , '"
}

// extraDecimals says how many decimals amounts are written with, where all of them have the
// same number, more than the currency has, and the rest are zeros.
func (f *finder) extraDecimals(cols []int) int {
	count := 0
	for _, r := range f.money.entries {
		for _, c := range cols {
			cell := f.sheet.rows[r].at(c)
			if cell == "" || cell == "0" {
				continue
			}
			_, number, _ := aroundNumber(cell)
			i, n := strings.LastIndexAny(number, ".,"), len(strings.TrimRight(number, "- )"))
			if i < 0 || n-i-1 <= f.money.exp || count > 0 && count != n-i-1 {
				return 0
			}
			count = n - i - 1
		}
	}
	return count
}

// unreadable gives the first amount that a form cannot read, empty when it reads all.
func (f *finder) unreadable(cols []int, form amountForm) string {
	for _, r := range f.money.entries {
		for _, c := range cols {
			cell := f.sheet.rows[r].at(c)
			if cell == "" {
				continue
			}
			if _, err := form.read([]byte(cell), f.rowCurrency(r), f.money.exp); err != nil {
				return cell
			}
		}
	}
	return ""
}

// noForm refuses amounts that no form reads. Three decimals may be those of a dinar.
func (f *finder) noForm(cols []int, failed [2]string) error {
	for _, r := range f.money.entries {
		for _, c := range cols {
			cell := f.sheet.rows[r].at(c)
			if cell != failed[0] && cell != failed[1] {
				continue
			}
			what := fmt.Sprintf("amounts are written in two ways, or %q is no amount: download the "+
				"file again, and do not save it from an editor", cell)
			if _, decimals, ok := strings.Cut(cell, string(lastSign(cell))); ok && len(decimals) == 3 {
				what = fmt.Sprintf("amount %q has three decimals: if the currency has three decimals name "+
					"it with --currency, else download the file again, and do not save it from an editor", cell)
			}
			return &importers.Error{Line: f.sheet.rows[r].line, What: what}
		}
	}
	return &importers.Error{What: "the amounts cannot be read"}
}

func lastSign(cell string) byte {
	if i := strings.LastIndexAny(cell, ".,"); i >= 0 {
		return cell[i]
	}
	return '.'
}

// usedThousands lists the separators of thousands that a form allows; those that could be
// mistaken for the decimal sign only where they are used.
func (f *finder) usedThousands(cols []int, form amountForm) string {
	other := byte('.')
	if form.decimal == '.' {
		other = ','
	}
	list := "space '"
	for i := range f.sheet.names {
		if i != cols[0] && i != cols[1] && i != cols[2] && !f.sheet.names[i].can(meansBalance) &&
			!f.sheet.names[i].can(meansAvailable) {
			continue
		}
		for _, r := range f.sheet.rows {
			if cell := r.at(i); looksLikeAmount(cell) && strings.IndexByte(cell, other) >= 0 {
				return list + " " + string(other)
			}
		}
	}
	return list
}
