package storetest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// nasty are texts that a store might order, cut, fold or misread. They stand in every field
// of text that the tests fill.
func nasty() []string {
	return []string{"", "a", "B", "b", "Z", "é", "e\u0301", "É", "ß", "ss", "œuvre", "10", "9", " lead",
		"trail ", "tab\tand\nline", `quote " ' back \ slash`, `\-`, `\n`, "%_*?$1", "--;/*", "😀", "𝒳",
		"\u00a0", "\u2028", "\ufeff", "\u202eright", "null", "NULL", "0x00", "{}", "[", "\x01\x1f\x7f",
		strings.Repeat("long ", 2000), "Ж", "李", "i", "ı", "I", "İ"}
}

// line of an account: a credit of some cents with a text.
func entryOf(account string, day reconcile.Date, cents int64, text string, n int) reconcile.Entry {
	e := reconcile.Entry{Account: account, BookingDate: day, ValueDate: day + 1,
		Amount: reconcile.EUR(cents), Reference: text, Code: "PMNT", Text: text, Line: n,
		Details: []reconcile.Detail{{Amount: reconcile.EUR(cents), EndToEndID: text,
			Payer: reconcile.Party{Name: text, IBAN: "DE1"}, Text: []string{text, "x"}}}}
	e.ID = reconcile.EntryKey(company, e, n)
	return e
}

// full is an entry whose every field says something.
func full(account string, day reconcile.Date) reconcile.Entry {
	d := reconcile.Detail{Amount: reconcile.EUR(1), Reference: "dref", EndToEndID: "e2e",
		MandateID: "mandate", Payer: reconcile.Party{Name: "Élan & Fils", IBAN: "FR76", BIC: "BIC",
			ID: "id"}, UltimatePayer: &reconcile.Party{Name: "U", IBAN: "I", BIC: "B", ID: "D"},
		Text: []string{"one", "", `two \ "quoted"`, "three\nlines"}, References: []string{"RF1", "RF\n2"},
		Documents: []reconcile.Document{{Number: "F1", Amount: reconcile.EUR(5)}, {Number: "F2"}},
		Exchange: &reconcile.Exchange{Charges: reconcile.EUR(3),
			Instructed: reconcile.Money{Minor: 1234, Currency: "TND"}, Rate: "1.25"},
		ReturnReason: "AC04", Code: "PMNT-RCDT", AdditionalText: "more"}
	e := reconcile.Entry{Account: account, BookingDate: day, ValueDate: day - 1,
		Amount: reconcile.EUR(12345), Reference: "ref", Stable: true, Code: "code", Reversal: true,
		Text: "text", BatchCount: 3, BatchRef: "batch", Line: 7, Details: []reconcile.Detail{d}}
	e.ID = reconcile.EntryKey(company, e, 1)
	return e
}

// lump is a sum whose details are not known yet.
func lump(account string, day reconcile.Date, cents int64) reconcile.Entry {
	e := reconcile.Entry{Account: account, BookingDate: day, Amount: reconcile.EUR(cents), Lump: true,
		BatchCount: 2, Text: "REMISE"}
	e.ID = reconcile.EntryKey(company, e, 1)
	return e
}

// split gives an entry details of these amounts.
func split(e reconcile.Entry, cents ...int64) reconcile.Entry {
	e.Lump, e.Details = false, nil
	for i, c := range cents {
		e.Details = append(e.Details, reconcile.Detail{Amount: reconcile.EUR(c),
			EndToEndID: fmt.Sprint("part", i)})
	}
	return e
}

func sortEntries(list []reconcile.Entry) []reconcile.Entry {
	slices.SortFunc(list, func(a, b reconcile.Entry) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return list
}

func bill(number string, cents int64) reconcile.Invoice {
	v := reconcile.Invoice{Number: number, Type: reconcile.PlainInvoice, Customer: "C1", IssueDate: 100,
		DueDate: 130, Amount: reconcile.EUR(cents), State: reconcile.StateOpen, Version: 1, Line: 2}
	if cents < 0 {
		v.Type = reconcile.CreditNote
	}
	return v
}

// decide makes an applied decision on a payment. Its key is of its parts and n.
func decide(p reconcile.ID, day reconcile.Date, n int, parts ...reconcile.Part) reconcile.Decision {
	d := reconcile.Decision{Kind: reconcile.Applied, Payment: p, Customer: "C1", Rule: "rule", Rank: 1,
		Confidence: 9950, Parts: parts, Effective: day,
		Actor: reconcile.Actor{Kind: reconcile.Rule, Name: "rule"}}
	d.ID = reconcile.AutomaticKey(company, d.Payment, d.Invoice, parts, n)
	d.Content = d.Hash()
	return d
}

// takeBack makes the decision that undoes another.
func takeBack(d reconcile.Decision) reconcile.Decision {
	u := d
	u.Kind, u.Undoes, u.Parts = reconcile.Undone, d.ID, nil
	for _, p := range d.Parts {
		u.Parts = append(u.Parts, p.Neg())
	}
	u.ID = reconcile.ManualKey(company, "undo "+string(d.ID[:]))
	u.Content = u.Hash()
	return u
}

func cash(invoice string, cents int64) reconcile.Part {
	return reconcile.CashOn(invoice, reconcile.EUR(cents))
}
