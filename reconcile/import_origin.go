package reconcile

import (
	"slices"
	"strconv"
)

// Origin is one thing in the store and a file that brought it: an entry, what an entry is made of
// from another source, or a version of an invoice; of the three only one is set.
type Origin struct {
	Import string // id
	Entry  ID
	Batch  ID
	// Invoice is the version, without what was decided on it.
	Invoice Invoice
}

// member is the digest under which it counts in [ImportRecord.Content].
func (o Origin) member() [32]byte {
	switch {
	case !o.Entry.IsZero():
		return digest("entry", string(o.Entry[:]))
	case !o.Batch.IsZero():
		return digest("batch", string(o.Batch[:]))
	}
	v := &o.Invoice
	return digest("invoice", v.Number, strconv.Itoa(v.Version), string(v.Type), v.Customer, v.IssueDate.String(),
		v.DueDate.String(), v.Amount.String(), string(v.State))
}

// statementMember is the digest of a statement as its file brought it. Whether it is called the
// repeat of another one depends on what other files there are, and is left out.
func statementMember(s Statement) [32]byte {
	state := s.State
	if state == StatementDuplicate {
		state = StatementEntered
	}
	return digest("statement", string(s.ID[:]), s.Account, s.Reference, s.From.String(), s.To.String(),
		balanceText(s.Opening), balanceText(s.Closing), strconv.Itoa(s.Booked), s.Credits.String(),
		s.Debits.String(), string(state), s.Reason)
}

// brought sums up what one file puts into the store.
type brought struct {
	sum EntrySum
	// days are those of entries that are in, per account.
	days map[string][]enteredDays
}

// enteredDays are those of some entries of one statement.
type enteredDays struct {
	of       *Statement
	from, to Date
}

func (b *brought) statement(s Statement) { b.sum.Add(statementMember(s)) }

func (b *brought) invoice(v Invoice) { b.sum.Add(Origin{Invoice: v}.member()) }

// batch counts one that is stored once, however often the file tells it.
func (b *brought) batch(id ID, before []Batch) {
	if !slices.ContainsFunc(before, func(o Batch) bool { return o.ID == id }) {
		b.sum.Add(Origin{Batch: id}.member())
	}
}

// addEntries stores entries of a statement, in order of id, and sums up those that the file has not
// brought yet.
func (in *importing) addEntries(st *Statement, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	from, to := entries[0].ID.Day(), entries[len(entries)-1].ID.Day()
	seen, err := in.seenBefore(st, from, to)
	if err != nil {
		return err
	}
	for i := range entries {
		if id := entries[i].ID; !seen[id] && (i == 0 || entries[i-1].ID != id) {
			in.brought.sum.Add(Origin{Entry: id}.member())
		}
	}
	if in.brought.days == nil {
		in.brought.days = map[string][]enteredDays{}
	}
	in.brought.days[st.Account] = append(in.brought.days[st.Account], enteredDays{st, from, to})
	n, err := in.w.AddEntries(in.ctx, in.c.Company, st.Source.Import, entries)
	in.r.NewEntries += n
	return err
}

// seenBefore are the entries of some days that other statements of the file brought: two that overlap
// tell of the same lines. Lines of one statement are all different.
func (in *importing) seenBefore(st *Statement, from, to Date) (map[ID]bool, error) {
	if !slices.ContainsFunc(in.brought.days[st.Account], func(d enteredDays) bool {
		return d.of != st && d.from <= to && from <= d.to
	}) {
		return nil, nil
	}
	ids, err := in.w.EntryIDs(in.ctx, Query{Company: in.c.Company, Account: st.Account, From: from, To: to,
		Import: st.Source.Import})
	seen := make(map[ID]bool, len(ids))
	for _, id := range ids {
		seen[id] = true
	}
	return seen, err
}
