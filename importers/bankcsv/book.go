package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// book is one statement while its lines are read. The first one of a file is told to the
// sink line by line; where lines of several accounts alternate the others wait, because a
// sink hears one statement after the other.
type book struct {
	st      reconcile.Statement
	exp     int // of the currency
	live    bool
	chain   chain
	waits   tally   // of the pending lines
	beside  []int64 // balances that stand on lines without a day
	summed  tally   // the sums at the last line that says it is a total
	sums    tally   // credits and debits so far, pending ones too, in minor units
	opening *int64
	closing *int64
	entries []reconcile.Entry // that wait
	pending []waitingLine
	claims  []claim
	lines   int  // counted
	bare    int  // the first line without a balance behind the last with one, 0 for none
	gaps    bool // and such lines stand before it
	pairs   statedPairs
	edges   []balanceLine // that are no entries
	plain   []balanceLine // that say nothing but that they are balances or sums
}

// claim is an amount on a line without a day: a total, a balance, or an entry whose day is
// lost. The end of the statement tells.
type claim struct {
	line   int
	column string
	minor  int64

	sum          bool  // the line says that it is a total
	above, since tally // sums of the lines above it, and of those behind the last such line
}

// maxClaims is more than any list has totals.
const maxClaims = 1000

// explained says whether every such amount is a sum of the lines or a balance. It names the
// first that is neither.
func (b *book) explained(s *reconcile.Statement) error {
	for _, c := range b.claims {
		v := abs(c.minor)
		net := b.sums[0] - b.sums[1]
		known := v == 0 || v == b.sums[0] || v == b.sums[1] || v == abs(net) && (c.minor > 0 || net < 0) || b.chain.isBalance(c.minor)
		for _, balance := range [...]*reconcile.Balance{s.Opening, s.Closing} {
			known = known || balance != nil && abs(balance.Amount.Minor) == v
		}
		if !known && !c.sum {
			return &importers.Error{Line: c.line, What: fmt.Sprintf("column %q: amount %s has no date "+
				"and is neither a sum of the lines nor a balance: a line is missing, or the date of "+
				"this one (where it is that of the line above, name a profile with day: above)", c.column, b.money(c.minor).Decimal())}
		}
	}
	return nil
}

// waitingLine is a pending line and its day, zero where it has none.
type waitingLine struct {
	amount reconcile.Money
	day    reconcile.Date
}

func tellPending(sink importers.Sink, m reconcile.Money, day reconcile.Date) error {
	if err := sink.Pending(m); err != nil {
		return err
	}
	if s, ok := sink.(importers.DaySink); ok {
		s.PendingDay(day)
	}
	return nil
}

func newBook(s reconcile.Statement, live bool, order string) *book {
	exp, _ := exponent(s.Currency)
	b := &book{st: s, exp: exp, live: live, chain: chain{currency: s.Currency}}
	if order != "" {
		b.chain.days = &blocks{newestFirst: order == newestDayFirst}
	}
	return b
}

func (b *book) key() string { return b.st.Account + " " + string(b.st.Currency) }

// holds says whether lines of an account and a currency, empty where not said, are of this
// statement.
func (b *book) holds(account, currency string) bool {
	return (account == "" || sameAccount(b.st.Account, account)) &&
		(currency == "" || strings.EqualFold(currency, string(b.st.Currency)) ||
			currencySign(currency) == b.st.Currency)
}

// entry takes a booked line.
func (b *book) entry(sink importers.Sink, e *reconcile.Entry) error {
	if b.live {
		return sink.Entry(*e)
	}
	b.entries = append(b.entries, *e)
	return nil
}

// wait takes a pending line.
func (b *book) wait(sink importers.Sink, minor int64, day reconcile.Date) error {
	b.count(minor)
	b.waits.add(minor)
	m := b.money(minor)
	if b.live {
		return tellPending(sink, m, day)
	}
	b.pending = append(b.pending, waitingLine{m, day})
	return nil
}

// count adds a line to the sums that a line of totals is compared with.
func (b *book) count(minor int64) {
	b.lines++
	if minor < 0 {
		b.sums[1] -= minor
	} else {
		b.sums[0] += minor
	}
}

func (b *book) money(minor int64) reconcile.Money {
	return reconcile.Money{Minor: minor, Currency: b.st.Currency}
}

// tell gives what waits to the sink.
func (b *book) tell(sink importers.Sink) error {
	if b.live {
		return nil
	}
	if err := sink.Begin(b.st); err != nil {
		return err
	}
	for _, e := range b.entries {
		if err := sink.Entry(e); err != nil {
			return err
		}
	}
	for _, w := range b.pending {
		if err := tellPending(sink, w.amount, w.day); err != nil {
			return err
		}
	}
	return nil
}

// lineBalances takes the balances that stand as lines within the table.
func (b *book) lineBalances(s *reconcile.Statement) {
	if b.opening != nil && s.Opening == nil {
		s.Opening = &reconcile.Balance{Amount: b.money(*b.opening), Date: b.chain.minDay}
	}
	if b.closing != nil && s.Closing == nil {
		s.Closing = &reconcile.Balance{Amount: b.money(*b.closing), Date: b.chain.maxDay}
	}
}
