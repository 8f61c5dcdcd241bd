package matcher

import (
	"github.com/rappro/rappro/reconcile"
)

// New gives the matcher. It holds no state; each session does.
func New() reconcile.Matcher { return matcher{} }

type matcher struct{}

// Open implements [reconcile.Matcher]: it learns the company's numbering and indexes its
// documents and customers.
func (matcher) Open(l reconcile.Ledger) reconcile.Session {
	s := &session{policy: l.Policy, own: map[string]bool{}, ibans: map[string]tally{},
		names: map[uint64]tally{}, mandates: map[string]tally{}, habits: map[int32]*habit{},
		earlier: map[string][]past{}, accounts: map[int32]int{}, ownPaid: map[int32]int{},
		waiting: map[int32][]wait{}, rules: reconcile.NewRulebook(l.Rules),
		counterparts: l.Counterparts}
	s.book.lex = newLexicon()
	s.book.load(l)
	for _, a := range l.Accounts {
		s.own[a.ID] = true
		s.addOwnName(a.Owner)
	}
	for _, n := range l.OwnNames {
		s.addOwnName(n)
	}
	s.addOwnName(l.Company.Name)
	for _, c := range l.Customers {
		id := s.book.byID[c.ID]
		for _, iban := range c.IBANs {
			key := reconcile.CompactAccount(iban)
			s.ibans[key] = s.ibans[key].file(id)
			s.accounts[id]++
		}
	}
	return s
}

// session follows one company day by day.
type session struct {
	policy   reconcile.Policy
	book     book
	own      map[string]bool // our own accounts
	ownNames []name
	ibans    map[string]tally // who pays from an account
	names    map[uint64]tally // who is paid for by a name
	mandates map[string]tally
	habits   map[int32]*habit
	earlier  map[string][]past     // credits that a debit may take back, by account and amount
	lately   map[reconcile.ID]seen // payers of the last day
	waiting  map[int32][]wait      // credits that nobody decided, by likely customer
	ownPaid  map[int32]int         // payments of a customer under its own name
	accounts map[int32]int         // how many accounts of a customer are known
	rules    reconcile.Rulebook
	// counterparts are the debits of ours that credits seem to answer, by credit.
	counterparts map[reconcile.ID]reconcile.Counterpart
}

// hasIBAN says whether an account of the customer is known.
func (s *session) hasIBAN(c int32) bool { return s.accounts[c] > 0 }

func (s *session) addOwnName(n string) {
	if v := s.book.lex.nameOf(n); len(v.core) > 0 {
		s.ownNames = append(s.ownNames, v)
	}
}
