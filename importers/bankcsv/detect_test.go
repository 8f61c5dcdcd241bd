package bankcsv_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bankcsv"
)

// embedded is the importer with the profiles of the program; it holds no state.
var embedded = sync.OnceValues(func() (*bankcsv.Importer, error) { return bankcsv.New("") })

// read gives what a file holds, line by line.
func read(t testing.TB, data []byte, opt importers.Options) (string, []string, error) {
	t.Helper()
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return readWith(im, data, opt)
}

func readWith(im importers.Importer, data []byte, opt importers.Options) (string, []string, error) {
	var c importers.Collector
	if err := im.Read(context.Background(), bytes.NewReader(data), opt, &c); err != nil {
		return "", nil, err
	}
	var b strings.Builder
	for _, s := range c.Statements {
		fmt.Fprintln(&b, s.Account, s.Currency, s.Opening, s.Closing, s.Pending, s.PendingCredits,
			s.PendingDebits)
		for _, e := range s.Entries {
			d := e.Details[0]
			x := d.Exchanged()
			d.Exchange = nil // whose address says nothing
			fmt.Fprintln(&b, e.BookingDate, e.ValueDate, e.Amount, e.Text, e.Reference, e.Code, d, x)
		}
	}
	return b.String(), c.Needs, nil
}

func unseenFiles(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, folder := range []string{unseen, "../../fixtures/unseen/csv", "../../fixtures/unseen/traps/csv",
		"../../fixtures/unseen/second/csv"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.*"))
		if err != nil || len(files) == 0 {
			t.Fatal("no layouts", err)
		}
		for _, f := range files {
			if filepath.Base(f) != "TRUTH.csv" {
				out = append(out, f)
			}
		}
	}
	return out
}

// TestDetectedProfile: what was detected, written as a profile and given back with --profile,
// reads the same; and every choice says why.
func TestDetectedProfile(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range unseenFiles(t) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := readWith(im, data, importers.Options{})
		if err != nil {
			continue
		}
		d, err := im.Detect(context.Background(), bytes.NewReader(data), importers.Options{})
		if err != nil || len(d.Needs) > 0 {
			continue
		}
		for _, r := range d.Reasons {
			if r.What == "" || r.Why == "" {
				t.Errorf("%s: %+v has no reason", name, r)
			}
		}
		var text strings.Builder
		if err := bankcsv.WriteProfile(&text, d.Profile); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "own.profile")
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		got, _, err := readWith(im, data, importers.Options{Profile: path})
		if err != nil || got != want {
			t.Errorf("%s: read again with its own profile: %v\n%s\n--- got\n%s--- want\n%s", name, err,
				text.String(), got, want)
		}
	}
}

// TestAnswers: each question is answered by its flag, and a wrong answer is refused.
func TestAnswers(t *testing.T) {
	const days = "Date,Description,Amount\n01/02/2026,A,-1.00\n03/02/2026,B,2.00\n"
	const points = "Datum;Text;Betrag\n20.01.2026;A;-1.000\n21.01.2026;B;2.500\n"
	const card = "Date,Description,Amount\n2026-01-20,A,1.00\n2026-01-21,B,2.00\n"
	for _, c := range []struct {
		name, file string
		opt        importers.Options
		want       string // part of what is read, of the question or of the error
	}{
		{"day or month", days, importers.Options{}, "ask dates:"},
		{"day", days, importers.Options{Dates: importers.DayFirst}, "2026-02-03"},
		{"month", days, importers.Options{Dates: importers.MonthFirst}, "2026-03-02"},
		{"wrong day", strings.Replace(days, "03/02", "13/02", 1),
			importers.Options{Dates: importers.MonthFirst}, "leave --dates out"},
		{"thousands", points, importers.Options{}, "--decimal"},
		{"comma", points, importers.Options{Decimal: ","}, "2500.00"},
		{"point", points, importers.Options{Decimal: "."}, "2.50 "},
		{"charges", card, importers.Options{}, "ask signs:"},
		{"charges written", card, importers.Options{Signs: importers.SignsWritten}, " 2.00"},
		{"charges reversed", card, importers.Options{Signs: importers.SignsReversed}, "-2.00"},
	} {
		c.opt.Currency = "EUR"
		got, needs, err := read(t, []byte(c.file), c.opt)
		all := got + " ask " + strings.Join(needs, " ask ")
		if err != nil {
			all = err.Error()
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}

// TestCutFiles: a file that is cut anywhere is refused or asked about, or it holds the first
// lines of the whole one: never anything else.
func TestCutFiles(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range unseenFiles(t) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		opt := importers.Options{Account: "", Currency: ""}
		whole, needs, err := readWith(im, data, opt)
		if err != nil || asksMore(needs) {
			continue
		}
		lines := map[string]bool{}
		for _, l := range strings.Split(whole, "\n") {
			lines[l] = true
		}
		step := max(1, len(data)/4)
		for n := len(data) - 1; n > 0; n -= 1 + (n*7)%step {
			got, needs, err := readWith(im, data[:n], opt)
			if err != nil || asksMore(needs) {
				continue
			}
			for i, l := range strings.Split(got, "\n") {
				if !lines[l] && !strings.HasPrefix(l, " ") && entryLine(l) {
					t.Errorf("%s cut at %d of %d: line %d is not in the whole file: %s", name, n,
						len(data), i, l)
				}
			}
		}
	}
}

// asksMore says whether something besides the account and the currency is open.
func asksMore(needs []string) bool {
	for _, n := range needs {
		if !strings.HasPrefix(n, "account:") && !strings.HasPrefix(n, "currency:") {
			return true
		}
	}
	return false
}

// entryLine tells entries from the first lines of statements.
func entryLine(l string) bool { return len(l) > 10 && l[4] == '-' && l[7] == '-' }
