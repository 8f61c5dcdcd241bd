package reconcile_test

import (
	"cmp"
	"context"
	"crypto/sha256"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Each part of a file goes where its accounts are: to the company that the store knows them
// by, before what a card says; without accounts to whoever had the same bytes before.
func TestRoute(t *testing.T) {
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
		want string // shares, and what is asked
	}{
		{"stored, whatever the card says", bankFile("f1", of(a)), "one DE01"},
		{"by card", bankFile("f2", of(b), of(b)), "two DE02 DE02"},
		{"a card that names no company", bankFile("f3", of(c)), "rest DE03: account DE03 is new"},
		{"a stranger", bankFile("f4", of(stranger)), "rest DE99: account DE99 is new"},
		{"a stranger beside one that is known", bankFile("f5", of(stranger), of(b)),
			"two DE02, rest DE99: account DE99 is new"},
		{"two companies", bankFile("f6", of(b), of(a), of(b)), "one DE01, two DE02 DE02"},
		{"two companies and strangers", bankFile("f7", of(c), of(b), of(stranger), of(a)),
			"one DE01, two DE02, rest DE03 DE99: account DE03 is new; account DE99 is new"},
		{"details of entries", batch, "two DE02 -"},
		{"details of entries of two companies", details(a, b, ""),
			"one DE01, two DE02, rest -: say whose file it is with --company (one, two)"},
		{"details of a stranger's entries", details(stranger),
			"rest DE99: say whose file it is with --company (one, two)"},
		{"invoices, known bytes", bills, "two"},
		{"invoices, new", invoiceFile("new", invoice("F2", "1")),
			"rest: say whose file it is with --company (one, two)"},
		{"refused", bad, ""},
		{"no account in the file", reconcile.File{Digest: sha256.Sum256([]byte("x")),
			Statements: []reconcile.Statement{{}}}, "rest -: say whose file it is with --company (one, two)"},
	} {
		got, err := o.Route(context.Background(), cards, []string{"one", "two"}, []reconcile.File{x.f})
		if err != nil || routes(got[0]) != x.want {
			t.Errorf("%s: %q %v, want %q", x.what, routes(got[0]), err, x.want)
		}
	}
}

// details is a file of batches of some accounts.
func details(accounts ...string) reconcile.File {
	f := reconcile.File{Name: "details", Digest: sha256.Sum256([]byte("details"))}
	for _, a := range accounts {
		f.Batches = append(f.Batches, reconcile.Batch{Account: a})
	}
	return f
}

// routes prints who gets what of a file.
func routes(r reconcile.Routed) string {
	accounts := func(f reconcile.File) (out string) {
		for _, s := range f.Statements {
			out += " " + cmp.Or(s.Account, "-")
		}
		for _, b := range f.Batches {
			out += " " + cmp.Or(b.Account, "-")
		}
		return out
	}
	var list []string
	for _, share := range r.Shares {
		list = append(list, share.Company+accounts(share.File))
	}
	if len(r.Needs) > 0 {
		needs := strings.ReplaceAll(strings.Join(r.Needs, "; "),
			": say whose it is under accounts: in the configuration (one, two)", "")
		list = append(list, "rest"+accounts(r.Rest)+": "+needs)
	}
	return strings.Join(list, ", ")
}
