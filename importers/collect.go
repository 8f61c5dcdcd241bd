package importers

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Collector is a Sink that keeps everything. Its zero value is ready to use.
type Collector struct {
	Statements []reconcile.Statement
	Needs      []string
	Messages   []string
	Kind       string             // see [AnswerSink.Layout]
	Answers    []reconcile.Answer // without their layout

	// Heads counts and adds the entries up without keeping them: for files that are read a
	// second time to enter them.
	Heads bool
	// Announced keeps the announced lines.
	Announced bool

	open    *reconcile.Statement
	entries int
	left    int // messages above MaxMessages
}

// Begin starts a statement.
func (c *Collector) Begin(s reconcile.Statement) error {
	if c.open != nil {
		return fmt.Errorf("statement %q begins inside statement %q", s.Reference, c.open.Reference)
	}
	s.Credits, s.Debits = reconcile.Money{Currency: s.Currency}, reconcile.Money{Currency: s.Currency}
	c.open = &s
	return nil
}

// Entry keeps one booked line.
func (c *Collector) Entry(e reconcile.Entry) error {
	if c.open == nil {
		return fmt.Errorf("an entry of %s outside a statement", e.BookingDate)
	}
	if c.entries++; c.entries > MaxEntries {
		return TooManyEntries(e.Line)
	}
	if c.open.Source.Provisional() {
		return c.interim(e)
	}
	if c.Heads {
		return c.open.Count(&e)
	}
	c.open.Entries = append(c.open.Entries, e)
	return nil
}

// Forgets is true while entries are only counted.
func (c *Collector) Forgets() bool { return c.Heads }

// Pending counts an announced line and its sum.
func (c *Collector) Pending(m reconcile.Money) error {
	if c.open == nil {
		return fmt.Errorf("a pending line of %s outside a statement", m)
	}
	if c.entries++; c.entries > MaxEntries {
		return TooManyEntries(0)
	}
	if c.Announced {
		c.open.Announced = append(c.open.Announced, reconcile.Announced{Amount: m})
	}
	return c.pending(m)
}

// pending counts a line that is not booked and its sum.
func (c *Collector) pending(m reconcile.Money) error {
	c.open.Pending++
	into := &c.open.PendingCredits
	if m.Minor < 0 {
		into, m = &c.open.PendingDebits, m.Neg()
	}
	sum, err := into.Add(m)
	if err != nil {
		return fmt.Errorf("pending lines: %w", err)
	}
	*into = sum
	return nil
}

// interim keeps a line of an interim report apart and counts it as announced, so that nobody
// can take it for a booked one. Of a file too large to be held its sum is kept.
func (c *Collector) interim(e reconcile.Entry) error {
	if err := c.pending(e.Amount); err != nil {
		return err
	}
	if !c.Heads {
		c.open.Interim = append(c.open.Interim, e)
	}
	c.pendingDay(e.BookingDate)
	return nil
}

// PendingDay notes the day of an announced line, where the format has one: see [DaySink].
func (c *Collector) PendingDay(day reconcile.Date) {
	if c.open == nil || day == 0 {
		return
	}
	if n := len(c.open.Announced); n > 0 {
		c.open.Announced[n-1].Day = day
	}
	c.pendingDay(day)
}

// pendingDay counts the day of a line that is not booked.
func (c *Collector) pendingDay(day reconcile.Date) {
	if day == 0 {
		return
	}
	if c.open.PendingFrom == 0 || day < c.open.PendingFrom {
		c.open.PendingFrom = day
	}
	c.open.PendingTo = max(c.open.PendingTo, day)
}

// End completes the statement begun last.
func (c *Collector) End(s reconcile.Statement) error {
	if c.open == nil {
		return fmt.Errorf("statement %q ends and never began", s.Reference)
	}
	o := c.open
	c.open = nil
	s.Entries, s.Pending = o.Entries, o.Pending
	s.PendingCredits, s.PendingDebits = o.PendingCredits, o.PendingDebits
	s.PendingFrom, s.PendingTo, s.Announced = o.PendingFrom, o.PendingTo, o.Announced
	s.Interim = o.Interim
	if c.Heads {
		s.Booked, s.Credits, s.Debits, s.Undated = o.Booked, o.Credits, o.Debits, o.Undated
		s.FirstBooked, s.LastBooked = o.FirstBooked, o.LastBooked
		s.Settle()
	} else if err := s.Total(); err != nil {
		return fmt.Errorf("statement %q: %w", s.Reference, err)
	}
	c.Statements = append(c.Statements, s)
	return nil
}

// Layout keeps the digest of the layout.
func (c *Collector) Layout(digest string) { c.Kind = digest }

// Answered keeps an answer, once.
func (c *Collector) Answered(question, answer string, proved bool) {
	a := reconcile.Answer{Question: question, Value: answer, Proved: proved}
	if !slices.Contains(c.Answers, a) {
		c.Answers = append(c.Answers, a)
	}
}

// Ask keeps a question, once.
func (c *Collector) Ask(need string) {
	if !slices.Contains(c.Needs, need) {
		c.Needs = append(c.Needs, need)
	}
}

// Note keeps a remark, up to MaxMessages of them.
func (c *Collector) Note(message string) {
	if len(c.Messages) == MaxMessages {
		c.left++
		return
	}
	c.Messages = append(c.Messages, message)
}

// Remarks lists the remarks, and says how many more there were.
func (c *Collector) Remarks() []string {
	if c.left == 0 {
		return c.Messages
	}
	return append(slices.Clone(c.Messages), fmt.Sprintf("and %d more remarks", c.left))
}
