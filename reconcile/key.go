package reconcile

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// ID identifies an entry, a payment, a statement or a decision for ever. It is computed
// from what the bank or the person said and never from a sequence, so that both stores
// and every re-import give the same one (DESIGN section 5, Identity).
//
// Its sixteen bytes are account (4), booking day (2) and digest (10): rows of one account
// and day lie together on the disk, which is what makes bulk import fast (DESIGN 10).
type ID [16]byte

// printed is base32 in lower case without the letters i, l, o and u, which people confuse.
var printed = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// String prints the digest part, sixteen characters; any unique prefix of it names the
// thing on the command line.
func (id ID) String() string {
	if id == (ID{}) {
		return ""
	}
	return printed.EncodeToString(id[6:])
}

// IsZero says whether the id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// Day is the booking day that the id carries.
func (id ID) Day() Date { return Date(binary.BigEndian.Uint16(id[4:6])) }

// HasPrefix says whether the printed form starts with s, in any case.
func (id ID) HasPrefix(s string) bool {
	return s != "" && strings.HasPrefix(id.String(), strings.ToLower(s))
}

// MarshalText writes the whole id in base32, 26 characters, so that it can be read back.
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(printed.EncodeToString(id[:])), nil
}

// UnmarshalText reads the form of MarshalText.
func (id *ID) UnmarshalText(b []byte) error {
	*id = ID{}
	if len(b) == 0 {
		return nil
	}
	v, err := printed.DecodeString(string(b))
	if err != nil || len(v) != len(id) {
		return fmt.Errorf("id %q: want 26 characters of base32", b)
	}
	copy(id[:], v)
	return nil
}

// PrintedDigits is how many characters a printed id has.
const PrintedDigits = 16

// Printed gives the least and the greatest digest part of the ids whose printed form begins with s, in
// any case; not ok where none does. It is [ID.HasPrefix] for a store, which compares bytes.
func Printed(s string) (low, high []byte, ok bool) {
	s = strings.ToLower(s)
	if s == "" || len(s) > PrintedDigits {
		return nil, nil, false
	}
	rest := PrintedDigits - len(s)
	low, err := printed.DecodeString(s + strings.Repeat("0", rest))
	if err != nil {
		return nil, nil, false
	}
	high, err = printed.DecodeString(s + strings.Repeat("z", rest))
	return low, high, err == nil
}

// digest hashes fields one by one, each with its length, so that no two different lists of
// fields have the same bytes.
func digest(fields ...string) [32]byte {
	var room [512]byte // of most lists, so that nothing is allocated
	b := room[:0]
	for _, f := range fields {
		b = appendField(b, f)
	}
	return sha256.Sum256(b)
}

// appendField adds a field to what a digest is made of, after its length: no two lists are alike.
func appendField[T ~string | ~[]byte](b []byte, field T) []byte {
	return append(binary.BigEndian.AppendUint64(b, uint64(len(field))), field...)
}

func keyed(account string, day Date, sum [32]byte) ID {
	var id ID
	a := digest("account", account)
	copy(id[:4], a[:4])
	binary.BigEndian.PutUint16(id[4:6], uint16(day))
	copy(id[6:], sum[:10])
	return id
}

// EntryDigest identifies one booked line, without its rank among equal lines: company,
// account, currency, booking date, signed amount and R. R is the bank's reference where
// the format's note declares it stable, else value date, payer IBAN, end-to-end id and
// normalised text (DESIGN section 5).
func EntryDigest(company string, e Entry) [32]byte {
	r := []string{"entry", company, e.Account, string(e.Amount.Currency),
		e.BookingDate.String(), e.Amount.Decimal()}
	if e.Stable && e.Reference != "" {
		r = append(r, "reference", e.Reference)
	} else {
		var d Detail
		if len(e.Details) == 1 {
			d = e.Details[0]
		}
		text := NormalText(strings.Join(d.Text, "") + e.Text)
		r = append(r, "text", e.ValueDate.String(), d.Payer.IBAN, d.EndToEndID, text)
	}
	return digest(r...)
}

// EntryKey is the id of the n-th (from 1) of the equal lines of an account and day.
func EntryKey(company string, e Entry, n int) ID {
	return entryKey(company, e, EntryDigest(company, e), n)
}

func entryKey(company string, e Entry, base [32]byte, n int) ID {
	return keyed(company+"\x00"+e.Account, e.BookingDate,
		digest("ordinal", string(base[:]), strconv.Itoa(n)))
}

// PaymentKey is the id of one payment of a batch: the entry's, a digest of the detail, and
// the rank n (from 1) among equal details of that entry. An entry without a batch has one
// payment whose id is the entry's own.
func PaymentKey(e Entry, d Detail, n int) ID {
	sum := digest("payment", string(e.ID[:]), d.Amount.String(), d.Reference, d.EndToEndID,
		d.Payer.IBAN, NormalText(d.Payer.Name), NormalText(strings.Join(d.Text, "")), fmt.Sprint(n))
	id := e.ID
	copy(id[6:], sum[:10])
	return id
}

// AutomaticKey is the idempotency key of a decision made by a rule: the company, the
// source, the parts, and how often decisions on that source were taken back before, so
// that a rule may decide again after an undo but never twice. It begins with the account
// and day of the payment, zero where no money moves, so that decisions lie beside them.
func AutomaticKey(company string, payment ID, source string, parts []Part, reversals int) ID {
	var room [8]string
	f := append(room[:0], "decision", company, string(payment[:]), source, strconv.Itoa(reversals))
	for _, p := range parts {
		f = append(f, p.key())
	}
	sum := digest(f...)
	id := payment
	copy(id[6:], sum[:10])
	return id
}

// ManualKey is the idempotency key of a decision that carries a key given by a person or
// by another program (--key).
func ManualKey(company, key string) ID {
	return keyed("", 0, digest("manual", company, key))
}
