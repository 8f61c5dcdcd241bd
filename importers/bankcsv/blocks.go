package bankcsv

import "github.com/rappro/rappro/reconcile"

// What order lines have, when days go one way and the lines of a day the other.
const (
	newestDayFirst = "newest day first" // and the oldest line of a day first
	oldestDayFirst = "oldest day first" // and the newest line of a day first
)

// blocks follows a running balance in a file whose days go one way and whose lines go the
// other way within a day. Each day is a block that has to prove itself, and to meet the next.
type blocks struct {
	newestFirst bool // days
	day         reconcile.Date
	sum         int64 // of the block
	toFirst     int64 // up to its first balance: with that line's amount, oldest first
	fromLast    int64 // from its last balance on: with that line's amount, newest first
	first, last int64 // balances
	has         bool
	amount      int64 // of the line added last

	met    bool  // a block is finished
	joint  int64 // the balance that the next block has to meet
	start  int64 // the balance at the file's first end
	steps  int
	agreed int
}

// add takes a line.
func (b *blocks) add(amount int64, day reconcile.Date) {
	if day != b.day && b.day != 0 {
		b.finish()
	}
	b.day = day
	b.sum += amount
	b.fromLast += amount
	b.amount = amount
}

// check takes the balance behind the line that was added last.
func (b *blocks) check(balance int64) {
	if !b.has {
		b.first, b.has = balance, true
		b.toFirst = b.sum
		if !b.newestFirst {
			b.toFirst -= b.amount // newest line first: the first balance stands behind it
		}
	} else {
		b.steps++
		want := b.last + b.fromLast
		if !b.newestFirst {
			want = b.last - (b.fromLast - b.amount)
		}
		if balance == want {
			b.agreed++
		}
	}
	b.last, b.fromLast = balance, 0
	if !b.newestFirst {
		b.fromLast = b.amount
	}
}

// ends gives the balances before and after a block.
func (b *blocks) ends() (before, after int64) {
	if b.newestFirst {
		return b.first - b.toFirst, b.last + b.fromLast
	}
	return b.last - b.fromLast, b.first + b.toFirst
}

// finish ends the block of a day and joins it to the one before it in the file.
func (b *blocks) finish() {
	if b.has {
		before, after := b.ends()
		near, next := after, before
		if !b.newestFirst {
			near, next = before, after
		}
		if b.met {
			b.steps++
			if near == b.joint {
				b.agreed++
			}
		} else {
			b.start, b.met = near, true
		}
		b.joint = next
	} else if b.met { // a day without any balance moves it all the same
		if b.newestFirst {
			b.joint -= b.sum
		} else {
			b.joint += b.sum
		}
	}
	b.sum, b.toFirst, b.fromLast, b.has, b.day = 0, 0, 0, false, 0
}

// proved says whether every step was right, and there was one.
func (b *blocks) proved() bool { return b.steps > 0 && b.agreed == b.steps }

// balances gives opening and closing, once the last block is finished.
func (b *blocks) balances() (opening, closing int64) {
	if b.newestFirst {
		return b.joint, b.start
	}
	return b.start, b.joint
}
