package reconcile

import "slices"

// straddled leaves out of the statements whose days hold something else those that a line beyond
// the stated days explains: a bank closes a day before its last line is dated. A statement with
// such lines, and the one that tells of their day, are right where their files brought just what
// their statements say.
func (v *verifying) straddled(short, list []Statement) ([]Statement, error) {
	var beyond []Date
	whole, own := make([]bool, len(short)), make([]bool, len(short))
	for i, s := range short {
		days, ok, err := v.brought(s, list)
		if err != nil {
			return nil, err
		}
		if whole[i], own[i] = ok, ok && len(days) > 0; ok {
			beyond = append(beyond, days...)
		}
	}
	var left []Statement
	for i, s := range short {
		if !whole[i] || !own[i] && !slices.ContainsFunc(beyond, s.Covers) {
			left = append(left, s)
		}
	}
	return left, nil
}

// brought says whether the file of a statement brought just what its statements of the account say,
// and on which days that none of them states. The key of a line keeps the day that it came with.
func (v *verifying) brought(s Statement, list []Statement) (beyond []Date, whole bool, err error) {
	var says, sum int64
	var file []Statement
	for _, o := range list {
		if o.Source.Import == s.Source.Import && o.Account == s.Account && o.State == StatementEntered {
			says += o.Credits.Minor - o.Debits.Minor
			file = append(file, o)
		}
	}
	q := Query{Company: v.company, Account: s.Account, Import: s.Source.Import}
	for p, err := range v.r.Payments(v.ctx, q) {
		if err != nil || p.Entry.Day() != p.BookingDate {
			return nil, false, err
		}
		sum += p.Amount.Minor
		if !slices.ContainsFunc(file, func(o Statement) bool { return o.Covers(p.BookingDate) }) {
			beyond = append(beyond, p.BookingDate)
		}
	}
	return beyond, says == sum, nil
}
