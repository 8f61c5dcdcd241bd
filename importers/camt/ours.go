package camt

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// A statement that [Writer] wrote says so in RptgSrc. It is read back to the letter and
// without the rules that make sense of a bank's habits: they were applied when the source
// was read, and a second time they could change what identity is computed from.

// origin says who wrote a statement.
type origin uint8

const (
	foreign  origin = iota // a bank
	ours                   // rappro
	unstated               // rappro; the period is that of the entries, no bank states it
)

// What RptgSrc/Prtry begins with: RAPPRO, then UNSTATED, then the format of the source. And
// what stands in a mandatory element of which nothing is known.
const (
	markOurs     = "RAPPRO"
	markUnstated = "UNSTATED"
	notProvided  = "NOTPROVIDED"
)

// sourceMark is what RptgSrc/Prtry says of a statement.
func sourceMark(s reconcile.Statement) string {
	words := []string{markOurs}
	if !s.Stated {
		words = append(words, markUnstated)
	}
	if s.Source.Format != "" {
		words = append(words, s.Source.Format)
	}
	return strings.Join(words, " ")
}

// ours says who wrote the statement whose heading the tree holds.
func (t *tree) ours() origin {
	who, _ := t.written()
	return who
}

// written is ours with the format of the source.
func (t *tree) written() (who origin, format string) {
	n := t.at(0, "RptgSrc")
	if n == none {
		return foreign, ""
	}
	words := strings.Fields(t.verbatim(t.at(n, "Prtry")))
	if len(words) == 0 || words[0] != markOurs {
		return foreign, ""
	}
	who, words = ours, words[1:]
	if len(words) > 0 && words[0] == markUnstated {
		who, words = unstated, words[1:]
	}
	if len(words) > 0 && importers.IsFormat(words[0]) {
		format = words[0]
	}
	return who, format
}

// said gives a mandatory text of which something is known.
func said(s string) string {
	if s == notProvided {
		return ""
	}
	return s
}

// composeOurs joins an entry of our own file and its transactions.
func (r *reader) composeOurs(e *reconcile.Entry) {
	b := r.batch()
	e.BatchCount, e.BatchRef = b.count, b.ref
	e.Lump = r.line.at(0, "AddtlInfInd") != none
	e.Reference = r.line.get(0, "AcctSvcrRef")
	if e.Stable = e.Reference != ""; !e.Stable {
		e.Reference = r.line.get(0, "NtryRef")
	}
	r.link()
	if n := len(r.drafts); n > 1 && !e.Lump && !r.sumUp(*e) {
		r.lump(e, detailsDiffer) // somebody changed it
		return
	}
	for i := range r.drafts {
		r.completeOurs(e, &r.drafts[i], &r.details[i])
	}
	if len(r.drafts) > 0 {
		e.Details = r.give()
	}
}

func (r *reader) completeOurs(e *reconcile.Entry, d *draft, out *reconcile.Detail) {
	out.Amount = e.Amount
	if d.amount.Currency != "" {
		out.Amount = signed(d.amount, int64(d.sign))
	}
	both := r.sidesOf(d)
	other := both.debtor
	if other == (side{}) {
		other = both.creditor
	}
	out.Payer, out.UltimatePayer = other.party, other.ultimate.OrNil()
	out.Reference = r.restOf(d).bankRef
}

// rejoin puts the texts of a transaction of ours together that were cut to fit, by the numbers that
// stand in its reference: see cut. Where somebody changed them they stay as they are.
func (t *tree) rejoin(pieces []string) []string {
	n := t.at(0, "Refs", "Prtry")
	if n == none || t.get(n, "Tp") != markOurs {
		return pieces
	}
	var texts []string
	rest := pieces
	for _, s := range strings.Fields(t.get(n, "Ref")) {
		count, err := strconv.Atoi(s)
		if err != nil || count < 0 || count > len(rest) {
			return pieces
		}
		texts = append(texts, strings.Join(rest[:count], ""))
		rest = rest[count:]
	}
	if len(rest) > 0 {
		return pieces
	}
	return texts
}

// announced tells of an entry that is not booked yet; the day of it is told of our own files
// only, where it is that of the source.
func (r *reader) announced(amount reconcile.Money) error {
	if err := r.sink.Pending(amount); err != nil || !r.line.exact {
		return err
	}
	day, err := r.line.dateAt(r.line.at(0, "BookgDt"))
	if sink, ok := r.sink.(importers.DaySink); ok && err == nil {
		sink.PendingDay(day)
	}
	return err
}
