package receivables

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

// paid are the payments of a company in the order of the store, each in few bytes: it takes the
// decisions to say what became of them, and these are read at the same time.
type paid struct {
	list  []bare
	forms []reconcile.Payment // what many payments share: account, currency, code, lump
}

type bare struct {
	id    reconcile.ID
	minor int64
	day   reconcile.Date
	form  int32
}

func readPaid(ctx context.Context, r reconcile.Reader, q reconcile.Query) (*paid, error) {
	type form struct {
		account, code string
		currency      reconcile.Currency
		lump          bool
	}
	s, known := &paid{}, map[form]int32{}
	for p, err := range r.Payments(ctx, q) {
		if err != nil {
			return nil, err
		}
		f := form{p.Account, p.Code, p.Amount.Currency, p.Lump}
		n, ok := known[f]
		if !ok {
			n = int32(len(s.forms))
			known[f] = n
			s.forms = append(s.forms, reconcile.Payment{Account: p.Account, Code: p.Code, Lump: p.Lump,
				Amount: reconcile.Money{Currency: p.Amount.Currency}})
		}
		s.list = append(s.list, bare{p.ID, p.Amount.Minor, p.BookingDate, n})
	}
	return s, nil
}

// each calls fn with every payment, which is fn's until it returns.
func (s *paid) each(fn func(*reconcile.Payment)) {
	for i := range s.list {
		b := &s.list[i]
		p := &s.forms[b.form]
		p.ID, p.BookingDate, p.Amount.Minor = b.id, b.day, b.minor
		fn(p)
	}
}
