package jsonstatements

import (
	"fmt"
	"math"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// totals are what a heading says of its entries.
type totals struct {
	count           int
	credits, debits string
	proof           string
}

// statement reads one statement. Its pending lines and its entries go by: the heading has to
// stand before them.
func (r *reader) statement() error {
	r.st, r.said, r.seen = reconcile.Statement{}, totals{}, reconcile.Statement{}
	r.st.Source.Line, r.texts = r.json.Line(), r.json.Texts()
	begun, ended := false, false
	err := r.json.Object(func(name string) error {
		switch {
		case ended || begun && name != "entries":
			return r.json.Fail(fmt.Sprintf("member %q stands behind the lines: it belongs before them",
				name))
		case name != "pending" && name != "entries":
			return r.heading(name)
		}
		if !begun {
			if err := r.begin(); err != nil {
				return err
			}
			begun = true
		}
		if name == "pending" {
			return r.json.Array(r.pending)
		}
		ended = true
		return r.json.Array(r.entry)
	}, "account", "currency", "stated", "count", "credits", "debits", "proof", "entries")
	if err != nil {
		return err
	}
	if err := r.prove(); err != nil {
		return err
	}
	return r.sink.End(r.st)
}

// heading reads a member of it.
func (r *reader) heading(name string) error {
	s := &r.st
	switch name {
	case "format":
		return r.format()
	case "account":
		return r.text(&s.Account)
	case "currency":
		return r.currency()
	case "owner":
		return r.text(&s.Owner)
	case "reference":
		return r.text(&s.Reference)
	case "sequence":
		return r.number(&s.Sequence)
	case "pages":
		return r.pages()
	case "from":
		return r.date(name, &s.From)
	case "to":
		return r.date(name, &s.To)
	case "stated":
		return r.flag(&s.Stated)
	case "opening":
		return r.balance(&s.Opening)
	case "closing":
		return r.balance(&s.Closing)
	case "doubt":
		return r.text(&s.Doubt)
	case "count":
		return r.count(name, &r.said.count)
	case "credits":
		return r.text(&r.said.credits)
	case "debits":
		return r.text(&r.said.debits)
	case "proof":
		return r.text(&r.said.proof)
	}
	return r.unknown(name)
}

func (r *reader) format() error {
	err := r.text(&r.st.Source.Format)
	if err == nil && !importers.IsFormat(r.st.Source.Format) {
		err = r.bad("format", fmt.Errorf("this is no format"))
	}
	return err
}

func (r *reader) currency() error {
	var s string
	if err := r.text(&s); err != nil {
		return err
	}
	c, err := reconcile.ParseCurrency(s)
	if r.st.Currency = c; err != nil {
		return r.bad("currency", err)
	}
	return nil
}

// pages reads which pages a statement has that is not whole.
func (r *reader) pages() error {
	var first, last int64
	more := false
	err := r.json.Object(func(name string) error {
		switch name {
		case "first":
			return r.number(&first)
		case "last":
			return r.number(&last)
		case "more":
			return r.flag(&more)
		}
		return r.unknown(name)
	}, "first", "last", "more")
	if err != nil {
		return err
	}
	p := reconcile.Pages{First: int(first), Last: int(last), More: more}
	if first < 1 || last < first || last > math.MaxInt32 || first == 1 && !more {
		return r.bad("pages", fmt.Errorf("%s are no pages of a statement that is not whole", p))
	}
	r.st.Pages = p
	return nil
}

func (r *reader) balance(into **reconcile.Balance) error {
	b := new(reconcile.Balance)
	*into = b
	return r.json.Object(func(name string) error {
		switch name {
		case "amount":
			return r.money(name, &b.Amount)
		case "date":
			return r.date(name, &b.Date)
		}
		return r.unknown(name)
	}, "amount")
}

// begin tells of a statement whose heading was read.
func (r *reader) begin() error {
	if r.st.Currency == "" {
		return r.json.Fail(fmt.Sprintf("member %q is missing: the file was edited", "currency"))
	}
	if r.st.Account == "" {
		r.st.Account = r.opt.Account
	}
	if r.st.Account == "" {
		r.sink.Ask("account: the file does not say which (--account)")
	}
	r.seen.Currency, r.seen.Opening, r.seen.Closing = r.st.Currency, r.st.Opening, r.st.Closing
	r.seen.Credits.Currency, r.seen.Debits.Currency = r.st.Currency, r.st.Currency
	return r.sink.Begin(r.st)
}

// prove refuses a statement whose entries are not those that its heading speaks of.
func (r *reader) prove() error {
	if r.seen.Booked != r.said.count {
		return r.json.Fail(fmt.Sprintf("entries: %d, and the statement says %d: the file was edited",
			r.seen.Booked, r.said.count))
	}
	is := totalsOf(r.seen)
	for _, v := range [][3]string{{"credits", r.said.credits, is.credits},
		{"debits", r.said.debits, is.debits}, {"proof", r.said.proof, is.proof}} {
		if v[1] != v[2] {
			return r.bad(v[0], fmt.Errorf("%q where the entries say %q: the file was edited", v[1], v[2]))
		}
	}
	return nil
}

// pending reads an announced line.
func (r *reader) pending() error {
	var m reconcile.Money
	var day reconcile.Date
	err := r.json.Object(func(name string) error {
		switch name {
		case "amount":
			return r.amount(name, &m)
		case "date":
			return r.date(name, &day)
		}
		return r.unknown(name)
	}, "amount")
	if err != nil {
		return err
	}
	if err := r.sink.Pending(m); err != nil {
		return err
	}
	if sink, ok := r.sink.(importers.DaySink); ok {
		sink.PendingDay(day)
	}
	return r.ctx.Err()
}
