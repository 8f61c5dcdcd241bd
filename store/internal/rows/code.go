package rows

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// idColumn reads an id column into a reconcile.ID without keeping the driver's bytes. It
// serves database/sql as a Scanner and pgx as a BytesScanner.
type idColumn reconcile.ID

// Scan implements sql.Scanner.
func (c *idColumn) Scan(src any) error { return scanFixed(c[:], src) }

// ScanBytes implements pgtype.BytesScanner.
func (c *idColumn) ScanBytes(b []byte) error { return fixed(c[:], b) }

// sumColumn reads a column of 32 bytes: a digest.
type sumColumn [32]byte

// Scan implements sql.Scanner.
func (c *sumColumn) Scan(src any) error { return scanFixed(c[:], src) }

// ScanBytes implements pgtype.BytesScanner.
func (c *sumColumn) ScanBytes(b []byte) error { return fixed(c[:], b) }

func scanFixed(into []byte, src any) error {
	switch v := src.(type) {
	case nil:
		return fixed(into, nil)
	case []byte:
		return fixed(into, v)
	case string: // SQLite gives the empty literal of an outer join as text
		return fixed(into, []byte(v))
	}
	return fmt.Errorf("want bytes, the store has %T", src)
}

// fixed copies all bytes or, for an empty column, clears.
func fixed(into, b []byte) error {
	switch len(b) {
	case 0:
		clear(into)
	case len(into):
		copy(into, b)
	default:
		return fmt.Errorf("want %d bytes, the store has %d", len(into), len(b))
	}
	return nil
}

// idValue is what is stored for an id: its bytes, or none.
func idValue(id *reconcile.ID) []byte {
	if id.IsZero() {
		return []byte{}
	}
	return id[:]
}

// instant counts nanoseconds since 1970, 0 for no instant.
func instant(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func fromInstant(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}

// moneyText writes an amount and its currency, and nothing for Money{}. Unlike
// Money.UnmarshalText, [moneyOf] reads every currency back, known or not: a store must
// give back what it was given.
func moneyText(m reconcile.Money) string {
	if m == (reconcile.Money{}) {
		return ""
	}
	return m.String()
}

func moneyOf(s string) (reconcile.Money, error) {
	if s == "" {
		return reconcile.Money{}, nil
	}
	number, code, ok := strings.Cut(s, " ")
	whole, part, _ := strings.Cut(number, ".")
	minor, err := strconv.ParseInt(whole+part, 10, 64)
	if !ok || err != nil {
		return reconcile.Money{}, fmt.Errorf("amount %q in the store: want 12.50 EUR", s)
	}
	return reconcile.Money{Minor: minor, Currency: reconcile.Currency(code)}, nil
}

// lines puts the pieces of a text in one column, each on its line, so that a person who
// looks into the database reads what the bank wrote. A line feed or backslash within a
// piece is escaped; one empty piece is told from none.
func lines(pieces []string) string {
	switch {
	case len(pieces) == 0:
		return ""
	case len(pieces) == 1 && pieces[0] == "":
		return `\-`
	case len(pieces) == 1 && !strings.ContainsAny(pieces[0], "\\\n"):
		return pieces[0]
	}
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 {
			b.WriteByte('\n')
		}
		if strings.ContainsAny(p, "\\\n") {
			p = strings.ReplaceAll(strings.ReplaceAll(p, `\`, `\\`), "\n", `\n`)
		}
		b.WriteString(p)
	}
	return b.String()
}

func splitLines(s string) []string {
	switch {
	case s == "":
		return nil
	case s == `\-`:
		return []string{""}
	case !strings.ContainsAny(s, "\\\n"):
		return []string{s}
	}
	pieces := strings.Split(s, "\n")
	for i, p := range pieces {
		if strings.IndexByte(p, '\\') >= 0 {
			pieces[i] = strings.NewReplacer(`\\`, `\`, `\n`, "\n").Replace(p)
		}
	}
	return pieces
}

// idRange bounds the ids of an account between two days, both inclusive; zero days do not
// bound. An id begins with its account and booking day, so that this is one stretch of
// the table (DESIGN section 10).
func idRange(company, account string, from, to reconcile.Date) (low, high reconcile.ID) {
	if to == 0 {
		to = reconcile.MaxDate
	}
	low = reconcile.EntryKey(company, reconcile.Entry{Account: account, BookingDate: from}, 1)
	high = reconcile.EntryKey(company, reconcile.Entry{Account: account, BookingDate: to}, 1)
	for i := 6; i < len(low); i++ {
		low[i], high[i] = 0, math.MaxUint8
	}
	return low, high
}
