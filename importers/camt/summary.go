package camt

import (
	"fmt"
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// tally counts lines and adds them up, credits and debits apart, both as positive sums.
type tally struct{ credits, debits total }

type total struct {
	lines int
	sum   int64
}

func (t *tally) add(m reconcile.Money) {
	into, minor := &t.credits, m.Minor
	if minor < 0 {
		into, minor = &t.debits, -minor
	}
	into.lines++
	into.sum += minor
}

// summary compares TxsSummry with the lines that were read and says what differs, nothing when
// it agrees. Banks sum up the booked lines, or all that they show; the sum of both directions is
// what moved, or at some the difference. Lines are counted in more than one way (with batches,
// the payments), so the count decides only where no sum stands beside it. On a page the summary
// may be that of the whole statement: it is not compared.
func (r *reader) summary() string {
	n := r.head.at(0, "TxsSummry")
	if n == none || r.counted().First > 0 || r.st.page > r.st.head {
		return ""
	}
	doubt := ""
	for _, t := range []tally{r.st.booked, r.st.shown} {
		all := total{t.credits.lines + t.debits.lines, t.credits.sum + t.debits.sum}
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
	case wrong == nil && sum.Minor != read.sum && sum.Minor != net:
		of := "?"
		if err == nil {
			of = strconv.Itoa(count)
		}
		return show(of, sum.String()), show(lines, reconcile.Money{Minor: read.sum, Currency: sum.Currency}.String())
	case wrong != nil && err == nil && count != read.lines:
		return strconv.Itoa(count), lines
	}
	return "", ""
}
