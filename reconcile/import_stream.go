package reconcile

import (
	"bytes"
	"slices"
)

// streamRows is how many entries of a streamed statement are entered at once. What is stored of
// their days is read again for each batch: of lines 15 000 a day half as many take a seventh
// longer, twice as many a tenth less and 30 MB more.
const streamRows = 8192

// fate is what becomes of a streamed statement while its file is read again.
type fate int

const (
	fateLeave  fate = iota // its lines are not needed
	fateEnter              // stored as they come
	fateGather             // kept in memory, to be compared with what is stored
	fateKey                // only counted into the key of a statement that is held
)

// streamed enters the statements of a file that is too large to be held: their totals and
// balances are known from the first reading, so what does not prove is held before a line
// is stored, and the others are entered while the file is read again. Memory does not grow
// with the file. A statement whose days came before in part has to be compared line by
// line: only such a one is gathered in memory.
func (in *importing) streamed() error {
	list := slices.Clone(in.f.Statements)
	fates := make([]fate, len(list))
	for i := range list {
		st := &list[i]
		st.Entries, st.State, st.Reason = slices.Clone(st.Entries), "", ""
		var err error
		if st.Streamed() {
			fates[i], err = in.fate(st, list[:i])
		} else {
			err = in.statement(st)
		}
		if err != nil {
			return err
		}
	}
	sums, err := in.readAgain(list, fates)
	if err != nil {
		return err
	}
	for i := range list {
		switch st := &list[i]; fates[i] {
		case fateGather:
			err = in.statement(st)
		case fateEnter, fateKey:
			if fates[i] == fateEnter {
				st.State = StatementEntered
			}
			st.ID = StatementKey(in.c.Company, *st, sums[i])
			err = in.put(*st)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fate routes and proves a statement, and looks for others that tell of its days.
func (in *importing) fate(st *Statement, before []Statement) (fate, error) {
	in.source(st)
	if stop, err := in.route(st); err != nil || stop {
		return st.held(), err
	}
	if stop, err := in.against(st); err != nil || stop {
		return fateKey, err
	}
	others, err := in.w.Statements(in.ctx, Query{Company: in.c.Company, Account: st.Account,
		From: st.From, To: st.To})
	if err != nil {
		return fateLeave, err
	}
	shares := func(o Statement) bool {
		return o.State != StatementHeld && !o.Source.Provisional() && o.Account == st.Account &&
			o.From <= st.To && st.From <= o.To
	}
	if slices.ContainsFunc(others, shares) || slices.ContainsFunc(before, shares) {
		return fateGather, nil
	}
	return fateEnter, nil
}

// held is the fate of a statement that goes no further.
func (s *Statement) held() fate {
	if s.State == StatementHeld {
		return fateKey
	}
	return fateLeave
}

// readAgain passes the lines of the file once more: into the store where the statement
// stands alone, into memory where it has to be compared. It gives the sum of the lines of each
// statement that is not gathered.
func (in *importing) readAgain(list []Statement, fates []fate) ([]EntrySum, error) {
	sums := make([]EntrySum, len(list))
	if !slices.ContainsFunc(fates, func(f fate) bool { return f != fateLeave }) {
		return sums, nil
	}
	current := -1
	var batch []Entry
	store := in.startEntering(list, sums)
	err := in.f.Again(in.ctx, func(i int, e Entry) error {
		e.Account = list[i].Account
		switch fates[i] {
		case fateLeave:
			return nil
		case fateGather:
			list[i].Entries = append(list[i].Entries, e)
			return nil
		case fateKey:
			sums[i].Add(EntryDigest(in.c.Company, e))
			return nil
		}
		if i != current || len(batch) == streamRows {
			if err := store.hand(current, batch); err != nil {
				return err
			}
			current, batch = i, make([]Entry, 0, streamRows)
		}
		batch = append(batch, e)
		return nil
	})
	if err == nil {
		err = store.hand(current, batch)
	}
	return sums, store.end(err)
}

// enterRows ranks and enters some lines of a statement that stands alone. What is stored of
// them already came from this very statement, so equal lines count on from there: the store
// is the memory of the ranks.
func (in *importing) enterRows(st *Statement, l lot, sum *EntrySum) error {
	rank := make(map[[32]byte]int, len(l.rows))
	firsts := make([]ID, 0, len(l.rows))
	for i, d := range l.digests {
		if _, seen := rank[d]; !seen {
			rank[d] = 0
			firsts = append(firsts, l.firsts[i])
		}
	}
	stored, err := in.entered(st, firsts)
	if err == nil && len(stored) > 0 {
		err = in.rankStored(st, l, stored, rank)
	}
	if err != nil {
		return err
	}
	for i, d := range l.digests {
		rank[d]++
		l.rows[i].ID = l.firsts[i]
		if n := rank[d]; n > 1 {
			l.rows[i].ID = EntryKey(in.c.Company, l.rows[i], n)
		}
		sum.Add(d)
	}
	slices.SortFunc(l.rows, func(a, b Entry) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return in.addEntries(st, l.rows)
}

// rankStored counts the equal lines that are stored already.
func (in *importing) rankStored(st *Statement, l lot, stored []ID, rank map[[32]byte]int) error {
	place := make(map[ID]int, len(l.rows))
	for i, id := range l.firsts {
		place[id] = i
	}
	for _, id := range stored {
		i, n := place[id], 1
		for {
			next, err := in.entered(st, []ID{EntryKey(in.c.Company, l.rows[i], n+1)})
			if err != nil {
				return err
			}
			if len(next) == 0 {
				break
			}
			n++
		}
		rank[l.digests[i]] = n
	}
	return nil
}

// entered are those of some ids that are stored already.
func (in *importing) entered(st *Statement, ids []ID) ([]ID, error) {
	return in.w.EntryIDs(in.ctx, Query{Company: in.c.Company, Account: st.Account, Payments: ids})
}
