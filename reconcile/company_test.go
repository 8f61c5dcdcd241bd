package reconcile_test

import (
	"context"
	"crypto/sha256"
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A file goes where its accounts are: to the company that the store knows them by, before
// what a card says; without accounts to whoever had the same bytes before.
func TestCompaniesOf(t *testing.T) {
	o := newOffice(t)
	of := func(account string) reconcile.Statement {
		s := statement("S", "0", line("2026-06-01", "10", "R", "x"))
		s.Account = account
		return s
	}
	const a, b, c, stranger = "DE01", "DE02", "DE03", "DE99"
	cards := []reconcile.Account{{ID: b, Company: "two"}, {ID: a, Company: "two"}, {ID: c}}
	bills := invoiceFile("bills", invoice("F1", "10"))
	o.call.Company = "two"
	o.load(bills)
	o.call.Company = "one"
	o.call.Cards = []reconcile.Account{{ID: a, Company: "one"}}
	if r := o.load(bankFile("a", of(a))); r[0].Outcome != reconcile.OutcomeRead {
		t.Fatalf("%+v", r)
	}
	batch := reconcile.File{Name: "batch", Batches: []reconcile.Batch{{Account: b}, {}}}
	bad := bills
	bad.Err = context.Canceled
	for _, x := range []struct {
		what string
		f    reconcile.File
		want []string
	}{
		{"stored, whatever the card says", bankFile("f1", of(a)), []string{"one"}},
		{"by card", bankFile("f2", of(b), of(b)), []string{"two"}},
		{"a card that names no company", bankFile("f3", of(c)), nil},
		{"a stranger", bankFile("f4", of(stranger)), nil},
		{"a stranger beside one that is known", bankFile("f5", of(stranger), of(b)), []string{"two"}},
		{"two companies", bankFile("f6", of(b), of(a)), []string{"one", "two"}},
		{"details of entries", batch, []string{"two"}},
		{"invoices, known bytes", bills, []string{"two"}},
		{"invoices, new", invoiceFile("new", invoice("F2", "1")), nil},
		{"refused", bad, nil},
		{"no account in the file", reconcile.File{Digest: sha256.Sum256([]byte("x")),
			Statements: []reconcile.Statement{{}}}, nil},
	} {
		got, err := o.CompaniesOf(context.Background(), cards, []reconcile.File{x.f})
		if err != nil || !slices.Equal(got[0], x.want) {
			t.Errorf("%s: %v %v, want %v", x.what, got, err, x.want)
		}
	}
}
