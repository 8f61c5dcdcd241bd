package reconcile

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// statement enters one statement, or holds it with the reason.
func (in *importing) statement(st *Statement) error {
	in.source(st)
	if st.Source.Provisional() {
		return in.provisional(st)
	}
	if st.Booked == 0 && len(st.Entries) == 0 && st.From == 0 {
		return nil // announced lines alone: they are in no book and cover no day
	}
	st.ID = StatementKey(in.c.Company, *st, in.fileKeys(st))
	stop, err := in.route(st)
	if err != nil || stop {
		return err
	}
	if stop, err := in.against(st); err != nil || stop {
		return err
	}
	if st.Doubt != "" && st.proven() {
		in.r.Messages = append(in.r.Messages, allTheSame(st.named()+st.Doubt))
	}
	others, err := in.w.Statements(in.ctx, Query{Company: in.c.Company, Account: st.Account,
		From: st.From, To: st.To})
	if err != nil {
		return err
	}
	others = slices.DeleteFunc(others, func(o Statement) bool { return !o.booked() })
	for _, o := range others {
		if o.State != StatementEntered {
			continue // a duplicate put nothing in the books
		}
		if o.ID == st.ID {
			st.State = StatementDuplicate
			in.note("statement %s of %s was entered before from another file", statementName(*st), st.Account)
		} else if formatFamily(o.Source.Format) != formatFamily(st.Source.Format) {
			reason := fmt.Sprintf("statement %s of %s: %s to %s came as %s before (%s, import %s)",
				statementName(*st), st.Account, max(st.From, o.From), min(st.To, o.To), o.Source.Format,
				o.Source.Name, o.Source.Import)
			if !in.overrides(st, reason) {
				return in.hold(st, reason+"; held: undo that import to enter this one in its place, "+
					"or enter both with --override and a reason")
			}
		}
	}
	if st.State == "" {
		st.State = StatementEntered
	}
	return in.enter(st, others)
}

// silent says whether a statement says nothing that is stored. Announced lines alone are in no
// book and cover no day; an interim report is made of them.
func (s *Statement) silent() bool {
	if s.Source.Provisional() {
		return s.Pending == 0 && s.From == 0
	}
	return s.Booked == 0 && len(s.Entries) == 0 && s.From == 0
}

// source notes where a statement comes from. Its format is that of the file, unless the file
// was converted and says what it was made from: identity is that of the source.
func (in *importing) source(st *Statement) {
	st.Source.Import, st.Source.Name = ImportID(in.f.Digest), in.f.Name
	if st.Source.Format == "" {
		st.Source.Format = in.f.Format
	}
}

// formatFamily puts the formats together that give one line the same identity: all
// versions and messages of camt, for one.
func formatFamily(format string) string {
	family, _, _ := strings.Cut(format, ".")
	return family
}

func (in *importing) note(format string, args ...any) {
	in.r.Messages = append(in.r.Messages, fmt.Sprintf(format, args...))
}

// overrides says whether a person has said with a reason that a statement which does not
// prove enters all the same. The statement keeps what speaks against it, and the anomaly
// stays.
func (in *importing) overrides(st *Statement, reason string) bool {
	if !in.c.Override {
		return false
	}
	if err := in.c.permitted(ActOverride, in.c.Actor, st.difference()); err != nil {
		in.note("not entered by override: %s", err)
		return false
	}
	st.Reason = "override (" + in.c.Actor.String() + ": " + in.c.reason() + "): " + reason
	in.note("%s; entered by override: %s", reason, in.c.Reason)
	return true
}

func (in *importing) hold(st *Statement, reason string) error {
	st.State, st.Reason = StatementHeld, reason
	in.r.Held++
	in.r.Messages = append(in.r.Messages, reason)
	if st.Streamed() {
		return nil // it is stored when its lines have been read again, for its key
	}
	return in.put(*st)
}

// put stores what a statement says without its entries.
func (in *importing) put(head Statement) error {
	in.taken++
	in.booked += head.Booked
	head.Entries = nil
	in.brought.statement(head)
	return in.w.AddStatements(in.ctx, in.c.Company, head.Source.Import, []Statement{head})
}

// fileKeys gives every entry the key it has when the file stands alone, and sums them up.
func (in *importing) fileKeys(st *Statement) EntrySum {
	var sum EntrySum
	rank := make(map[[32]byte]int, len(st.Entries))
	for i := range st.Entries {
		e := &st.Entries[i]
		e.Account = st.Account
		d := EntryDigest(in.c.Company, *e)
		rank[d]++
		e.ID = EntryKey(in.c.Company, *e, rank[d])
		sum.Add(d)
	}
	return sum
}

