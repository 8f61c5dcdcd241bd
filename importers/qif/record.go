package qif

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// record is what stands before one ^.
type record struct {
	begun    int // its first line, 0 when there is none
	size     int
	date     string
	amount   string // T
	precise  string // U, which is T again
	payee    string
	memo     string
	number   string
	category string // L
	address  []string
}

// field keeps one line. It is false for a letter that QIF does not have.
func (r *record) field(code byte, value string, line int) (known bool, err error) {
	if r.size += len(value); r.size > importers.MaxElement {
		return true, importers.ElementTooLarge(line)
	}
	once := func(into *string) error {
		if *into != "" && *into != value {
			return &importers.Error{Line: line, What: fmt.Sprintf("a second %c in one record: a ^ is "+
				"missing, or a text has a line end in it; export the file again", code)}
		}
		*into = value
		return nil
	}
	switch code {
	case 'D':
		return true, once(&r.date)
	case 'T':
		return true, once(&r.amount)
	case 'U':
		return true, once(&r.precise)
	case 'P':
		r.payee = join(r.payee, value)
	case 'M':
		r.memo = join(r.memo, value)
	case 'N':
		r.number = join(r.number, value)
	case 'L':
		r.category = join(r.category, value)
	case 'A':
		if value != "" {
			r.address = append(r.address, value)
		}
	case 'C', 'F', 'S', 'E', '$', '%': // cleared, reimbursable, and the parts of a split
	default:
		return false, nil
	}
	return true, nil
}

func join(a, b string) string { return strings.TrimSpace(a + " " + b) }

// record hands one record to the sink.
func (r *reader) record() error {
	rec := r.rec
	r.rec = record{}
	if rec.begun == 0 {
		return nil // ^ alone
	}
	if err := r.ctx.Err(); err != nil {
		return err
	}
	first := r.first
	r.first = false
	if err := r.statement(); err != nil {
		return err
	}
	r.count++
	day, err := r.day(rec)
	if err != nil {
		return err
	}
	m, err := rec.money(r.open.Currency)
	if err != nil {
		return err
	}
	if first && rec.opens(r.label) {
		r.open.Opening = &reconcile.Balance{Amount: m, Date: day}
		return nil
	}
	return r.sink.Entry(rec.entry(reconcile.Entry{Account: r.open.Account, BookingDate: day,
		Amount: m, Line: rec.begun}))
}

// day reads the date in the order of the file.
func (r *reader) day(rec record) (reconcile.Date, error) {
	if rec.date == "" {
		return 0, &importers.Error{Line: rec.begun, What: "a record without date (D): export the file again"}
	}
	w, err := importers.SplitDate(rec.date)
	if err != nil {
		return 0, &importers.Error{Line: rec.begun, What: err.Error()}
	}
	exists := w.See(&r.proof, rec.begun)
	r.lead.See(w.First, w.Second, w.Year%100, w.Short)
	if r.dated == "" {
		r.dated = rec.date
	}
	d := w.In(r.order)
	switch {
	case d != 0:
		return d, nil
	case exists && r.order == importers.OrderUnknown:
		r.undat = true
		return 0, nil
	case exists:
		if _, err := r.proof.Settle(r.opt.Dates); err != nil {
			return 0, err
		}
	}
	return 0, &importers.Error{Line: rec.begun, What: fmt.Sprintf("date %q does not exist or lies "+
		"outside 1970 to 2149", rec.date)}
}

// money reads T, or U where T is missing. When both stand there they have to agree.
func (r record) money(c reconcile.Currency) (reconcile.Money, error) {
	var m [2]reconcile.Money
	for i, s := range [...]string{r.amount, r.precise} {
		if s == "" {
			continue
		}
		var err error
		if m[i], err = importers.ParseAmount(s, c); err != nil {
			return m[i], &importers.Error{Line: r.begun, What: err.Error()}
		}
	}
	switch {
	case r.amount == "" && r.precise == "":
		return m[0], &importers.Error{Line: r.begun, What: "a record without amount (T): export the file again"}
	case r.amount == "":
		return m[1], nil
	case r.precise != "" && m[0] != m[1]:
		return m[0], &importers.Error{Line: r.begun, What: fmt.Sprintf("the amounts T %s and U %s differ: "+
			"export the file again", m[0].Decimal(), m[1].Decimal())}
	}
	return m[0], nil
}

// opens says whether the record is the balance that an account begins with. Quicken writes
// it as a first record which transfers from the account to itself.
func (r record) opens(account string) bool {
	inner, ok := strings.CutPrefix(r.category, "[")
	return ok && strings.EqualFold(r.payee, "Opening Balance") &&
		(account == "" || strings.EqualFold(strings.TrimSuffix(inner, "]"), account))
}

// entry fills in what the record says besides day and amount. P is a label as often as a
// name, so it is text; L is the category of a person's program or the label of a bank's.
func (r record) entry(e reconcile.Entry) reconcile.Entry {
	d := reconcile.Detail{Amount: e.Amount}
	if r.payee != "" && !strings.HasPrefix(r.memo, r.payee) {
		d.Text = append(d.Text, r.payee)
	}
	if r.memo != "" {
		d.Text = append(d.Text, r.memo)
	}
	if strings.ContainsAny(r.number, "0123456789") {
		e.Reference = r.number
	} else {
		e.Code = strings.ToUpper(r.number)
	}
	extra := r.address
	if r.category != "" && !strings.HasPrefix(r.category, "[") {
		extra = append([]string{r.category}, extra...)
	}
	d.AdditionalText = strings.Join(extra, " ")
	e.Details = []reconcile.Detail{d}
	return e
}
