package bai2

import (
	"fmt"
	"strconv"

	"github.com/rappro/rappro/importers/internal/records"
	"github.com/rappro/rappro/reconcile"
)

// account is what is known of a statement from 03 to 49.
type account struct {
	control
	row reconcile.Statement
}

// open reads an account identifier with its balances and totals.
func (r *reader) open(l *logical) error {
	if r.group == nil || r.account != nil {
		return wrong(l.line, "an account begins (03) outside a group or before another one ended (49): "+
			"records are missing, ask the bank for the file again")
	}
	f := l.fields()
	a := &account{control: control{line: l.line, lines: len(l.pieces)}}
	a.row.Source.Line = l.line
	if a.row.Account = reconcile.CompactAccount(f.at(0)); a.row.Account == "" {
		if a.row.Account = reconcile.CompactAccount(r.opt.Account); a.row.Account == "" {
			r.sink.Ask("account: the file does not say which (--account)")
		}
	}
	if err := r.currency(a, f.at(1)); err != nil {
		return err
	}
	if err := r.summaries(a, f); err != nil {
		return err
	}
	if r.group.interim {
		a.row.Opening, a.row.Closing = nil, nil
		r.sink.Note(fmt.Sprintf("line %d: account %s of %s is interim: its lines are counted and left "+
			"out until the final report comes", l.line, a.row.Account, r.group.day))
	} else {
		a.row.From, a.row.To, a.row.Stated = r.group.day, r.group.day, true
	}
	r.account = a
	return r.sink.Begin(a.row)
}

// currency is the account's, else the group's, else --currency, else that of the standard.
func (r *reader) currency(a *account, code string) error {
	if code == "" {
		code = r.group.currency
	}
	if code == "" {
		code = string(r.opt.Currency)
	}
	if code == "" {
		code = "USD"
		r.dollars++
	}
	c, err := reconcile.ParseCurrency(code)
	if err != nil {
		return wrong(a.line, "%s", err)
	}
	a.row.Currency = c
	return nil
}

// summaries reads the type codes of 03, from the third field on: type, amount, item count,
// funds type. The ledger balances are kept, and every amount counts in the control total.
func (r *reader) summaries(a *account, f fields) error {
	for i := 2; i < len(f); {
		kind, text := f.at(i), f.at(i+1)
		amount, ok := signed(text)
		if text == "" {
			amount, ok = 0, true
		}
		if !ok || !a.add(amount) {
			return wrong(a.line, "amount %q of type %s is no number of cents, or too large", text,
				strconv.Quote(kind))
		}
		_, n, err := funds(f, i+3)
		if err != nil {
			return wrong(a.line, "%s", err)
		}
		i += 3 + n
		if text == "" {
			continue
		}
		m := &reconcile.Balance{Amount: reconcile.Money{Minor: amount, Currency: a.row.Currency},
			Date: r.group.day}
		switch {
		case kind == "010" && a.row.Opening == nil:
			a.row.Opening = m
		case kind == "015" && a.row.Closing == nil:
			a.row.Closing = m
		}
	}
	return nil
}

// add counts an amount in the control total. It is false when the sum is beyond any account.
func (a *account) add(amount int64) bool {
	a.total += amount
	const limit = 1 << 60
	return -limit < a.total && a.total < limit && amount >= -reconcile.MaxMinor &&
		amount <= reconcile.MaxMinor
}

// close reads an account trailer.
func (r *reader) close(l *logical) error {
	a := r.account
	if a == nil {
		return wrong(l.line, "an account ends (49) that never began (03): records are missing, ask the "+
			"bank for the file again")
	}
	a.lines += len(l.pieces)
	f := l.fields()
	if err := confirm(l, said{"control total", f.at(0), a.total},
		said{"number of records", f.at(1), int64(a.lines)}); err != nil {
		return err
	}
	g := &r.group.control
	g.total += a.total
	g.lines += a.lines
	g.inner++
	r.account = nil
	return r.sink.End(a.row)
}

// signed reads an optional sign and digits.
func signed(s string) (int64, bool) {
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	n, ok := records.Number(s)
	if negative {
		n = -n
	}
	return n, ok
}

// funds reads a funds type and says how many fields it takes: V has day and time, S three
// amounts, D a number and as many pairs of days and amounts. The value date of V is given.
func funds(f fields, at int) (value reconcile.Date, n int, err error) {
	switch kind := f.at(at); kind {
	case "", "Z", "0", "1", "2":
		return 0, 1, nil
	case "S":
		return 0, 4, nil
	case "V":
		s := f.at(at + 1)
		if s == "" {
			return 0, 3, nil
		}
		value, ok := records.YearMonthDay(s)
		if !ok {
			return 0, 0, fmt.Errorf("the value date %q is no day of the form YYMMDD", s)
		}
		return value, 3, nil
	case "D":
		pairs, ok := records.Number(f.at(at + 1))
		if !ok || pairs > 1000 {
			return 0, 0, fmt.Errorf("the number of distributions is %q", f.at(at+1))
		}
		return 0, 2 + 2*int(pairs), nil
	default:
		return 0, 0, fmt.Errorf("funds type %q is none of Z, 0, 1, 2, V, S and D", kind)
	}
}
