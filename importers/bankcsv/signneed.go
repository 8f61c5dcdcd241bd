package bankcsv

import (
	"fmt"

	"github.com/rappro/rappro/importers"
)

// signNeed asks about amounts that are all positive, where nothing says that the file would write a
// minus, and about those of a list of a card, which does not. They are read as they are written.
func (f *finder) signNeed() error {
	if f.askSide() {
		return nil
	}
	m := &f.money
	if m.amount < 0 || m.side >= 0 || f.p.Reversed || f.balance.proved() || m.told || m.oneSide && !m.unsigned {
		if m.amount >= 0 && m.side < 0 {
			f.answered("signs", string(f.signsSeen()), true)
		}
		return f.refuseSigns()
	}
	plus := f.plusOnSome()
	switch f.opt.Signs {
	case importers.SignsReversed:
		if f.p.Reversed = true; plus {
			f.p.Marks.debit = []string{plusMark} // which turns the sign once more
		}
		f.answered("signs", string(f.opt.Signs), false)
		f.reason("sign", "reversed", "--signs says so")
		return nil
	case importers.SignsWritten:
		f.answered("signs", string(f.opt.Signs), false)
		f.reason("sign", "as written", "--signs says so")
		return nil
	}
	if !m.unsigned && !plus && !f.cardList() && !f.receivesNegative() && !f.chargesPositive() {
		f.answered("signs", string(f.signsSeen()), true)
		return nil
	}
	f.found.Needs = append(f.found.Needs, importers.SignsNeed)
	f.reason("sign", "as written", "no amount is negative, or it is the list of a card: asked")
	return nil
}

// plusOnSome says whether some amounts have a plus, others no sign, and none a minus: what has no sign is
// a charge, or the plus says nothing.
func (f *finder) plusOnSome() bool {
	with, without := false, false
	for _, r := range f.money.entries {
		switch v, _ := f.minor(r, f.money.amount); {
		case v < 0:
			return false
		case f.hasPlus(r):
			with = true
		case v > 0:
			without = true
		}
	}
	return with && without && f.p.Marks.none()
}

// refuseSigns refuses a file that proves other signs than a person says.
func (f *finder) refuseSigns() error {
	asked := f.opt.Signs
	if asked == "" || asked == f.signsSeen() || asked == importers.SignsWritten && f.money.amount < 0 {
		return nil
	}
	return &importers.Error{Line: f.sheet.rows[f.money.entries[0]].line, What: fmt.Sprintf("the file itself "+
		"says which amounts are credits and which are debits, and not as --signs %s: leave --signs out, or "+
		"name a profile with --profile", asked)}
}

// signsSeen is what the signs of the amounts were found to mean.
func (f *finder) signsSeen() importers.Signs {
	if f.p.Reversed {
		return importers.SignsReversed
	}
	return importers.SignsWritten
}

// refuseSigns refuses signs that a person says where a profile says the other.
func (p *Profile) refuseSigns(asked importers.Signs) error {
	if asked == "" || (asked == importers.SignsReversed) == p.Reversed {
		return nil
	}
	return &importers.Error{What: fmt.Sprintf("the profile %q says what the signs of the amounts mean, and "+
		"not as --signs %s: leave --signs out, or name another profile with --profile", p.Name, asked)}
}
