package matcher

import (
	"sync"

	"github.com/rappro/rappro/reconcile"
)

// New gives the matcher. It holds no state; each session does.
func New() reconcile.Matcher { return matcher{} }

type matcher struct{}

// Open implements [reconcile.Matcher]: it learns the company's numbering and indexes its
// documents and customers.
func (matcher) Open(l reconcile.Ledger) reconcile.Session {
	s := &session{policy: l.Policy, own: map[string]bool{},
		ibans: newTallies[string](len(l.Customers)), names: newTallies[uint64](0),
		mandates: newTallies[string](0), habits: map[int32]*habit{},
		waiting: map[int32][]wait{}, onAccount: map[int32][]wait{}, rules: reconcile.NewRulebook(l.Rules),
		counterparts: l.Counterparts,
		punctuality:  punctuality{periods: map[reconcile.Date]*delays{}}}
	s.book.lex, s.book.powers = newLexicon(), newPowers()
	s.book.load(l.Customers, l.Invoices)
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
			s.ibans.paid(key, -1, id, 0).known = true
			s.book.customers[id].accounts++
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
	ibans    tallies[string] // who pays from an account
	names    tallies[uint64] // who is paid for by a name
	mandates tallies[string]
	habits   map[int32]*habit
	// punctuality is when documents were paid.
	punctuality punctuality
	earlier     history          // credits that a debit may take back
	lately      lately           // payers of the last day
	waiting     map[int32][]wait // credits that nobody decided, by likely customer
	// onAccount holds the credits that lie on accounts, by whose they may be.
	onAccount map[int32][]wait
	spare     struct { // to judge credits on
		sync.Mutex
		works []*work
	}
	rules reconcile.Rulebook
	// counterparts are the debits of ours that credits seem to answer, by credit.
	counterparts map[reconcile.ID]reconcile.Counterpart
}

// hasIBAN says whether an account of the customer is known.
func (s *session) hasIBAN(c int32) bool { return s.book.customers[c].accounts > 0 }

func (s *session) addOwnName(n string) {
	if v := s.book.lex.nameOf(n); len(v.core) > 0 {
		s.ownNames = append(s.ownNames, v)
	}
}
