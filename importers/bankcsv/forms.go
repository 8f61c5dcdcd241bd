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

// otherNumbers decides between two forms that both read every amount.
func (f *finder) otherNumbers(left []amountForm, cols []int) (amountForm, string, string) {
	same := true
	for _, r := range f.money.entries {
		for _, c := range cols {
			cell := []byte(f.sheet.rows[r].at(c))
			a, _ := left[0].read(cell, f.rowCurrency(r), f.money.exp)
			b, _ := left[1].read(cell, f.rowCurrency(r), f.money.exp)
			same = same && (len(cell) == 0 || a == b)
		}
	}
	if decimal, cell := f.decimalElsewhere(cols); decimal != 0 {
		for _, form := range left {
			if form.decimal == decimal {
				return form, "other numbers of the table, such as %q, have it", cell
			}
		}
	}
	if same {
		return left[0], "amounts have no decimals, so that either sign reads the same", ""
	}
	for _, form := range left {
		if string(form.decimal) == f.opt.Decimal {
			f.answered("decimal", f.opt.Decimal, false)
			return form, "--decimal says so", ""
		}
	}
	if form, cell, ok := f.spareZeros(left, cols); ok {
		return form, "every amount has three digits behind it and the last is 0, as in %q", cell
	}
	f.ask("decimal sign", importers.DecimalNeed)
	return left[0], "nothing decides between comma and point: asked", ""
}

// writes says whether a sign stands in an amount.
func (f *finder) writes(sign byte, cols []int) bool {
	for _, r := range f.money.entries {
		for _, c := range cols {
			if _, number, _ := aroundNumber(f.sheet.rows[r].at(c)); strings.IndexByte(number, sign) >= 0 {
				return true
			}
		}
	}
	return false
}

// zerosInFront asks about amounts that could be thousands but for a zero in front, as in
// 0.380: a file that writes three decimals for two, or one that lost what stood there.
func (f *finder) zerosInFront(form amountForm, cols []int) bool {
	if form.decimals != 3 || f.opt.Decimal != "" || f.otherAmounts(cols) {
		return false
	}
	if decimal, _ := f.decimalElsewhere(cols); decimal != 0 {
		return false
	}
	for _, r := range f.money.entries {
		for _, c := range cols {
			_, number, _ := aroundNumber(f.sheet.rows[r].at(c))
			if at := strings.IndexByte(number, form.decimal); at > 3 && strings.Trim(number[:at],
				"+-") == number[:at] {
				return false // more digits than a group has
			}
		}
	}
	f.ask("decimal sign", importers.DecimalNeed)
	return true
}

// enoughZeros is how many amounts it takes to see that the third digit says nothing.
const enoughZeros = 8

// spareZeros finds the sign with three digits behind it of which the last is always 0: three
// decimals, written for a currency that has two. Were they thousands, every amount would be a
// multiple of ten between a thousand and a million, without cents; the second digit must not
// always be 0, because hundreds could be. A list of round amounts may be so, and is asked about;
// the same amounts in another currency beside them are not all round.
func (f *finder) spareZeros(left []amountForm, cols []int) (amountForm, string, bool) {
	n, uneven, sample, sign := 0, false, "", byte(0)
	if !f.otherAmounts(cols) {
		return amountForm{}, "", false
	}
	for _, r := range f.money.entries {
		for _, c := range cols {
			cell := f.sheet.rows[r].at(c)
			if cell == "" {
				continue
			}
			_, number, _ := aroundNumber(cell)
			at := strings.LastIndexAny(number, ".,")
			if at < 0 || len(number)-at != 4 || number[at+3] != '0' || sign != 0 && number[at] != sign {
				return amountForm{}, "", false
			}
			n, sign = n+1, number[at]
			if number[at+2] != '0' {
				uneven, sample = true, cell
			}
		}
	}
	if n < enoughZeros || !uneven || f.money.exp > 2 {
		return amountForm{}, "", false
	}
	for _, form := range left {
		if form.decimal == sign {
			return form, sample, true
		}
	}
	return amountForm{}, "", false
}

// otherAmounts says whether a column that is no amount of the account has numbers of the same
// form, some of which differ from the amounts.
func (f *finder) otherAmounts(cols []int) bool {
	for i, n := range f.sheet.names {
		if i == cols[0] || i == cols[1] || i == cols[2] || n.can(meansBalance) {
			continue
		}
		differ := 0
		for _, r := range f.money.entries {
			cell := f.sheet.rows[r].at(i)
			if !looksLikeAmount(cell) || decimals([]byte(cell)) != 3 || !strings.HasSuffix(cell, "0") {
				differ = -1
				break
			}
			if cell != f.sheet.rows[r].at(cols[0]) {
				differ++
			}
		}
		if differ > 0 {
			return true
		}
	}
	return false
}

// decimalElsewhere finds the decimal sign of the other columns of numbers: a sign with one,
// two or more than three digits behind it, and never the other way round.
func (f *finder) decimalElsewhere(cols []int) (byte, string) {
	found, sample := byte(0), ""
	for i := range f.sheet.names {
		if i == cols[0] || i == cols[1] || i == cols[2] || i == f.dates.day || i == f.dates.value {
			continue
		}
		for _, r := range f.money.entries {
			cell := f.sheet.rows[r].at(i)
			if !looksLikeAmount(cell) {
				continue
			}
			_, number, _ := aroundNumber(cell)
			at := strings.LastIndexAny(number, ".,")
			if at < 0 || strings.Count(number, string(number[at])) > 1 {
				continue
			}
			digits := len(number) - at - 1
			if zero := strings.TrimLeft(number[:at], "-+0") == ""; digits == 3 && !zero || digits == 0 {
				continue
			}
			if found != 0 && found != number[at] {
				return 0, ""
			}
			found, sample = number[at], cell
		}
	}
	return found, sample
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
