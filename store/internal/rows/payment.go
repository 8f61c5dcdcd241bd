package rows

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Payments implements reconcile.BankReader. The view payment, in the migrations, joins
// entries that are their own payment with the newest details of the others.
func (r *Reader) Payments(ctx context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Payment, error] {
	columns, scan := paymentColumns(), scanPayment
	if q.Figures {
		columns, scan = figureColumns(), scanFigures
	}
	s := r.sentence(q.Company, "SELECT "+list(columns)+" FROM ").from("payment", "id", q, false)
	s.between("booking_date", q)
	s.named(q.Named, "COALESCE(NULLIF(detail_reference, ''), reference)")
	if q.Import != "" {
		s.and("(import = ? AND NOT EXISTS (SELECT 1 FROM sighting s WHERE s.company = payment.company "+
			"AND s.entry = payment.entry) OR version > 1 AND brought = ?)", q.Import, q.Import)
	}
	return each(ctx, r, s.byAccount(q, "booking_date, account, id"), scan)
}

// figureColumns are what a figure needs, and what a detail may say of the code.
func figureColumns() []string {
	return []string{"id", "entry", "account", "booking_date", "amount", "currency", "code", "lump", "form",
		"more"}
}

func scanFigures() ([]any, func() (reconcile.Payment, error)) {
	var p, last reconcile.Payment
	var form, more string
	places := []any{(*idColumn)(&p.ID), (*idColumn)(&p.Entry), &p.Account, (*int32)(&p.BookingDate),
		&p.Amount.Minor, (*string)(&p.Amount.Currency), &p.Code, &p.Lump, &form, &more}
	return places, func() (reconcile.Payment, error) {
		p.Account, p.Code = shared(p.Account, last.Account), shared(p.Code, last.Code)
		p.Amount.Currency = shared(p.Amount.Currency, last.Amount.Currency)
		last = p
		out := p
		if form == formPlain || more == "" {
			return out, nil
		}
		var d reconcile.Detail
		if err := readMore(more, &d); err != nil {
			return out, fmt.Errorf("payment %s: %w", p.ID, err)
		}
		if d.Code != "" {
			out.Code = d.Code
		}
		return out, nil
	}
}

func paymentColumns() []string {
	return slices.Concat([]string{"id", "entry", "account", "booking_date", "value_date", "amount",
		"currency", "reference", "code", "reversal", "lump", "text", "batch_ref", "version", "form"},
		detailColumns())
}

// figures puts constants in the place of columns that are not asked for.
func figures(columns []string, instead map[string]string) []string {
	for i, c := range columns {
		if constant, ok := instead[c]; ok {
			columns[i] = constant
		}
	}
	return columns
}

func scanPayment() ([]any, func() (reconcile.Payment, error)) {
	var p reconcile.Payment
	var form string
	var d detailRow
	var last reconcile.Payment
	places := slices.Concat([]any{(*idColumn)(&p.ID), (*idColumn)(&p.Entry), &p.Account,
		(*int32)(&p.BookingDate), (*int32)(&p.ValueDate), &p.Amount.Minor,
		(*string)(&p.Amount.Currency), &p.Reference, &p.Code, &p.Reversal, &p.Lump, &p.EntryText,
		&p.BatchRef, &p.Version, &form}, d.places())
	return places, func() (reconcile.Payment, error) {
		// Neighbours share these words: a million rows need not hold them a million times.
		p.Account, p.Code = shared(p.Account, last.Account), shared(p.Code, last.Code)
		p.Amount.Currency = shared(p.Amount.Currency, last.Amount.Currency)
		p.EntryText = shared(p.EntryText, last.EntryText)
		last = p
		out := p
		if form == formPlain {
			return out, nil
		}
		var err error
		if out.Detail, err = d.detail(p.Amount); err != nil {
			return out, fmt.Errorf("payment %s: %w", p.ID, err)
		}
		if out.Detail.Reference != "" {
			out.Reference = out.Detail.Reference
		}
		if out.Detail.Code != "" {
			out.Code = out.Detail.Code
		}
		return out, nil
	}
}

// shared is the string that is there already, if it is the same.
func shared[S ~string](s, there S) S {
	if s == there {
		return there
	}
	return s
}

// paymentRow are the columns of table detail.
func paymentRow() []string {
	return slices.Concat([]string{"id", "version", "entry", "amount", "currency", "lump", "form"},
		detailColumns(), []string{"seal"})
}

// storeDetails writes payments as rows of table detail.
func (w *Writer) storeDetails(ctx context.Context, imp string, p []reconcile.Payment,
	form string) error {
	slices.SortFunc(p, func(a, b reconcile.Payment) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return w.insert(ctx, Bulk{Table: "detail", Len: len(p), Shared: []string{"company", "import"},
		Values:  []string{w.company, imp},
		Columns: paymentRow(),
		Row: func(i int, to *Block) {
			v, from := &p[i], len(to.Cells)
			to.ID(&v.ID).Int(v.Version).ID(&v.Entry).Money(v.Amount).Truth(v.Lump).Text(form).
				detail(&v.Detail, v.Amount)
			to.seal(from)
		}})
}

// AddBatch implements reconcile.BankWriter. The new version stands beside the old ones, and
// the entry names the one that counts; DeleteImport can therefore go back.
func (w *Writer) AddBatch(ctx context.Context,
	company, imp string, e reconcile.Entry, version int) error {
	if err := w.mine(company); err != nil {
		return err
	}
	q := w.sentence(w.company, "SELECT version FROM entry")
	q.and("company = ?", company)
	q.and("id = ?", e.ID[:])
	stored, found, err := one(ctx, w.Reader, q, scanInt)
	switch {
	case err != nil:
		return err
	case !found:
		return fmt.Errorf("batch of entry %s: %w", e.ID, reconcile.ErrNotFound)
	case version <= stored:
		return fmt.Errorf("batch of entry %s: version %d does not follow %d", e.ID, version, stored)
	}
	payments := e.Payments()
	for i := range payments {
		payments[i].Version = version
	}
	form := formSingle
	if len(e.Details) == 0 {
		form = formPlain
	}
	if err := w.storeDetails(ctx, imp, payments, form); err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE entry SET version = $1 WHERE company = $2 AND id = $3",
		version, company, e.ID[:])
}
