package bankcsv_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

const unseen = "../../fixtures/bankcsv/unseen"

// TestUnseen reads layouts that no profile knows and compares with their truth: none is read
// wrong in silence, and at least 85 % of those that can be read are.
func TestUnseen(t *testing.T) {
	truth, err := os.Open(filepath.Join(unseen, "TRUTH.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer truth.Close()
	rows, err := csv.NewReader(truth).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	right, readable := 0, 0
	for _, row := range rows[1:] {
		got, err := figures(im, filepath.Join(unseen, row[0]), importers.Options{})
		want := strings.Join(row[1:6], " ")
		if row[6] == "read" {
			readable++
		}
		switch {
		case err != nil:
			t.Logf("asked or refused (%s): %s: %v", row[6], row[0], err)
		case got != want:
			t.Errorf("READ WRONG IN SILENCE: %s: %s, want %s", row[0], got, want)
		case row[6] == "read":
			right++
		default:
			t.Logf("read, though %s was expected: %s", row[6], row[0])
		}
	}
	t.Logf("%d of %d readable layouts right, %d layouts in all", right, readable, len(rows)-1)
	if right*100 < readable*85 {
		t.Errorf("only %d of %d are read", right, readable)
	}
}

// TestWithoutColumnLine: files without a column line are read by the profile that a person
// names.
func TestWithoutColumnLine(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, profile, want string }{
		{"lcl-fr.csv", "lcl", "9 13005.01 2948.38 2026-02-07 2026-02-28"},
		{"abn-amro-nl.csv", "abn-amro", "10 16563.59 8179.47 2026-02-04 2026-02-28"},
	} {
		got, err := figures(im, filepath.Join(unseen, c.file), importers.Options{Profile: c.profile})
		if err != nil || got != c.want {
			t.Errorf("%s: %s, want %s: %v", c.file, got, c.want, err)
		}
	}
}

// figures reads a file and gives count, sums and days, or an error when it is not read.
func figures(im importers.Importer, path string, opt importers.Options) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var c importers.Collector
	opt.Name = filepath.Base(path)
	if err := im.Read(context.Background(), f, opt, &c); err != nil {
		return "", err
	}
	file := reconcile.File{Statements: c.Statements, Needs: c.Needs, Messages: c.Messages}
	d := reconcile.Describe(file)
	for _, need := range d.Needs {
		if !strings.HasPrefix(need, "account:") && !strings.HasPrefix(need, "currency:") {
			return "", fmt.Errorf("asked: %s", need)
		}
	}
	if d.Outcome != reconcile.OutcomeRead {
		return "", fmt.Errorf("%s: %s", d.Outcome, strings.Join(d.Messages, "; "))
	}
	sum := func(m map[reconcile.Currency]reconcile.Money) string {
		var list []string
		for _, v := range m {
			list = append(list, v.Decimal())
		}
		return strings.Join(list, "+")
	}
	return fmt.Sprintf("%d %s %s %s %s", d.Entries, sum(d.Credits), sum(d.Debits), d.FirstDate,
		d.LastDate), nil
}
