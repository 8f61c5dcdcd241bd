package reconcile

import "fmt"

// Balance is what the bank says stood on the account at the start or end of a day. A nil
// *Balance means that the source does not say.
type Balance struct {
	Amount Money
	Date   Date
}

// StatementState says what became of a statement.
type StatementState string

// The states of a statement.
const (
	StatementEntered   StatementState = "entered"   // its lines are in the books
	StatementHeld      StatementState = "held"      // stored, shown, not entered; Reason says why
	StatementDuplicate StatementState = "duplicate" // the same content had been entered before
)

// Statement is what a bank says of one account over one period: opening balance, booked
// entries, closing balance.
type Statement struct {
	ID        ID // of its content, not of the file: see StatementKey
	Account   string
	Owner     string // holder's name as the bank prints it, not stored with the statement
	Currency  Currency
	Reference string // the bank's own statement id
	Sequence  int64  // the bank's electronic sequence number, 0 when it gives none
	Pages     Pages  // which of its pages this is, zero when it is whole
	From, To  Date   // the days it covers; stated by the bank, or first and last booking day
	Stated    bool   // From and To are the bank's words
	Opening   *Balance
	Closing   *Balance
	Entries   []Entry
	// Doubt is what the file says of its own lines and is not so, as the totals of a summary. It
	// holds a statement that no balances prove, and is not stored.
	Doubt   string
	Pending int // announced lines that were read and left out: they are not booked
	// PendingCredits and PendingDebits are the sums of those lines, both positive.
	PendingCredits, PendingDebits Money
	// PendingFrom and PendingTo are the first and the last day of those lines, where known.
	PendingFrom, PendingTo Date
	// Announced are those lines themselves, where whoever reads asks for them.
	Announced []Announced
	// Interim are the lines of an interim report, which are counted with the announced ones.
	Interim []Entry
	Source  Source

	State  StatementState
	Reason string // why it is held
	Booked int    // number of booked entries, also where Entries is not loaded
	// FirstBooked and LastBooked are the first and the last booking day of the entries.
	FirstBooked, LastBooked Date
	Undated                 int   // entries whose day nobody could tell yet
	Credits                 Money // sum of booked credits
	Debits                  Money // sum of booked debits, positive
}

// Announced is a line that the bank shows and has not booked.
type Announced struct {
	Amount Money // signed like an entry's
	Day    Date  // zero where the source has none
}

// Source says where something was read.
type Source struct {
	Import string // printed digest of the file
	Name   string // the file's name as given
	Format string // that the bank sent: of a converted file, what it was converted from
	Line   int    // 1-based line or record, 0 when the format has none
}

// Proof is the verdict of a statement's own balances over its entries.
type Proof string

// The verdicts of [Statement.Prove].
const (
	Proven       Proof = "proven"
	Unproven     Proof = "unproven"     // a balance is missing: entered, and marked
	Contradicted Proof = "contradicted" // held
)

// Prove checks opening + Σ booked entries = closing, exactly, in the statement's currency
// (DESIGN section 5, rule 1). The difference is closing − (opening + Σ).
func (s Statement) Prove() (Proof, Money, error) {
	sum := Money{Currency: s.Currency}
	if s.Streamed() { // added up when the lines went by
		sum.Minor = s.Credits.Minor - s.Debits.Minor
	}
	for _, e := range s.Entries {
		var err error
		if sum, err = sum.Add(e.Amount); err != nil {
			return Contradicted, Money{}, fmt.Errorf("entry of %s: %w", e.BookingDate, err)
		}
	}
	if s.Opening == nil || s.Closing == nil {
		return Unproven, Money{Currency: s.Currency}, nil
	}
	want, err := s.Opening.Amount.Add(sum)
	if err != nil {
		return Contradicted, Money{}, fmt.Errorf("opening balance: %w", err)
	}
	diff, err := s.Closing.Amount.Sub(want)
	if err != nil {
		return Contradicted, Money{}, fmt.Errorf("closing balance: %w", err)
	}
	if diff.IsZero() {
		return Proven, diff, nil
	}
	return Contradicted, diff, nil
}

