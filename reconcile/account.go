package reconcile

// Company is a dossier: it owns accounts, customers and invoices, and comes first in every
// key. The first one may stay nameless.
type Company struct {
	ID   string // the code used in keys, lists and on the command line
	Name string
	Salt []byte // hides the content of audit commitments; never shown
}

// DefaultCompany is the code of the company that nobody had to name.
const DefaultCompany = "default"

// Account is a bank account of a company. An account belongs to one company and routes
// its statement lines there.
type Account struct {
	ID       string // compact IBAN, or the bank's own number; RIB and IBAN are one
	Currency Currency
	Company  string
	Owner    string // holder's name as the bank prints it: our own name in bank texts
	Card     AccountCard
	Numbers  []string // others that banks write for it, compact, as the configuration says
	Answers  []Answer // what is known of its files, in order of layout and question
}

// AccountKind says what an account is for; it decides whether its credits are receipts.
type AccountKind string

// The kinds of accounts (DESIGN section 3, PRACTICE 2.5).
const (
	CurrentAccount AccountKind = "current"
	SavingsAccount AccountKind = "savings"
	LoanAccount    AccountKind = "loan"
	WalletAccount  AccountKind = "wallet" // a payment provider's
	FactorAccount  AccountKind = "factor"
	EscrowAccount  AccountKind = "escrow"
	CashAccount    AccountKind = "cash"
)

// AccountCard is what the company says of one of its accounts in its configuration.
type AccountCard struct {
	Alias         string // what metrics and screens show instead of the number
	Kind          AccountKind
	LedgerAccount string // 512…
	Journal       string
	Rhythm        int  // days between statements, 0 when not said
	NotCounted    bool // its credits are no encaissements
}

// Alias is the card's, or the last four characters of the number behind a star: metrics
// never show an account number (DOMAIN 1.16).
func (a Account) Alias() string {
	if a.Card.Alias != "" {
		return a.Card.Alias
	}
	if len(a.ID) > 4 {
		return "*" + a.ID[len(a.ID)-4:]
	}
	return a.ID
}

// Counted says whether credits of the account are encaissements.
func (a Account) Counted() bool {
	switch a.Card.Kind {
	case "", CurrentAccount, CashAccount, WalletAccount:
		return !a.Card.NotCounted
	}
	return false
}
