package invoices

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// row is one line as written.
type row struct {
	Number           string `csv:"number"`
	Type             string `csv:"type"`
	CustomerID       string `csv:"customer_id"`
	CustomerName     string `csv:"customer_name"`
	CustomerEmail    string `csv:"customer_email"`
	CustomerIBAN     string `csv:"customer_iban"`
	IssueDate        string `csv:"issue_date"`
	DueDate          string `csv:"due_date"`
	Amount           string `csv:"amount"`
	Currency         string `csv:"currency"`
	Status           string `csv:"status"`
	Owner            string `csv:"owner"`
	Terms            string `csv:"terms"`
	Project          string `csv:"project"`
	PaymentReference string `csv:"payment_reference"`
	Claim            string `csv:"claim"`
	Disputed         string `csv:"disputed"`
}

// knownColumns are the tags of row, and requiredColumns those that must be there.
const (
	knownColumns = "number type customer_id customer_name customer_email customer_iban " +
		"issue_date due_date amount currency status owner terms project payment_reference claim disputed"
	requiredColumns = "number customer_id issue_date amount currency"
)

// clean trims every cell and takes our own exports' apostrophe off.
func (r *row) clean() {
	for _, cell := range [...]*string{&r.Number, &r.Type, &r.CustomerID, &r.CustomerName,
		&r.CustomerEmail, &r.CustomerIBAN, &r.IssueDate, &r.DueDate, &r.Amount, &r.Currency,
		&r.Status, &r.Owner, &r.Terms, &r.Project, &r.PaymentReference, &r.Claim, &r.Disputed} {
		*cell = strings.TrimSpace(unescape(*cell))
	}
}

// unescape undoes what keeps a spreadsheet from running a cell as a formula.
func unescape(s string) string {
	if len(s) < 2 || s[0] != '\'' {
		return s
	}
	for _, trigger := range [...]string{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s[1:], trigger) {
			return s[1:]
		}
	}
	return s
}

// invoice checks a line. has says which columns the file has.
func (r *row) invoice(line int, has map[string]bool) (reconcile.Invoice, error) {
	v := reconcile.Invoice{Number: r.Number, Customer: r.CustomerID, Owner: r.Owner,
		Terms: r.Terms, Project: r.Project, PaymentReference: r.PaymentReference,
		Version: 1, Line: line}
	var err error
	switch {
	case r.Number == "":
		return v, fmt.Errorf("number is empty")
	case r.CustomerID == "":
		return v, fmt.Errorf("customer_id of %s is empty", r.Number)
	}
	if v.Type, err = invoiceType(r.Type, has["type"]); err != nil {
		return v, err
	}
	if v.State, err = invoiceState(r.Status, has["status"]); err != nil {
		return v, err
	}
	if v.Claim, err = claim(r.Claim); err != nil {
		return v, err
	}
	if v.Disputed, err = disputed(r.Disputed); err != nil {
		return v, err
	}
	if v.IssueDate, err = reconcile.ParseDate(r.IssueDate); err != nil {
		return v, fmt.Errorf("issue_date: %w", err)
	}
	if r.DueDate != "" {
		if v.DueDate, err = reconcile.ParseDate(r.DueDate); err != nil {
			return v, fmt.Errorf("due_date: %w", err)
		}
	}
	currency, err := reconcile.ParseCurrency(r.Currency)
	if err != nil {
		return v, fmt.Errorf("currency: %w", err)
	}
	if v.Amount, err = reconcile.ParseMoney(r.Amount, currency); err != nil {
		return v, fmt.Errorf("amount: %w", err)
	}
	if credit := v.Type == reconcile.CreditNote; credit && v.Amount.Minor >= 0 {
		return v, fmt.Errorf("amount: %s of a credit_note is not negative", v.Amount)
	} else if !credit && v.Amount.Minor < 0 {
		return v, fmt.Errorf("amount: %s is negative: its type is credit_note, not %s", v.Amount,
			v.Type)
	}
	return v, nil
}

func invoiceType(s string, has bool) (reconcile.InvoiceType, error) {
	switch t := reconcile.InvoiceType(s); t {
	case reconcile.PlainInvoice, reconcile.Deposit, reconcile.CreditNote:
		return t, nil
	}
	if !has {
		return reconcile.PlainInvoice, nil
	}
	return "", fmt.Errorf("type: %q is not one of invoice, credit_note, deposit", s)
}

func invoiceState(s string, has bool) (reconcile.InvoiceState, error) {
	switch t := reconcile.InvoiceState(s); t {
	case reconcile.StateOpen, reconcile.StatePaid, reconcile.StateCancelled, reconcile.StateDraft:
		return t, nil
	}
	if !has {
		return reconcile.StateOpen, nil
	}
	return "", fmt.Errorf("status: %q is not one of open, paid, cancelled, draft", s)
}

func claim(s string) (reconcile.Claim, error) {
	if c := reconcile.Claim(s); s == "" || slices.Contains(reconcile.Claims(), c) {
		return c, nil
	}
	return "", fmt.Errorf("claim: %q is not one of ceded, discounted, bill", s)
}

func disputed(s string) (bool, error) {
	switch s {
	case "", "false", "no":
		return false, nil
	case "true", "yes":
		return true, nil
	}
	return false, fmt.Errorf("disputed: %q is not one of true, false", s)
}
