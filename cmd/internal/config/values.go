package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// text is a scalar as it was meant: YAML hands 0.05 over as a binary number, whose
// shortest decimal form is what the user wrote.
func text(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(x)
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// policy reads the rules of one company over a base.
func policy(m map[string]any, base reconcile.Policy, at string) (reconcile.Policy, error) {
	p := base
	for _, s := range []struct {
		key string
		to  *reconcile.Score
	}{{"automatic", &p.Automatic}, {"margin", &p.Margin}, {"customer", &p.Customer}} {
		if err := score(m, at, s.key, s.to); err != nil {
			return p, err
		}
	}
	for _, a := range []struct {
		key string
		to  *int64
	}{{"rounding", &p.RoundingMinor}, {"fee", &p.FeeMinor}, {"write_off", &p.WriteOffMinor},
		{"four_eyes", &p.FourEyesMinor}, {"four_eyes_decision", &p.FourEyesDecisionMinor}} {
		if err := amount(m, at, a.key, a.to); err != nil {
			return p, err
		}
	}
	return p, boolean(m, at, "erp_marks_first", &p.ERPMarksFirst)
}

// score reads a probability of at most four decimals.
func score(m map[string]any, at, key string, to *reconcile.Score) error {
	v, ok := m[key]
	if !ok {
		return nil
	}
	d, err := reconcile.ParseMoney(text(v), "UYW") // a currency with four decimals
	if err != nil || d.Minor < 0 || d.Minor > int64(reconcile.Certain) {
		return fmt.Errorf("%s.%s: %q is no confidence: write a number from 0 to 1 with at most four decimals",
			at, key, text(v))
	}
	*to = reconcile.Score(d.Minor)
	return nil
}

// amount reads a tolerance in the unit of a currency with two decimals.
func amount(m map[string]any, at, key string, to *int64) error {
	v, ok := m[key]
	if !ok {
		return nil
	}
	d, err := reconcile.ParseMoney(text(v), "EUR")
	if err != nil || d.Minor < 0 {
		return fmt.Errorf("%s.%s: %q is no amount: write one such as 0.05", at, key, text(v))
	}
	*to = d.Minor
	return nil
}

func boolean(m map[string]any, at, key string, to *bool) error {
	v, ok := m[key]
	if !ok {
		return nil
	}
	b, err := strconv.ParseBool(text(v))
	if err != nil {
		return fmt.Errorf("%s.%s: %q: write true or false", at, key, text(v))
	}
	*to = b
	return nil
}

// companies reads the list of companies; each has its own policy, and what else it may set, over that of
// all.
func companies(v any, all Config) ([]Company, error) {
	items, _ := v.([]any)
	seen := map[string]bool{}
	var out []Company
	for i, item := range items {
		m, _ := item.(map[string]any)
		at := fmt.Sprintf("companies[%d]", i+1)
		c := Company{ID: text(m["id"]), Name: text(m["name"])}
		if c.ID == "" || seen[c.ID] {
			return nil, fmt.Errorf("%s.id: want a code of its own, got %q", at, c.ID)
		}
		seen[c.ID] = true
		rules, _ := m["policy"].(map[string]any)
		var err error
		if c.Policy, err = policy(rules, all.Policy, at+".policy"); err != nil {
			return nil, err
		}
		if c.Limits, err = limits(m["thresholds"], at+".thresholds"); err != nil {
			return nil, err
		}
		if c.CreditLimits, err = creditLimits(m["credit_limits"], at+".credit_limits"); err != nil {
			return nil, err
		}
		late, _ := m["penalties"].(map[string]any)
		if c.Penalties, err = penalties(late, all.Penalties, at+".penalties"); err != nil {
			return nil, err
		}
		who, _ := m["responsible"].(map[string]any)
		if c.Responsible, err = responsible(who, at+".responsible"); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// role reads one of the roles that there are.
func role(s, at string) (reconcile.Role, error) {
	if r := reconcile.Role(s); slices.Contains(reconcile.Roles(), r) {
		return r, nil
	}
	return "", fmt.Errorf("%s: %q is no role: there are viewer, accountant, reviewer and admin", at, s)
}

// people reads who has which role.
func people(v any) ([]reconcile.Actor, error) {
	items, _ := v.([]any)
	var out []reconcile.Actor
	for i, item := range items {
		m, _ := item.(map[string]any)
		at := fmt.Sprintf("people[%d].", i+1)
		user := text(m["user"])
		if user == "" || slices.ContainsFunc(out, func(a reconcile.Actor) bool { return a.Name == user }) {
			return nil, fmt.Errorf("%suser: %q is empty or stands twice", at, user)
		}
		r, err := role(text(m["role"]), at+"role")
		if err != nil {
			return nil, err
		}
		out = append(out, reconcile.Actor{Kind: reconcile.Person, Name: user, Role: r})
	}
	return out, nil
}

// accounts reads the cards of bank accounts.
func accounts(v any) ([]reconcile.Account, error) {
	items, _ := v.([]any)
	seen := map[string][]reconcile.Currency{} // one number may be of an account in each currency
	var out []reconcile.Account
	for i, item := range items {
		m, _ := item.(map[string]any)
		a, err := account(m, fmt.Sprintf("accounts[%d]", i+1))
		if err != nil {
			return nil, err
		}
		for _, number := range append([]string{a.ID}, a.Numbers...) {
			others := seen[number]
			if slices.Contains(others, a.Currency) || len(others) > 0 && a.Currency == "" ||
				slices.Contains(others, "") {
				return nil, fmt.Errorf("accounts[%d].id: %s stands twice", i+1, number)
			}
			seen[number] = append(others, a.Currency)
		}
		out = append(out, a)
	}
	return out, nil
}

func account(m map[string]any, at string) (reconcile.Account, error) {
	id, err := reconcile.ParseAccount(text(m["id"]))
	if err != nil {
		return reconcile.Account{}, fmt.Errorf("%s.id: %w", at, err)
	}
	a := reconcile.Account{ID: id, Company: text(m["company"]), Owner: text(m["owner"])}
	a.Card = reconcile.AccountCard{Alias: text(m["alias"]), Kind: reconcile.AccountKind(text(m["kind"])),
		LedgerAccount: text(m["ledger_account"]), Journal: text(m["journal"])}
	if a.ID == "" {
		return a, fmt.Errorf("%s.id: want an account number", at)
	}
	// Letters at the start and digits behind them make an IBAN, and then it must be a right
	// one: a mistyped card would silently never be used.
	if len(a.ID) > 4 && a.ID[0] > '9' && a.ID[1] > '9' && !reconcile.ValidIBAN(a.ID) {
		return a, fmt.Errorf("%s.id: %s is no valid IBAN: its check digits do not fit", at, a.ID)
	}
	for number := range strings.SplitSeq(text(m["also"]), ",") {
		n, err := reconcile.ParseAccount(number)
		if err != nil {
			return a, fmt.Errorf("%s.also: %w", at, err)
		}
		if n != "" {
			a.Numbers = append(a.Numbers, n)
		}
	}
	switch a.Card.Kind {
	case "", reconcile.CurrentAccount, reconcile.SavingsAccount, reconcile.LoanAccount,
		reconcile.WalletAccount, reconcile.FactorAccount, reconcile.EscrowAccount, reconcile.CashAccount:
	default:
		return a, fmt.Errorf("%s.kind: %q: write current, savings, loan, wallet, factor, escrow or cash",
			at, a.Card.Kind)
	}
	if s := text(m["currency"]); s != "" {
		c, err := reconcile.ParseCurrency(s)
		if err != nil {
			return a, fmt.Errorf("%s.currency: %w", at, err)
		}
		a.Currency = c
	}
	if s := text(m["rhythm"]); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > 366 {
			return a, fmt.Errorf("%s.rhythm: %q: write the days between two statements", at, s)
		}
		a.Card.Rhythm = n
	}
	counted := true
	err = boolean(m, at, "counted", &counted)
	a.Card.NotCounted = !counted
	return a, err
}

// mostCustomers keeps the series of a company bounded (DOMAIN 1.16).
const mostCustomers = 100

// customers reads how many customers have a series of their own.
func customers(v any) (int, error) {
	n, err := strconv.Atoi(text(v))
	if err != nil || n < 0 || n > mostCustomers {
		return 0, fmt.Errorf("metrics.customers: %q: write a number from 0, for none, to %d", text(v), mostCustomers)
	}
	return n, nil
}
