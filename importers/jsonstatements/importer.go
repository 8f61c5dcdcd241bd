package jsonstatements

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/jsontok"
	"github.com/rappro/rappro/reconcile"
)

// version is the one that is written and read.
const version = 1

// What the first member says.
const (
	mark  = "rappro"
	works = "statements"
)

// Importer reads what [Writer] wrote.
type Importer struct{}

// Format is "statements.json".
func (Importer) Format() string { return "statements.json" }

// Claims says whether the first member is our mark.
func (Importer) Claims(head []byte) bool {
	head = bytes.TrimPrefix(importers.DecodeHead(head), []byte("\ufeff"))
	for _, token := range []string{"{", `"` + mark + `"`, ":", `"` + works + `"`, ","} {
		rest, found := bytes.CutPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(token))
		if !found {
			return false
		}
		head = rest
	}
	return true
}

// Read reads one file.
func (Importer) Read(ctx context.Context, r io.Reader, opt importers.Options,
	sink importers.Sink) error {
	b := bufio.NewReader(r)
	start, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	src := io.Reader(b)
	if importers.HasMark(start) { // a shell that writes what a program prints may add one
		if src, err = importers.TextReader(b, ""); err != nil {
			return err
		}
	}
	return (&reader{ctx: ctx, json: jsontok.New(src), opt: opt, sink: sink}).document()
}

// reader is the state of reading one file.
type reader struct {
	ctx  context.Context
	json *jsontok.Reader
	opt  importers.Options
	sink importers.Sink

	st    reconcile.Statement // whose heading was read
	said  totals              // what it says of its entries
	seen  reconcile.Statement // what they come to
	texts int64               // of the file, where what is read now began
}

// document reads the whole file.
func (r *reader) document() error {
	place := 0
	err := r.json.Object(func(name string) error {
		place++
		switch {
		case name == mark && place == 1:
			return r.word(name, works)
		case name == "version" && place == 2:
			n, err := r.json.Number()
			if err == nil && n != version {
				err = r.json.Fail(fmt.Sprintf("version %d: this rappro reads version %d, take the one "+
					"that wrote the file", n, version))
			}
			return err
		case name == works && place == 3:
			return r.json.Array(r.statement)
		}
		return r.unknown(name)
	}, mark, "version", works)
	if err != nil {
		return err
	}
	return r.json.End()
}

// unknown refuses a member.
func (r *reader) unknown(name string) error {
	return r.json.Fail(fmt.Sprintf("member %q is not known here: the file was edited, or a later "+
		"rappro wrote it", name))
}

// word reads a text that can only be one.
func (r *reader) word(name, want string) error {
	s, err := r.json.Text()
	if err == nil && s != want {
		err = r.bad(name, fmt.Errorf("%q: want %q", s, want))
	}
	return err
}

// bad refuses the value of a member.
func (r *reader) bad(name string, err error) error {
	return r.json.Fail(fmt.Sprintf("member %q: %s", name, err))
}

// text reads a text of a heading, an entry or a payment, which have an end.
func (r *reader) text(into *string) error {
	s, err := r.json.Text()
	*into = s
	if err == nil && r.json.Texts()-r.texts > importers.MaxElement {
		err = importers.ElementTooLarge(r.json.Line())
	}
	return err
}

// list reads a list of texts.
func (r *reader) list(into *[]string) error {
	return r.json.Array(func() error {
		var s string
		err := r.text(&s)
		*into = append(*into, s)
		return err
	})
}

// number reads a number.
func (r *reader) number(into *int64) (err error) {
	*into, err = r.json.Number()
	return err
}

// count reads a number of lines or pages.
func (r *reader) count(name string, into *int) error {
	n, err := r.json.Number()
	if *into = int(n); err == nil && n > importers.MaxEntries {
		err = r.bad(name, fmt.Errorf("%d is too large", n))
	}
	return err
}

// flag reads true or false.
func (r *reader) flag(into *bool) (err error) {
	*into, err = r.json.Flag()
	return err
}

// date reads a day.
func (r *reader) date(name string, into *reconcile.Date) error {
	s, err := r.json.Text()
	if err != nil {
		return err
	}
	if *into, err = reconcile.ParseDate(s); err != nil {
		return r.bad(name, err)
	}
	return nil
}

// amount reads an amount in the currency of the account.
func (r *reader) amount(name string, into *reconcile.Money) error {
	s, err := r.json.Text()
	if err != nil {
		return err
	}
	if *into, err = reconcile.ParseMoney(s, r.st.Currency); err != nil {
		return r.bad(name, err)
	}
	return nil
}

// money reads an amount that says its currency.
func (r *reader) money(name string, into *reconcile.Money) error {
	s, err := r.json.Text()
	if err != nil {
		return err
	}
	if err := into.UnmarshalText([]byte(s)); err != nil || strings.TrimSpace(s) == "" {
		return r.bad(name, fmt.Errorf("%q: want an amount and its currency, as in 12.00 EUR", s))
	}
	return nil
}

var _ importers.Importer = Importer{}
