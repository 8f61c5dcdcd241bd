package camt

import (
	"fmt"
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// tally counts lines and adds them up, credits and debits apart, both as positive sums.
type tally struct{ credits, debits total }

type total struct {
	lines    int
	payments int  // in them
	more     bool // of a batch nobody says how many it holds
	sum      int64
}

func (t *tally) add(m reconcile.Money, payments int) {
	into, minor := &t.credits, m.Minor
	if minor < 0 {
		into, minor = &t.debits, -minor
	}
	into.lines++
	into.payments += max(payments, 1)
	into.more = into.more || payments == 0
	into.sum += minor
}

// summary compares TxsSummry with the lines that were read and says what differs, nothing when
// it agrees. Banks sum up the booked lines, or all that they show; the sum of both directions is
// what moved, or at some the difference. Banks count lines, or the payments in them; a count that is
// neither is told of as well, also where the sum agrees: lines that sum to nothing may be missing.
// On a page the summary may be that of the whole statement: it is not compared.
func (r *reader) summary() string {
	n := r.head.at(0, "TxsSummry")
	if n == none || r.counted().First > 0 || r.st.page > r.st.head {
		return ""
	}
	doubt := ""
	for _, t := range []tally{r.st.booked, r.st.shown} {
		all := total{t.credits.lines + t.debits.lines, t.credits.payments + t.debits.payments,
			t.credits.more || t.debits.more, t.credits.sum + t.debits.sum}
		net := max(t.credits.sum-t.debits.sum, t.debits.sum-t.credits.sum)
		said, has := r.differs(r.head.at(n, "TtlCdtNtries"), t.credits, t.credits.sum)
		form := "its summary says that the credits are %s, and they are %s"
		if said == "" {
			said, has = r.differs(r.head.at(n, "TtlDbtNtries"), t.debits, t.debits.sum)
			form = "its summary says that the debits are %s, and they are %s"
		}
		if said == "" {
			said, has = r.differs(r.head.at(n, "TtlNtries"), all, net)
			form = "its summary says that the lines are %s, and they are %s"
		}
		if said == "" {
			return ""
		}
		if doubt == "" {
			doubt = fmt.Sprintf(form, said, has)
		}
	}
	return doubt
}

// differs says what a part of the summary has and what was read, where they differ.
func (r *reader) differs(n int, read total, net int64) (said, has string) {
	if n == none {
		return "", ""
	}
	show := func(lines, sum string) string { return lines + " (" + sum + ")" }
	count, err := strconv.Atoi(r.head.get(n, "NbOfNtries"))
	sum, wrong := reconcile.ParseMoney(r.head.get(n, "Sum"), r.st.row.Currency)
	lines := strconv.Itoa(read.lines)
	switch {
	case (wrong != nil || sum.Minor == read.sum || sum.Minor == net) && (err != nil || read.counts(count)):
		return "", ""
	case wrong == nil:
		of := "?"
		if err == nil {
			of = strconv.Itoa(count)
		}
		return show(of, sum.String()), show(lines, reconcile.Money{Minor: read.sum, Currency: sum.Currency}.String())
	}
	return strconv.Itoa(count), lines
}

// counts says whether a bank may count what was read as so many.
func (t total) counts(n int) bool {
	return n == t.lines || n == t.payments || t.more && n > t.payments
}

// payments is how many payments the entry at hand holds: as many as it tells of one by one, or as
// its batch says. It is 0 where a batch does neither. Without a summary nobody asks.
func (r *reader) payments() int {
	if r.head.at(0, "TxsSummry") == none {
		return 1
	}
	b := r.batch()
	if n := max(len(r.drafts)+r.left, b.count); n > 0 || b.stated {
		return n
	}
	return 1
}
