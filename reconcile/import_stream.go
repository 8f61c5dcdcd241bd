package reconcile

import (
	"bytes"
	"slices"
)

// streamRows is how many entries of a streamed statement are entered at once.
const streamRows = 4096

// streamed enters the statements of a file that is too large to be held: their totals and
// balances are known from the first reading, so what does not prove is held before a line
// is stored, and the others are entered while the file is read again. Memory does not grow
// with the file. A statement whose days came before in part has to be compared line by
// line: only such a one is gathered in memory.
func (in *importing) streamed() error {
	list := slices.Clone(in.f.Statements)
	enter := make([]bool, len(list))
	gather := make([]bool, len(list))
	for i := range list {
		st := &list[i]
		st.Entries, st.State, st.Reason = slices.Clone(st.Entries), "", ""
		if !st.Streamed() {
			if err := in.statement(st); err != nil {
				return err
			}
			continue
		}
		alone, stop, err := in.alone(st, list[:i])
		if err != nil {
			return err
		}
		enter[i], gather[i] = alone && !stop, !alone && !stop
	}
	if err := in.readAgain(list, enter, gather); err != nil {
		return err
	}
	for i := range list {
		if gather[i] {
			if err := in.statement(&list[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// alone routes and proves a statement, and says whether no other tells of its days.
func (in *importing) alone(st *Statement, before []Statement) (alone, stop bool, err error) {
	in.source(st)
	// Held, it has the key of its head alone: its lines are not read again for that.
	st.ID = StatementKey(in.c.Company, *st, EntrySum{})
	if stop, err = in.route(st); err != nil || stop {
		return false, true, err
	}
	if proof, diff, err := st.Prove(); proof == Contradicted {
		if reason := contradiction(*st, diff, err); err != nil || !in.overrides(st, reason) {
			return false, true, in.hold(st, heldBecause(reason))
		}
	}
	others, err := in.w.Statements(in.ctx, Query{Company: in.c.Company, Account: st.Account,
		From: st.From, To: st.To})
	if err != nil {
		return false, true, err
	}
	shares := func(o Statement) bool {
		return o.State != StatementHeld && !o.Source.Provisional() && o.Account == st.Account &&
			o.From <= st.To && st.From <= o.To
	}
	return !slices.ContainsFunc(others, shares) && !slices.ContainsFunc(before, shares), false, nil
}

// readAgain passes the lines of the file once more: into the store where the statement
// stands alone, into memory where it has to be compared.
func (in *importing) readAgain(list []Statement, enter, gather []bool) error {
	if !slices.Contains(enter, true) && !slices.Contains(gather, true) {
		return nil
	}
	total, done, current := 0, 0, -1
	for _, st := range list {
		total += st.Booked
	}
	var batch []Entry
	sums := make([]EntrySum, len(list))
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		done += len(batch)
		in.s.progress("lines", done, total)
		err := in.enterRows(&list[current], batch, &sums[current])
		batch = batch[:0]
		return err
	}
	err := in.f.Again(in.ctx, func(i int, e Entry) error {
		e.Account = list[i].Account
		switch {
		case gather[i]:
			list[i].Entries = append(list[i].Entries, e)
			return nil
		case !enter[i]:
			return nil
		}
		if i != current || len(batch) == streamRows {
			if err := flush(); err != nil {
				return err
			}
			current = i
		}
		batch = append(batch, e)
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return err
	}
	for i := range list {
		if !enter[i] {
			continue
		}
		st := list[i]
		st.State, st.ID = StatementEntered, StatementKey(in.c.Company, st, sums[i])
		if err := in.put(st); err != nil {
			return err
		}
	}
	return nil
}

// enterRows ranks and enters some lines of a statement that stands alone. What is stored of
// them already came from this very statement, so equal lines count on from there: the store
// is the memory of the ranks.
func (in *importing) enterRows(st *Statement, rows []Entry, sum *EntrySum) error {
	digests := make([][32]byte, len(rows))
	offset := map[[32]byte]int{}
	var firsts []ID
	example := map[ID]int{}
	for i := range rows {
		digests[i] = EntryDigest(in.c.Company, rows[i])
		if _, seen := offset[digests[i]]; !seen {
			offset[digests[i]] = 0
			id := EntryKey(in.c.Company, rows[i], 1)
			firsts, example[id] = append(firsts, id), i
		}
	}
	stored, err := in.entered(st, firsts)
	if err != nil {
		return err
	}
	for _, id := range stored {
		i := example[id]
		n := 1
		for {
			next, err := in.entered(st, []ID{EntryKey(in.c.Company, rows[i], n+1)})
			if err != nil {
				return err
			}
			if len(next) == 0 {
				break
			}
			n++
		}
		offset[digests[i]] = n
	}
	for i := range rows {
		offset[digests[i]]++
		rows[i].ID = EntryKey(in.c.Company, rows[i], offset[digests[i]])
		sum.Add(rows[i].ID)
	}
	slices.SortFunc(rows, func(a, b Entry) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	n, err := in.w.AddEntries(in.ctx, in.c.Company, st.Source.Import, rows)
	in.r.NewEntries += n
	return err
}

// entered are those of some ids that are stored already.
func (in *importing) entered(st *Statement, ids []ID) ([]ID, error) {
	return in.w.EntryIDs(in.ctx, Query{Company: in.c.Company, Account: st.Account, Payments: ids})
}
