package reconcile

import "slices"

// statements checks rule 1: each statement proves, its days hold what it says, and what is booked
// leads from each balance of an account to the next.
func (v *verifying) statements() error {
	days := v.days
	list, err := v.r.Statements(v.ctx, Query{Company: v.company})
	if err != nil {
		return err
	}
	if err := v.chain(list); err != nil {
		return err
	}
	shared := sharedDays(list)
	var sound, short []Statement // whose days hold what they say, or do not
	for _, s := range list {
		v.report.Statements++
		switch {
		case s.State != StatementEntered:
			continue
		case s.Opening == nil || s.Closing == nil:
			v.report.Unproven++
			continue
		case s.Reason != "":
			v.report.Overridden++
			sound = append(sound, s)
			continue
		}
		if want := s.Opening.Amount.Minor + s.Credits.Minor - s.Debits.Minor; want != s.Closing.Amount.Minor {
			v.broken("statement %s of %s: opening and lines give %s, closing is %s", statementName(s),
				s.Account, Money{want, s.Currency}, s.Closing.Amount)
		}
		if shared[s.ID] {
			continue
		}
		if held(s, days[s.Account]) == s.Credits.Minor-s.Debits.Minor {
			sound = append(sound, s)
		} else {
			short = append(short, s)
		}
	}
	short = outgrown(short, sound)
	if len(short) > 0 {
		if short, err = v.straddled(short, list); err != nil {
			return err
		}
	}
	for _, s := range short {
		v.broken("statement %s of %s: its days hold %s, it says %s", statementName(s), s.Account,
			Money{held(s, days[s.Account]), s.Currency}, Money{s.Credits.Minor - s.Debits.Minor, s.Currency})
	}
	return nil
}

// chain checks that what is booked leads from each balance of an account to the next.
func (v *verifying) chain(list []Statement) error {
	for from, to := 0, 0; from < len(list); from = to { // they come in order of account
		for to < len(list) && list[to].Account == list[from].Account {
			to++
		}
		wrong, err := unbooked(v.ctx, v.r, v.company, list[from:to])
		if err != nil {
			return err
		}
		chain, _ := chainOf(slices.DeleteFunc(slices.Clone(list[from:to]), func(s Statement) bool {
			return s.State != StatementEntered
		}))
		holes := narrowed(gaps(chain, list[from:to], 0), wrong)
		for _, u := range wrong {
			if !slices.ContainsFunc(holes, u.saidBy) { // a statement that is missing is no fault here
				v.broken("account %s: from %s to %s the balances of its statements move by %s more than "+
					"what is booked", list[from].Account, u.from, u.to, Money{u.missing, list[from].Currency})
			}
		}
	}
	return nil
}

// held is what the days of a statement hold.
func held(s Statement, days map[Date]Money) (sum int64) {
	for day := s.From; day <= s.To && s.From != 0; day++ {
		sum += days[day].Minor
	}
	return sum
}

// outgrown leaves out of the statements whose days hold something else those that another one
// accounts for: it tells of such a day too, has more to tell, and its days hold what it says.
// What a person entered by override accounts for its days likewise.
func outgrown(short, sound []Statement) []Statement {
	for {
		left := slices.DeleteFunc(slices.Clone(short), func(s Statement) bool {
			return slices.ContainsFunc(sound, func(o Statement) bool {
				return o.Account == s.Account && o.From <= s.To && s.From <= o.To
			})
		})
		if len(left) == len(short) {
			return short
		}
		for _, s := range short {
			if !slices.ContainsFunc(left, func(o Statement) bool { return o.ID == s.ID }) {
				sound = append(sound, s)
			}
		}
		short = left
	}
}

// sharedDays are the statements that share a day with one that continues them, or with one
// whose days are not all told: what the days hold is then not theirs alone. Statements that
// merely overlap tell of the same lines.
func sharedDays(list []Statement) map[ID]bool {
	out := map[ID]bool{}
	for i := 1; i < len(list); i++ {
		for j := i - 1; j >= 0 && list[j].Account == list[i].Account; j-- {
			if list[j].To < list[i].From || !list[j].booked() || !list[i].booked() {
				continue
			}
			if otherPage(list[i], list[j]) || meets(list[i], list[j]) || meets(list[j], list[i]) || !list[i].Stated || !list[j].Stated {
				out[list[i].ID], out[list[j].ID] = true, true
			}
		}
	}
	return out
}
