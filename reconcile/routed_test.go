package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// cabinet is an office of several companies: one with account DE01, two with DE02.
type cabinet struct {
	*office
	cards []reconcile.Account
	dry   bool
}

func newCabinet(t *testing.T) *cabinet {
	c := &cabinet{office: newOffice(t), cards: []reconcile.Account{
		{ID: "DE01", Company: "one"}, {ID: "DE02", Company: "two"}}}
	for _, company := range []string{"one", "two"} {
		_, err := c.Import(t.Context(), c.callOf(company),
			[]reconcile.File{bankFile(company, of(c.account(company), "2026-06-01", "1"))})
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func (c *cabinet) account(company string) string {
	i := slices.IndexFunc(c.cards, func(a reconcile.Account) bool { return a.Company == company })
	return c.cards[i].ID
}

func (c *cabinet) callOf(company string) reconcile.Call {
	call := c.call
	call.Company, call.Cards, call.DryRun = company, c.cards, c.dry
	return call
}

// of is a statement of an account with a line of a day.
func of(account, day, amount string) reconcile.Statement {
	s := statement(account+day, "0", line(day, amount, account+day, "x"))
	s.Account = account
	return s
}

func (c *cabinet) drop(files ...reconcile.File) (string, error) {
	routed, err := c.Route(context.Background(), c.cards, []string{"one", "two"}, files)
	if err != nil {
		return "", err
	}
	list, err := c.ImportRouted(context.Background(), c.callOf, files, routed)
	var out []string
	for _, r := range list {
		out = append(out, fmt.Sprintf("%s %d of %d new", r.Outcome, r.NewEntries, r.Entries))
		for _, n := range r.Needs {
			out[len(out)-1] += "; " + n
		}
	}
	return strings.Join(out, "\n"), err
}

func (c *cabinet) want(want string, files ...reconcile.File) {
	c.t.Helper()
	want = strings.ReplaceAll(want, "NEW", "is new: say whose it is under accounts: in the configuration (one, two)")
	if got, err := c.drop(files...); got != want || err != nil {
		c.t.Errorf("%s: %s, %v\nwant %s", files[0].Name, got, err, want)
	}
}

// lines counts the entries of every company.
func (c *cabinet) lines() string {
	c.t.Helper()
	var out []string
	for _, company := range []string{"one", "two", reconcile.DefaultCompany} {
		c.call.Company = company
		if n := c.entries(); n > 0 {
			out = append(out, fmt.Sprintf("%s %d", company, n))
		}
		c.verify()
	}
	return strings.Join(out, ", ")
}

// A file of two companies and a stranger: everybody gets his, the stranger is asked for, again
// as often as the file comes; when his account is known only his part enters.
func TestFileOfSeveralCompanies(t *testing.T) {
	for name, form := range map[string]func(reconcile.File) reconcile.File{
		"held": func(f reconcile.File) reconcile.File { return f }, "streamed": streamed,
	} {
		t.Run(name, func(t *testing.T) {
			c := newCabinet(t)
			list := []reconcile.Statement{of("DE02", "2026-06-02", "2"), of("DE99", "2026-06-02", "3"),
				of("DE01", "2026-06-02", "4"), of("DE98", "2026-06-02", "5"), of("DE02", "2026-06-03", "6")}
			f, renamed := form(bankFile("mixed", list...)), form(bankFile("renamed", list...))
			c.dry = true
			c.want("asked 3 of 5 new; account DE99 NEW; account DE98 NEW", f)
			if got := c.lines(); got != "one 1, two 1" {
				t.Errorf("a dry run stored: %s", got)
			}
			c.dry = false
			c.want("asked 3 of 5 new; account DE99 NEW; account DE98 NEW", f)
			c.want("asked 0 of 5 new; account DE99 NEW; account DE98 NEW", f)
			c.want("asked 0 of 5 new; account DE99 NEW; account DE98 NEW", renamed)
			if got := c.lines(); got != "one 2, two 3" {
				t.Errorf("stored: %s", got)
			}
			c.cards = append(c.cards, reconcile.Account{ID: "DE99", Company: "two"})
			c.dry = true
			c.want("asked 1 of 5 new; account DE98 NEW", f)
			c.dry = false
			c.want("asked 1 of 5 new; account DE98 NEW", f)
			c.cards = append(c.cards, reconcile.Account{ID: "DE98", Company: "one"})
			c.want("read 1 of 5 new", f)
			c.want("known 0 of 5 new", f)
			if got := c.lines(); got != "one 3, two 4" {
				t.Errorf("stored: %s", got)
			}
			c.call.Company = "two"
			if n := c.imported(f); n != 3 {
				t.Errorf("the import of company two counts %d statements, want 3", n)
			}
			if _, err := c.Undo(t.Context(), c.callOf("two"), []string{reconcile.ImportID(f.Digest)}); err != nil {
				t.Fatal(err)
			}
			c.want("read 1 of 5 new", f) // the other file has the lines of DE02 too
			if got := c.lines(); got != "one 3, two 4" {
				t.Errorf("after undo and again: %s", got)
			}
		})
	}
}

// imported is how many statements the record of a file counts.
func (c *cabinet) imported(f reconcile.File) (n int) {
	c.t.Helper()
	err := c.Read(c.t.Context(), func(r reconcile.Reader) error {
		list, err := r.Imports(c.t.Context(), c.call.Company)
		for _, rec := range list {
			if rec.Digest == f.Digest {
				n = rec.Statements
			}
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// What is held or named by a person keeps to its part of the file as well.
func TestPartsAreIndependent(t *testing.T) {
	c := newCabinet(t)
	wrong := of("DE01", "2026-06-02", "4")
	wrong.Closing.Amount = eur("99")
	c.want("held 1 of 2 new", bankFile("wrong", wrong, of("DE02", "2026-06-02", "2")))
	c.want("held 0 of 2 new", bankFile("wrong", wrong, of("DE02", "2026-06-02", "2")))
	f := bankFile("named", of("DE01", "2026-06-03", "1"), of("DE02", "2026-06-03", "1"), of("DE99", "2026-06-03", "1"))
	r, err := c.Import(t.Context(), c.callOf("one"), []reconcile.File{f})
	if err != nil || r[0].Outcome != reconcile.OutcomeAsked || r[0].NewEntries != 1 || len(r[0].Needs) != 2 {
		t.Errorf("a person names a company: %+v %v", r, err)
	}
	c.want("asked 1 of 3 new; account DE99 NEW", f)
	if got := c.lines(); got != "one 2, two 3" {
		t.Errorf("stored: %s", got)
	}
}

// Details of a stranger's entries wait outside too, and are taken in when he is known.
func TestDetailsOfSeveralCompanies(t *testing.T) {
	c := newCabinet(t)
	batch := func(account string) reconcile.Batch {
		b := payout("po_"+account, "2026-06-02", "98.00", "48.00")
		b.Account = account
		return b
	}
	f := batchFile("details", batch("DE01"), batch("DE99"))
	if got, err := c.drop(f); !strings.HasPrefix(got, "asked 0 of 2 new; say whose file it is") || err != nil {
		t.Errorf("%s %v", got, err)
	}
	c.cards = append(c.cards, reconcile.Account{ID: "DE99", Company: "one"})
	c.want("read 0 of 2 new", f)
	c.want("known 0 of 2 new", f)
	c.call.Company = "one"
	if n := len(c.batches()); n != 2 {
		t.Errorf("%d batches, want 2", n)
	}
}

// cut fails the first transaction of a company, as a crash before it does.
type cut struct {
	reconcile.Store
	company string
}

var errCut = errors.New("cut off")

func (s *cut) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	if s.company == company {
		return errCut
	}
	return s.Store.Update(ctx, company, fn)
}

// cutAfter lets some transactions through and fails the next.
type cutAfter struct {
	reconcile.Store
	left int
}

func (s *cutAfter) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	if s.left--; s.left < 0 {
		return errCut
	}
	return s.Store.Update(ctx, company, fn)
}

// A crash between two companies of one file loses nothing, and the same file completes it.
func TestCrashBetweenCompanies(t *testing.T) {
	for _, company := range []string{"one", "two"} {
		c := newCabinet(t)
		whole := c.Store
		f := bankFile("mixed", of("DE02", "2026-06-02", "2"), of("DE99", "2026-06-02", "3"), of("DE01", "2026-06-02", "4"))
		c.Store = &cut{whole, company}
		if _, err := c.drop(f); !errors.Is(err, errCut) {
			t.Fatal(err)
		}
		c.Store = whole
		if _, err := c.drop(f); err != nil {
			t.Fatal(err)
		}
		c.want("asked 0 of 3 new; account DE99 NEW", f)
		if got := c.lines(); got != "one 2, two 2" {
			t.Errorf("cut at %s: %s", company, got)
		}
	}
}
