package matcher

import (
	"iter"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// load builds the book from a ledger.
func (b *book) load(customers []reconcile.Customer, invoices iter.Seq[reconcile.Invoice]) {
	b.grammar.schemes = map[string]*scheme{}
	b.byID = make(map[string]int32, len(customers))
	b.loadCustomers(customers)
	b.loadTexts(invoices)
	b.loadDocs(invoices)
	b.loadNumbers()
	b.linkReplacements()
	b.sortCustomers()
}

func (b *book) loadCustomers(list []reconcile.Customer) {
	var names, glued, words, clients indexBuilder
	var folder folder
	var room [maxParts]piece
	var all slab[string]
	b.customers = make([]customer, 0, len(list))
	for _, c := range list {
		id := int32(len(b.customers))
		b.byID[c.ID] = id
		pieces := folder.fold(room[:0], c.Name)
		b.lex.classify(pieces)
		n := b.lex.nameIn(pieces, &all)
		b.customers = append(b.customers, customer{id: c.ID, name: n})
		names.add(n.key(), id)
		glued.add(n.glued(), id)
		b.wholes = b.wholes.add(c.Name, pieces, id)
		b.longest = max(b.longest, len(n.core))
		for _, w := range n.core {
			words.add(wordKey(w), id)
			b.words.add([]byte(w))
		}
		short := onlyAlnum(c.ID)
		clients.add(hashOf(short), id)
		b.clients.add([]byte(short))
	}
	b.wholes.sort()
	b.byName, b.byGlued = names.build(), glued.build()
	b.byWord, b.byClient = words.build(), clients.build()
}

// loadTexts writes the texts of all documents one behind the other.
func (b *book) loadTexts(invoices iter.Seq[reconcile.Invoice]) {
	count, size := 0, 0
	for v := range invoices {
		count++
		size += len(v.Number) + len(v.PaymentReference) + len(v.Project)
	}
	var all strings.Builder
	all.Grow(size)
	b.docs = make([]doc, 0, count)
	for v := range invoices {
		d := doc{texts: [4]uint32{uint32(all.Len())}}
		for k, s := range [...]string{docNumber: v.Number,
			docReference: reconcile.CompactReference(v.PaymentReference), docProject: v.Project} {
			all.WriteString(s)
			d.texts[k+1] = uint32(all.Len())
		}
		b.docs = append(b.docs, d)
	}
	b.texts = all.String()
}

// loadDocs takes in what is not text, and gives each customer its documents.
func (b *book) loadDocs(invoices iter.Seq[reconcile.Invoice]) {
	conditions := map[string]int32{}
	counts := make([]int32, len(b.customers))
	i := 0
	for v := range invoices {
		d := &b.docs[i]
		i++
		b.loadDoc(&v, d, conditions)
		if d.customer >= 0 {
			counts[d.customer]++
		}
	}
	all := make([]int32, len(b.docs))
	for c, n := range counts {
		b.customers[c].docs, all = all[:0:n], all[n:]
	}
	for i := range b.docs {
		if c := b.docs[i].customer; c >= 0 {
			b.customers[c].docs = append(b.customers[c].docs, int32(i))
		}
	}
}

func (b *book) loadDoc(v *reconcile.Invoice, d *doc, conditions map[string]int32) {
	owner, ok := b.byID[v.Customer]
	if !ok {
		owner = -1
	}
	d.customer, d.replaced, d.amount = owner, -1, v.Amount.Minor
	d.issue, d.due = v.IssueDate, v.DueDate
	d.terms, ok = conditions[v.Terms]
	if !ok {
		d.terms = int32(len(b.terms))
		conditions[v.Terms], b.terms = d.terms, append(b.terms, parseTerms(v.Terms))
	}
	d.currency = b.currency(v.Amount.Currency)
	d.ours, d.credit = v.Paid.Minor != 0, v.Type == reconcile.CreditNote
	d.cancelled, d.draft = v.State == reconcile.StateCancelled, v.State == reconcile.StateDraft
	if v.State == reconcile.StateOpen || v.State == "" {
		d.open = v.Amount.Minor - v.Closed.Minor
	}
	if d.open != 0 {
		b.openCount++
	}
	d.scheme = b.grammar.learn(v.Number, v.IssueDate)
}

// currency is the place of a currency among the book's.
func (b *book) currency(c reconcile.Currency) uint16 {
	for i, o := range b.currencies {
		if o == c {
			return uint16(i)
		}
	}
	b.currencies = append(b.currencies, c)
	return uint16(len(b.currencies) - 1)
}

// loadNumbers indexes the forms of all numbers, once all schemes are known, and what else
// names documents.
func (b *book) loadNumbers() {
	var projects, amounts indexBuilder
	numbers := formIndexer{lengths: &b.lengths}
	var writer formWriter
	var room [maxParts]numberPart
	for i := range b.docs {
		d, place := &b.docs[i], int32(i)
		numbers.place, numbers.last = place, 0
		writer.forms(b.partsOf(place, room[:0]), &numbers)
		if reference := b.referenceOf(place); reference != "" {
			for _, text := range [...]string{reference, withoutZeros(reference)} {
				numbers.take(form{text: []byte(text)})
				b.references.add([]byte(text))
			}
		}
		if n := onlyAlnum(b.projectOf(place)); n != "" {
			projects.add(hashOf(n), place)
			b.projects.add([]byte(n))
		}
		amounts.add(hashAmount(d.amount, string(b.currencies[d.currency])), place)
	}
	b.byNumber, b.byProject, b.byAmount = numbers.build(), projects.build(), amounts.build()
	for entries := range b.byAmount.each() {
		for _, e := range entries {
			b.docs[position(e)].same = int32(len(entries))
		}
	}
}

// formIndexer puts the forms of a document's number into an index.
type formIndexer struct {
	indexBuilder
	lengths *lengths
	place   int32
	last    uint64
}

func (x *formIndexer) take(f form) bool {
	if h := hashOf(f.text); h != x.last {
		x.add(h, x.place)
		x.lengths.add(f.text)
		x.last = h
	}
	return true
}
