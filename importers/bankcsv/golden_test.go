package bankcsv_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bankcsv"
	"github.com/rappro/rappro/reconcile"
)

var update = flag.Bool("update", false, "write the golden files anew")

const fixtures = "../../fixtures/bankcsv"

// TestGolden reads every fixture, with the options that lie beside it, and compares what it
// is with want.txt. A case whose name starts with bad- is refused with exactly that text.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join(fixtures, "*", "in.csv"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("no fixtures (%v)", err)
	}
	im := newImporter(t)
	for _, in := range cases {
		dir := filepath.Dir(in)
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			data := readFile(t, in)
			got := describe(im, data, options(t, dir))
			if strings.HasPrefix(name, "bad-") != strings.HasPrefix(got, "refused: ") {
				t.Errorf("bad- in the name and the outcome do not agree:\n%s", got)
			}
			want := filepath.Join(dir, "want.txt")
			if *update {
				if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if w := string(readFile(t, want)); got != w {
				t.Errorf("got:\n%s\nwant:\n%s", got, w)
			}
		})
	}
}

func newImporter(t testing.TB) *bankcsv.Importer {
	t.Helper()
	im, err := bankcsv.New()
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// options reads options.txt: "account: FR76…", "currency: CHF", "profile: own.profile",
// "name: FR76…_2026-06.csv".
func options(t testing.TB, dir string) importers.Options {
	opt := importers.Options{Name: "in.csv"}
	b, err := os.ReadFile(filepath.Join(dir, "options.txt"))
	if err != nil {
		return opt
	}
	for line := range strings.Lines(string(b)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "account":
			opt.Account = value
		case "currency":
			opt.Currency = reconcile.Currency(value)
		case "name":
			opt.Name = value
		case "profile":
			if opt.Profile = value; strings.HasSuffix(value, ".profile") {
				opt.Profile = filepath.Join(dir, value)
			}
		default:
			t.Fatalf("options.txt: unknown key %q", key)
		}
	}
	return opt
}

// describe prints everything that was read of a file.
func describe(im *bankcsv.Importer, data []byte, opt importers.Options) string {
	var c importers.Collector
	var b strings.Builder
	if !im.Claims(importers.DecodeHead(data[:min(len(data), importers.HeadSize)])) {
		fmt.Fprintln(&b, "not claimed")
	}
	err := im.Read(context.Background(), bytes.NewReader(data), opt, &c)
	if err != nil {
		return "refused: " + err.Error() + "\n" + b.String()
	}
	for _, s := range c.Statements {
		printStatement(&b, s)
	}
	for _, n := range c.Needs {
		fmt.Fprintln(&b, "needs", n)
	}
	for _, n := range c.Remarks() {
		fmt.Fprintln(&b, "note", n)
	}
	return b.String()
}

func printStatement(b *strings.Builder, s reconcile.Statement) {
	proof, diff, err := s.Prove()
	fmt.Fprintf(b, "statement %s %s %s..%s stated=%v booked=%d credits=%s debits=%s\n", s.Account,
		s.Currency, s.From, s.To, s.Stated, s.Booked, s.Credits.Decimal(), s.Debits.Decimal())
	if s.Pending > 0 {
		fmt.Fprintf(b, "  pending %d credits=%s debits=%s\n", s.Pending,
			s.PendingCredits.Decimal(), s.PendingDebits.Decimal())
	}
	for _, x := range []struct {
		name string
		b    *reconcile.Balance
	}{{"opening", s.Opening}, {"closing", s.Closing}} {
		if x.b != nil {
			fmt.Fprintf(b, "  %s %s %s\n", x.name, x.b.Date, x.b.Amount)
		}
	}
	fmt.Fprintf(b, "  %s", proof)
	if err != nil || !diff.IsZero() {
		fmt.Fprintf(b, " by %s %v", diff, err)
	}
	fmt.Fprintln(b)
	for _, e := range s.Entries {
		d := e.Details[0]
		fmt.Fprintf(b, "  line %d %s value=%s %s", e.Line, e.BookingDate, e.ValueDate, e.Amount)
		for _, f := range []struct{ key, value string }{{"code", e.Code}, {"ref", e.Reference},
			{"entry", e.Text}, {"payer", d.Payer.Name}, {"iban", d.Payer.IBAN},
			{"bic", d.Payer.BIC}, {"e2e", d.EndToEndID}, {"mandate", d.MandateID}} {
			if f.value != "" {
				fmt.Fprintf(b, " %s=%q", f.key, f.value)
			}
		}
		if e.Stable {
			b.WriteString(" stable")
		}
		fmt.Fprintf(b, "\n    text=%q\n", d.Text)
	}
}
