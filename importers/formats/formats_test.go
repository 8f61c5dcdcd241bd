package formats_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/formats"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

// folders says which formats the cases of a fixtures folder are in.
func folders() map[string][]string {
	return map[string][]string{"camt": {"camt.053"}, "camt052": {"camt.052"}, "bankcsv": {"csv"}, "invoices": {"invoices.csv"},
		"ofx": {"ofx"}, "qif": {"qif"}, "mt940": {"mt940"},
		"cfonb120": {"cfonb120"}, "coda": {"coda"}, "bai2": {"bai2"},
		"statements": {"statements.csv"}, "jsonstatements": {"statements.json"},
		"camt054": {"camt.054"}, "payout": {"payout"}, "slip": {"slip"}, "card": {"card"},
		"pain008": {"pain.008"}, "pain002": {"pain.002"}}
}

func all(t *testing.T) importers.Formats {
	t.Helper()
	f, err := formats.All()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const fixtures = "../../fixtures"

// TestGolden reads the camt fixtures and compares with what stands beside them; the CSV
// packages test theirs, which need a person's answers beside the input.
func TestGolden(t *testing.T) {
	golden.Run(t, all(t), filepath.Join(fixtures, "camt"), *update)
	golden.Run(t, all(t), filepath.Join(fixtures, "camt052"), *update)
	golden.Run(t, all(t), filepath.Join(fixtures, "camt054"), *update)
	golden.Run(t, all(t), filepath.Join(fixtures, "statements"), *update)
	golden.Run(t, all(t), filepath.Join(fixtures, "jsonstatements"), *update)
}

// TestAllAndOnly: every importer claims all of its own fixtures and no other's, so one
// claim is always the answer. Broken files may be claimed by nobody, never by two.
func TestAllAndOnly(t *testing.T) {
	known := all(t)
	for folder, want := range folders() {
		for _, c := range golden.Cases(t, filepath.Join(fixtures, folder)) {
			claims := known.Claims(head(t, c.Input))
			switch {
			case len(claims) > 1:
				t.Errorf("%s is claimed by %v: all formats but one are wrong", c.Input, claims)
			case c.Bad, named(c.Input): // refused, or read by a profile that a person names
			case len(claims) == 0:
				t.Errorf("%s is claimed by nobody, want %v", c.Input, want)
			case !slices.Contains(want, claims[0]):
				t.Errorf("%s is claimed by %s, want %v", c.Input, claims[0], want)
			}
		}
	}
}

// TestEveryFolder: every folder of fixtures that has cases belongs to a format, every format
// has one, and no file among the fixtures, whatever it is for, is claimed by two.
func TestEveryFolder(t *testing.T) {
	known := all(t)
	has := map[string]bool{}
	for _, formats := range folders() {
		for _, f := range formats {
			has[f] = true
		}
	}
	for _, name := range known.Names() {
		if !has[name] {
			t.Errorf("%s has no folder of fixtures", name)
		}
	}
	dirs, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if d.IsDir() && folders()[d.Name()] == nil && len(golden.Cases(t, filepath.Join(fixtures, d.Name()))) > 0 {
			t.Errorf("nobody says which format the cases of fixtures/%s are in", d.Name())
		}
	}
	files := 0
	err = filepath.WalkDir(fixtures, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && filepath.Ext(path) != ".go" {
			files++
			if claims := known.Claims(head(t, path)); len(claims) > 1 {
				t.Errorf("%s is claimed by %v", path, claims)
			}
		}
		return err
	})
	if err != nil || files < 500 {
		t.Errorf("%d files, %v", files, err)
	}
}

// named says whether the case comes with a profile of its own, given with --profile.
func named(input string) bool {
	folder := filepath.Dir(input)
	_, err := os.Stat(filepath.Join(folder, "own.profile"))
	options, _ := os.ReadFile(filepath.Join(folder, "options.txt")) // most have none
	return err == nil || strings.HasPrefix(filepath.Base(folder), "bad-") ||
		strings.Contains(string(options), "profile: ")
}

// TestNobodyClaimsOther: text that is of no format is left alone by all.
func TestNobodyClaimsOther(t *testing.T) {
	for _, s := range []string{"", " ", "hello", "<html><body>BkToCstmrStmt</body></html>",
		"see camt.053 and <b>bold</b>", "{\"a\":1}", "%PDF-1.4", "a;b;c\n1;2;3\n",
		"<?xml version=\"1.0\"?><Invoice/>", "\x00\x01\x02"} {
		if claims := all(t).Claims([]byte(s)); len(claims) > 0 {
			t.Errorf("%q is claimed by %v", s, claims)
		}
	}
}

// TestRecordsAreNoTable: records that hold days and amounts between commas, as the lines of a
// bank's CSV without names do, are those of the format whose mark stands in front. Here the sums
// of control are a day.
func TestRecordsAreNoTable(t *testing.T) {
	const bai2 = "01,BANK,OURFIRM,261005,0715,17,,,2/\n" +
		"02,OURFIRM,BANK,1,260922,2359,EUR,2/\n" +
		"03,FR7630006000011234567890189,EUR,010,0,,,015,10560998,,/\n" +
		"16,195,10560998,V,260922,,,E2E-1,VIREMENT A/\n" +
		"49,21121996,3/\n98,21121996,1,5/\n99,21121996,1,7/\n"
	if claims := all(t).Claims([]byte(bai2)); !slices.Equal(claims, []string{"bai2"}) {
		t.Errorf("claimed by %v, want bai2", claims)
	}
}

func head(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(b[:min(len(b), importers.HeadSize)])
}
