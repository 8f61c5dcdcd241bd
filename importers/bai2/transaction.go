package bai2

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// transaction reads 16: type, amount, funds type, bank's and customer's reference, text.
func (r *reader) transaction(l *logical) error {
	a := r.account
	if a == nil {
		return wrong(l.line, "a transaction (16) outside an account (03 to 49): records are missing, "+
			"ask the bank for the file again")
	}
	a.lines += len(l.pieces)
	f := l.fields()
	kind, text := f.at(0), f.at(1)
	amount, ok := signed(text)
	if text == "" {
		amount, ok = 0, true
	}
	if !ok || amount < 0 || !a.add(amount) {
		return wrong(l.line, "amount %q is no number of cents without sign, or too large", text)
	}
	sign, err := direction(kind)
	if err != nil {
		return wrong(l.line, "%s", err)
	}
	value, n, err := funds(f, 2)
	if err != nil {
		return wrong(l.line, "%s", err)
	}
	m := reconcile.Money{Minor: sign * amount, Currency: a.row.Currency}
	switch {
	case sign == 0: // words without money
		return nil
	case r.group.interim:
		return r.sink.Pending(m)
	}
	e := reconcile.Entry{Account: a.row.Account, BookingDate: r.group.day, ValueDate: value, Amount: m,
		Reference: importers.Reference(f.at(2 + n)), Code: kind, Line: l.line}
	code := r.codes[kind]
	if code.ISO != "" && code.ISO != "-" {
		e.Code = code.ISO
	}
	e.Reversal = code.Has("back")
	d := detail(l, e, f.at(3+n), 4+n)
	if d.EndToEndID != "" || len(d.Text) > 0 || d.Payer != (reconcile.Party{}) {
		e.Details = []reconcile.Detail{d}
	}
	if err := r.sink.Entry(e); err != nil {
		return fmt.Errorf("transaction of line %d: %w", l.line, err)
	}
	return nil
}

// direction gives the sign of a detail type: 1 credit, -1 debit, 0 for words without money.
func direction(kind string) (int64, error) {
	n, ok := records.Number(kind)
	switch {
	case !ok || len(kind) != 3:
		return 0, fmt.Errorf("type code %q is not three digits", kind)
	case n == 100 || n == 400:
		return 0, fmt.Errorf("type %s is a total and no transaction", kind)
	case 100 < n && n < 400, 930 <= n && n < 960:
		return 1, nil
	case 400 < n && n < 700, 960 <= n:
		return -1, nil
	case n == 890:
		return 0, nil
	}
	return 0, fmt.Errorf("type %s is no movement of an account: loans and balances are not entered",
		kind)
}

// detail reads the customer's reference and the text, which goes to the end of the record
// and may hold commas; every 88 is a piece of it. Some banks write SWIFT-like words at the
// beginning of a piece.
func detail(l *logical, e reconcile.Entry, reference string, at int) reconcile.Detail {
	d := reconcile.Detail{Amount: e.Amount, EndToEndID: importers.Reference(reference)}
	debtor, creditor := party(&d, l, at)
	d.Payer = debtor
	back := e.Reversal || strings.HasSuffix(e.Code, "-RRTN") || strings.HasSuffix(e.Code, "-UPDD") ||
		strings.HasSuffix(e.Code, "-PRDD") || strings.HasSuffix(e.Code, "-UPCQ")
	if (e.Amount.Minor < 0) != back {
		d.Payer = creditor
	}
	return d
}

// party takes the pieces of the text into the detail, and what they say of both sides.
func party(d *reconcile.Detail, l *logical, at int) (debtor, creditor reconcile.Party) {
	for _, piece := range l.text(at) {
		key, value, tagged := strings.Cut(piece, ":")
		value = strings.TrimSpace(value)
		into := (*string)(nil)
		switch key {
		case "DBNM":
			into = &debtor.Name
		case "CRNM":
			into = &creditor.Name
		case "DACT":
			into = &debtor.IBAN
		case "CACT":
			into = &creditor.IBAN
		case "DBIC":
			into = &debtor.BIC
		case "CBIC":
			into = &creditor.BIC
		case "EREF":
			into = &d.EndToEndID
			value = importers.Reference(value)
		case "REMI":
			piece = value
		}
		if tagged && into != nil {
			if value != "" {
				*into = value
			}
			continue
		}
		if piece = strings.TrimRight(piece, " "); strings.TrimSpace(piece) != "" {
			d.Text = append(d.Text, piece)
		}
	}
	debtor.IBAN = reconcile.CompactAccount(debtor.IBAN)
	creditor.IBAN = reconcile.CompactAccount(creditor.IBAN)
	return debtor, creditor
}

// text gives the pieces of the record from a field on.
func (l *logical) text(at int) []string {
	for i, piece := range l.pieces {
		for at > 0 {
			_, rest, ok := strings.Cut(piece, ",")
			at--
			if !ok {
				piece = ""
				break
			}
			piece = rest
			if at == 0 {
				return append([]string{piece}, l.pieces[i+1:]...)
			}
		}
		if at == 0 {
			return l.pieces[i+1:]
		}
	}
	return nil
}
