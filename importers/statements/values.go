package statements

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// The cells of a row. The first one that cannot be read is kept in r.bad.

func (r *reader) refuse(c column, what string) {
	if r.bad == nil {
		r.bad = r.fail(fmt.Sprintf("column %q: %s", header()[c], what))
	}
}

func (r *reader) text(c column) string {
	s, err := unescape(r.cell(c))
	if err != nil {
		r.refuse(c, err.Error())
	}
	return s
}

// cell is a cell without the mark against formulas.
func (r *reader) cell(c column) string { return importers.Unguard(r.sheet.Cell(int(c))) }

func (r *reader) list(c column) []string {
	pieces, err := unlist(r.cell(c))
	if err != nil {
		r.refuse(c, err.Error())
	}
	return pieces
}

func (r *reader) flag(c column) bool {
	switch s := r.cell(c); s {
	case "yes":
		return true
	case "":
	default:
		r.refuse(c, fmt.Sprintf("%q: want yes or nothing", s))
	}
	return false
}

func (r *reader) number(c column) int64 {
	s := r.cell(c)
	if s == "" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		r.refuse(c, fmt.Sprintf("%q is not a number", s))
		return 0
	}
	return n
}

func (r *reader) date(c column) reconcile.Date {
	s := r.cell(c)
	if s == "" {
		return 0
	}
	d, err := reconcile.ParseDate(s)
	if err != nil {
		r.refuse(c, err.Error())
	}
	return d
}

func (r *reader) currency() reconcile.Currency {
	c, err := reconcile.ParseCurrency(r.cell(currency))
	if err != nil {
		r.refuse(currency, err.Error())
	}
	return c
}

// amount is the amount of a line, in the currency of the account.
func (r *reader) amount() reconcile.Money {
	m, err := reconcile.ParseMoney(r.sheet.Cell(int(amount)), r.st.Currency)
	if err != nil {
		r.refuse(amount, err.Error())
	}
	return m
}

// named is an amount that says its currency.
func (r *reader) named(c column) (m reconcile.Money) {
	if err := m.UnmarshalText([]byte(r.sheet.Cell(int(c)))); err != nil {
		r.refuse(c, err.Error())
	}
	return m
}

func (r *reader) balance(c, day column) *reconcile.Balance {
	if r.sheet.Cell(int(c)) == "" {
		return nil
	}
	return &reconcile.Balance{Amount: r.named(c), Date: r.date(day)}
}

func (r *reader) party(first column) reconcile.Party {
	return reconcile.Party{Name: r.text(first), IBAN: r.text(first + 1), BIC: r.text(first + 2),
		ID: r.text(first + 3)}
}

// detail reads what a row says of a payment.
func (r *reader) detail(m reconcile.Money) reconcile.Detail {
	d := reconcile.Detail{Amount: m, Reference: r.text(paymentReference), Code: r.text(paymentCode),
		EndToEndID: r.text(endToEnd), MandateID: r.text(mandate), Payer: r.party(payerName),
		UltimatePayer: r.party(ultimateName).OrNil(), Text: r.list(remittance),
		References: r.list(creditorReferences), ReturnReason: r.text(returnReason),
		AdditionalText: r.text(additionalText)}
	d.Exchange = reconcile.Exchange{Charges: r.named(charges), Instructed: r.named(instructed),
		Rate: r.text(rate)}.OrNil()
	d.Documents = r.documents()
	return d
}

func (r *reader) documents() (out []reconcile.Document) {
	cell := r.cell(documents)
	if cell == "" {
		return nil
	}
	for _, s := range strings.Split(cell, "\n") {
		d, err := parseDocument(s)
		if err != nil {
			r.refuse(documents, err.Error())
		}
		out = append(out, d)
	}
	return out
}
