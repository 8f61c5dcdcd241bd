package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Every *.bad.yaml is refused with exactly the message that stands beside it.
func TestBad(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		want, err := os.ReadFile(strings.TrimSuffix(file, ".yaml") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		_, err = Load(Source{File: file})
		if err == nil || err.Error() != file+": "+strings.TrimSpace(string(want)) {
			t.Errorf("%s:\ngot  %v\nwant %s", file, err, want)
		}
	}
}

func TestGood(t *testing.T) {
	c, err := Load(Source{File: "testdata/full.good.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	want := reconcile.Policy{Automatic: 9950, Margin: 500, Customer: 9000, RoundingMinor: 5,
		FeeMinor: 2500, WriteOffMinor: 2000, FourEyesMinor: 60000, FourEyesDecisionMinor: 700000}
	if c.Policy != want {
		t.Errorf("policy %+v, want %+v", c.Policy, want)
	}
	want.ERPMarksFirst = true
	if got := c.PolicyOf("atelier"); got != want {
		t.Errorf("policy of atelier %+v, want %+v", got, want)
	}
	limits := []reconcile.Limit{{Name: "overpayment_amount", Value: 2550}, {Name: "dismissed_share", Value: 5000},
		{Name: "overpayment_amount", From: reconcile.NewDate(2026, 7, 1), Value: 4000}}
	if got := c.LimitsOf("another"); !slices.Equal(got, limits) {
		t.Errorf("limits %+v, want %+v", got, limits)
	}
	limits = append(limits, reconcile.Limit{Name: "stale_days", From: reconcile.NewDate(2026, 1, 1), Value: 8})
	if got := c.LimitsOf("atelier"); !slices.Equal(got, limits) {
		t.Errorf("limits of atelier %+v, want %+v", got, limits)
	}
	checkPenalties(t, c)
	checkCreditLimits(t, c)
	if len(c.Accounts) != 2 || c.Accounts[0].ID != "FR7630004000031234567890143" ||
		c.Accounts[0].Card.Rhythm != 1 || !c.Accounts[1].Card.NotCounted ||
		c.Accounts[1].Company != "Boulangerie.Martin" ||
		!slices.Equal(c.Accounts[1].Numbers, []string{"200410500013", "0500013M026"}) {
		t.Errorf("accounts %+v", c.Accounts)
	}
	if c.DB != "sqlite:/var/lib/rappro/books.db" || c.User != "claire" || c.Listen != "127.0.0.1:9999" || c.Customers != 0 {
		t.Errorf("%+v", c)
	}
	if c.Actor("claire").Role != reconcile.Reviewer || c.Actor("paul").Role != reconcile.Accountant {
		t.Errorf("claire is %s, paul is %s", c.Actor("claire").Role, c.Actor("paul").Role)
	}
	small, err := Load(Source{File: "testdata/small.good.yaml"})
	if err != nil || small.Policy.RoundingMinor != 10 || small.Customers != 20 || small.Actor("x").Role != reconcile.Admin || small.DB != "sqlite:rappro.db" {
		t.Errorf("%+v %v", small, err)
	}
}

// A company's own rates stand before those for all, and a company of consumers has no penalties.
func checkPenalties(t *testing.T, c Config) {
	t.Helper()
	all := receivables.PenaltyRates{{From: reconcile.NewDate(2026, 1, 1), Per10000: 1215}, {Per10000: 1500}}
	own := receivables.PenaltyRates{{From: reconcile.NewDate(2026, 7, 1), Per10000: 1240}}
	for company, want := range map[string]Penalties{"another": {Rates: all}, "atelier": {Rates: own.Over(all)},
		"Boulangerie.Martin": {Rates: all, Off: true}} {
		if got := c.PenaltiesOf(company); !slices.Equal(got.Rates, want.Rates) || got.Off != want.Off {
			t.Errorf("penalties of %s %+v, want %+v", company, got, want)
		}
	}
}

// Limits are in order of their days, a company's own behind those for all.
func checkCreditLimits(t *testing.T, c Config) {
	t.Helper()
	want := receivables.CreditLimits{{Customer: "0012", Amount: reconcile.Money{Currency: "JPY"}},
		{Customer: "C0012", Amount: reconcile.EUR(2000050)},
		{Customer: "C0012", Amount: reconcile.EUR(5000000), From: reconcile.NewDate(2026, 1, 1)}}
	if got := c.CreditLimitsOf("another"); !slices.Equal(got, want) {
		t.Errorf("credit limits %+v, want %+v", got, want)
	}
	want = append(want, receivables.CreditLimit{Customer: "C0012", Amount: reconcile.EUR(10000)})
	if got := c.CreditLimitsOf("atelier"); !slices.Equal(got, want) {
		t.Errorf("credit limits of atelier %+v, want %+v", got, want)
	}
}

// Flags beat the environment, which beats the file, which beats the defaults; the first
// folder that has a file counts.
func TestPrecedence(t *testing.T) {
	near, far := t.TempDir(), t.TempDir()
	write := func(dir, text string) {
		if err := os.WriteFile(filepath.Join(dir, "rappro.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(far, "lang: en\ncompany: far\n")
	src := Source{Search: []string{near, far}, Getenv: os.Getenv}
	get := func() Config {
		t.Helper()
		c, err := Load(src)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := get(); c.Company != "far" || c.Zone.String() != "Europe/Paris" {
		t.Errorf("far file: %+v", c)
	}
	write(near, "company: near\npolicy:\n  fee: 12\n")
	if c := get(); c.Company != "near" || c.Lang != "" || c.Policy.FeeMinor != 1200 {
		t.Errorf("near file: %+v", c)
	}
	t.Setenv("RAPPRO_COMPANY", "environment")
	t.Setenv("RAPPRO_POLICY_FEE", "7.50")
	if c := get(); c.Company != "environment" || c.Policy.FeeMinor != 750 {
		t.Errorf("environment: %+v", c)
	}
	src.Flags = map[string]string{"company": "flag"}
	if c := get(); c.Company != "flag" {
		t.Errorf("flag: %+v", c)
	}
}

// A folder that cannot be there is absent; a file that was named has to be readable.
func TestFind(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file, no folder")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(Source{Search: []string{file, t.TempDir()}}); err != nil || c.File != "" {
		t.Errorf("a file in the place of a folder: %q %v", c.File, err)
	}
	folder := t.TempDir() // can be seen and not be read, whoever looks
	if _, err := Load(Source{File: folder}); err == nil || !strings.Contains(err.Error(), folder) {
		t.Errorf("a folder named as file: %v", err)
	}
}

func TestCompanyIDs(t *testing.T) {
	c, err := Load(Source{File: "testdata/full.good.yaml", Flags: map[string]string{"company": "typed"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.CompanyIDs(), " "); got != "Boulangerie.Martin atelier" {
		t.Errorf("companies %s: what was typed is not what the file knows", got)
	}
}

func TestPasswordOnCommandLine(t *testing.T) {
	for _, url := range []string{"postgres://u:secret@host/db", "postgres://host/db?password=x",
		"postgresql://u:p%40s@host:5432/db?sslmode=require"} {
		if err := CheckCommandLineDB(url); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", url, err)
		}
		if s := Shown(url); strings.Contains(s, "secret") || strings.Contains(s, "password") {
			t.Errorf("shown %s", s)
		}
	}
	for _, url := range []string{"sqlite:rappro.db", "postgres://u@host/db", "postgres:///db?host=/run/pg",
		"sqlite:/tmp/a:b@c.db"} {
		if err := CheckCommandLineDB(url); err != nil {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestToday(t *testing.T) {
	c, err := Load(Source{})
	if err != nil {
		t.Fatal(err)
	}
	late := time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC) // half past midnight in Paris
	if d := c.Today(late); d != reconcile.NewDate(2026, 7, 1) {
		t.Errorf("today is %s", d)
	}
}

// Today is the civil day of the zone, on every day of a leap year and at the borders of years,
// whether the clock goes forward, back or not at all (T26).
func TestTodayInEveryZone(t *testing.T) {
	days := []string{"1999-12-31", "2000-01-01", "2000-02-29", "2026-12-31", "2100-02-28", "2100-03-01"}
	for d := time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == 2028; d = d.AddDate(0, 0, 1) {
		days = append(days, d.Format(time.DateOnly))
	}
	if len(days) != 6+366 {
		t.Fatalf("%d days", len(days))
	}
	for _, name := range []string{"Europe/Paris", "America/New_York", "Pacific/Auckland", "UTC"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		c := Config{Zone: zone}
		for _, day := range days {
			first, err := time.ParseInLocation(time.DateOnly, day, zone)
			if err != nil {
				t.Fatal(err)
			}
			for _, at := range []time.Time{first, first.Add(3 * time.Hour), first.AddDate(0, 0, 1).Add(-time.Second)} {
				if got := c.Today(at.UTC()).String(); got != day {
					t.Errorf("%s: %s is %s", name, at, got)
				}
			}
		}
	}
}
