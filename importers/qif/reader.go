package qif

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// reader walks one file, section by section.
type reader struct {
	ctx   context.Context
	opt   importers.Options
	sink  importers.Sink
	lines *lines
	text  importers.MixedText

	order  importers.DayOrder
	proof  importers.DayProof
	lead   importers.LeadingYear
	dated  string             // the first date
	stated importers.DayOrder // what the file states and no date proves
	named  bool               // --account says whose lines they are

	kind  sectionKind
	title string // of the section: "BANK"
	label string // the name that !Account gave last

	described bool // that header has its record

	rec   record
	open  *reconcile.Statement // of the account being read
	key   string               // name and kind of that account
	keys  []string             // of all accounts with lines, in the order of the file
	begun int                  // line of the section header
	count int                  // records with money
	first bool                 // the next record is the first of its section
	lists []string             // sections that were passed
	codes int                  // lines with a code that is not known
	undat bool                 // a day depends on the order, which is unknown
}

// read reads the file to its end, which has to be the end of a record.
func (r *reader) read() error {
	for {
		b, err := r.lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if b = bytes.TrimSpace(b); len(b) == 0 {
			continue
		}
		if err := r.line(b); err != nil {
			return err
		}
	}
	switch {
	case r.rec.begun > 0:
		return &importers.Error{Line: r.rec.begun, What: "the last record does not end (^): the file " +
			"was cut, download it again"}
	case r.kind == sectionAccount && !r.described:
		return &importers.Error{Line: r.lines.n, What: "the file ends where an account is named: it was " +
			"cut, download it again"}
	case r.count == 0 && len(r.lists) > 0:
		return &importers.Error{What: "only lists in it (" + strings.Join(r.lists, ", ") + "), no " +
			"account: export the account with its transactions"}
	case r.count == 0:
		return &importers.Error{What: "no transaction in it: the file is empty or was cut, export it again"}
	}
	return r.finish()
}

// finish ends the last account and says what a person has to know or to answer.
func (r *reader) finish() error {
	if err := r.end(); err != nil {
		return err
	}
	r.answers()
	switch {
	case r.lead.May() && r.opt.Dates == importers.OrderUnknown:
		r.sink.Ask(importers.LeadingYearNeed)
	case r.undat:
		r.sink.Ask(importers.DayOrderNeed)
	}
	if len(r.lists) > 0 {
		r.sink.Note("lists that hold no money were passed: " + strings.Join(r.lists, ", "))
	}
	if r.codes > 0 {
		r.sink.Note(fmt.Sprintf("lines passed because QIF does not know their first letter: %d", r.codes))
	}
	return nil
}

// line reads one line of the file.
func (r *reader) line(b []byte) error {
	switch {
	case b[0] == '!':
		return r.header(b)
	case r.kind == sectionList:
		return nil
	case r.kind == sectionOther:
		return &importers.Error{Line: r.lines.n, What: "a record before any header (!Type:Bank): the " +
			"beginning of the file is missing"}
	case b[0] == '^' && r.kind == sectionAccount:
		r.rec, r.described = record{}, true
		return nil
	case b[0] == '^':
		return r.record()
	}
	if r.rec.begun == 0 {
		r.rec.begun = r.lines.n
	}
	value, err := r.text.Decode(bytes.TrimSpace(b[1:]), r.lines.n)
	if err != nil {
		return err
	}
	if r.kind == sectionAccount {
		if b[0] == 'N' {
			r.label = value
		}
		return nil
	}
	known, err := r.rec.field(b[0], value, r.lines.n)
	if !known {
		r.codes++
	}
	return err
}

// header begins a section.
func (r *reader) header(b []byte) error {
	if r.rec.begun > 0 {
		return &importers.Error{Line: r.lines.n, What: fmt.Sprintf("the record of line %d does not end "+
			"(^): the file is damaged, export it again", r.rec.begun)}
	}
	kind, title := section(b)
	switch kind {
	case sectionSwitch:
		r.stated = max(r.stated, stated(title))
		return nil // what stands behind it has a header of its own
	case sectionOther:
		return &importers.Error{Line: r.lines.n, What: refusal(title)}
	case sectionList:
		if !slices.Contains(r.lists, title) {
			r.lists = append(r.lists, title)
		}
	case sectionAccount:
		r.label, r.described = "", false
	case sectionMoney:
		r.title, r.begun, r.first = title, r.lines.n, true
	}
	r.kind = kind
	return nil
}

// refusal says why a section is not read.
func refusal(title string) string {
	switch title {
	case "INVST", "PORT":
		return "an investment account (!Type:" + title + "), which is not read: its amounts are trades " +
			"and no bookings; export the bank accounts alone"
	case "INVOICE", "BILL", "TAX", "TIMER":
		return "business records (!Type:" + title + "), which are not read: export the bank accounts alone"
	}
	return fmt.Sprintf("header %q is not known: export the bank accounts alone", title)
}

// statement begins the account of the section, unless it is the one being read.
func (r *reader) statement() error {
	key := r.label + " (" + r.title + ")"
	if r.open != nil && r.key == key {
		return nil
	}
	if err := r.end(); err != nil {
		return err
	}
	again := slices.Contains(r.keys, key)
	if !again {
		r.keys = append(r.keys, key)
	}
	account, err := r.account(again)
	if err != nil {
		return err
	}
	currency := r.opt.Currency
	if currency == "" {
		r.sink.Ask("currency: a QIF file does not say which (--currency)")
		currency = reconcile.NoCurrency
	}
	r.key, r.open = key, &reconcile.Statement{Account: account, Currency: currency}
	r.open.Source.Line = r.begun
	return r.sink.Begin(*r.open)
}

// account is the number that the name of the account is, or --account. QIF has names for
// accounts and no numbers; only a person knows what "Checking" is.
func (r *reader) account(again bool) (string, error) {
	asked := reconcile.CompactAccount(r.opt.Account)
	if asked != "" {
		if len(r.keys) > 1 {
			return "", &importers.Error{Line: r.begun, What: fmt.Sprintf("the file holds several accounts, "+
				"%s: export each by itself, --account names one", strings.Join(r.keys, " and "))}
		}
		r.named = true
		return asked, nil
	}
	if own := number(r.label); own != "" {
		if again {
			return "", &importers.Error{Line: r.begun, What: "lines of several accounts alternate: export " +
				"each account by itself"}
		}
		return own, nil
	}
	r.sink.Ask("account: a QIF file does not say which, each account has to be a file by itself (--account)")
	return "", nil
}

// number gives the account number that a name is: an IBAN, or digits with at most two
// letters, as banks write it.
func number(name string) string {
	c := reconcile.CompactAccount(name)
	if reconcile.ValidIBAN(c) {
		return c
	}
	if len(c) == 23 {
		iban, ok := reconcile.IBANFromRIB(c[:5], c[5:10], c[10:21])
		if ok && iban[len(iban)-2:] == c[21:] {
			return iban
		}
	}
	letters := 0
	for i := range len(c) {
		if c[i] >= 'A' {
			letters++
		}
	}
	if letters > 2 || len(c)-letters < 8 || len(c) > 34 {
		return ""
	}
	return c
}

// end completes the account being read.
func (r *reader) end() error {
	if r.open == nil {
		return nil
	}
	s := *r.open
	r.open = nil
	return r.sink.End(s)
}
