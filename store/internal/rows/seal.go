package rows

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"iter"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Rows of statements, entries, details, invoices, decisions and allocations end with a seal: eight bytes of a digest of the values
// that they were stored with. Ids and the audit chain cover what a row means for the books; the
// seal covers every column, the bank's words and the place on the invoice included, so that a row
// changed by hand or by a bad disk is named. What changes in the life of a row is not sealed: the
// file that an entry belongs to, the version of its details that counts, the state of a statement.

// seal appends the seal of the values from a cell on.
func (b *Block) seal(from int) { b.Number(b.sealOf(from)) }

func (b *Block) sealOf(from int) int64 {
	s := b.scratch[:0]
	for i := from; i < len(b.Cells); i++ {
		c := &b.Cells[i]
		s = binary.AppendVarint(s, c.N)
		if c.Kind >= Text {
			s = append(s, b.Bytes(c)...)
		}
	}
	b.scratch = s
	sum := sha256.Sum256(s)
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

// sealed are the tables whose rows have a seal: their columns, and what a row is called.
type sealed struct {
	table, order string
	columns      []string
	name         func(places []any) string
}

func sealedTables() []sealed {
	id := func(what string, at int) func([]any) string {
		return func(places []any) string {
			var id reconcile.ID
			if b := *places[at].(*[]byte); len(b) == len(id) {
				copy(id[:], b)
			}
			return what + " " + id.String()
		}
	}
	return []sealed{
		{"statement", "import, n", statementRow(), id("statement", 1)},
		{"entry", "id", entryColumns(), id("entry", 0)},
		{"detail", "id, version", paymentRow(), id("payment", 0)},
		{"invoice", "number, version", invoiceRow(), func(places []any) string {
			return fmt.Sprintf("invoice %s: version %d", *places[0].(*string), *places[1].(*int64))
		}},
		{"decision", "day, payment, invoice, seq", decisionRow(), id("decision", 4)},
		{"allocation", "invoice, n", allocationColumns(), func(places []any) string {
			return fmt.Sprintf("invoice %s: allocation %d", *places[0].(*string), *places[1].(*int64))
		}},
	}
}

// Altered implements reconcile.HistoryReader.
func (r *Reader) Altered(ctx context.Context, company string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, t := range sealedTables() {
			q := r.sentence(company, "SELECT "+list(t.columns)+" FROM "+t.table)
			q.and("company = ?", company)
			for name, err := range each(ctx, r, q.order(t.order), t.scan) {
				if (err != nil || name != "") && !yield(name, err) || err != nil {
					return
				}
			}
		}
	}
}

// scan gives the name of a row whose seal is not that of its values, and "" for all others.
func (t *sealed) scan() ([]any, func() (string, error)) {
	places := make([]any, len(t.columns))
	for i, c := range t.columns {
		switch kindOf(c) {
		case Null:
			places[i] = new(*int32)
		case Number:
			places[i] = new(int64)
		case Truth:
			places[i] = new(bool)
		case Bytes:
			places[i] = new([]byte)
		default:
			places[i] = new(string)
		}
	}
	var b Block
	return places, func() (string, error) {
		b.Cells, b.bytes = b.Cells[:0], b.bytes[:0]
		for _, p := range places[:len(places)-1] {
			switch v := p.(type) {
			case **int32:
				if *v == nil {
					b.Null()
				} else {
					b.Number(int64(**v))
				}
			case *int64:
				b.Number(*v)
			case *bool:
				b.Truth(*v)
			case *[]byte:
				b.Binary(*v)
			case *string:
				b.Text(*v)
			}
		}
		if b.sealOf(0) != *places[len(places)-1].(*int64) {
			return t.name(places), nil
		}
		return "", nil
	}
}

// kindOf says what a column of a sealed table holds, Null for a day that may not be there.
func kindOf(column string) Kind {
	switch column {
	case "opening_date", "closing_date":
		return Null
	case "id", "entry", "decision", "payment", "undoes", "content":
		return Bytes
	case "stable", "reversal", "lump", "stated", "more_pages", "disputed":
		return Truth
	case "amount", "batch_count", "line", "version", "n", "moves", "closes", "after", "effective",
		"day", "seq", "rank", "confidence", "recorded", "sequence", "first_page", "last_page", "first_day",
		"last_day", "pending", "booked", "seal":
		return Number
	}
	if strings.HasSuffix(column, "_date") {
		return Number
	}
	return Text
}