// Proof is the verdict of Prove by the stored sums, where the entries are not at hand.
func (s Statement) Proof() Proof {
	switch {
	case !s.oneCurrency() || s.difference() != 0:
		return Contradicted
	case s.Opening == nil || s.Closing == nil:
		return Unproven
	}
	return Proven
}

func (s Statement) proven() bool { return s.Proof() == Proven }

// oneCurrency says whether a statement's balances are in its currency: else they prove nothing.
func (s Statement) oneCurrency() bool {
	return (s.Opening == nil || s.Opening.Amount.Currency == s.Currency) &&
		(s.Closing == nil || s.Closing.Amount.Currency == s.Currency)
}

// Covers says whether the statement tells everything that was booked on a day: the day
// lies between its first and last day. Without a stated period the days from the first to
// the last booking count, as an export by dates holds whole days.
func (s Statement) Covers(day Date) bool {
	return s.From != 0 && s.From <= day && day <= s.To
}

// Total fills Booked, Credits and Debits from the entries, and the period from the booking
// days where the bank does not state one.
func (s *Statement) Total() error {
	s.Booked, s.FirstBooked, s.LastBooked, s.Undated = 0, 0, 0, 0
	s.Credits, s.Debits = Money{Currency: s.Currency}, Money{Currency: s.Currency}
	for i := range s.Entries {
		if err := s.Count(&s.Entries[i]); err != nil {
			return err
		}
	}
	s.Settle()
	return nil
}

// Count adds one entry to Booked, to the sums and to the booking days.
func (s *Statement) Count(e *Entry) error {
	into, amount := &s.Credits, e.Amount
	if amount.Minor < 0 {
		into, amount = &s.Debits, amount.Neg()
	}
	sum, err := into.Add(amount)
	if err != nil {
		return err
	}
	*into = sum
	s.Booked++
	if e.BookingDate == 0 {
		s.Undated++
		return nil
	}
	if s.FirstBooked == 0 || e.BookingDate < s.FirstBooked {
		s.FirstBooked = e.BookingDate
	}
	s.LastBooked = max(s.LastBooked, e.BookingDate)
	return nil
}

// Settle takes the period from the booking days where the bank does not state one.
func (s *Statement) Settle() {
	if s.Stated || s.FirstBooked == 0 {
		return
	}
	if s.From == 0 || s.FirstBooked < s.From {
		s.From = s.FirstBooked
	}
	s.To = max(s.To, s.LastBooked)
}

// Streamed says whether the entries were counted and are not here: the file is read again
// to enter them (File.Again).
func (s Statement) Streamed() bool { return s.Booked > 0 && len(s.Entries) == 0 }

// EntrySum is a digest of entries or other things, equal ones counted, that does not depend on their
// order, so that it can be computed while a statement streams by: the sum of the digests of their
// digests ([EntryDigest] for one), modulo 2^256.
type EntrySum [32]byte

// Add counts one more entry in.
func (s *EntrySum) Add(entry [32]byte) {
	d := digest("member", string(entry[:]))
	carry := 0
	for i := len(s) - 1; i >= 0; i-- {
		carry += int(s[i]) + int(d[i])
		s[i] = byte(carry)
		carry >>= 8
	}
}

// StatementKey is the digest of what the bank said: account, its own id, period, balances
// and the set of its entries. The same content in other bytes has the same key, which is
// how a duplicate is told from a correction.
func StatementKey(company string, s Statement, entries EntrySum) ID {
	return keyed(company+"\x00"+s.Account, s.From, digest("statement", company, s.Account,
		string(s.Currency), s.Reference, s.From.String(), s.To.String(), balanceText(s.Opening),
		balanceText(s.Closing), string(entries[:])+s.Pages.String()))
}

func balanceText(b *Balance) string {
	if b == nil {
		return ""
	}
	return b.Amount.String()
}
