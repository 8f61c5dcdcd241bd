package reconcile

import (
	"context"
	"slices"
)

// statementAnomalies computes what the statements of one account show together: gaps,
// repeats, overlaps and contradictions. It is a function of the statements alone, whatever
// the order in which they came. The account is as it is stored, with its card, or nothing;
// unbooked is where the lines booked do not lead from one balance to the next.
func statementAnomalies(list []Statement, account Account, unbooked []stretch) []Anomaly {
	var out []Anomaly
	raise := func(kind AnomalyKind, s Statement, key string, amount int64) {
		out = append(out, Anomaly{Kind: kind, Key: s.Account + "|" + key, Severity: kind.Severity(),
			Account: s.Account, BookingDate: s.From, Amount: Money{amount, s.Currency}})
	}
	var entered []Statement
	for _, s := range list {
		switch s.State {
		case StatementDuplicate:
			raise(DuplicateStatement, s, statementName(s), 0)
		case StatementHeld:
			raise(heldKind(list, s, account.Currency), s, statementName(s), s.difference())
		case StatementProvisional: // says nothing of what is booked
		default:
			if s.Reason != "" { // entered by override: what spoke against it stands
				raise(heldKind(list, s, account.Currency), s, statementName(s), s.difference())
			}
			entered = append(entered, s)
		}
	}
	chain, odd := chainOf(entered)
	for _, s := range odd {
		raise(StatementOverlap, s, statementName(s), 0)
	}
	holes := narrowed(gaps(chain, entered, account.Card.Rhythm), unbooked)
	for _, g := range holes {
		kind := StatementGap
		first := g.first() // day that may be missing
		key := first.String()
		switch {
		case g.agreed:
			kind = StatementSkipped
		case otherPage(g.last, g.next):
			if first, key = g.next.From, g.between(); g.pagesContradict() {
				kind = StatementContradiction
			}
		case !bankDayBetween(g.last.To, g.next.From):
			kind = StatementContradiction
		}
		raise(kind, g.next, key, g.missing)
		out[len(out)-1].BookingDate = first
	}
	for _, s := range entered {
		if beginsLate(s, entered) {
			raise(StatementGap, s, statementName(s)+" page "+s.Pages.before(), 0)
		}
	}
	for _, u := range unbooked {
		if !slices.ContainsFunc(holes, u.saidBy) {
			raise(StatementContradiction, list[0], u.from.String()+" – "+u.to.String(), u.missing)
			out[len(out)-1].BookingDate = u.from
		}
	}
	return out
}

// heldKind tells a statement that came in a second format, in another currency than its account's
// or its balances', or that says of a day something else than was said before, from one that does
// not prove.
func heldKind(list []Statement, s Statement, account Currency) AnomalyKind {
	if !s.oneCurrency() || account != "" && account != s.Currency {
		return StatementCurrency
	}
	beside := false // another tells of its days
	for _, o := range list {
		if o.State != StatementEntered || o.ID == s.ID || s.To < o.From || o.To < s.From || otherPage(o, s) {
			continue
		}
		if beside = true; formatFamily(o.Source.Format) != formatFamily(s.Source.Format) {
			return StatementSecondFormat
		}
	}
	if beside && s.difference() == 0 {
		return StatementOverlap // its own figures are right, but not with what came before
	}
	return StatementUnbalanced
}

// statementName is the bank's own id of a statement, else its first day.
func statementName(s Statement) string { return cmpOr(s.Reference, s.From.String()) }

// refreshStatementAnomalies brings the stored anomalies of statements in line with the
// statements stored, and gives those of medium severity and above that are new.
func refreshStatementAnomalies(ctx context.Context, w Writer, company string) ([]Anomaly, error) {
	want, err := StatementAnomalies(ctx, w, company)
	if err != nil {
		return nil, err
	}
	fresh, _, err := replaceAnomalies(ctx, w, company, want, func(a Anomaly) bool {
		return a.Kind.OfStatements()
	})
	return fresh, err
}

// StatementAnomalies are those of the statements stored, with the cards of the accounts as they are
// now: what is stored of them is as old as the last import or run.
func StatementAnomalies(ctx context.Context, r Reader, company string) ([]Anomaly, error) {
	list, err := r.Statements(ctx, Query{Company: company})
	if err != nil {
		return nil, err
	}
	accounts, err := r.Accounts(ctx, company)
	if err != nil {
		return nil, err
	}
	byID := map[string]Account{}
	for _, a := range accounts {
		byID[a.ID] = a
	}
	var out []Anomaly
	told := map[[2]string]bool{}
	for from, to := 0, 0; from < len(list); from = to { // they come in order of account
		for to < len(list) && list[to].Account == list[from].Account {
			to++
		}
		wrong, err := unbooked(ctx, r, company, list[from:to])
		if err != nil {
			return nil, err
		}
		for _, a := range statementAnomalies(list[from:to], byID[list[from].Account], wrong) {
			if !told[a.name()] { // of two with one key the first is told
				told[a.name()] = true
				out = append(out, a)
			}
		}
	}
	return out, nil
}

// OfStatements says whether a kind is computed from statements alone.
func (k AnomalyKind) OfStatements() bool {
	switch k {
	case StatementGap, StatementSkipped, StatementContradiction, DuplicateStatement, StatementOverlap,
		StatementUnbalanced, StatementCurrency, StatementSecondFormat:
		return true
	}
	return false
}
