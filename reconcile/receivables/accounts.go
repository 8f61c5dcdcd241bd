package receivables

import (
	"context"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// AccountState explains every credit of an account up to the as-of date, beside the
// balance that the bank states: the état de rapprochement without a general ledger.
//
//	Credits = OnInvoices + OnAccount + NotForInvoices + Waiting
type AccountState struct {
	Account  string
	Alias    string
	Currency reconcile.Currency
	// Balance is the closing balance of the last statement entered by then, nil when none
	// gives one.
	Balance        *reconcile.Balance
	Credits        reconcile.Money
	OnInvoices     reconcile.Money
	OnAccount      reconcile.Money
	NotForInvoices reconcile.Money
	Waiting        reconcile.Money
	Debits         reconcile.Money // negative
	Returned       reconcile.Money // of Debits, customers' money taken back
	Statements     int             // entered
	Held           int             // statements held
	// Findings are what the statements of the account show together, up to the as-of date: what
	// is missing between them, repeated, contradicted or held, with its first day and amount.
	Findings []reconcile.Anomaly
	// Difference is what they leave unexplained, never negative: what is missing between two of
	// them, and what closing balances are off. It must be 0.
	Difference reconcile.Money
}

// unexplained is what an anomaly of statements adds to the difference of its account.
func unexplained(a reconcile.Anomaly) int64 {
	if !a.Kind.OfStatements() {
		return 0
	}
	return max(a.Amount.Minor, -a.Amount.Minor)
}

// Balanced says whether the parts add up to the credits.
func (a AccountState) Balanced() bool {
	return a.Credits.Minor == a.OnInvoices.Minor+a.OnAccount.Minor+a.NotForInvoices.Minor+a.Waiting.Minor
}

// Accounts gives the state of every account of a company, in order of account.
func Accounts(ctx context.Context, r reconcile.Reader, q reconcile.Query) ([]AccountState, error) {
	accounts, err := r.Accounts(ctx, q.Company)
	if err != nil {
		return nil, err
	}
	out := make([]AccountState, len(accounts))
	at := map[string]*AccountState{}
	for i, a := range accounts {
		zero := reconcile.Money{Currency: a.Currency}
		out[i] = AccountState{Account: a.ID, Alias: a.Alias(), Currency: a.Currency, Credits: zero,
			OnInvoices: zero, OnAccount: zero, NotForInvoices: zero, Waiting: zero, Debits: zero,
			Returned: zero, Difference: zero}
		at[a.ID] = &out[i]
	}
	statements, err := r.Statements(ctx, reconcile.Query{Company: q.Company})
	if err != nil {
		return nil, err
	}
	entered := map[string][]reconcile.Statement{}
	for _, s := range statements {
		if a := at[s.Account]; a != nil && (q.AsOf == 0 || s.From <= q.AsOf) {
			switch s.State {
			case reconcile.StatementHeld:
				a.Held++
			case reconcile.StatementEntered:
				entered[s.Account] = append(entered[s.Account], s)
			}
		}
	}
	for i := range out {
		out[i].entered(entered[out[i].Account], q.AsOf)
	}
	found, err := reconcile.StatementAnomalies(ctx, r, q.Company)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(found, reconcile.Anomaly.Compare)
	for _, f := range found {
		if a := at[f.Account]; a != nil && (q.AsOf == 0 || f.BookingDate <= q.AsOf) {
			a.Findings = append(a.Findings, f)
			a.Difference.Minor += unexplained(f)
		}
	}
	q.Brief = true
	decided, err := reconcile.LoadDecided(ctx, r, q)
	if err != nil {
		return nil, err
	}
	for p, err := range r.Payments(ctx, q) {
		if err != nil {
			return nil, err
		}
		if a := at[p.Account]; a != nil {
			a.payment(p, decided)
		}
	}
	return out, nil
}

// entered counts the statements of the account and takes the balance that the last one closes
// with: of several of one day, or pages of one period, the one that no other continues.
func (a *AccountState) entered(list []reconcile.Statement, asOf reconcile.Date) {
	a.Statements = len(list)
	for _, s := range reconcile.InTime(list) {
		if c := s.Closing; c != nil && (asOf == 0 || c.Date <= asOf) &&
			(a.Balance == nil || a.Balance.Date <= c.Date) {
			a.Balance = c
		}
	}
}

func (a *AccountState) payment(p reconcile.Payment, d reconcile.Decided) {
	applied, notOurs, onAccount := split(d.Parts(p.ID))
	live := len(d.Live[p.ID]) > 0
	switch {
	case p.Amount.Minor < 0:
		a.Debits.Minor += p.Amount.Minor
		if live {
			a.Returned.Minor += p.Amount.Minor - notOurs.Minor
		}
	case !live:
		a.Credits.Minor += p.Amount.Minor
		a.Waiting.Minor += p.Amount.Minor
	default:
		a.Credits.Minor += p.Amount.Minor
		a.OnInvoices.Minor += applied.Minor
		a.NotForInvoices.Minor += notOurs.Minor
		a.OnAccount.Minor += onAccount.Minor
	}
}
