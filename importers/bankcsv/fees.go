package bankcsv

import (
	"fmt"
	"strings"
)

// feeColumns lists the columns of fees that hold some.
func (f *finder) feeColumns() []int {
	var out []int
	for i, n := range f.sheet.names {
		if !n.can(meansFee) || !f.readable(i) {
			continue
		}
		for _, r := range f.money.entries {
			if fee, _ := f.minor(r, i); fee != 0 {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// followFees is follow for amounts from which a fee is taken.
func (f *finder) followFees(balance, fee int) balanceFacts {
	return f.follow(balance, fee, func(row int) int64 {
		minor, _ := f.minor(row, fee)
		return f.amountOf(row) - abs(minor)
	})
}

// untoldFees looks at fees of which the balances do not tell whether they move them, because
// only the line at the end has one, where nothing is before or behind it to compare with. The
// profile of the bank says it, or a person is asked.
func (f *finder) untoldFees(b balanceFacts) balanceFacts {
	if b.fee >= 0 || b.agree < b.steps {
		return b
	}
	for _, i := range f.feeColumns() {
		r := f.followFees(b.col, i)
		if r.agree < b.agree {
			continue // the balances follow from the amounts alone
		}
		if f.hinted(colFee) == i {
			f.reason("fee", f.sheet.names[i].raw, "the profile of the bank says so")
			return r
		}
		f.askFees(i)
	}
	return b
}

func (f *finder) askFees(col int) {
	name := f.sheet.names[col].raw
	f.ask("fees", fmt.Sprintf("fees: the file does not settle whether those of %q are part of the "+
		"amounts (--profile, with fee: %s when they come on top)", name, name))
}

// unprovedFees asks about fees where no balance tells whether the amounts have them, unless the
// name of the amounts says that they are net, or what the amounts mean is asked first.
func (f *finder) unprovedFees() error {
	before := len(f.found.Needs)
	if err := f.signNeed(); err != nil || len(f.found.Needs) > before {
		return err
	}
	for _, c := range [...]int{f.money.amount, f.money.debit, f.money.credit} {
		if c < 0 {
			continue
		}
		for _, w := range strings.Fields(f.sheet.names[c].text) {
			switch w {
			case "net", "netto", "nets", "incl", "including", "ttc", "total", "gesamtbetrag":
				return nil
			}
		}
	}
	for _, i := range f.feeColumns() {
		if f.hinted(colFee) != i {
			f.askFees(i)
		}
	}
	return nil
}
