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

// load builds the book from a ledger.
func (b *book) load(l reconcile.Ledger) {
	b.grammar.schemes = map[string]*scheme{}
	b.byID = make(map[string]int32, len(l.Customers))
	b.loadCustomers(l)
	b.docs = make([]doc, len(l.Invoices))
	for i := range l.Invoices {
		b.docs[i].scheme = b.grammar.learn(l.Invoices[i].Number, l.Invoices[i].IssueDate)
	}
	var numbers, projects, amounts indexBuilder
	var parts [maxParts]numberPart
	for i := range l.Invoices {
		b.loadDoc(int32(i), &l.Invoices[i])
		d := &b.docs[i]
		var last string
		forms(b.partsOf(int32(i), parts[:0]), func(f form) bool {
			if f.text != last {
				numbers.add(hashOf(f.text), int32(i))
			}
			last = f.text
			return true
		})
		if d.reference != "" {
			numbers.add(hashOf(d.reference), int32(i))
			numbers.add(hashOf(withoutZeros(d.reference)), int32(i))
		}
		if n := onlyAlnum(d.project); n != "" {
			projects.add(hashOf(n), int32(i))
		}
		amounts.add(hashAmount(d.amount, string(d.currency)), int32(i))
	}
	b.byNumber, b.byProject, b.byAmount = numbers.build(), projects.build(), amounts.build()
	b.linkReplacements()
	b.sortCustomers()
}

func (b *book) loadCustomers(l reconcile.Ledger) {
	var names, glued, words, clients indexBuilder
	for _, c := range l.Customers {
		id := int32(len(b.customers))
		b.byID[c.ID] = id
		n := b.lex.nameOf(c.Name)
		b.customers = append(b.customers, customer{id: c.ID, name: n})
		names.add(n.key(), id)
		glued.add(n.glued(), id)
		for _, w := range n.core {
			words.add(wordKey(w), id)
		}
		clients.add(hashOf(onlyAlnum(c.ID)), id)
	}
	b.byName, b.byGlued = names.build(), glued.build()
	b.byWord, b.byClient = words.build(), clients.build()
}

func (b *book) loadDoc(i int32, v *reconcile.Invoice) {
	owner, ok := b.byID[v.Customer]
	if !ok {
		owner = -1
	}
	d := doc{number: v.Number, reference: reconcile.CompactReference(v.PaymentReference),
		scheme: b.docs[i].scheme, project: v.Project, terms: v.Terms, customer: owner, replaced: -1, issue: v.IssueDate,
		due: v.DueDate, currency: v.Amount.Currency, amount: v.Amount.Minor, state: v.State,
		kind: v.Type, ours: v.Paid.Minor != 0, partly: v.Closed.Minor != 0}
	if v.State == reconcile.StateOpen || v.State == "" {
		d.open = v.Amount.Minor - v.Closed.Minor
	}
	if d.open != 0 {
		b.openCount++
	}
	b.docs[i] = d
	if owner >= 0 {
		b.customers[owner].docs = append(b.customers[owner].docs, i)
	}
}
