package reconcile

// contents sums up what is stored of each file, to be held against what the file brought: an entry, a
// statement or an invoice that goes, comes or passes to another file changes the sum. Whether a
// statement is called the repeat of another is checked by itself: of those with one id one is entered.
func (v *verifying) contents() error {
	v.origins = map[string]*EntrySum{}
	of := func(imp string) *EntrySum {
		if v.origins[imp] == nil {
			v.origins[imp] = new(EntrySum)
		}
		return v.origins[imp]
	}
	for o, err := range v.r.Origins(v.ctx, v.company) {
		if err != nil {
			return err
		}
		of(o.Import).Add(o.member())
	}
	list, err := v.r.Statements(v.ctx, Query{Company: v.company})
	if err != nil {
		return err
	}
	entered, repeats := map[ID]int{}, map[ID]Statement{}
	for _, s := range list {
		of(s.Source.Import).Add(statementMember(s))
		switch s.State {
		case StatementEntered:
			entered[s.ID]++
		case StatementDuplicate:
			repeats[s.ID] = s
		}
	}
	for _, s := range list {
		if n := entered[s.ID]; s.State == StatementEntered && n > 1 {
			v.broken("statement %s of %s is entered %d times", statementName(s), s.Account, n)
		}
	}
	for id, s := range repeats {
		if entered[id] == 0 {
			v.broken("statement %s of %s repeats one that is not entered", statementName(s), s.Account)
		}
	}
	return nil
}