// enter writes the entries. For equal lines of one day the counts of chained statements
// add, and of overlapping ones the larger stands (DESIGN section 5, Identity).
func (in *importing) enter(st *Statement, others []Statement) error {
	if err := in.rank(st, others); err != nil {
		return err
	}
	if st.State == StatementHeld {
		return in.hold(st, st.Reason)
	}
	if reason, err := in.disagrees(st, others); err != nil {
		return err
	} else if reason != "" && !in.overrides(st, reason) {
		return in.hold(st, afterOverride(reason, *st, others))
	}
	entries := slices.Clone(st.Entries)
	if st.State == StatementDuplicate { // it says what was said, and adds nothing
		entries = slices.DeleteFunc(entries, func(e Entry) bool { return !in.have[e.ID] })
	}
	slices.SortFunc(entries, func(a, b Entry) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	if err := in.put(*st); err != nil {
		return err
	}
	if err := in.detail(entries); err != nil {
		return err
	}
	return in.addEntries(st, entries)
}

// rank gives repeated lines of a statement that continues another the ranks after those
// stored, and holds it when nobody can tell whether it continues or repeats.
func (in *importing) rank(st *Statement, others []Statement) error {
	in.have = nil
	if len(others) == 0 {
		return nil
	}
	stored, err := in.w.EntryIDs(in.ctx, Query{Company: in.c.Company, Account: st.Account,
		From: st.From, To: st.To})
	if err != nil {
		return err
	}
	have := make(map[ID]bool, len(stored))
	for _, id := range stored {
		have[id] = true
	}
	in.have = have
	if st.State == StatementDuplicate {
		return nil
	}
	repeats := in.severalAgain(st)
	shift := make(map[[32]byte]int)
	rank := make(map[[32]byte]int)
	again := st.repeats(have)
	doubt := in.twoWays(*st, others)
	for i := range st.Entries {
		e := &st.Entries[i]
		if !have[EntryKey(in.c.Company, *e, 1)] {
			continue
		}
		d := EntryDigest(in.c.Company, *e)
		if _, seen := shift[d]; !seen {
			stands := relation(*st, others, e.BookingDate, e.Stable || repeats)
			if stands == chained && again(e.BookingDate) {
				stands = overlapping
				in.toldAgain(*st, e.BookingDate)
			}
			o, err := doubt(stands)
			if err != nil {
				return err
			}
			if o != nil {
				reason := eitherWay(*st, *o, e.BookingDate)
				if !in.overrides(st, reason) {
					st.State, st.Reason = StatementHeld, heldBecause(reason)
					return nil
				}
				stands = chained
			}
			switch stands {
			case unknownRelation:
				reason := fmt.Sprintf("statement %s of %s: it repeats a line of %s, and "+
					"without balances or a period nobody can tell whether it is the same line",
					statementName(*st), st.Account, e.BookingDate)
				if !in.overrides(st, reason) {
					st.State, st.Reason = StatementHeld, heldBecause(reason)
					return nil
				}
				shift[d] = in.count(*e, have)
			case chained, counted:
				shift[d] = in.count(*e, have)
			default:
				shift[d] = 0
			}
		}
		rank[d]++
		e.ID = EntryKey(in.c.Company, *e, shift[d]+rank[d])
	}
	return nil
}

func (in *importing) count(e Entry, have map[ID]bool) int {
	n := 0
	for have[EntryKey(in.c.Company, e, n+1)] {
		n++
	}
	return n
}

// detail replaces a lump that is stored already by its payments, when this file has them
// and nothing live is allocated to the lump.
func (in *importing) detail(entries []Entry) error {
	var ids []ID
	by := map[ID]*Entry{}
	for i := range entries {
		if e := &entries[i]; len(e.Details) > 1 {
			ids = append(ids, e.ID)
			by[e.ID] = e
		}
	}
	if len(ids) == 0 {
		return nil
	}
	gone := map[ID]bool{}
	for p, err := range in.w.Payments(in.ctx, Query{Company: in.c.Company, Payments: ids}) {
		if err != nil {
			return err
		}
		e := by[p.Entry]
		if e == nil || !p.Lump {
			continue
		}
		busy, err := decidedOn(in.ctx, in.w, in.c.Company, p.ID)
		if err != nil {
			return err
		}
		if busy {
			in.note("the details of entry %s are not used: its sum is allocated already; undo first", p.ID)
			continue
		}
		if err := in.w.AddBatch(in.ctx, in.c.Company, ImportID(in.f.Digest), *e, p.Version+1); err != nil {
			return err
		}
		in.detailed++
		gone[p.ID] = true
	}
	return forget(in.ctx, in.w, in.c.Company, gone)
}
