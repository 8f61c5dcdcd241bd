package rows

import (
	"cmp"
	"context"
)

// behind is what a writer has accepted and is still storing, while whoever called it makes the
// next ready: to number, place and link ten thousand decisions takes as long as to store them.
// One job runs after the other, in the order given. Whatever else uses the transaction waits for
// all of them, so that nobody can tell, but for a failure: that is told by what is called next,
// and by [Writer.Finish], so that nothing is committed.
type behind struct {
	last chan struct{} // closed when the job given last has ended; nil for none
	room chan struct{} // as many as may wait, so that memory is bounded
	err  error         // the first; nothing more is done after it
}

// behindAtOnce is how many jobs are under way: one that runs, and the next.
const behindAtOnce = 2

// behindFrom is from how many rows on it is worth the while: a person's decisions are stored
// before their call returns.
const behindFrom = 1000

// later has something done after all that was given before. It waits while too much is.
func (b *behind) later(job func() error) {
	if b.room == nil {
		b.room = make(chan struct{}, behindAtOnce)
	}
	b.room <- struct{}{}
	before, done := b.last, make(chan struct{})
	b.last = done
	go func() {
		defer close(done)
		if before != nil {
			<-before
		}
		if b.err == nil {
			b.err = job()
		}
		<-b.room
	}()
}

// busy says whether something is under way.
func (b *behind) busy() bool {
	if b.last == nil {
		return false
	}
	select {
	case <-b.last:
		return false
	default:
		return true
	}
}

// wait until nothing is under way any more.
func (b *behind) wait() error {
	if b.last != nil {
		<-b.last
		b.last = nil
	}
	return b.err
}

// Rest waits until what was accepted is stored. A transaction must not end before, well or badly.
func (w *Writer) Rest() error {
	err := w.behind.wait()
	w.broken = cmp.Or(w.broken, err)
	return err
}

// keep stores rows that their caller has given away: many behind its back, and few, where nothing
// is under way, at once.
func (w *Writer) keep(ctx context.Context, list ...Bulk) error {
	many := 0
	for i := range list {
		many = max(many, list[i].Len)
	}
	if !w.behind.busy() {
		if err := w.Rest(); err != nil { // after a failure nobody need make more ready
			return err
		}
		if many < behindFrom {
			return w.insertAll(ctx, list)
		}
	}
	w.settle(true)
	w.changed = true
	w.behind.later(func() error {
		for i := range list {
			if err := w.send(ctx, &list[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return nil
}

func (w *Writer) insertAll(ctx context.Context, list []Bulk) error {
	for i := range list {
		if err := w.insert(ctx, list[i]); err != nil {
			return err
		}
	}
	return nil
}
