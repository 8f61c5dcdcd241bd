package plainsql_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/fixtures/world"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/postgres/plainsql"
)

// The peer finds what a number names and no more: of a hundred credits two quote no number;
// both plans find the same.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	if err := world.WriteScale(dir, 1, world.Scale{Invoices: 1000, Credits: 1000, Format: "online"}); err != nil {
		t.Fatal(err)
	}
	bank, err := filepath.Glob(filepath.Join(dir, "statements_csv", "online", "*.csv"))
	if err != nil || len(bank) != 1 {
		t.Fatal(bank, err)
	}
	for _, parallel := range []bool{false, true} {
		r, err := plainsql.Run(context.Background(), pgtest.URL(t), filepath.Join(dir, "invoices.csv"),
			bank[0], parallel, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if r.Matched < 960 || r.Matched > 980 || r.Took == 0 {
			t.Errorf("parallel %v: %d matched in %s", parallel, r.Matched, r.Took)
		}
		if strings.Contains(r.Plan, "Gather") != parallel {
			t.Errorf("parallel %v:\n%s", parallel, r.Plan)
		}
	}
}
