package bankcsv

import (
	"strings"

	"github.com/rappro/rappro/importers"
)

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
	f.askDecimal()
	return left[0], "nothing decides between comma and point: asked", ""
}

// askDecimal asks what the sign of the amounts is, which it names.
func (f *finder) askDecimal() {
	need := importers.DecimalNeed
	if m := f.money; !f.writes('.', []int{m.amount, m.debit, m.credit}) {
		need = importers.DecimalCommaNeed
	}
	f.ask("decimal sign", need)
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
	f.askDecimal()
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
