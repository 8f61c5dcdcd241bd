package sheet

import (
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Money reads an amount cell; it is false when the cell is empty. A currency sign or code
// around the amount is left out.
func (s *Reader) Money(i int, c reconcile.Currency) (reconcile.Money, bool, error) {
	cell := strings.TrimSpace(strings.Trim(s.Cell(i), "€$£ \u00a0\u202f"))
	cell = strings.TrimSpace(strings.TrimSuffix(cell, string(c)))
	if cell == "" {
		return reconcile.Money{Currency: c}, false, nil
	}
	m, err := importers.ParseAmount(cell, c)
	if err != nil {
		return m, true, &importers.Error{Line: s.line, What: err.Error()}
	}
	return m, true, nil
}

// Currency reads a currency cell; an empty one is the currency given.
func (s *Reader) Currency(i int, otherwise reconcile.Currency) (reconcile.Currency, error) {
	cell := s.Cell(i)
	if cell == "" {
		return otherwise, nil
	}
	c, err := reconcile.ParseCurrency(strings.ToUpper(cell))
	if err != nil {
		return c, &importers.Error{Line: s.line, What: err.Error()}
	}
	return c, nil
}

// Date reads a date cell and shows it to a proof of the order of day and month. It is false
// when the cell is empty.
func (s *Reader) Date(i int, proof *importers.DayProof) (importers.WrittenDate, bool, error) {
	cell := s.Cell(i)
	if cell == "" {
		return importers.WrittenDate{}, false, nil
	}
	d, err := importers.SplitDate(cell)
	if err != nil || !d.See(proof, s.line) {
		return d, false, &importers.Error{Line: s.line, What: "the date cannot be read: want 2026-01-31"}
	}
	return d, true, nil
}

// Each calls row for every row of the table, up to the limits of importers.
func (s *Reader) Each(row func() error) error {
	var limit importers.BatchLimit
	for {
		more, err := s.Next()
		if err != nil || !more {
			return err
		}
		if err := limit.Entry(s.line); err != nil {
			return err
		}
		if err := row(); err != nil {
			return err
		}
	}
}
