package reconcile

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"
)

// An interim report (camt.052, MT942) tells of a day that is not over: its lines come again in
// the statement of the day, some with another text, some never. Until then they are shown as
// provisional, and that is all: they move no balance, prove nothing, are no encaissement and
// are never proposed or matched, because a match that the bank then takes back is worse than
// one that comes a day later.
//
// They are kept with their report and never as entries. Whether a line still stands is not
// stored either: it does until a statement that was entered covers its day, or until the line
// itself is booked, which has the same id where the bank's reference, amount and day are the
// same. So the order in which reports and statements come cannot matter, an import of either
// can be undone without a trace, and no part of the program can take a provisional line for a
// booked one by forgetting to ask. (Kept beside the booked entries under a mark, every list
// and sum of the store would have had to leave them out, and the entry that replaces a line
// has its very key.)

// The states of an interim report.
const (
	// StatementProvisional is one whose lines are shown until they are booked.
	StatementProvisional StatementState = "provisional"
	// StatementReplaced is one whose days booked statements tell of by now. It is not stored:
	// see [Statement.Now].
	StatementReplaced StatementState = "replaced"
)

// Provisional says whether the source is an interim report: nothing in it counts as booked.
// The format says so, that of the source where a file was converted.
func (s Source) Provisional() bool { return s.Format == "camt.052" || s.Format == "mt942" }

// Lines are the lines of a statement as its bank sent them: booked ones, or those of an
// interim report.
func (s Statement) Lines() []Entry {
	if s.Source.Provisional() {
		return s.Interim
	}
	return s.Entries
}

// booked says whether a statement tells what was booked: it was entered, or repeats one that
// was.
func (s Statement) booked() bool {
	return s.State == StatementEntered || s.State == StatementDuplicate
}

// provisional stores an interim report with its lines. It is neither proved nor compared
// with anything, so nothing holds it but an account in another currency.
func (in *importing) provisional(st *Statement) error {
	head := *st
	// An account has its holder's name from booked statements, whatever came first.
	head.Owner, head.Opening, head.Closing, head.Interim = "", nil, nil, nil
	stop, err := in.route(&head)
	if err != nil || stop {
		return err
	}
	lines := Statement{Account: st.Account, Entries: slices.Clone(st.Interim)}
	head.ID = StatementKey(in.c.Company, head, in.fileKeys(&lines))
	head.State = StatementProvisional
	for i := range lines.Entries {
		head.Interim = append(head.Interim, lines.Entries[i].shown())
	}
	return in.put(head)
}

// shown is what is kept of a provisional line: what a list of entries shows. Its text is the
// bank's, else who it is from or for and why.
func (e Entry) shown() Entry {
	text := e.Text
	if len(e.Details) == 1 && text == "" {
		d := &e.Details[0]
		text = strings.Join(append([]string{d.Payer.Name}, d.Text...), " ")
		text = strings.TrimSpace(cmpOr(strings.TrimSpace(text), d.AdditionalText))
	}
	return Entry{ID: e.ID, Account: e.Account, BookingDate: e.BookingDate, ValueDate: e.ValueDate,
		Amount: e.Amount, Reference: e.Reference, Code: e.Code, Reversal: e.Reversal, Text: text,
		Lump: e.Lump, Line: e.Line}
}

// Now is the state of a statement beside all statements of its company: an interim report is
// replaced once booked statements cover the day of each of its lines, or without lines the
// day that it ends on.
func (s Statement) Now(all []Statement) StatementState {
	if s.State != StatementProvisional {
		return s.State
	}
	days := []Date{s.To}
	for i, e := range s.Interim {
		if i == 0 {
			days = nil
		}
		days = append(days, e.BookingDate)
	}
	for _, day := range days {
		if !coveredBy(all, s.Account, day) {
			return StatementProvisional
		}
	}
	return StatementReplaced
}

func coveredBy(all []Statement, account string, day Date) bool {
	return slices.ContainsFunc(all, func(o Statement) bool {
		return o.booked() && o.Account == account && o.Covers(day)
	})
}

// ProvisionalEntries are the lines of interim reports that are not booked yet, in order of
// account, booking date, id. Several reports of a day repeat each other; a line is there
// once, with the count of the report that has it most often. Of the query account, days and
// AsOf count.
func ProvisionalEntries(ctx context.Context, r BankReader, q Query) ([]Entry, error) {
	all, err := r.Statements(ctx, Query{Company: q.Company, Account: q.Account})
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, s := range all {
		if s.State != StatementProvisional {
			continue
		}
		for _, e := range s.Interim {
			wanted := q.From <= e.BookingDate && (q.To == 0 || e.BookingDate <= q.To) &&
				(q.AsOf == 0 || e.BookingDate <= q.AsOf)
			if wanted && !coveredBy(all, e.Account, e.BookingDate) {
				out = append(out, e)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Entry) int {
		return cmp.Or(EntryOrder(a, b), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Reference, b.Reference), cmp.Compare(a.ValueDate, b.ValueDate))
	})
	out = slices.CompactFunc(out, func(a, b Entry) bool { return a.ID == b.ID })
	return withoutBooked(ctx, r, q.Company, out)
}

// EntryOrder compares two entries by account, booking date and id, the order of lists.
func EntryOrder(a, b Entry) int {
	return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.BookingDate, b.BookingDate),
		bytes.Compare(a.ID[:], b.ID[:]))
}

// withoutBooked takes out what is booked under the same id, by a statement that does not
// cover the day it booked on.
func withoutBooked(ctx context.Context, r BankReader, company string, lines []Entry) ([]Entry, error) {
	ids := map[string][]ID{}
	for _, e := range lines {
		ids[e.Account] = append(ids[e.Account], e.ID)
	}
	gone := map[ID]bool{}
	for account, list := range ids {
		stored, err := r.EntryIDs(ctx, Query{Company: company, Account: account, Payments: list})
		if err != nil {
			return nil, err
		}
		for _, id := range stored {
			gone[id] = true
		}
	}
	return slices.DeleteFunc(lines, func(e Entry) bool { return gone[e.ID] }), nil
}
